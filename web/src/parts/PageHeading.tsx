import { type ReactNode, useEffect, useRef } from 'react';
import styles from './PageHeading.module.css';

/**
 * The first page leaves the focus where the browser puts it, however often it is mounted; each later one moves it to
 * its heading. Null once another page was shown.
 */
let arrivedAt: string | null = window.location.pathname;

interface Props {
  title: string;
  /** What the browser's tab says, when the heading alone would not do there. */
  tab?: string;
  /** Above the heading: where this page belongs. */
  over?: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
}

export function PageHeading({ title, tab = title, over, children, actions }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${tab} · MasterX`;
  }, [tab]);
  useEffect(() => {
    if (arrivedAt === window.location.pathname) return;
    arrivedAt = null;
    heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div className={styles.heading}>
      <div>
        {over !== undefined && <div className={styles.over}>{over}</div>}
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {children !== undefined && <div className={styles.below}>{children}</div>}
      </div>
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
