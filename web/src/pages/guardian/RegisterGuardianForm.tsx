import { registerGuardian } from '../../api/guardians.ts';
import { FormBox } from '../../parts/form/FormBox.tsx';
import { ChoiceField, PasswordField, TextField } from '../../parts/form/fields.tsx';
import { useForm } from '../../parts/form/useForm.ts';
import { COUNTRIES, likelyCountry, ownTimeZone } from '../../words/countries.ts';
import { PASSWORD_ADVICE } from '../../words/passwords.ts';

export function RegisterGuardianForm({ token, onDone }: { token: string; onDone: () => void }) {
  const form = useForm({
    initial: { name: '', age: '', country: likelyCountry(), password: '' },
    optional: ['country'],
    submit: ({ name, age, country, password }) =>
      registerGuardian(token, {
        name: name.trim(),
        age: Number(age),
        password,
        timezone: ownTimeZone(),
        ...(country !== '' && { country }),
      }),
    onDone,
  });
  return (
    <FormBox form={form} submit="Make my account">
      <TextField field={form.field('name')} label="Your name" autoComplete="name" maxLength={120} />
      <TextField
        field={form.field('age')}
        label="Your age"
        description="Only an adult can agree."
        type="number"
        inputMode="numeric"
        min={0}
        max={120}
      />
      <ChoiceField
        field={form.field('country')}
        label="Where do you live?"
        options={COUNTRIES}
        autoComplete="country"
      />
      <PasswordField
        field={form.field('password')}
        label="Password"
        description={PASSWORD_ADVICE}
        autoComplete="new-password"
      />
    </FormBox>
  );
}
