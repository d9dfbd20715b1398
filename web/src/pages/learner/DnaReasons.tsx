import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { queries } from '../../api/queries.ts';
import type { FieldExplanation, LearningDNA } from '../../api/types.ts';
import { Answered } from '../../parts/Answered.tsx';
import { Tag } from '../../parts/Tag.tsx';
import { dayOf } from '../../words/dates.ts';
import { lowerWords, sentence, words } from '../../words/names.ts';
import { counted, decimal, percent } from '../../words/numbers.ts';
import styles from './DnaReasons.module.css';

const STEPS_AT_FIRST = 6;

type Step = LearningDNA['assessment_history'][number];

/** On what an assessment rests, for people. */
const RESTS_ON: Record<Step['assessment_type'], string> = {
  initial: 'first assessment',
  behavioral_update: 'seen at work',
  user_feedback: 'what was said',
  performance_based: 'results',
};
const METHODS: Record<LearningDNA['cognitive_profile']['learning_style']['assessment_method'], string> = {
  survey: 'asked',
  behavioral_analysis: 'seen at work',
  hybrid: 'asked, and seen at work',
};

/** On what a value rests, for people. */
const BASES: Record<FieldExplanation['basis'], string> = {
  stated: 'said so',
  learned: 'learned from sessions',
  given: 'given with the record',
  assumed: 'assumed',
};
const BASES_IN_ORDER: readonly FieldExplanation['basis'][] = ['learned', 'stated', 'given', 'assumed'];

interface Props {
  dna: LearningDNA;
  isOwn: boolean;
  /** Whether the learning style was stated or given, and is not merely assumed. */
  isStyleKnown: boolean;
}

/** Why the profile says what it says: the evidence for each field, and what changed when. */
export function DnaReasons({ dna, isOwn, isStyleKnown }: Props) {
  return (
    <div className={styles.reasons}>
      <FieldReasons learner={dna.user_id} isOwn={isOwn} />
      <History dna={dna} isStyleKnown={isStyleKnown} />
    </div>
  );
}

/** "Why do you think so?" answered field by field: what is learned first, what is merely assumed behind a button. */
function FieldReasons({ learner, isOwn }: { learner: string; isOwn: boolean }) {
  const [all, setAll] = useState(false);
  const query = useQuery(queries.learningDnaExplanation(learner));
  return (
    <>
      <h3>Why do you think so?</h3>
      <Answered query={query} lines={6}>
        {({ sessions, items }) => {
          const ordered = BASES_IN_ORDER.flatMap((basis) => items.filter((one) => one.basis === basis));
          const known = ordered.filter(({ basis }) => basis === 'learned' || basis === 'stated');
          const shown = all ? ordered : known;
          return (
            <>
              <p className={styles.note}>
                {known.length === 0
                  ? 'Nothing of it was learned from sessions yet: it came with the record, or is assumed.'
                  : `${known.length} of ${items.length} fields rest on ${counted(sessions, 'session')}, or on what ${isOwn ? 'you' : 'the learner'} said.`}
              </p>
              <dl className={styles.fields}>
                {shown.map((one) => (
                  <FieldReason key={one.field} field={one} />
                ))}
              </dl>
              {shown.length < ordered.length && (
                <Button variant="default" onClick={() => setAll(true)}>
                  {`Show all ${ordered.length} fields`}
                </Button>
              )}
            </>
          );
        }}
      </Answered>
    </>
  );
}

function FieldReason({
  field: { field, value, basis, evidence, confidence, missing },
}: {
  field: FieldExplanation;
}) {
  const name = field.split('.').slice(-1).join();
  return (
    <div>
      <dt>
        {words(name)}: <b>{told(value)}</b> <Tag>{BASES[basis]}</Tag>
      </dt>
      <dd>
        {sentence(evidence)}
        {missing !== null && ` Missing: ${sentence(missing)}`}
        {basis === 'learned' && <small> Confidence {percent(confidence)}.</small>}
      </dd>
    </div>
  );
}

function told(value: FieldExplanation['value']): string {
  if (value === null) return 'unknown';
  if (typeof value === 'number') return decimal(value);
  if (typeof value === 'string') return lowerWords(value);
  return value.length === 0 ? 'none' : value.map(lowerWords).join(', ');
}

/** What changed when, what it rested on, and what it did to the confidence. */
function History({ dna, isStyleKnown }: Omit<Props, 'isOwn'>) {
  const [all, setAll] = useState(false);
  const { learning_style: style } = dna.cognitive_profile;
  const steps = dna.assessment_history.toSorted((one, other) => other.date.localeCompare(one.date));
  const shown = steps.slice(0, all ? undefined : STEPS_AT_FIRST);
  return (
    <>
      <h3>What changed when</h3>
      {isStyleKnown && (
        <p className={styles.note}>
          Learning style: {METHODS[style.assessment_method]}, last on {dayOf(style.last_assessed)}; confidence{' '}
          {percent(style.confidence_score)}.
        </p>
      )}
      {steps.length === 0 ? (
        <p className={styles.note}>No change was recorded, so there is nothing more to tell.</p>
      ) : (
        <ol className={styles.history} aria-label="What changed when, latest first">
          {shown.map((step) => (
            <li key={`${step.date} ${step.changes_made.join()}`}>
              <span className={styles.when}>
                <time dateTime={step.date}>{dayOf(step.date)}</time>{' '}
                <Tag>{RESTS_ON[step.assessment_type]}</Tag>
              </span>
              <span>
                {step.changes_made.map((change) => sentence(words(change))).join(' ') ||
                  words(step.assessment_type)}
              </span>
              <small>
                {step.confidence_delta === 0
                  ? 'confidence unchanged'
                  : `confidence ${step.confidence_delta > 0 ? '+' : '−'}${percent(Math.abs(step.confidence_delta))}`}
              </small>
            </li>
          ))}
        </ol>
      )}
      {shown.length < steps.length && (
        <Button variant="default" onClick={() => setAll(true)}>
          {`Show all ${steps.length} changes`}
        </Button>
      )}
    </>
  );
}
