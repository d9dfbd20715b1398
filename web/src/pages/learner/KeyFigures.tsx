import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { queries } from '../../api/queries.ts';
import { Figure, Figures } from '../../parts/Figures.tsx';
import { plusDays } from '../../words/dates.ts';
import { count, counted, minutes, percent } from '../../words/numbers.ts';
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
    <Figures>
      <Figure name="average mastery" value={concepts > 0 ? percent(average) : null} />
      <Figure
        name={`of ${count(concepts)} concepts mastered`}
        value={concepts > 0 ? count(mastered) : null}
      />
      <Figure
        name="reviews due by today"
        value={due === undefined ? null : `${count(due.length)}${moreDue ? '+' : ''}`}
      />
      {total === 0 && days.sessions.length > 0 ? (
        <Figure name={`${period}, not timed`} value={counted(days.sessions.length, 'session')} />
      ) : (
        <Figure name={`of learning ${period}`} value={days.data === undefined ? null : timeText(total)} />
      )}
    </Figures>
  );
}

/** The thirty days up to a day of the past, as "the 30 days to Jun 2014" would be too long here. */
function monthOf(lastDay: Date): string {
  const first = plusDays(lastDay, -29);
  const short = new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric' });
  return short.formatRange(first, lastDay);
}

const timeText = (total: number) => (total === 0 ? 'None' : minutes(total));
