import type { EmotionalAnalytics } from '../../../api/types.ts';
import { Scrolling } from '../../../parts/Scrolling.tsx';
import { words } from '../../../words/names.ts';
import { PERIODS, type Period, periodMark, periodName } from './periods.ts';
import styles from './TimesOfDay.module.css';

/** The parts of the local day, as the summaries name them. */
const PARTS = ['morning', 'afternoon', 'evening', 'night'] as const;
const PERIODS_SHOWN = 6;

type Kind = 'good' | 'hard' | 'both' | 'none';
const SIGNS: Record<Kind, string> = { good: '▲', hard: '▼', both: '◆', none: '·' };
const SAYS: Record<Kind, string> = {
  good: 'good',
  hard: 'hard',
  both: 'good and hard',
  none: 'nothing stands out, or too little was observed',
};

function kindOf(summary: EmotionalAnalytics, part: string): Kind {
  const { best_learning_times, challenging_periods } = summary.trends_and_patterns.temporal_patterns;
  const good = best_learning_times.includes(part);
  const hard = challenging_periods.includes(part);
  if (good) return hard ? 'both' : 'good';
  return hard ? 'hard' : 'none';
}

const rhythmsOf = ({ temporal_patterns }: EmotionalAnalytics['trends_and_patterns']) =>
  temporal_patterns.emotional_biorhythm_insights;

/** Best and hard times of the day over the latest periods; a table, so that it reads without colours. */
export function TimesOfDay({ period, summaries }: { period: Period; summaries: EmotionalAnalytics[] }) {
  const latest = summaries
    .toSorted((one, other) => one.analysis_date.localeCompare(other.analysis_date))
    .slice(-PERIODS_SHOWN);
  const isKnown = latest.some((one) => PARTS.some((part) => kindOf(one, part) !== 'none'));
  const telling = latest.findLast(({ trends_and_patterns }) => rhythmsOf(trends_and_patterns).length > 0);
  return (
    <div className={styles.times}>
      <h3>Best and hard times of the day</h3>
      {isKnown ? (
        <Scrolling label="Best and hard times of the day">
          <table className={styles.parts}>
            <thead>
              <tr>
                <td />
                {latest.map(({ analysis_date }) => (
                  <th key={analysis_date} scope="col">
                    {periodMark(period, analysis_date)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {PARTS.map((part) => (
                <tr key={part}>
                  <th scope="row">{words(part)}</th>
                  {latest.map((one) => {
                    const kind = kindOf(one, part);
                    return (
                      <td key={one.analysis_date}>
                        <span
                          className={styles.cell}
                          data-kind={kind}
                          title={`${periodName(period, one.analysis_date)}, ${part}: ${SAYS[kind]}`}
                        >
                          <span aria-hidden="true">{SIGNS[kind]}</span>
                          <span className="visually-hidden">{SAYS[kind]}</span>
                        </span>
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </Scrolling>
      ) : (
        <p className={styles.note}>
          Too little data: a part of the day needs ten observed minutes in one {PERIODS[period].noun} before
          anything is said of it.
        </p>
      )}
      {isKnown && (
        <p className={styles.note}>
          ▲ good: half of the time or more in states that help. ▼ hard: three tenths or more in states that
          hinder. · nothing stands out, or under ten minutes were observed.
        </p>
      )}
      {telling !== undefined && (
        <p>
          {`${words(periodName(period, telling.analysis_date))}: ${rhythmsOf(telling.trends_and_patterns).join(' ')}`}
        </p>
      )}
    </div>
  );
}
