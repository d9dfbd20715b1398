import type { Session } from '../../api/types.ts';
import { Figure, LegendKey } from '../../charts/Figure.tsx';
import { Nothing } from '../../parts/Nothing.tsx';
import { Section } from '../../parts/Section.tsx';
import { timeOf } from '../../words/dates.ts';
import { TONE_NAME, TONE_VARIABLE, toneOf, VALENCE } from '../../words/emotions.ts';
import { words } from '../../words/names.ts';
import { percent } from '../../words/numbers.ts';
import styles from './Journey.module.css';

/** The states of the session: pleasant ones up, unpleasant ones down, larger the stronger. */
export function Journey({ session }: { session: Session }) {
  const { emotional_states_timeline: states, interventions_applied: done } = session.emotional_journey;
  return (
    <Section title="How it felt">
      {states.length === 0 ? (
        <Nothing title="No feelings on record">
          None were recognised in this session, or none may be kept.
        </Nothing>
      ) : (
        <Figure
          label={`States over the session: ${states.map(({ emotion }) => emotion).join(', ')}`}
          numbers={{
            columns: ['Time', 'State', 'Strength', 'Brought about by'],
            rows: states.map((s) => [
              timeOf(s.timestamp),
              words(s.emotion),
              percent(s.intensity),
              s.trigger ?? '',
            ]),
          }}
          legend={(['pleasant', 'even', 'unpleasant'] as const).map((tone) => (
            <LegendKey key={tone} colour={TONE_VARIABLE[tone]}>
              {TONE_NAME[tone]}
            </LegendKey>
          ))}
        >
          <div className={styles.field}>
            {states.map(({ timestamp, emotion, intensity }, at) => (
              <span
                key={`${timestamp}${emotion}`}
                className={styles.state}
                title={`${timeOf(timestamp)}: ${words(emotion)}, strength ${percent(intensity)}`}
                style={{
                  left: `${states.length === 1 ? 50 : 4 + (92 * at) / (states.length - 1)}%`,
                  top: `${50 - VALENCE[emotion] * 46}%`,
                  width: 7 + intensity * 9,
                  height: 7 + intensity * 9,
                  background: `var(${TONE_VARIABLE[toneOf(emotion)]})`,
                }}
              />
            ))}
          </div>
        </Figure>
      )}
      {done.length > 0 && (
        <ul className={styles.done}>
          {done.map((step) => (
            <li key={step.timestamp}>
              <strong>{words(step.intervention_type)}</strong> at {timeOf(step.timestamp)}: {step.reason}
              {step.effectiveness_rating !== undefined && ` (rated ${step.effectiveness_rating} of 5)`}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
