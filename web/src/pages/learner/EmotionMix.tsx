import { useQuery } from '@tanstack/react-query';
import { queries } from '../../api/queries.ts';
import type { EmotionalAnalytics, EmotionalState } from '../../api/types.ts';
import { Figure } from '../../charts/Figure.tsx';
import { Emotion } from '../../parts/Tag.tsx';
import { TONE_VARIABLE, toneOf, VALENCE } from '../../words/emotions.ts';
import { words } from '../../words/names.ts';
import { minutes } from '../../words/numbers.ts';
import styles from './EmotionMix.module.css';

const monthName = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** How the time of the latest reported month was spread over the states; nothing where there is no report yet. */
export function EmotionMix({ id, since }: { id: string; since: string }) {
  const { data } = useQuery(queries.emotions(id, 'monthly_report', since));
  const latest = data?.items.reduce<EmotionalAnalytics | undefined>(
    (found, next) => (found === undefined || next.analysis_date > found.analysis_date ? next : found),
    undefined,
  );
  if (latest === undefined) return null;
  const parts = Object.entries(latest.emotional_summary.emotion_distribution)
    .map(([state, part]) => ({ state: state as EmotionalState, ...part }))
    .filter(({ percentage }) => percentage > 0)
    .sort((a, b) => VALENCE[b.state] - VALENCE[a.state] || b.percentage - a.percentage);
  const month = monthName.format(new Date(latest.analysis_date));
  return (
    <div className={styles.mix}>
      <h3>Time in each state, {month}</h3>
      <Figure
        label={`Time in each state in ${month}: ${parts.map((p) => `${p.state} ${Math.round(p.percentage)} percent`).join(', ')}`}
        numbers={{
          columns: ['State', 'Share', 'Time', 'Sessions'],
          rows: parts.map((p) => [
            words(p.state),
            `${Math.round(p.percentage)} %`,
            minutes(p.total_time_minutes),
            p.session_count,
          ]),
        }}
        legend={parts.slice(0, 6).map(({ state, percentage }) => (
          <span key={state}>
            <Emotion state={state} /> {Math.round(percentage)} %
          </span>
        ))}
      >
        <div className={styles.bar}>
          {parts.map(({ state, percentage }) => (
            <span
              key={state}
              title={`${words(state)}: ${Math.round(percentage)} %`}
              style={{ flexGrow: percentage, background: `var(${TONE_VARIABLE[toneOf(state)]})` }}
            />
          ))}
        </div>
      </Figure>
    </div>
  );
}
