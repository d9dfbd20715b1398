import { useQueryClient } from '@tanstack/react-query';
import { makeLearner } from '../../api/guardians.ts';
import type { GuardianRequest } from '../../api/types.ts';
import { FormBox } from '../../parts/form/FormBox.tsx';
import { ChoiceField, TextField } from '../../parts/form/fields.tsx';
import { useForm } from '../../parts/form/useForm.ts';
import { COUNTRIES, likelyCountry, ownTimeZone } from '../../words/countries.ts';
import styles from './Guardian.module.css';

export function NewLearnerForm({ request }: { request: GuardianRequest }) {
  const client = useQueryClient();
  const form = useForm({
    initial: { name: request.first_name ?? '', age: '', country: likelyCountry(), email: '' },
    optional: ['country', 'email'],
    submit: ({ name, age, country, email }) =>
      makeLearner(request.request_id, {
        name: name.trim(),
        age: Number(age),
        timezone: ownTimeZone(),
        ...(country !== '' && { country }),
        ...(email.trim() !== '' && { email: email.trim() }),
      }),
    onDone: () => void client.invalidateQueries(),
  });
  return (
    <div className={styles.narrow}>
      <FormBox form={form} submit="Make the account">
        <TextField
          field={form.field('name')}
          label="What shall we call the child?"
          description="A nickname will do."
          autoComplete="off"
          maxLength={120}
        />
        <TextField
          field={form.field('age')}
          label="Age of the child"
          type="number"
          inputMode="numeric"
          min={3}
          max={120}
        />
        <ChoiceField field={form.field('country')} label="Country" options={COUNTRIES} />
        <TextField
          field={form.field('email')}
          label="Email address of the child"
          description="To sign in with. We write to it, and the child chooses a password."
          type="email"
          autoComplete="off"
          optional
        />
      </FormBox>
    </div>
  );
}
