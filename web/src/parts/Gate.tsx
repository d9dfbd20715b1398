import type { ReactNode } from 'react';
import styles from './Gate.module.css';
import { PageHeading } from './PageHeading.tsx';

interface Props {
  title: string;
  lead?: ReactNode;
  /** Below the card: where else to go. */
  foot?: ReactNode;
  children: ReactNode;
}

/** A page with one thing to do, for whoever is not signed in yet. */
export function Gate({ title, lead, foot, children }: Props) {
  return (
    <div className={styles.gate}>
      <PageHeading title={title}>{lead}</PageHeading>
      <div className={styles.card}>{children}</div>
      {foot !== undefined && <div className={styles.foot}>{foot}</div>}
    </div>
  );
}
