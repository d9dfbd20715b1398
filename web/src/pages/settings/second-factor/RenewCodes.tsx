import { renewRecoveryCodes } from '../../../api/sign-in.ts';
import { FormBox } from '../../../parts/form/FormBox.tsx';
import { PasswordField } from '../../../parts/form/fields.tsx';
import { useForm } from '../../../parts/form/useForm.ts';
import styles from '../SettingsPage.module.css';
import { Cancel } from './Cancel.tsx';

interface Props {
  onCodes: (codes: readonly string[]) => void;
  onCancel: () => void;
}

export function RenewCodes({ onCodes, onCancel }: Props) {
  const form = useForm({
    initial: { password: '' },
    submit: ({ password }) => renewRecoveryCodes(password),
    onDone: ({ recovery_codes }) => onCodes(recovery_codes),
  });
  return (
    <div className={styles.narrow}>
      <FormBox form={form} submit="Make new codes" beside={<Cancel onCancel={onCancel} />}>
        <PasswordField
          field={form.field('password')}
          label="Your password"
          description="The codes there were before no longer work then."
          autoComplete="current-password"
        />
      </FormBox>
    </div>
  );
}
