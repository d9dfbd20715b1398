import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { queries } from '../../api/queries.ts';
import type { SessionHeader } from '../../api/types.ts';
import { daysBetween, plusDays, startOfDay } from '../../words/dates.ts';

export const DAYS_SHOWN = 30;

/** More sessions than this many pages in a month are not drawn; the page says so. */
const PAGES_MAX = 4;

export interface RecordedDays {
  /** Today, or the last recorded day when that lies more than a month back, as in an imported record. */
  lastDay: Date;
  /** Whether `lastDay` is such a day of the past. */
  past: boolean;
  /** Newest first. */
  sessions: SessionHeader[];
  /** Whether there are sessions in the month beyond those loaded. */
  incomplete: boolean;
  isPending: boolean;
  error: Error | null;
  refetch: () => unknown;
  data: SessionHeader[] | undefined;
}

/** The month of sessions that the page is about. */
export function useRecordedDays(id: string): RecordedDays {
  const latest = useQuery(queries.latestSession(id));
  const newest = latest.data?.items[0];
  const today = new Date();
  const past = newest !== undefined && daysBetween(new Date(newest.started_at), today) >= DAYS_SHOWN;
  const lastDay = startOfDay(past ? new Date(newest.started_at) : today);
  const since = plusDays(lastDay, 1 - DAYS_SHOWN).toISOString();
  const month = useInfiniteQuery({ ...queries.sessionsSince(id, since), enabled: latest.isSuccess });

  const pages = month.data?.pages.length ?? 0;
  const goOn = month.hasNextPage && !month.isFetchingNextPage && !month.isError && pages < PAGES_MAX;
  const { fetchNextPage } = month;
  useEffect(() => {
    if (goOn) void fetchNextPage();
  }, [goOn, fetchNextPage]);

  const sessions = month.data?.pages.flatMap((page) => page.items);
  return {
    lastDay,
    past,
    sessions: sessions ?? [],
    incomplete: month.hasNextPage && pages >= PAGES_MAX,
    isPending: month.isPending,
    error: latest.error ?? month.error,
    refetch: () => (latest.isError ? latest.refetch() : month.refetch()),
    data: sessions,
  };
}
