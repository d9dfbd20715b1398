import { type ReactNode, useId } from 'react';
import styles from './Section.module.css';

interface Props {
  title: string;
  id?: string;
  /** One sentence on what is seen. */
  lead?: ReactNode;
  /** To the right of the title. */
  aside?: ReactNode;
  /** Without the card around it. */
  plain?: boolean;
  children: ReactNode;
}

/** A part of a page with its own heading: a landmark that a screen reader can jump to. */
export function Section({ title, id, lead, aside, plain = false, children }: Props) {
  const heading = useId();
  return (
    <section id={id} aria-labelledby={heading} className={plain ? styles.plain : styles.card}>
      <div className={styles.top}>
        <h2 id={heading}>{title}</h2>
        {aside !== undefined && <div className={styles.aside}>{aside}</div>}
      </div>
      {lead !== undefined && <p className={styles.lead}>{lead}</p>}
      <div className={styles.body}>{children}</div>
    </section>
  );
}
