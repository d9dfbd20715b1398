import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { Marked } from '../../api/types.ts';
import { fromNow } from '../../words/dates.ts';
import { percent, typeset } from '../../words/numbers.ts';
import styles from './Feedback.module.css';

interface Props {
  marked: Marked;
  concept: string;
  last: boolean;
  onNext: () => void;
}

export function Feedback({ marked, concept, last, onNext }: Props) {
  const next = useRef<HTMLButtonElement>(null);
  // Enter goes on to the next question.
  useEffect(() => next.current?.focus(), []);
  const { before, after, next_review_date } = marked.mastery;
  return (
    <div className={styles.feedback} data-correct={marked.correct || undefined}>
      <div role="status">
        <p className={styles.verdict}>
          {marked.correct ? 'Right.' : `Not quite. The answer is ${typeset(marked.expected)}.`}
        </p>
        <p>{marked.explanation}</p>
      </div>
      <p className={styles.mastery}>
        {concept}: {before === null ? 'first estimate ' : `${percent(before)} → `}
        {percent(after)}, next review {fromNow(next_review_date)}
      </p>
      <Button ref={next} size="md" onClick={onNext}>
        {last ? 'Finish' : 'Next question'}
      </Button>
    </div>
  );
}
