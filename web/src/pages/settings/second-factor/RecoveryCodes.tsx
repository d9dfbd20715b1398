import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import styles from '../SettingsPage.module.css';

/** The codes that stand in for the app, shown once. */
export function RecoveryCodes({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div>
      <h3 ref={heading} tabIndex={-1}>
        Your recovery codes
      </h3>
      <p>
        If the phone is lost, each of these lets you in once. Write them down or print them, and keep them
        away from the phone. They are shown only now.
      </p>
      <ul className={styles.codes} aria-label="Recovery codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <p className={styles.buttons}>
        <Button onClick={onDone}>I have kept them</Button>
        <Button variant="default" onClick={() => void navigator.clipboard.writeText(codes.join('\n'))}>
          Copy
        </Button>
        <Button variant="default" onClick={() => window.print()}>
          Print
        </Button>
      </p>
    </div>
  );
}
