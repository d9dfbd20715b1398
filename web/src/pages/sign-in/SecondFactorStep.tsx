import { Button } from '@mantine/core';
import { answerSecondFactor } from '../../api/sign-in.ts';
import type { SecondFactorWanted } from '../../api/types.ts';
import { FormBox } from '../../parts/form/FormBox.tsx';
import { CodeField } from '../../parts/form/fields.tsx';
import { useForm } from '../../parts/form/useForm.ts';

interface Props {
  wanted: SecondFactorWanted;
  onAgain: () => void;
}

export function SecondFactorStep({ wanted, onAgain }: Props) {
  const form = useForm({
    initial: { code: '' },
    submit: ({ code }) => answerSecondFactor(wanted.second_factor_token, code.trim()),
  });
  return (
    <FormBox
      form={form}
      submit="Go on"
      beside={
        <Button variant="subtle" onClick={onAgain}>
          Begin again
        </Button>
      }
    >
      <CodeField
        field={form.field('code')}
        label="Code"
        description="Six digits from your authenticator app. If you do not have it with you, one of your recovery codes."
      />
    </FormBox>
  );
}
