import type { EmotionalAnalytics } from '../../../api/types.ts';
import { Emotion } from '../../../parts/Tag.tsx';
import { type Period, periodName } from './periods.ts';
import styles from './Trends.module.css';

const SHOWN = 5;

/** Where states are going, of the latest period; and what is not known of it yet. */
export function Trends({ period, latest }: { period: Period; latest: EmotionalAnalytics }) {
  const { emotional_trends: trends } = latest.trends_and_patterns;
  const moving = trends
    .filter(({ trend_direction }) => trend_direction !== 'stable')
    .sort((one, other) => Math.abs(other.change_percentage) - Math.abs(one.change_percentage));
  return (
    <div className={styles.trends}>
      <h3>What changed, {periodName(period, latest.analysis_date)}</h3>
      {trends.length === 0 ? (
        <p className={styles.note}>
          Too little data: a trend compares two periods in a row with ten observed minutes each.
        </p>
      ) : moving.length === 0 ? (
        <p className={styles.note}>No state went up or down by more than a tenth.</p>
      ) : (
        <ul>
          {moving.slice(0, SHOWN).map((trend) => (
            <li key={trend.emotion}>
              <Emotion state={trend.emotion} />{' '}
              <span>
                {trend.trend_direction === 'increasing' ? '↑' : '↓'} {changeOf(trend.change_percentage)}
              </span>{' '}
              <small>against the {trend.time_period} before</small>
            </li>
          ))}
        </ul>
      )}
      {latest.emotional_summary.emotional_stability_score === null && (
        <p className={styles.note}>How stable the feelings were is not told: too few were observed.</p>
      )}
    </div>
  );
}

/** A share that fell to nothing, or rose from it, is told so: a percentage would say less. */
function changeOf(change: number): string {
  if (change <= -100) return 'gone';
  return change < 0 ? `${Math.round(-change)} % less` : `${Math.round(change)} % more`;
}
