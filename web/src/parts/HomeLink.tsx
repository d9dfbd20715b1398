import { Link } from '@tanstack/react-router';

/** Back to where learners are listed. */
export function HomeLink() {
  return <Link to="/">Learners</Link>;
}
