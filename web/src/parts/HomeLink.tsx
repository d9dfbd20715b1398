import { Link } from '@tanstack/react-router';
import { useStanding } from '../sign-in/useStanding.ts';

/** Back to where the learners are that one may look at. */
export function HomeLink() {
  const standing = useStanding();
  const isGuardian = standing.kind === 'signed-in' && standing.role === 'guardian';
  return isGuardian ? <Link to="/guardian">My children</Link> : <Link to="/">Learners</Link>;
}
