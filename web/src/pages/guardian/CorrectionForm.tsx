import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { correctWard } from '../../api/guardians.ts';
import type { Ward } from '../../api/types.ts';
import { FormBox } from '../../parts/form/FormBox.tsx';
import { ChoiceField, TextField } from '../../parts/form/fields.tsx';
import { useForm } from '../../parts/form/useForm.ts';
import { COUNTRIES } from '../../words/countries.ts';

export function CorrectionForm({ ward, onDone }: { ward: Ward; onDone: () => void }) {
  const client = useQueryClient();
  const form = useForm({
    initial: {
      name: ward.name ?? '',
      age: ward.age === null ? '' : String(ward.age),
      country: ward.country ?? '',
    },
    optional: ['age', 'country'],
    submit: ({ name, age, country }) =>
      correctWard(ward.user_id, {
        name: name.trim(),
        ...(age !== '' && { age: Number(age) }),
        ...(country !== '' && { country }),
      }),
    onDone: () => {
      void client.invalidateQueries();
      onDone();
    },
  });
  return (
    <FormBox
      form={form}
      submit="Save"
      beside={
        <Button variant="subtle" onClick={onDone}>
          Leave it
        </Button>
      }
    >
      <TextField field={form.field('name')} label="Name" autoComplete="off" maxLength={120} />
      <TextField field={form.field('age')} label="Age" type="number" inputMode="numeric" min={3} max={120} />
      <ChoiceField field={form.field('country')} label="Country" options={COUNTRIES} />
    </FormBox>
  );
}
