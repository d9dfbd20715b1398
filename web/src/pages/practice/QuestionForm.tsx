import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import type { Question } from '../../api/types.ts';
import styles from './QuestionForm.module.css';

interface Props {
  question: Question;
  concept: string;
  /** Answered already: what was given stays to be seen. */
  locked: boolean;
  busy: boolean;
  onAnswer: (answer: string) => void;
}

export function QuestionForm({ question, concept, locked, busy, onAnswer }: Props) {
  const [given, setGiven] = useState('');
  const prompt = useId();
  const form = useRef<HTMLFormElement>(null);
  const choices = question.choices ?? [];

  // What can be typed into takes the focus; of choices the first does, so that arrows and Enter work at once.
  useEffect(() => {
    form.current?.querySelector('input')?.focus({ preventScroll: true });
  }, []);

  // A digit chooses; Enter then answers, so that a slip of the finger can be mended.
  useEffect(() => {
    if (locked || question.kind !== 'choice') return;
    const choose = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const choice = question.choices?.[Number(event.key) - 1];
      if (choice !== undefined) {
        setGiven(choice);
        form.current?.querySelectorAll('input')[Number(event.key) - 1]?.focus();
      }
      if (event.key === 'Enter' && event.target === document.body) form.current?.requestSubmit();
    };
    window.addEventListener('keydown', choose);
    return () => window.removeEventListener('keydown', choose);
  }, [locked, question]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (given.trim() !== '') onAnswer(given.trim());
  };

  return (
    <form ref={form} onSubmit={submit} className={styles.form}>
      <p className={styles.concept}>{concept}</p>
      <h2 id={prompt} className={styles.prompt}>
        {question.prompt}
      </h2>
      {question.kind === 'choice' ? (
        <fieldset className={styles.choices} aria-labelledby={prompt} disabled={locked}>
          {choices.map((choice, at) => (
            <label key={choice} className={styles.choice}>
              <input
                type="radio"
                name={question.question_id}
                value={choice}
                checked={given === choice}
                onChange={() => setGiven(choice)}
                onKeyDown={(event) => {
                  if (event.key === 'Enter') {
                    event.preventDefault();
                    form.current?.requestSubmit();
                  }
                }}
              />
              <kbd>{at + 1}</kbd>
              <span>{choice}</span>
            </label>
          ))}
        </fieldset>
      ) : (
        <TextInput
          aria-labelledby={prompt}
          size="lg"
          value={given}
          readOnly={locked}
          autoComplete="off"
          inputMode={question.kind === 'number' ? 'decimal' : 'text'}
          placeholder={question.kind === 'number' ? 'A number' : 'Your answer'}
          onChange={(event) => setGiven(event.currentTarget.value)}
        />
      )}
      {!locked && (
        <div className={styles.foot}>
          <Button type="submit" size="md" loading={busy} disabled={given.trim() === ''}>
            Answer
          </Button>
          <p className={styles.keys}>
            {question.kind === 'choice' && (
              <>
                <kbd>1</kbd> to <kbd>{choices.length}</kbd> choose,{' '}
              </>
            )}
            <kbd>Enter</kbd> answers
          </p>
        </div>
      )}
    </form>
  );
}
