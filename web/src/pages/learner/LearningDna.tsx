import { useQuery } from '@tanstack/react-query';
import { isNotFound } from '../../api/problem.ts';
import { queries } from '../../api/queries.ts';
import type { EmotionalState, Learner, LearningDNA } from '../../api/types.ts';
import { Answered } from '../../parts/Answered.tsx';
import { Gauge, Steps } from '../../parts/Gauge.tsx';
import { Nothing } from '../../parts/Nothing.tsx';
import { Section } from '../../parts/Section.tsx';
import { Emotion } from '../../parts/Tag.tsx';
import { useLearnerName } from '../../parts/useLearnerName.ts';
import { dayOf } from '../../words/dates.ts';
import { lowerWords, sourceName } from '../../words/names.ts';
import { counted, decimal, percent } from '../../words/numbers.ts';
import { DnaReasons } from './DnaReasons.tsx';
import styles from './LearningDna.module.css';
import { MotivationRadar } from './MotivationRadar.tsx';

export function LearningDna({ learner }: { learner: Learner }) {
  const query = useQuery(queries.learningDna(learner.user_id));
  const { isOwn } = useLearnerName(learner.user_id);
  const why =
    learner.origin.kind === 'imported'
      ? `${sourceName(learner.origin)} recorded what was answered, not how the learner thinks or feels. The platform does not guess: a profile grows from sessions held here.`
      : 'It is drawn up with the first assessment and evolves with each session after it.';
  return (
    <Section
      id="dna"
      title="Learning DNA"
      aside={
        query.data !== undefined &&
        `${counted(query.data.version, 'evolution')}, last on ${dayOf(query.data.updated_at)}`
      }
    >
      <Answered
        query={query}
        lines={9}
        expected={(error) =>
          isNotFound(error) ? <Nothing title="No learning DNA yet">{why}</Nothing> : undefined
        }
      >
        {(dna) => <Drawn dna={dna} isOwn={isOwn} />}
      </Answered>
    </Section>
  );
}

function Drawn({ dna, isOwn }: { dna: LearningDNA; isOwn: boolean }) {
  const { processing_characteristics: works, complexity_preferences: likes } = dna.cognitive_profile;
  const { learning_style: style } = dna.cognitive_profile;
  const { emotional_learning_patterns: felt, learning_effectiveness: effect } = dna;
  return (
    <div className={styles.dna}>
      <div className={styles.gauges}>
        <h3>{isOwn ? 'How you work' : 'How the learner works'}</h3>
        <Steps
          name="Processing speed"
          value={works.processing_speed}
          scale={['slow', 'average', 'fast'] as const}
        />
        <Steps
          name="Working memory"
          value={works.working_memory_capacity}
          scale={['low', 'average', 'high'] as const}
        />
        <Steps
          name="Tolerance for hard tasks"
          value={likes.challenge_tolerance}
          scale={['low', 'moderate', 'high'] as const}
        />
        <Gauge
          name="Attention span"
          value={Math.min(1, works.attention_span_minutes / 60)}
          reads={`${decimal(works.attention_span_minutes)} min`}
        />
        <Gauge
          name="Preferred difficulty"
          value={likes.preferred_difficulty_level}
          reads={percent(likes.preferred_difficulty_level)}
        />
        <Gauge
          name="Concrete or abstract"
          value={likes.abstract_vs_concrete}
          reads={leaning(likes.abstract_vs_concrete)}
          poles={['concrete', 'abstract']}
        />
        <p className={styles.note}>
          {isOwn ? 'You say or show' : 'Says or shows'} a {lowerWords(style.primary)} preference
          {style.secondary !== undefined && `, then ${lowerWords(style.secondary)}`} (confidence{' '}
          {percent(style.confidence_score)}). There is little evidence that teaching to such a preference
          helps.
        </p>
      </div>
      <div>
        <h3>{isOwn ? 'What moves you' : 'What moves the learner'}</h3>
        <MotivationRadar dna={dna} />
      </div>
      <div className={styles.feelings}>
        <h3>Feelings and learning</h3>
        <States name="Learns best when" states={felt.optimal_emotional_states} />
        <States name="Learning suffers when" states={felt.problematic_emotional_states} />
        <Phrases name="Brings stress" phrases={felt.stress_triggers} />
        <Phrases name="Builds confidence" phrases={felt.confidence_builders} />
        <Phrases name="Engages" phrases={felt.engagement_factors} />
        <Phrases name="Helps after a low" phrases={felt.emotional_recovery_strategies} />
      </div>
      <div className={styles.effect}>
        <h3>What it brings</h3>
        <p className={styles.note}>
          {decimal(effect.overall_learning_velocity)} concepts mastered in an hour; personalisation helps by{' '}
          {percent(effect.personalization_effectiveness)}.
        </p>
        <DnaReasons dna={dna} isOwn={isOwn} />
      </div>
    </div>
  );
}

function leaning(value: number): string {
  if (Math.abs(value) < 0.1) return 'balanced';
  return `${Math.abs(value) < 0.5 ? 'rather ' : ''}${value < 0 ? 'concrete' : 'abstract'}`;
}

function States({ name, states }: { name: string; states: EmotionalState[] }) {
  if (states.length === 0) return null;
  return (
    <dl>
      <dt>{name}</dt>
      <dd className={styles.states}>
        {states.map((state) => (
          <Emotion key={state} state={state} />
        ))}
      </dd>
    </dl>
  );
}

function Phrases({ name, phrases }: { name: string; phrases: string[] }) {
  if (phrases.length === 0) return null;
  return (
    <dl>
      <dt>{name}</dt>
      <dd>{phrases.map(lowerWords).join(', ')}</dd>
    </dl>
  );
}
