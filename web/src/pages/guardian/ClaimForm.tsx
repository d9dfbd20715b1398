import { useQueryClient } from '@tanstack/react-query';
import { claimRequest } from '../../api/guardians.ts';
import { FormBox } from '../../parts/form/FormBox.tsx';
import { TextField } from '../../parts/form/fields.tsx';
import { useForm } from '../../parts/form/useForm.ts';

/** Takes the request on with the account that is signed in. */
export function ClaimForm({ token, onDone }: { token: string; onDone: () => void }) {
  const client = useQueryClient();
  const form = useForm({
    initial: { age: '' },
    submit: ({ age }) => claimRequest(token, Number(age)),
    onDone: () => {
      void client.invalidateQueries();
      onDone();
    },
  });
  return (
    <FormBox form={form} submit="Go on with my account">
      <TextField
        field={form.field('age')}
        label="Your age"
        description="Only an adult can agree."
        type="number"
        inputMode="numeric"
        min={0}
        max={120}
      />
    </FormBox>
  );
}
