import { useQuery } from '@tanstack/react-query';
import { isNotFound } from '../../api/problem.ts';
import { queries } from '../../api/queries.ts';
import type { EmotionalState, Learner } from '../../api/types.ts';
import { Answered } from '../../parts/Answered.tsx';
import { Nothing } from '../../parts/Nothing.tsx';
import { Section } from '../../parts/Section.tsx';
import { Emotion } from '../../parts/Tag.tsx';
import { useLearnerName } from '../../parts/useLearnerName.ts';
import { dayOf } from '../../words/dates.ts';
import { capital, lowerWords, sentence, sourceName } from '../../words/names.ts';
import { counted, decimal, percent } from '../../words/numbers.ts';
import { DnaReasons } from './DnaReasons.tsx';
import styles from './LearningDna.module.css';
import { MotivationRadar } from './MotivationRadar.tsx';
import { type DnaView, LEARNING_STYLE, Working } from './Working.tsx';

export function LearningDna({ learner }: { learner: Learner }) {
  const query = useQuery(queries.learningDna(learner.user_id));
  const reasons = useQuery({
    ...queries.learningDnaExplanation(learner.user_id),
    enabled: query.data !== undefined,
  });
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
        {(dna) => (
          <Answered query={reasons} lines={9}>
            {({ items }) => (
              <Drawn
                dna={dna}
                isOwn={isOwn}
                isKnown={(field) => items.some((one) => one.field === field && one.basis !== 'assumed')}
              />
            )}
          </Answered>
        )}
      </Answered>
    </Section>
  );
}

const MOVES = 'motivation_profile';
const BRINGS = 'learning_effectiveness';

function Drawn({ dna, isOwn, isKnown }: DnaView) {
  const { emotional_learning_patterns: felt, learning_effectiveness: effect } = dna;
  const isMotivationKnown = [
    'intrinsic_motivation_level',
    'extrinsic_motivation_responsiveness',
    'achievement_sensitivity',
  ].every((name) => isKnown(`${MOVES}.${name}`));
  const brings = [
    isKnown(`${BRINGS}.overall_learning_velocity`) &&
      `${decimal(effect.overall_learning_velocity)} concepts mastered in an hour`,
    isKnown(`${BRINGS}.personalization_effectiveness`) &&
      `personalisation helps by ${percent(effect.personalization_effectiveness)}`,
  ].filter((one) => one !== false);
  return (
    <div className={styles.dna}>
      <Working dna={dna} isOwn={isOwn} isKnown={isKnown} />
      {isMotivationKnown && (
        <div>
          <h3>{isOwn ? 'What moves you' : 'What moves the learner'}</h3>
          <MotivationRadar dna={dna} />
        </div>
      )}
      {Object.values(felt).some((one) => Array.isArray(one) && one.length > 0) && (
        <div className={styles.feelings}>
          <h3>Feelings and learning</h3>
          <States name="Learns best when" states={felt.optimal_emotional_states} />
          <States name="Learning suffers when" states={felt.problematic_emotional_states} />
          <Phrases name="Brings stress" phrases={felt.stress_triggers} />
          <Phrases name="Builds confidence" phrases={felt.confidence_builders} />
          <Phrases name="Engages" phrases={felt.engagement_factors} />
          <Phrases name="Helps after a low" phrases={felt.emotional_recovery_strategies} />
        </div>
      )}
      <div className={styles.effect}>
        {brings.length > 0 && (
          <>
            <h3>What it brings</h3>
            <p className={styles.note}>{sentence(capital(brings.join('; ')))}</p>
          </>
        )}
        <DnaReasons dna={dna} isOwn={isOwn} isStyleKnown={isKnown(LEARNING_STYLE)} />
      </div>
    </div>
  );
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
