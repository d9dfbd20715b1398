import { type AgeStated, register } from '../../api/registration.ts';
import { FormBox } from '../../parts/form/FormBox.tsx';
import { PasswordField, TextField } from '../../parts/form/fields.tsx';
import { useForm } from '../../parts/form/useForm.ts';
import { ownTimeZone } from '../../words/countries.ts';
import { PASSWORD_ADVICE } from '../../words/passwords.ts';

interface Props {
  age: AgeStated;
  onDone: (email: string) => void;
}

export function AccountStep({ age, onDone }: Props) {
  const form = useForm({
    initial: { name: '', email: '', password: '' },
    submit: ({ name, email, password }) =>
      register(age, { name: name.trim(), email: email.trim(), password, timezone: ownTimeZone() }),
    onDone: (_, { email }) => onDone(email.trim()),
  });
  return (
    <FormBox form={form} submit="Register">
      <TextField
        field={form.field('name')}
        label="What shall we call you?"
        description="A nickname will do."
        autoComplete="nickname"
        maxLength={120}
      />
      <TextField field={form.field('email')} label="Email address" type="email" autoComplete="username" />
      <PasswordField
        field={form.field('password')}
        label="Password"
        description={PASSWORD_ADVICE}
        autoComplete="new-password"
      />
    </FormBox>
  );
}
