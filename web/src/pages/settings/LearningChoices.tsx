import { NativeSelect } from '@mantine/core';
import type { Preferences } from '../../api/types.ts';
import styles from './LearningChoices.module.css';

type Learning = Preferences['learning_preferences'];

const CHOICES = {
  explanation_style: {
    label: 'Explanations',
    options: { concise: 'Short', detailed: 'Step by step', comprehensive: 'Everything there is to say' },
  },
  difficulty_preference: {
    label: 'Exercises',
    options: { easy: 'Easy', moderate: 'In between', challenging: 'Hard', adaptive: 'As fits me' },
  },
  feedback_frequency: {
    label: 'Feedback',
    options: { high: 'Often', moderate: 'Now and then', minimal: 'Only when needed' },
  },
  emotional_support_level: {
    label: 'Encouragement',
    options: { minimal: 'Little', standard: 'Some', high: 'Much' },
  },
} as const;

const NAMES = [
  'explanation_style',
  'difficulty_preference',
  'feedback_frequency',
  'emotional_support_level',
] as const;

interface Props {
  chosen: Learning;
  onChoose: (wanted: Partial<Learning>) => void;
}

/** Stored as soon as chosen. */
export function LearningChoices({ chosen, onChoose }: Props) {
  return (
    <div className={styles.choices}>
      {NAMES.map((name) => (
        <NativeSelect
          key={name}
          label={CHOICES[name].label}
          value={chosen[name]}
          data={Object.entries(CHOICES[name].options).map(([value, label]) => ({ value, label }))}
          onChange={(event) => onChoose({ [name]: event.currentTarget.value })}
        />
      ))}
    </div>
  );
}
