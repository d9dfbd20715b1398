import type { Standing } from './standing.ts';

/** A page of this application, so that nobody is sent elsewhere by a link. */
const OWN_PAGE = /^\/(?![/\\])/;

/** Where to go after signing in: back to where one was, else to what is one's own. */
export function whereTo(standing: Standing, wanted: string | undefined): string {
  if (wanted !== undefined && OWN_PAGE.test(wanted) && !wanted.startsWith('/sign-in')) return wanted;
  return homeOf(standing);
}

/** The page somebody begins at. */
export function homeOf(standing: Standing): string {
  if (standing.kind !== 'signed-in') return '/';
  switch (standing.role) {
    case 'operator':
      return '/';
    case 'guardian':
      return '/guardian';
    case 'educator':
      return '/educator';
    default:
      return `/learners/${standing.userId}`;
  }
}
