import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { EnrolmentWanted, SecondFactorWanted } from '../../api/types.ts';
import { Gate } from '../../parts/Gate.tsx';
import { useStanding } from '../../sign-in/useStanding.ts';
import { whereTo } from '../../sign-in/whereTo.ts';
import { EnrolmentStep } from './EnrolmentStep.tsx';
import { PasswordStep } from './PasswordStep.tsx';
import { SecondFactorStep } from './SecondFactorStep.tsx';

/** Address and password, then a code where the account wants one; then back to where one was. */
export function SignInPage() {
  const { to, as } = useSearch({ from: '/sign-in' });
  const [wanted, setWanted] = useState<SecondFactorWanted | EnrolmentWanted | null>(null);
  const standing = useStanding();
  const navigate = useNavigate();

  // Also when another tab signed in meanwhile.
  useEffect(() => {
    if (standing.kind === 'signed-in') void navigate({ to: whereTo(standing, to), replace: true });
  }, [standing, to, navigate]);

  if (wanted?.outcome === 'enrolment') {
    return (
      <Gate
        key="enrolment"
        title="Set up a second step"
        lead="Your work lets you see what belongs to others, so a password alone is not enough."
      >
        <EnrolmentStep wanted={wanted} onAgain={() => setWanted(null)} />
      </Gate>
    );
  }
  return wanted === null ? (
    <Gate
      title="Sign in"
      foot={
        <>
          <p>
            No account yet? <Link to="/register">Register</Link>
          </p>
          <p>
            Password forgotten? <Link to="/reset-password">Set a new one</Link>
          </p>
        </>
      }
    >
      <PasswordStep role={as} onWanted={setWanted} />
    </Gate>
  ) : (
    <Gate key="second" title="One more step" lead="Your account asks for a code besides the password.">
      <SecondFactorStep wanted={wanted} onAgain={() => setWanted(null)} />
    </Gate>
  );
}
