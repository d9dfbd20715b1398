import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { confirmConsent, refuseRequest } from '../../api/guardians.ts';
import { Gate } from '../../parts/Gate.tsx';
import { ProblemNotice } from '../../parts/ProblemNotice.tsx';
import { useLinkToken } from '../../sign-in/useLinkToken.ts';
import { NoTokenGate } from '../links/NoTokenGate.tsx';

/** The second mail: confirms a consent, or takes it back. */
export function ConfirmConsentPage() {
  const token = useLinkToken();
  const confirm = useMutation({ mutationFn: confirmConsent });
  const refuse = useMutation({ mutationFn: (link: string) => refuseRequest(link, 'guardian_confirmation') });
  if (token === null) return <NoTokenGate title="Confirm your consent" />;
  if (confirm.isSuccess) {
    return (
      <Gate title="Your consent is confirmed">
        <p role="status">
          Thank you. <Link to="/guardian">Make the child’s account</Link>
        </p>
      </Gate>
    );
  }
  if (refuse.isSuccess) {
    return (
      <Gate title="You said no">
        <p role="status">No account is made, and what we knew is deleted.</p>
      </Gate>
    );
  }
  const error = confirm.error ?? refuse.error;
  return (
    <Gate
      title="Confirm your consent"
      lead="You agreed that a child may learn here. So that we know it was you, confirm it once more."
    >
      {error !== null && <ProblemNotice error={error} />}
      <div>
        <Button mr="sm" loading={confirm.isPending} onClick={() => confirm.mutate(token)}>
          Confirm
        </Button>
        <Button variant="default" loading={refuse.isPending} onClick={() => refuse.mutate(token)}>
          I did not agree
        </Button>
      </div>
    </Gate>
  );
}
