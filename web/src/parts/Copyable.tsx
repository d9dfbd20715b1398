import { Button } from '@mantine/core';
import { useId, useRef, useState } from 'react';
import styles from './Copyable.module.css';

interface Props {
  label: string;
  text: string;
  /** What follows from it, for whoever passes it on. */
  description?: string;
}

/** A text to be passed on, and the button that copies it. */
export function Copyable({ label, text, description }: Props) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState<string | null>(null);
  const copy = async () => {
    field.current?.select();
    // Where a browser lets no page write to its clipboard the text is selected, ready to be copied by hand.
    const isDone = await navigator.clipboard?.writeText(text).then(
      () => true,
      () => false,
    );
    setCopied(isDone ? text : null);
  };
  return (
    <div>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      {description !== undefined && (
        <p id={`${id}-more`} className={styles.description}>
          {description}
        </p>
      )}
      <div className={styles.row}>
        <input
          ref={field}
          id={id}
          className={styles.text}
          value={text}
          readOnly
          aria-describedby={description === undefined ? undefined : `${id}-more`}
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button variant="default" onClick={() => void copy()}>
          Copy
        </Button>
      </div>
      <p role="status" className={styles.done}>
        {copied === text && 'Copied.'}
      </p>
    </div>
  );
}
