import { Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './Answered.module.css';
import { ProblemNotice } from './ProblemNotice.tsx';

interface Asked {
  isPending: boolean;
  error: Error | null;
  refetch: () => unknown;
}

interface Props<T> {
  query: Asked & { data: T | undefined };
  /** How many lines the answer will roughly take. */
  lines?: number;
  /** What stands in for a problem, where one is to be expected. */
  expected?: (error: Error) => ReactNode | undefined;
  children: (data: T) => ReactNode;
}

/** Shows what was asked for: a shimmer while it comes, the problem when it does not, else the answer. */
export function Answered<T>({ query, lines = 4, expected, children }: Props<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error !== null) {
    return (
      expected?.(query.error) ?? <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
    );
  }
  return <Waiting lines={lines} />;
}

const WIDTHS = ['72%', '94%', '58%', '86%', '66%'];

export function Waiting({ lines = 4 }: { lines?: number }) {
  return (
    <div role="status" className={styles.waiting}>
      <span className="visually-hidden">Loading</span>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike and never move
        <Skeleton key={line} height={14} width={WIDTHS[line % WIDTHS.length] ?? '80%'} />
      ))}
    </div>
  );
}
