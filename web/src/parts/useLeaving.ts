import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouter } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useStanding } from '../sign-in/useStanding.ts';

/** When a sign-in ends, in whichever tab, nothing of it stays: neither what was loaded nor the page. */
export function useLeaving(): void {
  const standing = useStanding();
  const client = useQueryClient();
  const navigate = useNavigate();
  const router = useRouter();
  const who = standing.kind === 'signed-in' ? standing.userId : null;
  const before = useRef(who);
  useEffect(() => {
    if (before.current === who) return;
    const left = before.current !== null;
    before.current = who;
    if (!left) return;
    client.clear();
    const to = router.state.location.href;
    if (standing.kind === 'signed-out') void navigate({ to: '/sign-in', search: { to }, replace: true });
    else void navigate({ to: '/', replace: true });
  }, [who, standing.kind, client, navigate, router]);
}
