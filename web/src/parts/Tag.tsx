import type { ReactNode } from 'react';
import type { EmotionalState, Origin } from '../api/types.ts';
import { toneOf } from '../words/emotions.ts';
import { originName, words } from '../words/names.ts';
import styles from './Tag.module.css';

type Tone = 'plain' | 'accent' | 'amber' | 'clay' | 'slate';

export function Tag({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span className={styles.tag} data-tone={tone}>
      {children}
    </span>
  );
}

const ORIGIN_TONE: Record<Origin['kind'], Tone> = {
  generated: 'accent',
  imported: 'slate',
  registered: 'plain',
};

export function OriginTag({ kind }: { kind: Origin['kind'] }) {
  return <Tag tone={ORIGIN_TONE[kind]}>{originName(kind)}</Tag>;
}

/** A state with the colour of its tone; the word carries the meaning, the dot repeats it. */
export function Emotion({ state }: { state: EmotionalState }) {
  return (
    <span className={styles.emotion} data-tone={toneOf(state)}>
      {words(state)}
    </span>
  );
}
