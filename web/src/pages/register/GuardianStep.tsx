import { type AgeStated, register } from '../../api/registration.ts';
import { FormBox } from '../../parts/form/FormBox.tsx';
import { TextField } from '../../parts/form/fields.tsx';
import { useForm } from '../../parts/form/useForm.ts';

interface Props {
  age: AgeStated | null;
  onDone: (email: string) => void;
}

/** All that is asked of a child before a guardian agreed. */
export function GuardianStep({ age, onDone }: Props) {
  const form = useForm({
    initial: { first_name: '', guardian_email: '' },
    optional: ['first_name'],
    submit: ({ first_name, guardian_email }) =>
      register(age, {
        guardian_email: guardian_email.trim(),
        ...(first_name.trim() !== '' && { first_name: first_name.trim() }),
      }),
    onDone: (_, { guardian_email }) => onDone(guardian_email.trim()),
  });
  return (
    <FormBox form={form} submit="Ask them">
      <TextField
        field={form.field('first_name')}
        label="Your first name"
        description="So that they know it is you. Not your last name."
        optional
        autoComplete="off"
        maxLength={60}
      />
      <TextField
        field={form.field('guardian_email')}
        label="Email address of your parent or guardian"
        type="email"
        autoComplete="off"
      />
    </FormBox>
  );
}
