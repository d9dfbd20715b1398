import { useMutation } from '@tanstack/react-query';
import { Link, useRouterState } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { signOut } from '../api/sign-in.ts';
import { useStanding } from '../sign-in/useStanding.ts';
import styles from './AccountMenu.module.css';
import { Places } from './MainNav.tsx';

/** The own account: where its pages are, and the way out. */
export function AccountMenu() {
  const standing = useStanding();
  const box = useRef<HTMLDetailsElement>(null);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const leaving = useMutation({ mutationFn: signOut });

  // biome-ignore lint/correctness/useExhaustiveDependencies: it closes when one has gone somewhere
  useEffect(() => box.current?.removeAttribute('open'), [path]);

  if (standing.kind === 'signed-out' && path !== '/sign-in') {
    return (
      <Link to="/sign-in" className={styles.in}>
        Sign in
      </Link>
    );
  }
  if (standing.kind !== 'signed-in') return null;

  const params = { id: standing.userId };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    box.current?.removeAttribute('open');
    box.current?.querySelector('summary')?.focus();
  };
  return (
    <details
      ref={box}
      className={styles.menu}
      onKeyDown={onKeyDown}
      onBlur={(event) => {
        if (event.relatedTarget !== null && !event.currentTarget.contains(event.relatedTarget))
          box.current?.removeAttribute('open');
      }}
    >
      <summary>Account</summary>
      <nav aria-label="Own account" className={styles.list}>
        <span className={styles.places}>
          <Places standing={standing} />
        </span>
        <Link to="/learners/$id/settings" params={params}>
          Settings
        </Link>
        <Link to="/learners/$id/consents" params={params}>
          Choices
        </Link>
        <Link to="/learners/$id/accesses" params={params}>
          Who looked
        </Link>
        <Link to="/learners/$id/shares" params={params}>
          Sharing
        </Link>
        <Link to="/learners/$id/family" params={params}>
          Family
        </Link>
        <button type="button" disabled={leaving.isPending} onClick={() => leaving.mutate()}>
          Sign out
        </button>
        {leaving.error !== null && <p role="alert">That did not work. Please try again.</p>}
      </nav>
    </details>
  );
}
