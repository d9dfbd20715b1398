import { Link } from '@tanstack/react-router';
import { useStanding } from '../sign-in/useStanding.ts';
import { homeOf } from '../sign-in/whereTo.ts';

const NAMES: Record<string, string> = {
  '/': 'Learners',
  '/guardian': 'My children',
  '/educator': 'My learners',
};

/** Back to where one began: the learners one may look at, or what is one's own. */
export function HomeLink() {
  const home = homeOf(useStanding());
  return <Link to={home}>{NAMES[home] ?? 'My record'}</Link>;
}
