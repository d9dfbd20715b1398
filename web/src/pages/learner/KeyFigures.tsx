import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { queries } from '../../api/queries.ts';
import { plusDays } from '../../words/dates.ts';
import { count, counted, minutes, percent } from '../../words/numbers.ts';
import styles from './KeyFigures.module.css';
import { isDue, reviewsUntil } from './reviews.ts';
import type { RecordedDays } from './useRecordedDays.ts';

/** The record in four numbers. A number that is not known is a dash, never a zero. */
export function KeyFigures({ id, days }: { id: string; days: RecordedDays }) {
  const progress = useQuery(queries.progress(id));
  const reviews = useInfiniteQuery(queries.reviewsDue(id, reviewsUntil()));

  const subjects = progress.data?.items ?? [];
  const concepts = subjects.reduce((sum, subject) => sum + subject.concepts, 0);
  const mastered = subjects.reduce((sum, subject) => sum + subject.mastered, 0);
  const average = subjects.reduce((sum, s) => sum + s.mastery_avg * s.concepts, 0) / concepts;

  const due = reviews.data?.pages.flatMap((page) => page.items).filter((review) => isDue(review));
  const moreDue = reviews.hasNextPage && due?.length === reviews.data?.pages.flatMap((p) => p.items).length;

  const total = days.sessions.reduce((sum, session) => sum + (session.duration_minutes ?? 0), 0);
  const period = days.past ? `in ${monthOf(days.lastDay)}` : 'in the last 30 days';

  return (
    <dl className={styles.figures}>
      <Figure name="average mastery" known={concepts > 0}>
        {percent(average)}
      </Figure>
      <Figure name={`of ${count(concepts)} concepts mastered`} known={concepts > 0}>
        {count(mastered)}
      </Figure>
      <Figure name="reviews due by today" known={due !== undefined}>
        {`${count(due?.length ?? 0)}${moreDue ? '+' : ''}`}
      </Figure>
      {total === 0 && days.sessions.length > 0 ? (
        <Figure name={`${period}, not timed`} known>
          {counted(days.sessions.length, 'session')}
        </Figure>
      ) : (
        <Figure name={`of learning ${period}`} known={days.data !== undefined}>
          {total === 0 ? 'None' : minutes(total)}
        </Figure>
      )}
    </dl>
  );
}

/** The thirty days up to a day of the past, as "the 30 days to Jun 2014" would be too long here. */
function monthOf(lastDay: Date): string {
  const first = plusDays(lastDay, -29);
  const short = new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric' });
  return short.formatRange(first, lastDay);
}

function Figure({ name, known, children }: { name: string; known: boolean; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{known ? children : <span title="Not known">–</span>}</dd>
    </div>
  );
}
