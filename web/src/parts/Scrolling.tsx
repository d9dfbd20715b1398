import type { ReactNode } from 'react';
import styles from './Scrolling.module.css';

interface Props {
  /** What is in it, for those who come to it by keyboard. */
  label: string;
  /** A table of numbers in a frame of its own, with a head that stays. */
  framed?: boolean;
  children: ReactNode;
}

/** What may be wider or longer than its place scrolls within it, also by keyboard. */
export function Scrolling({ label, framed = false, children }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={framed ? styles.framed : styles.plain} tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}
