import type { ReactNode } from 'react';
import styles from './Rows.module.css';

/** A list of things that can be done something with, one below the other. */
export function Rows({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul className={styles.rows} aria-label={label}>
      {children}
    </ul>
  );
}

interface RowProps {
  /** Smaller, below the name. */
  note: ReactNode;
  /** What can be done, at the end. */
  action?: ReactNode;
  children: ReactNode;
}

export function Row({ note, action, children }: RowProps) {
  return (
    <li className={styles.row}>
      <div>
        {children}
        <small>{note}</small>
      </div>
      {action}
    </li>
  );
}
