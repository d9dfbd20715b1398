import type {
  ContentMasteryDocument,
  GrowingLists,
  NewContentMasteryDocument,
} from '../derive/generated/documents.ts';
import type { ActorDocuments } from '../documents/documents.ts';
import { type Assessed, type Interaction, scoreOf } from '../learning/attempt.ts';
import { type HistoryEntry, historyEntry, workByConcept } from '../learning/concept-work.ts';
import {
  expectedOf,
  type MasteryParameters,
  NO_EVIDENCE,
  trackMastery,
  untried,
  withAttempt,
  withExposure,
} from '../learning/mastery.ts';
import {
  firstExposure,
  lastReviewOf,
  type ReviewPolicy,
  recallOf,
  review,
} from '../learning/review-schedule.ts';
import { LIMITS } from '../std/limits.ts';
import { reviewPolicies, spreadBy } from './review-policies.ts';

/** A concept of a learner. */
export interface ConceptKey {
  readonly user_id: string;
  readonly subject: string;
  readonly topic: string;
  readonly concept: string;
}

/** A learner meets a concept at a moment. */
export interface Meeting extends ConceptKey {
  readonly at: Date;
}

/** What a learner did in a session, as far as it was not known before. */
export interface Studied {
  readonly userId: string;
  readonly sessionId: string;
  readonly subject: string;
  readonly sessionType: 'study' | 'practice' | 'assessment' | 'revision' | 'exploration';
  readonly startedAt: Date;
  /** Interactions that are new. */
  readonly added: readonly Interaction[];
  /** All of the session's, when it ended now. */
  readonly ended: readonly Interaction[] | null;
}

/** One key for a concept of a learner. */
export const conceptKey = ({ user_id, subject, topic, concept }: ConceptKey): string =>
  [user_id, subject, topic, concept].join('\u0000');

/**
 * Makes sure that every concept met has its document; answers the keys of those that are new to their learners.
 * Meetings may repeat a concept; the earliest counts as the first exposure.
 */
export async function meetConcepts(
  documents: ActorDocuments,
  meetings: readonly Meeting[],
): Promise<ReadonlySet<string>> {
  const first = new Map<string, Meeting>();
  for (const meeting of meetings) {
    const known = first.get(conceptKey(meeting));
    if (!known || meeting.at < known.at) first.set(conceptKey(meeting), meeting);
  }
  const fresh = new Set<string>();
  for (const batch of inBatches([...first.values()])) {
    const inserted = await documents.collection('content_mastery').insert(batch.map(newMastery), () => true);
    for (const [at, meeting] of batch.entries()) {
      if (!inserted[at]?.repeated) fresh.add(conceptKey(meeting));
    }
  }
  return fresh;
}

/** A concept that a session brought to mastery for the first time. */
export interface NewlyMastered {
  readonly sessionId: string;
  readonly concept: string;
  /** [0, 1] */
  readonly confidence: number;
}

/**
 * Updates what is known of concepts by what was done in sessions, and answers what was mastered by it. Every concept
 * must have its document.
 */
