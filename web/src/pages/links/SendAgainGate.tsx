import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { FormBox } from '../../parts/form/FormBox.tsx';
import { TextField } from '../../parts/form/fields.tsx';
import { useForm } from '../../parts/form/useForm.ts';
import { Gate } from '../../parts/Gate.tsx';

interface Props {
  title: string;
  lead: string;
  submit: string;
  ask: (email: string) => Promise<unknown>;
  /** The same whether there is such an account or not. */
  told: string;
}

/** Asks for a mail with a link. */
export function SendAgainGate({ title, lead, submit, ask, told }: Props) {
  const [sentTo, setSentTo] = useState<string | null>(null);
  const form = useForm({
    initial: { email: '' },
    submit: ({ email }) => ask(email.trim()),
    onDone: (_, { email }) => setSentTo(email.trim()),
  });
  return (
    <Gate
      title={title}
      lead={sentTo === null ? lead : undefined}
      foot={
        <p>
          <Link to="/sign-in">Back to signing in</Link>
        </p>
      }
    >
      {sentTo === null ? (
        <FormBox form={form} submit={submit}>
          <TextField field={form.field('email')} label="Email address" type="email" autoComplete="username" />
        </FormBox>
      ) : (
        <div role="status">
          <p>
            <strong>{sentTo}</strong>
          </p>
          <p>{told} Look among the unwanted mails too.</p>
        </div>
      )}
    </Gate>
  );
}
