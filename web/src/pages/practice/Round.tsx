import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { answerPractice, endPractice } from '../../api/practice.ts';
import { asLearner } from '../../api/request.ts';
import type { Answer, Marked, PracticeRound } from '../../api/types.ts';
import { ProblemNotice } from '../../parts/ProblemNotice.tsx';
import { Feedback } from './Feedback.tsx';
import { QuestionForm } from './QuestionForm.tsx';
import { Rating } from './Rating.tsx';
import styles from './Round.module.css';
import { StoredPanel } from './StoredPanel.tsx';
import { Summary } from './Summary.tsx';

interface Props {
  id: string;
  round: PracticeRound;
  conceptName: (concept: string) => string;
  onAgain: () => void;
}

/** One round: question, mark, next question; then a rating, then what came of it. */
export function Round({ id, round, conceptName, onAgain }: Props) {
  const { questions, session_id } = round;
  /** Every answer so far, as it was marked. */
  const [marked, setMarked] = useState<Marked[]>([]);
  const [at, setAt] = useState(0);
  const [stopped, setStopped] = useState(false);
  const shownAt = useRef(0);
  const client = useQueryClient();

  const question = questions[at];
  const answered = marked[at];
  const asking = !stopped && question !== undefined;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the clock starts anew with each question
  useEffect(() => {
    shownAt.current = performance.now();
  }, [at]);

  const answer = useMutation({
    mutationFn: (given: Answer) => answerPractice(id, session_id, given),
    onSuccess: (result) => setMarked((before) => [...before, result]),
  });
  const end = useMutation({
    mutationFn: (rating: number | null) => endPractice(id, session_id, rating),
    onSuccess: () => client.invalidateQueries({ queryKey: [asLearner(id)] }),
  });

  const submit = (given: string) => {
    if (question === undefined || answered !== undefined || answer.isPending) return;
    const seconds = Math.round((performance.now() - shownAt.current) / 100) / 10;
    answer.mutate({ question_id: question.question_id, answer: given, response_time_seconds: seconds });
  };

  if (end.isSuccess) {
    return (
      <Summary id={id} marked={marked} conceptName={conceptName} sessionId={session_id} onAgain={onAgain} />
    );
  }
  return (
    <div className={styles.round}>
      <div className={styles.work}>
        <Progress marked={marked} at={at} of={questions.length} />
        <div className={styles.card}>
          {asking ? (
            <>
              <QuestionForm
                key={question.question_id}
                question={question}
                concept={conceptName(question.concept)}
                locked={answered !== undefined}
                busy={answer.isPending}
                onAnswer={submit}
              />
              {answer.error !== null && (
                <ProblemNotice error={answer.error} onRetry={() => answer.mutate(answer.variables)} />
              )}
              {answered !== undefined && (
                <Feedback
                  marked={answered}
                  concept={conceptName(answered.mastery.concept)}
                  last={at === questions.length - 1}
                  onNext={() => setAt(at + 1)}
                />
              )}
            </>
          ) : (
            <>
              <Rating busy={end.isPending} onRate={(rating) => end.mutate(rating)} />
              {end.error !== null && (
                <ProblemNotice error={end.error} onRetry={() => end.mutate(end.variables)} />
              )}
            </>
          )}
        </div>
        {asking && (
          <Button
            variant="subtle"
            size="compact-sm"
            className={styles.stop ?? ''}
            onClick={() => setStopped(true)}
          >
            Stop here
          </Button>
        )}
      </div>
      <StoredPanel marked={marked} />
    </div>
  );
}

function Progress({ marked, at, of }: { marked: Marked[]; at: number; of: number }) {
  const now = Math.min(at + 1, of);
  return (
    <div className={styles.progress}>
      <p>
        {at < of ? `Question ${now} of ${of}` : 'All answered'}
        <span>{marked.filter(({ correct }) => correct).length} right</span>
      </p>
      <div
        role="progressbar"
        aria-label="Questions answered"
        aria-valuemin={0}
        aria-valuemax={of}
        aria-valuenow={marked.length}
        tabIndex={-1}
        className={styles.steps}
      >
        {Array.from({ length: of }, (_, step) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
            key={step}
            data-state={markOf(marked[step])}
            data-now={step === at || undefined}
          />
        ))}
      </div>
    </div>
  );
}

function markOf(marked: Marked | undefined): string | undefined {
  if (marked === undefined) return undefined;
  return marked.correct ? 'right' : 'wrong';
}
