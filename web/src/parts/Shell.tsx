import { Link, Outlet } from '@tanstack/react-router';
import styles from './Shell.module.css';
import { ThemeChoice } from './ThemeChoice.tsx';

/** What every page stands in: the way past the navigation, the navigation, the page, where to read on. */
export function Shell() {
  return (
    <>
      <a className={styles.skip} href="#main">
        Skip to the content
      </a>
      <header className={styles.header}>
        <div className={styles.bar}>
          <Link to="/" className={styles.mark} aria-label="MasterX, choose a learner">
            <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
              <path d="M4 4c2.6 9 8 14 16 16M20 4C17.4 13 12 18 4 20" />
            </svg>
            <span>MasterX</span>
          </Link>
          <nav aria-label="Main" className={styles.nav}>
            <Link to="/" activeOptions={{ exact: true }} activeProps={{ 'aria-current': 'page' }}>
              Learners
            </Link>
            <Link to="/platform" activeProps={{ 'aria-current': 'page' }}>
              Platform
            </Link>
          </nav>
          <ThemeChoice />
        </div>
      </header>
      <main id="main" className={styles.main} tabIndex={-1}>
        <Outlet />
      </main>
      <footer className={styles.footer}>
        <div className={styles.bar}>
          <p>Every answer on these pages came through the HTTP API, and every access was audited.</p>
          <nav aria-label="Reference">
            <a href="/docs">API reference</a>
            <a href="/openapi.json">openapi.json</a>
          </nav>
        </div>
      </footer>
    </>
  );
}
