import type { EmotionalAnalytics } from '../../../api/types.ts';
import { Figure } from '../../../charts/Figure.tsx';
import { Emotion } from '../../../parts/Tag.tsx';
import { TONE_VARIABLE, toneOf } from '../../../words/emotions.ts';
import { words } from '../../../words/names.ts';
import { minutes, percent } from '../../../words/numbers.ts';
import styles from './EmotionMix.module.css';
import { stateShares } from './shares.ts';

/** How the time of all that is shown was spread over the states. */
export function EmotionMix({ summaries }: { summaries: readonly EmotionalAnalytics[] }) {
  const parts = stateShares(summaries);
  const longest = parts.toSorted((one, other) => other.share - one.share).slice(0, 6);
  return (
    <div className={styles.mix}>
      <h3>Time in each state</h3>
      <Figure
        label={`Time in each state: ${parts.map((p) => `${p.state} ${percent(p.share)}`).join(', ')}`}
        numbers={{
          columns: ['State', 'Share', 'Time'],
          rows: parts.map((p) => [words(p.state), percent(p.share), minutes(p.minutes)]),
        }}
        legend={longest.map(({ state, share }) => (
          <span key={state}>
            <Emotion state={state} /> {percent(share)}
          </span>
        ))}
      >
        <div className={styles.bar}>
          {parts.map(({ state, share }) => (
            <span
              key={state}
              title={`${words(state)}: ${percent(share)}`}
              style={{ flexGrow: share, background: `var(${TONE_VARIABLE[toneOf(state)]})` }}
            />
          ))}
        </div>
      </Figure>
    </div>
  );
}
