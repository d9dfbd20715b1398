import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import styles from './AskTwice.module.css';

interface Props {
  /** On the button that begins it. */
  ask: string;
  /** What will happen. */
  question: string;
  /** On the button that does it. */
  confirm: string;
  busy: boolean;
  onConfirm: () => void;
}

/** For what cannot be undone: says what will happen, in place, and asks again. */
export function AskTwice({ ask, question, confirm, busy, onConfirm }: Props) {
  const [asked, setAsked] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (asked) box.current?.focus();
  }, [asked]);
  if (!asked) {
    return (
      <Button size="xs" variant="default" onClick={() => setAsked(true)}>
        {ask}
      </Button>
    );
  }
  return (
    <div ref={box} tabIndex={-1} className={styles.box}>
      <p>{question}</p>
      <div className={styles.buttons}>
        <Button size="xs" loading={busy} onClick={onConfirm}>
          {confirm}
        </Button>
        <Button size="xs" variant="default" onClick={() => setAsked(false)}>
          No
        </Button>
      </div>
    </div>
  );
}
