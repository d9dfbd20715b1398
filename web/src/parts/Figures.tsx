import type { ReactNode } from 'react';
import styles from './Figures.module.css';

/** Longer values are set smaller, so that they stay on one line. */
const LONG = 12;

/** A few numbers in a row, each above its name. */
export function Figures({ children }: { children: ReactNode }) {
  return <dl className={styles.figures}>{children}</dl>;
}

/** One of them. What is not known is a dash, never a zero. */
export function Figure({ name, value }: { name: string; value: string | null }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd data-long={(value !== null && value.length > LONG) || undefined}>
        {value ?? <span title="Not known">–</span>}
      </dd>
    </div>
  );
}
