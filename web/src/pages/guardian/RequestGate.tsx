import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { openRequest, refuseRequest } from '../../api/guardians.ts';
import { Answered } from '../../parts/Answered.tsx';
import { Gate } from '../../parts/Gate.tsx';
import { ProblemNotice } from '../../parts/ProblemNotice.tsx';
import { useStanding } from '../../sign-in/useStanding.ts';
import { ClaimForm } from './ClaimForm.tsx';
import { Notice } from './Notice.tsx';
import { RegisterGuardianForm } from './RegisterGuardianForm.tsx';

/** What a child asks, what that means, and the first step to an answer. */
export function RequestGate({ token, onSpent }: { token: string; onSpent: () => void }) {
  const standing = useStanding();
  const [registered, setRegistered] = useState(false);
  const request = useQuery({
    queryKey: ['guardian-link', token],
    queryFn: () => openRequest(token),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const refuse = useMutation({ mutationFn: () => refuseRequest(token, 'guardian_request') });
  const child = request.data?.first_name ?? 'A child';

  if (registered) {
    return (
      <Gate title="Your account is ready">
        <p>Now sign in with the address this mail came to, and decide.</p>
        <p>
          <Link to="/sign-in" search={{ to: '/guardian', as: 'guardian' }} onClick={onSpent}>
            Sign in
          </Link>
        </p>
      </Gate>
    );
  }
  if (refuse.isSuccess) {
    return (
      <Gate title="You said no">
        <p role="status">No account is made. The address and the first name are deleted.</p>
      </Gate>
    );
  }
  return (
    <Gate
      title={`${child} asks for your consent`}
      foot={
        <p>
          You do not want this?{' '}
          <Button
            size="compact-sm"
            variant="default"
            loading={refuse.isPending}
            onClick={() => refuse.mutate()}
          >
            Say no, and delete everything
          </Button>
        </p>
      }
    >
      <Answered query={request} lines={8}>
        {() => (
          <>
            <Notice />
            {refuse.error !== null && <ProblemNotice error={refuse.error} />}
            {standing.kind === 'signed-in' ? (
              <ClaimForm token={token} onDone={onSpent} />
            ) : (
              <>
                <h2>First, an account for you</h2>
                <RegisterGuardianForm token={token} onDone={() => setRegistered(true)} />
                <p>
                  You have one already?{' '}
                  <Link to="/sign-in" search={{ to: '/guardian' }}>
                    Sign in
                  </Link>
                </p>
              </>
            )}
          </>
        )}
      </Answered>
    </Gate>
  );
}
