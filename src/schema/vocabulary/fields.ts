import { choice } from '../fields/choice.ts';
import type { FieldFacts } from '../fields/facts.ts';
import { encrypted } from '../fields/facts.ts';
import type { Field } from '../fields/field.ts';
import { record } from '../fields/record.ts';
import { text } from '../fields/text.ts';
import { EMOTIONAL_STATES } from './emotions.ts';

/** Field shapes that several collections share. */

/** One emotional state. */
export const emotion = (options: FieldFacts) =>
  choice(EMOTIONAL_STATES, { named: 'EmotionalState', ...options });

/** Values by emotional state; each state optional. */
export const byEmotion = (of: Field, options: FieldFacts) =>
  record(choice(EMOTIONAL_STATES, { named: 'EmotionalState', description: 'An emotional state.' }), of, {
    maxKeys: EMOTIONAL_STATES.length,
    ...options,
  });

export const LEARNING_STYLES = ['visual', 'auditory', 'kinesthetic', 'reading_writing'] as const;

/** A sentence or two that a person or the tutor wrote about the learner; encrypted. */
export const remark = (options: FieldFacts & { maxLength?: number }) =>
  text({ maxLength: 500, protection: encrypted(), ...options });