export async function learnFrom(
  documents: ActorDocuments,
  studied: readonly Studied[],
  parameters: MasteryParameters,
): Promise<NewlyMastered[]> {
  const mastered = new Map<string, NewlyMastered>();
  const tasks = new Map<string, { identity: ConceptKey; steps: Step[] }>();
  const stepOf = (one: Studied, assessed: Pick<Assessed, 'topic' | 'concept'>): Step => {
    const identity = {
      user_id: one.userId,
      subject: one.subject,
      topic: assessed.topic,
      concept: assessed.concept,
    };
    const task = tasks.get(conceptKey(identity)) ?? { identity, steps: [] };
    tasks.set(conceptKey(identity), task);
    const last = task.steps.at(-1);
    if (last && last.sessionId === one.sessionId) return last;
    const step: Step = { sessionId: one.sessionId, startedAt: one.startedAt, attempts: [], history: null };
    task.steps.push(step);
    return step;
  };
  for (const one of studied) {
    for (const { assessed, timestamp } of one.added) {
      if (assessed) stepOf(one, assessed).attempts.push({ assessed, at: timestamp });
    }
    for (const work of one.ended ? workByConcept(one.startedAt, one.ended).values() : []) {
      stepOf(one, work).history = historyEntry(one.sessionId, work, activityOf(one.sessionType));
    }
  }
  const policy = await reviewPolicies(
    documents,
    [...tasks.values()].map(({ identity }) => identity.user_id),
  );
  for (const batch of inBatches([...tasks.values()])) {
    await documents.collection('content_mastery').appendEach(
      'learn',
      batch.map(({ identity, steps }) => ({
        identity,
        additions: { learning_history: steps.flatMap(({ history }) => history ?? []) },
        change: (document, _, grow) => {
          const { after, reviews, masteredIn } = learned(document, steps, {
            ...policy(identity.user_id),
            spreadBy: spreadBy(identity),
            mastery: parameters,
          });
          if (masteredIn !== undefined) {
            const { mastery_confidence: confidence } = after.mastery_tracking;
            mastered.set(conceptKey(identity), {
              sessionId: masteredIn,
              concept: identity.concept,
              confidence,
            });
          }
          grow({ 'spaced_repetition_data.review_history': reviews });
          return after;
        },
      })),
    );
  }
  return [...mastered.values()];
}

/** What one session did for one concept. */
interface Step {
  readonly sessionId: string;
  readonly startedAt: Date;
  readonly attempts: { readonly assessed: Assessed; readonly at: Date }[];
  history: HistoryEntry | null;
}

type ReviewEntry = GrowingLists['content_mastery']['spaced_repetition_data.review_history'];

function learned(
  document: ContentMasteryDocument,
  steps: readonly Step[],
  { mastery, ...policy }: ReviewPolicy & { readonly mastery: MasteryParameters },
) {
  const reviews: ReviewEntry[] = [];
  let after = document;
  let masteredIn: string | undefined;
  for (const { sessionId, attempts, startedAt } of steps) {
    for (const { assessed, at } of attempts) {
      const score = scoreOf(assessed);
      const evidence =
        score === undefined
          ? withExposure(after.evidence, at)
          : withAttempt(after.evidence, {
              atMs: at.getTime(),
              score,
              expected: expectedOf(assessed.difficulty),
            });
      after = {
        ...after,
        evidence,
        mastery_tracking: trackMastery(after.mastery_tracking, evidence, at, mastery),
      };
    }
    if (!document.mastery_tracking.mastery_achieved_date && after.mastery_tracking.mastery_achieved_date) {
      masteredIn ??= sessionId;
    }
    // One review for each concept and session: the first judged attempt tests what was remembered.
    const last = lastReviewOf(after.spaced_repetition_data);
    const recall = recallOf(attempts.map(({ assessed }) => assessed));
    const judgedAt = attempts.find(({ assessed }) => scoreOf(assessed) !== undefined)?.at;
    if (!recall || !judgedAt || (last && last >= startedAt)) continue;
    const { schedule, entry } = review(after.spaced_repetition_data, recall, judgedAt, policy);
    after = { ...after, spaced_repetition_data: { ...after.spaced_repetition_data, ...schedule } };
    reviews.push(entry);
  }
  return { after, reviews, masteredIn };
}

function newMastery({ at, ...key }: Meeting): NewContentMasteryDocument {
  return {
    ...key,
    mastery_tracking: untried(at),
    learning_history: [],
    spaced_repetition_data: { ...firstExposure(at), review_history: [] },
    prerequisite_relationships: { prerequisite_concepts: [], dependent_concepts: [] },
    personalization_data: {
      optimal_difficulty_level: null,
      effective_learning_strategies: [],
      emotional_associations: {},
      learning_style_effectiveness: {},
    },
    evidence: NO_EVIDENCE,
  };
}

function activityOf(type: Studied['sessionType']): HistoryEntry['activity_type'] {
  switch (type) {
    case 'assessment':
    case 'revision':
      return type;
    case 'practice':
    case 'study':
    case 'exploration':
      return 'practice';
  }
}

function* inBatches<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < items.length; at += LIMITS.writeDocumentsMax) {
    yield items.slice(at, at + LIMITS.writeDocumentsMax);
  }
}
