import { FormBox } from '../../../parts/form/FormBox.tsx';
import { PasswordField } from '../../../parts/form/fields.tsx';
import { useForm } from '../../../parts/form/useForm.ts';
import styles from '../SettingsPage.module.css';
import { Cancel } from './Cancel.tsx';

interface Props<R> {
  /** What follows from it, or why it is asked for. */
  why: string;
  /** On the button that goes on. */
  submit: string;
  send: (password: string) => Promise<R>;
  onDone: (result: R) => void;
  onCancel: () => void;
}

/** The password once more, before something that guards the account is changed. */
export function PasswordAsked<R>({ why, submit, send, onDone, onCancel }: Props<R>) {
  const form = useForm({ initial: { password: '' }, submit: ({ password }) => send(password), onDone });
  return (
    <div className={styles.narrow}>
      <FormBox form={form} submit={submit} beside={<Cancel onCancel={onCancel} />}>
        <PasswordField
          field={form.field('password')}
          label="Your password"
          description={why}
          autoComplete="current-password"
        />
      </FormBox>
    </div>
  );
}
