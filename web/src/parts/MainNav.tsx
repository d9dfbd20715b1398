import { Link } from '@tanstack/react-router';
import type { Standing } from '../sign-in/standing.ts';
import { useStanding } from '../sign-in/useStanding.ts';
import styles from './Shell.module.css';

const CURRENT = { activeProps: { 'aria-current': 'page' as const } };

/** Where one can go, as far as one may. */
export function MainNav() {
  const standing = useStanding();
  return (
    <nav aria-label="Main" className={styles.nav} data-own={standing.kind === 'signed-in' || undefined}>
      <Places standing={standing} />
    </nav>
  );
}

/** The links themselves; narrow screens have them in the menu of the account. */
export function Places({ standing }: { standing: Standing }) {
  if (standing.kind === 'local' || (standing.kind === 'signed-in' && standing.role === 'operator')) {
    return (
      <>
        <Link to="/" activeOptions={{ exact: true }} {...CURRENT}>
          Learners
        </Link>
        <Link to="/platform" {...CURRENT}>
          Platform
        </Link>
      </>
    );
  }
  if (standing.kind !== 'signed-in') return null;
  const params = { id: standing.userId };
  if (standing.role === 'guardian') {
    return (
      <Link to="/guardian" {...CURRENT}>
        My children
      </Link>
    );
  }
  return (
    <>
      {standing.role === 'educator' && (
        <Link to="/educator" {...CURRENT}>
          My learners
        </Link>
      )}
      <Link to="/learners/$id" params={params} activeOptions={{ exact: true }} {...CURRENT}>
        My record
      </Link>
      <Link to="/learners/$id/practice" params={params} {...CURRENT}>
        Practise
      </Link>
    </>
  );
}
