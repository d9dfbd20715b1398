import { Link, Outlet } from '@tanstack/react-router';
import { useStanding } from '../sign-in/useStanding.ts';
import { AccountMenu } from './AccountMenu.tsx';
import { MainNav } from './MainNav.tsx';
import styles from './Shell.module.css';
import { ThemeChoice } from './ThemeChoice.tsx';
import { useLeaving } from './useLeaving.ts';

/** What every page stands in: the way past the navigation, the navigation, the page, where to read on. */
export function Shell() {
  const standing = useStanding();
  useLeaving();
  return (
    <>
      <a className={styles.skip} href="#main">
        Skip to the content
      </a>
      <header className={styles.header}>
        <div className={styles.bar}>
          <Link
            to="/"
            className={styles.mark}
            aria-label={standing.kind === 'local' ? 'MasterX, choose a learner' : 'MasterX, to the beginning'}
          >
            <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
              <path d="M4 4c2.6 9 8 14 16 16M20 4C17.4 13 12 18 4 20" />
            </svg>
            <span>MasterX</span>
          </Link>
          <MainNav />
          <AccountMenu />
          <ThemeChoice />
        </div>
      </header>
      <main id="main" className={styles.main} tabIndex={-1}>
        <Outlet />
      </main>
      <footer className={styles.footer}>
        <div className={styles.bar}>
          <div>
            {standing.kind === 'local' && (
              <p>
                Nobody has to sign in here: the service answers this machine only, and takes whoever opens
                these pages at their word. <Link to="/sign-in">Sign in all the same</Link>
              </p>
            )}
            <p>
              Whatever is opened on these pages is written down: who, when and why.{' '}
              {standing.kind === 'signed-in' && (
                <Link to="/learners/$id/accesses" params={{ id: standing.userId }}>
                  Who looked at your data
                </Link>
              )}
            </p>
          </div>
          <nav aria-label="For programs">
            <a href="/docs">For programs: the API</a>
          </nav>
        </div>
      </footer>
    </>
  );
}
