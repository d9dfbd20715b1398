import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { FormBox } from '../../parts/form/FormBox.tsx';
import { PasswordField } from '../../parts/form/fields.tsx';
import { useForm } from '../../parts/form/useForm.ts';
import { Gate } from '../../parts/Gate.tsx';
import { PASSWORD_ADVICE } from '../../words/passwords.ts';

interface Props {
  title: string;
  lead: string;
  set: (password: string) => Promise<unknown>;
}

/** A new password, by a link that allows it once. */
export function NewPasswordGate({ title, lead, set }: Props) {
  const [done, setDone] = useState(false);
  const form = useForm({
    initial: { password: '' },
    submit: ({ password }) => set(password),
    onDone: () => setDone(true),
  });
  return (
    <Gate title={title} lead={done ? undefined : lead}>
      {done ? (
        <div role="status">
          <p>The new password counts from now on.</p>
          <p>
            <Link to="/sign-in">Sign in</Link>
          </p>
        </div>
      ) : (
        <FormBox form={form} submit="Set the password">
          <PasswordField
            field={form.field('password')}
            label="New password"
            description={PASSWORD_ADVICE}
            autoComplete="new-password"
          />
        </FormBox>
      )}
    </Gate>
  );
}
