import { endAuthenticator } from '../../../api/sign-in.ts';
import { FormBox } from '../../../parts/form/FormBox.tsx';
import { CodeField, PasswordField } from '../../../parts/form/fields.tsx';
import { useForm } from '../../../parts/form/useForm.ts';
import styles from '../SettingsPage.module.css';
import { Cancel } from './Cancel.tsx';

interface Props {
  onDone: () => void;
  onCancel: () => void;
}

export function EndFactor({ onDone, onCancel }: Props) {
  const form = useForm({
    initial: { password: '', code: '' },
    submit: ({ password, code }) => endAuthenticator(password, code.trim()),
    onDone,
  });
  return (
    <div className={styles.narrow}>
      <FormBox form={form} submit="Turn it off" beside={<Cancel onCancel={onCancel} />}>
        <PasswordField field={form.field('password')} label="Your password" autoComplete="current-password" />
        <CodeField field={form.field('code')} label="Code" description="From the app, or a recovery code." />
      </FormBox>
    </div>
  );
}
