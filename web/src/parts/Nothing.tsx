import type { ReactNode } from 'react';
import styles from './Nothing.module.css';

/** Where there is nothing to show: says so, and why. */
export function Nothing({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className={styles.nothing}>
      <p className={styles.title}>{title}</p>
      <p>{children}</p>
    </div>
  );
}
