import { Figure, LegendKey } from '../../charts/Figure.tsx';
import { type Who, whoName } from '../../words/accesses.ts';
import { dayKey, dayOf, shortDayOf, weekdayOf } from '../../words/dates.ts';
import { count, counted } from '../../words/numbers.ts';
import styles from './AccessLanes.module.css';
import type { Lane } from './gather.ts';

interface Props {
  dates: readonly Date[];
  lanes: readonly Lane[];
  isOwn: boolean;
}

/** Four steps, since a day of learning brings hundreds of accesses and a visit of somebody else one. */
const stepOf = (n: number) => (n === 0 ? 0 : n < 5 ? 1 : n < 25 ? 2 : n < 100 ? 3 : 4);

/** One row for everybody who came, one square for each day. */
export function AccessLanes({ dates, lanes, isOwn }: Props) {
  const name = (who: Who) => whoName(who, isOwn);
  const first = dates[0] ?? new Date();
  const last = dates.at(-1) ?? first;
  return (
    <Figure
      label={`Who came on which of the last ${dates.length} days: ${lanes
        .map(({ who, counts, total }) => {
          const active = counts.filter((n) => n !== null && n > 0).length;
          return `${name(who)} on ${counted(active, 'day')}, ${counted(total, 'access', 'accesses')}`;
        })
        .join('; ')}.`}
      numbers={{
        columns: ['Day', ...lanes.map(({ who }) => name(who))],
        rows: dates
          .map((date, at) => [
            dayOf(date.toISOString()),
            ...lanes.map(({ counts }) => {
              const n = counts[at];
              return n === null || n === undefined ? 'not loaded' : count(n);
            }),
          ])
          .toReversed(),
      }}
      legend={
        <>
          <span>Accesses on a day</span>
          <LegendKey colour="--level-1">1 to 4</LegendKey>
          <LegendKey colour="--level-2">to 24</LegendKey>
          <LegendKey colour="--level-3">to 99</LegendKey>
          <LegendKey colour="--level-4">more</LegendKey>
          {lanes.some(({ who }) => who !== 'you') && (
            <LegendKey colour="--amber-fill">somebody else</LegendKey>
          )}
        </>
      }
    >
      <div className={styles.lanes}>
        {lanes.map(({ who, counts, total }) => (
          <div key={who} className={styles.lane} data-who={who === 'you' ? 'you' : 'other'}>
            <span className={styles.who}>
              {name(who)} <small>{count(total)}</small>
            </span>
            <span className={styles.days}>
              {counts.map((n, at) => {
                const date = dates[at] ?? first;
                return (
                  <span
                    key={dayKey(date)}
                    className={styles.day}
                    data-step={n === null ? 'unknown' : stepOf(n)}
                    title={`${weekdayOf(date)}: ${n === null ? 'not loaded yet' : counted(n, 'access', 'accesses')}`}
                  />
                );
              })}
            </span>
          </div>
        ))}
        <p className={styles.ticks}>
          <span>{shortDayOf(first)}</span>
          <span>{shortDayOf(last)}, today</span>
        </p>
      </div>
    </Figure>
  );
}
