import { beginAuthenticator } from '../../../api/sign-in.ts';
import type { AuthenticatorSecret } from '../../../api/types.ts';
import { FormBox } from '../../../parts/form/FormBox.tsx';
import { PasswordField } from '../../../parts/form/fields.tsx';
import { useForm } from '../../../parts/form/useForm.ts';
import styles from '../SettingsPage.module.css';
import { Cancel } from './Cancel.tsx';

interface Props {
  onSecret: (secret: AuthenticatorSecret) => void;
  onCancel: () => void;
}

export function BeginFactor({ onSecret, onCancel }: Props) {
  const form = useForm({
    initial: { password: '' },
    submit: ({ password }) => beginAuthenticator(password),
    onDone: onSecret,
  });
  return (
    <div className={styles.narrow}>
      <FormBox form={form} submit="Go on" beside={<Cancel onCancel={onCancel} />}>
        <PasswordField
          field={form.field('password')}
          label="Your password"
          description="So that nobody else does this on a device you left open."
          autoComplete="current-password"
        />
      </FormBox>
    </div>
  );
}
