import { Link } from '@tanstack/react-router';

/** Back to where the learners are that one may look at. */
export function HomeLink() {
  return <Link to="/">Learners</Link>;
}
