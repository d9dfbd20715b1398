import { lastSegment } from './label.ts';
import type { InteractionType } from './record.ts';

/** What a verb says about a learner. */
export interface VerbMeaning {
  readonly interactionType: InteractionType;
  /** The outcome the word itself states, whatever `result.success` says or omits. */
  readonly outcome?: boolean;
  /** A result that comes with it is no test of knowledge: an opinion, or a task that was left out. */
  readonly isNoTest?: true;
}

/**
 * Verbs by the last segment of their IRI: vocabularies (ADL, cmi5, video profile, Activity Streams, TinCan registry)
 * share words more than IRIs. question: the learner turns to something; response: acts in it; feedback: what comes
 * of it, told to or by the learner; assessment: is examined. Any other verb is a response.
 */
const VERBS: Readonly<Record<string, VerbMeaning>> = {
  ...all(
    'question',
    'initialized launched started start resumed resume attempted experienced played play opened',
  ),
  ...all(
    'question',
    'open accessed access viewed view read watched watch listened searched search asked ask',
  ),
  ...all('question', 'downloaded download registered enrolled joined join logged-in bookmarked'),
  ...all(
    'response',
    'interacted paused seeked submitted submit responded created create edited shared posted',
  ),
  ...all(
    'feedback',
    'completed complete terminated exited suspended abandoned waived satisfied progressed earned',
  ),
  ...all('feedback', 'evaluated received unlocked'),
  ...all('assessment', 'answered scored'),
  passed: { interactionType: 'assessment', outcome: true },
  mastered: { interactionType: 'assessment', outcome: true },
  failed: { interactionType: 'assessment', outcome: false },
  skipped: { interactionType: 'response', isNoTest: true },
  commented: { interactionType: 'feedback', isNoTest: true },
  rated: { interactionType: 'feedback', isNoTest: true },
  voted: { interactionType: 'feedback', isNoTest: true },
  liked: { interactionType: 'feedback', isNoTest: true },
};

/** What the verb with that IRI means. */
export function meaningOf(verb: string): VerbMeaning {
  const word = lastSegment(verb).toLowerCase();
  return (Object.hasOwn(VERBS, word) ? VERBS[word] : undefined) ?? { interactionType: 'response' };
}

function all(interactionType: InteractionType, words: string): Record<string, VerbMeaning> {
  return Object.fromEntries(words.split(' ').map((word) => [word, { interactionType }]));
}
