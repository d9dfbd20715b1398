import { signIn } from '../../api/sign-in.ts';
import type { EnrolmentWanted, SecondFactorWanted } from '../../api/types.ts';
import { FormBox } from '../../parts/form/FormBox.tsx';
import { PasswordField, TextField } from '../../parts/form/fields.tsx';
import { useForm } from '../../parts/form/useForm.ts';

interface Props {
  /** The role to act in, where a page asks for one. */
  role: 'guardian' | undefined;
  onWanted: (wanted: SecondFactorWanted | EnrolmentWanted) => void;
}

export function PasswordStep({ role, onWanted }: Props) {
  const form = useForm({
    initial: { email: '', password: '' },
    submit: ({ email, password }) => signIn(email.trim(), password, role),
    onDone: (wanted) => wanted !== null && onWanted(wanted),
  });
  return (
    <FormBox form={form} submit="Sign in">
      <TextField field={form.field('email')} label="Email address" type="email" autoComplete="username" />
      <PasswordField field={form.field('password')} label="Password" autoComplete="current-password" />
    </FormBox>
  );
}
