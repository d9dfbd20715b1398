import { Button } from '@mantine/core';
import { useState } from 'react';
import { beginEnrolment, confirmEnrolment } from '../../api/sign-in.ts';
import type { AuthenticatorSecret, EnrolmentWanted } from '../../api/types.ts';
import { FormBox } from '../../parts/form/FormBox.tsx';
import { useForm } from '../../parts/form/useForm.ts';
import { ConfirmFactor } from '../settings/second-factor/ConfirmFactor.tsx';
import { RecoveryCodes } from '../settings/second-factor/RecoveryCodes.tsx';

interface Props {
  wanted: EnrolmentWanted;
  onAgain: () => void;
}

type Step =
  | { at: 'begin' }
  | { at: 'confirm'; secret: AuthenticatorSecret }
  | { at: 'codes'; codes: readonly string[]; goOn: () => void };

/** The second step that is demanded before anything else: the secret, its first code, the recovery codes. */
export function EnrolmentStep({ wanted, onAgain }: Props) {
  const [step, setStep] = useState<Step>({ at: 'begin' });
  const again = (
    <Button variant="subtle" onClick={onAgain}>
      Begin again
    </Button>
  );
  const form = useForm({
    initial: {},
    submit: () => beginEnrolment(wanted.enrolment_token),
    onDone: (secret) => setStep({ at: 'confirm', secret }),
  });
  switch (step.at) {
    case 'begin':
      return (
        <FormBox form={form} submit="Go on" beside={again}>
          <p>You need an authenticator app on your phone. Have it at hand.</p>
        </FormBox>
      );
    case 'confirm':
      return (
        <ConfirmFactor
          secret={step.secret}
          confirm={(code) => confirmEnrolment(wanted.enrolment_token, code)}
          onDone={({ recovery_codes, goOn }) => setStep({ at: 'codes', codes: recovery_codes, goOn })}
          beside={again}
        />
      );
    case 'codes':
      return <RecoveryCodes codes={step.codes} onDone={step.goOn} />;
  }
}
