import { type MantineColorScheme, SegmentedControl, useMantineColorScheme } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './ThemeChoice.module.css';

function Choice({ name, children }: { name: string; children: ReactNode }) {
  return (
    <span className={styles.choice} title={name}>
      <svg viewBox="0 0 20 20" width="16" height="16" aria-hidden="true">
        {children}
      </svg>
      <span className="visually-hidden">{name}</span>
    </span>
  );
}

const CHOICES = [
  {
    value: 'light',
    label: (
      <Choice name="Light theme">
        <circle cx="10" cy="10" r="3.5" />
        <path d="M10 2v2M10 16v2M2 10h2M16 10h2M4.3 4.3l1.4 1.4M14.3 14.3l1.4 1.4M4.3 15.7l1.4-1.4M14.3 5.7l1.4-1.4" />
      </Choice>
    ),
  },
  {
    value: 'auto',
    label: (
      <Choice name="Theme of the system">
        <circle cx="10" cy="10" r="6.5" />
        <path className={styles.half} d="M10 3.5a6.5 6.5 0 0 1 0 13z" />
      </Choice>
    ),
  },
  {
    value: 'dark',
    label: (
      <Choice name="Dark theme">
        <path d="M16 12.2A6.5 6.5 0 0 1 7.8 4a6.5 6.5 0 1 0 8.2 8.2z" />
      </Choice>
    ),
  },
];

/** Light, dark or as the system has it; kept in the browser. */
export function ThemeChoice() {
  // To hold transitions back the library would write a style element, which the content policy refuses.
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  return (
    <SegmentedControl
      aria-label="Theme"
      size="xs"
      data={CHOICES}
      value={colorScheme}
      onChange={(value) => setColorScheme(value as MantineColorScheme)}
      classNames={{ root: styles.root ?? '', indicator: styles.indicator ?? '', label: styles.label ?? '' }}
    />
  );
}
