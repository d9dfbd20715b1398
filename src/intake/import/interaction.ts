import { modelOf } from '../../documents/model.ts';
import type { Assessed } from '../../learning/attempt.ts';
import type { Interaction } from '../../sessions/recording.ts';
import type { PracticeAttempt, Statement } from '../readers/record.ts';
import { violationsText } from './refusals.ts';

const RATINGS = { 1: 'again', 2: 'hard', 3: 'good', 4: 'easy' } as const;

const validator = modelOf('learning_sessions').elements['interactions'];

/**
 * What an event of a source is here.
 *
 * An attempt is an assessment with its outcome. A statement (watched, opened, was shown the answer) has no outcome, yet
 * it names a concept: the learner met it. So it becomes an interaction of its type with concept and topic and nothing
 * judged, which gives the concept its document with a first exposure and changes neither mastery nor schedule.
 */
export function interactionOf(event: PracticeAttempt | Statement, interactionId: string): Interaction {
  const { at, topic, concept, item, input, responseSeconds } = event;
  const assessed: Assessed = {
    concept: concept.slug,
    topic: topic.slug,
    ...(event.kind === 'attempt' && outcomeOf(event)),
    ...(responseSeconds !== undefined && { response_time_seconds: responseSeconds }),
    ...(item && { item: item.slug }),
  };
  return {
    interaction_id: interactionId,
    timestamp: at,
    interaction_type: event.kind === 'attempt' ? 'assessment' : event.interactionType,
    ...(input !== undefined && { user_input: input }),
    assessed,
  };
}

function outcomeOf({ correct, score, difficulty, rating }: PracticeAttempt): Partial<Assessed> {
  return {
    ...(correct !== undefined && { correct }),
    ...(score !== undefined && { score }),
    ...(difficulty !== undefined && { difficulty }),
    ...(rating !== undefined && { rating: RATINGS[rating] }),
  };
}

/** Why the schema refuses an interaction, in words without its values; undefined when it does not. */
export function refusalOf(interaction: Interaction): string | undefined {
  if (validator?.fits(interaction)) return undefined;
  return violationsText(validator?.violations(interaction) ?? []);
}
