import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import styles from './Rating.module.css';

const NAMES = ['Not at all', 'Not really', 'So-so', 'Fairly', 'Very'];

/** How satisfied the learner was, 1 to 5, or nothing. The same keys as for choices. */
export function Rating({ busy, onRate }: { busy: boolean; onRate: (rating: number | null) => void }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  useEffect(() => {
    const rate = (event: KeyboardEvent) => {
      if (busy || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
      const rating = Number(event.key);
      if (rating >= 1 && rating <= NAMES.length) onRate(rating);
    };
    window.addEventListener('keydown', rate);
    return () => window.removeEventListener('keydown', rate);
  }, [busy, onRate]);
  return (
    <div className={styles.rating}>
      <h2 ref={heading} tabIndex={-1}>
        Was that a good session?
      </h2>
      <div className={styles.marks}>
        {NAMES.map((name, at) => (
          <button key={name} type="button" disabled={busy} onClick={() => onRate(at + 1)}>
            <strong>{at + 1}</strong>
            <span>{name}</span>
          </button>
        ))}
      </div>
      <div>
        <Button variant="default" loading={busy} onClick={() => onRate(null)}>
          Go on without an answer
        </Button>
      </div>
    </div>
  );
}
