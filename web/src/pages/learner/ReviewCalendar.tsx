import type { ReactNode } from 'react';
import type { ReviewDue } from '../../api/types.ts';
import { dayKey, plusDays, startOfDay, weekdayOf } from '../../words/dates.ts';
import { count } from '../../words/numbers.ts';
import styles from './ReviewCalendar.module.css';
import { isOverdue, WEEKS_AHEAD } from './reviews.ts';

/** What is chosen: a day by its key, or all that should have been reviewed before today. */
export type Chosen = string | typeof OVERDUE;
export const OVERDUE = 'overdue';

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** The key of the day a review falls on. */
export const chosenOf = (review: ReviewDue): Chosen =>
  isOverdue(review) ? OVERDUE : dayKey(new Date(review.spaced_repetition_data.next_review_date));

/** Steps of a day's work; the number stands in the field as well. */
function level(due: number): number {
  if (due === 0) return 0;
  return due < 3 ? 1 : due < 6 ? 2 : due < 12 ? 3 : 4;
}

interface Props {
  reviews: readonly ReviewDue[];
  chosen: Chosen;
  onChoose: (chosen: Chosen) => void;
}

/** The weeks ahead, each day with how many reviews fall on it. */
export function ReviewCalendar({ reviews, chosen, onChoose }: Props) {
  const today = startOfDay(new Date());
  const monday = plusDays(today, -((today.getDay() + 6) % 7));
  const due = new Map<Chosen, number>();
  for (const review of reviews) due.set(chosenOf(review), (due.get(chosenOf(review)) ?? 0) + 1);
  const overdue = due.get(OVERDUE) ?? 0;
  const weeks = Array.from({ length: WEEKS_AHEAD }, (_, week) =>
    WEEKDAYS.map((_name, day) => plusDays(monday, 7 * week + day)),
  );
  return (
    <div className={styles.calendar}>
      {overdue > 0 && (
        <button
          type="button"
          className={styles.overdue}
          aria-pressed={chosen === OVERDUE}
          onClick={() => onChoose(OVERDUE)}
        >
          <strong>{count(overdue)}</strong> overdue, from before today
        </button>
      )}
      <table className={styles.days}>
        <caption className="visually-hidden">Reviews a day, the next {WEEKS_AHEAD} weeks</caption>
        <thead>
          <tr>
            {WEEKDAYS.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={dayKey(week[0] ?? today)}>
              {week.map((day) => (
                <td key={dayKey(day)}>
                  <Day
                    day={day}
                    due={due.get(dayKey(day)) ?? 0}
                    today={today}
                    chosen={chosen}
                    onChoose={onChoose}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface DayProps extends Omit<Props, 'reviews'> {
  day: Date;
  due: number;
  today: Date;
}

function Day({ day, due, today, chosen, onChoose }: DayProps) {
  const key = dayKey(day);
  const isToday = key === dayKey(today);
  const isFirst = day.getDate() === 1;
  const [weekday, date, month] = weekdayOf(day).split(' ');
  // The name of the field, of which only the date and the number are seen; on the first of a month its name.
  const content = (
    <>
      <small>
        <Unseen>
          {isToday && 'Today, '}
          {weekday} {isFirst && `${date} `}
        </Unseen>
        {isFirst ? month : date}
        <Unseen>{isFirst ? '' : ` ${month}`}: </Unseen>
      </small>
      {due > 0 && (
        <strong>
          {count(due)}
          <Unseen> {due === 1 ? 'review' : 'reviews'}</Unseen>
        </strong>
      )}
    </>
  );
  const shared = {
    className: styles.day,
    'data-level': level(due),
    'data-today': isToday || undefined,
  };
  if (due === 0) {
    return (
      <span {...shared} data-past={day < today || undefined} aria-current={isToday ? 'date' : undefined}>
        {content}
      </span>
    );
  }
  return (
    <button {...shared} type="button" aria-pressed={chosen === key} onClick={() => onChoose(key)}>
      {content}
    </button>
  );
}

function Unseen({ children }: { children: ReactNode }) {
  return <span className="visually-hidden">{children}</span>;
}
