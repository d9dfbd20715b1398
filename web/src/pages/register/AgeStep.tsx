import { type AgeStated, passAgeGate } from '../../api/registration.ts';
import { FormBox } from '../../parts/form/FormBox.tsx';
import { ChoiceField, TextField } from '../../parts/form/fields.tsx';
import { useForm } from '../../parts/form/useForm.ts';
import { COUNTRIES, likelyCountry } from '../../words/countries.ts';

interface Props {
  onDecided: (decides: 'self' | 'guardian', age: AgeStated) => void;
}

/** Neutral on purpose: nothing here says which answer leads where. */
export function AgeStep({ onDecided }: Props) {
  const form = useForm({
    initial: { age: '', country: likelyCountry() },
    optional: ['country'],
    submit: async ({ age, country }) => {
      const stated = { age: Number(age), country };
      return { stated, ...(await passAgeGate(stated)) };
    },
    onDone: ({ decides, stated }) => onDecided(decides, stated),
  });
  return (
    <FormBox form={form} submit="Go on">
      <TextField
        field={form.field('age')}
        label="How old are you?"
        description="In whole years"
        type="number"
        inputMode="numeric"
        min={0}
        max={120}
        autoComplete="off"
      />
      <ChoiceField
        field={form.field('country')}
        label="Where do you live?"
        options={COUNTRIES}
        autoComplete="country"
      />
    </FormBox>
  );
}
