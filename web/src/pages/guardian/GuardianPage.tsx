import { Navigate } from '@tanstack/react-router';
import { useGuardianLink } from '../../sign-in/useGuardianLink.ts';
import { useStanding } from '../../sign-in/useStanding.ts';
import { GuardianHome } from './GuardianHome.tsx';
import { RequestGate } from './RequestGate.tsx';

/** With the link of a mail: a child's request. Without it: one's children, for whoever signed in. */
export function GuardianPage() {
  const [token, spent] = useGuardianLink();
  const { kind } = useStanding();
  if (token !== null) return <RequestGate token={token} onSpent={spent} />;
  if (kind !== 'signed-in')
    return <Navigate to="/sign-in" search={{ to: '/guardian', as: 'guardian' }} replace />;
  return <GuardianHome />;
}
