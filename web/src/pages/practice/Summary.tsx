import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { Marked } from '../../api/types.ts';
import { Nothing } from '../../parts/Nothing.tsx';
import { dayOf, fromNow } from '../../words/dates.ts';
import { percent } from '../../words/numbers.ts';
import { StoredPanel } from './StoredPanel.tsx';
import styles from './Summary.module.css';

interface Props {
  id: string;
  sessionId: string;
  marked: Marked[];
  conceptName: (concept: string) => string;
  onAgain: () => void;
}

interface Change {
  concept: string;
  before: number | null;
  after: number;
  review: string;
  right: number;
  of: number;
}

/** From before the first answer on a concept to after the last one. */
function changes(marked: Marked[]): Change[] {
  const found = new Map<string, Change>();
  for (const { correct, mastery } of marked) {
    const known = found.get(mastery.concept);
    found.set(mastery.concept, {
      concept: mastery.concept,
      before: known === undefined ? mastery.before : known.before,
      after: mastery.after,
      review: mastery.next_review_date,
      right: (known?.right ?? 0) + Number(correct),
      of: (known?.of ?? 0) + 1,
    });
  }
  return [...found.values()];
}

export function Summary({ id, sessionId, marked, conceptName, onAgain }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const right = marked.filter(({ correct }) => correct).length;
  return (
    <div className={styles.summary}>
      <section aria-labelledby="outcome" className={styles.card}>
        <h2 id="outcome" ref={heading} tabIndex={-1}>
          {marked.length === 0 ? 'Nothing answered' : `${right} of ${marked.length} right`}
        </h2>
        {marked.length === 0 ? (
          <Nothing title="The session is closed">It holds no answers, so nothing changed.</Nothing>
        ) : (
          <>
            <p className={styles.lead}>
              Mastery before and after: how likely the next answer is right. A few answers move it far, and it
              settles as more come in.
            </p>
            <ul className={styles.changes}>
              {changes(marked).map((change) => (
                <Concept key={change.concept} change={change} name={conceptName(change.concept)} />
              ))}
            </ul>
          </>
        )}
        <div className={styles.actions}>
          <Button onClick={onAgain}>Practise again</Button>
          <Button
            variant="default"
            renderRoot={(props) => (
              <Link to="/learners/$id/sessions/$sid" params={{ id, sid: sessionId }} {...props} />
            )}
          >
            See the session
          </Button>
          <Button
            variant="default"
            renderRoot={(props) => <Link to="/learners/$id" params={{ id }} {...props} />}
          >
            Back to the record
          </Button>
        </div>
      </section>
      <StoredPanel marked={marked} />
    </div>
  );
}

function Concept({ change, name }: { change: Change; name: string }) {
  const { before, after, review, right, of } = change;
  const from = before ?? 0;
  return (
    <li className={styles.change}>
      <strong>{name}</strong>
      <span className={styles.values} data-down={(before !== null && after < before) || undefined}>
        {before === null ? 'new' : percent(before)} <span aria-hidden="true">→</span>
        <span className="visually-hidden">to</span> {percent(after)}
      </span>
      <span className={styles.track} aria-hidden="true">
        <span className={styles.base} style={{ width: `${Math.min(from, after) * 100}%` }} />
        <span
          className={styles.moved}
          data-down={after < from || undefined}
          style={{ left: `${Math.min(from, after) * 100}%`, width: `${Math.abs(after - from) * 100}%` }}
        />
      </span>
      <small>
        {right} of {of} right
      </small>
      <small className={styles.review}>
        next review{' '}
        <time dateTime={review} title={dayOf(review)}>
          {fromNow(review)}
        </time>
      </small>
    </li>
  );
}
