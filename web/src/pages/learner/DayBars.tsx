import type { SessionHeader } from '../../api/types.ts';
import { Figure, LegendKey } from '../../charts/Figure.tsx';
import { dayKey, dayOf, plusDays, shortDayOf, weekdayOf } from '../../words/dates.ts';
import { counted, minutes } from '../../words/numbers.ts';
import styles from './DayBars.module.css';

interface Day {
  date: Date;
  sessions: number;
  minutes: number;
  attempted: number;
  correct: number;
}

function gather(sessions: SessionHeader[], lastDay: Date, days: number): Day[] {
  const byDay = new Map<string, Day>();
  for (let back = days - 1; back >= 0; back--) {
    const date = plusDays(lastDay, -back);
    byDay.set(dayKey(date), { date, sessions: 0, minutes: 0, attempted: 0, correct: 0 });
  }
  for (const session of sessions) {
    const day = byDay.get(dayKey(new Date(session.started_at)));
    if (day === undefined) continue;
    day.sessions += 1;
    day.minutes += session.duration_minutes ?? 0;
    day.attempted += session.performance_metrics.questions_attempted;
    day.correct += session.performance_metrics.questions_correct;
  }
  return [...byDay.values()];
}

/** Four steps of accuracy, or none when nothing was assessed that day. */
function level({ attempted, correct }: Day): string {
  if (attempted === 0) return 'none';
  const share = correct / attempted;
  return share < 0.5 ? '1' : share < 0.7 ? '2' : share < 0.85 ? '3' : '4';
}

const accuracy = (day: Day) =>
  day.attempted === 0 ? '–' : `${Math.round((100 * day.correct) / day.attempted)} %`;

/** One bar for each day: its height the minutes, or the answers where no length is known; its colour the accuracy. */
export function DayBars({
  sessions,
  lastDay,
  days,
}: {
  sessions: SessionHeader[];
  lastDay: Date;
  days: number;
}) {
  const drawn = gather(sessions, lastDay, days);
  const active = drawn.filter((day) => day.sessions > 0);
  const isTimed = active.some((day) => day.minutes > 0);
  const heightOf = (day: Day) => (isTimed ? day.minutes : day.attempted);
  const reads = (height: number) => (isTimed ? minutes(height) : counted(height, 'answer'));
  const most = Math.max(...drawn.map(heightOf), 1);
  const total = active.reduce((sum, day) => sum + heightOf(day), 0);
  const ticks = [0, 7, 14, 21, days - 1].map((at) => drawn[at]?.date ?? lastDay);
  return (
    <Figure
      label={`Learning a day over ${days} days: ${counted(active.length, 'active day')}, ${reads(total)} in all, at most ${reads(most)} on one day.`}
      numbers={{
        columns: ['Day', 'Sessions', isTimed ? 'Time' : 'Answers', 'Accuracy'],
        rows: active
          .toReversed()
          .map((day) => [dayOf(day.date.toISOString()), day.sessions, reads(heightOf(day)), accuracy(day)]),
      }}
      legend={
        <>
          <span>Height: {isTimed ? 'minutes' : 'answers'}. Colour: share right</span>
          <LegendKey colour="--level-1">under 50 %</LegendKey>
          <LegendKey colour="--level-2">to 70 %</LegendKey>
          <LegendKey colour="--level-3">to 85 %</LegendKey>
          <LegendKey colour="--level-4">above</LegendKey>
        </>
      }
    >
      <p className={styles.most}>{reads(most)}</p>
      <div className={styles.bars}>
        {drawn.map((day) => (
          <div
            key={dayKey(day.date)}
            className={styles.day}
            title={`${weekdayOf(day.date)}: ${day.sessions === 0 ? 'no session' : `${reads(heightOf(day))}, ${accuracy(day)} right`}`}
          >
            {day.sessions > 0 && (
              <div
                className={styles.bar}
                data-level={level(day)}
                style={{ height: `${Math.max(4, (100 * heightOf(day)) / most)}%` }}
              />
            )}
          </div>
        ))}
      </div>
      <p className={styles.ticks}>
        {ticks.map((date) => (
          <span key={dayKey(date)}>{shortDayOf(date)}</span>
        ))}
      </p>
    </Figure>
  );
}
