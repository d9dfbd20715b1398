import { Button } from '@mantine/core';
import { useState } from 'react';
import type { LearningDNA } from '../../api/types.ts';
import { Tag } from '../../parts/Tag.tsx';
import { dayOf } from '../../words/dates.ts';
import { sentence, words } from '../../words/names.ts';
import { percent } from '../../words/numbers.ts';
import styles from './DnaReasons.module.css';

const STEPS_AT_FIRST = 6;

type Step = LearningDNA['assessment_history'][number];

/** On what an assessment rests, for people. */
const RESTS_ON: Record<Step['assessment_type'], string> = {
  initial: 'first assessment',
  behavioral_update: 'how the learner works',
  user_feedback: 'what the learner said',
  performance_based: 'results',
};
const METHODS: Record<LearningDNA['cognitive_profile']['learning_style']['assessment_method'], string> = {
  survey: 'the learner was asked',
  behavioral_analysis: 'seen in how the learner works',
  hybrid: 'asked, and seen in how the learner works',
};

/** Why the profile says what it says: what each change rested on, and what it did to the confidence. */
export function DnaReasons({ dna }: { dna: LearningDNA }) {
  const [all, setAll] = useState(false);
  const { learning_style: style } = dna.cognitive_profile;
  const steps = dna.assessment_history.toSorted((one, other) => other.date.localeCompare(one.date));
  const shown = steps.slice(0, all ? undefined : STEPS_AT_FIRST);
  return (
    <div className={styles.reasons}>
      <h3>Why it says so</h3>
      <p className={styles.note}>
        Learning style: {METHODS[style.assessment_method]}, last on {dayOf(style.last_assessed)}; confidence{' '}
        {percent(style.confidence_score)}.
      </p>
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
    </div>
  );
}
