import type { ReactNode } from 'react';
import type { LearningDNA } from '../../api/types.ts';
import { Gauge, Steps } from '../../parts/Gauge.tsx';
import { Nothing } from '../../parts/Nothing.tsx';
import { lowerWords } from '../../words/names.ts';
import { decimal, percent } from '../../words/numbers.ts';
import styles from './LearningDna.module.css';

const WORKS = 'cognitive_profile.processing_characteristics';
const LIKES = 'cognitive_profile.complexity_preferences';
export const LEARNING_STYLE = 'cognitive_profile.learning_style.primary';

/** What the drawings of a learning DNA are made of. */
export interface DnaView {
  dna: LearningDNA;
  isOwn: boolean;
  /** Whether something of the learner tells a field; one that is assumed is a middle value and says nothing of anybody. */
  isKnown: (field: string) => boolean;
}

/** How somebody works, as far as it is known. */
export function Working({ dna, isOwn, isKnown }: DnaView) {
  const { processing_characteristics: works, complexity_preferences: likes } = dna.cognitive_profile;
  const { learning_style: style } = dna.cognitive_profile;
  const gauges: readonly (readonly [string, ReactNode])[] = [
    [
      `${WORKS}.processing_speed`,
      <Steps
        key="speed"
        name="Processing speed"
        value={works.processing_speed}
        scale={['slow', 'average', 'fast'] as const}
      />,
    ],
    [
      `${WORKS}.working_memory_capacity`,
      <Steps
        key="memory"
        name="Working memory"
        value={works.working_memory_capacity}
        scale={['low', 'average', 'high'] as const}
      />,
    ],
    [
      `${LIKES}.challenge_tolerance`,
      <Steps
        key="tolerance"
        name="Tolerance for hard tasks"
        value={likes.challenge_tolerance}
        scale={['low', 'moderate', 'high'] as const}
      />,
    ],
    [
      `${WORKS}.attention_span_minutes`,
      <Gauge
        key="attention"
        name="Attention span"
        value={Math.min(1, works.attention_span_minutes / 60)}
        reads={`${decimal(works.attention_span_minutes)} min`}
      />,
    ],
    [
      `${LIKES}.preferred_difficulty_level`,
      <Gauge
        key="difficulty"
        name="Preferred difficulty"
        value={likes.preferred_difficulty_level}
        reads={percent(likes.preferred_difficulty_level)}
      />,
    ],
    [
      `${LIKES}.abstract_vs_concrete`,
      <Gauge
        key="abstract"
        name="Concrete or abstract"
        value={likes.abstract_vs_concrete}
        reads={leaning(likes.abstract_vs_concrete)}
        poles={['concrete', 'abstract']}
      />,
    ],
  ];
  const known = gauges.filter(([field]) => isKnown(field));
  return (
    <div className={styles.gauges}>
      <h3>{isOwn ? 'How you work' : 'How the learner works'}</h3>
      {known.length === 0 ? (
        <Nothing title="Nothing to draw yet">
          What sessions have not shown so far is not guessed. “Why do you think so?” says of each field what
          is missing.
        </Nothing>
      ) : (
        known.map(([, gauge]) => gauge)
      )}
      {isKnown(LEARNING_STYLE) && (
        <p className={styles.note}>
          {isOwn ? 'You say or show' : 'Says or shows'} a {lowerWords(style.primary)} preference
          {style.secondary !== undefined && `, then ${lowerWords(style.secondary)}`} (confidence{' '}
          {percent(style.confidence_score)}). There is little evidence that teaching to such a preference
          helps.
        </p>
      )}
    </div>
  );
}

function leaning(value: number): string {
  if (Math.abs(value) < 0.1) return 'balanced';
  return `${Math.abs(value) < 0.5 ? 'rather ' : ''}${value < 0 ? 'concrete' : 'abstract'}`;
}
