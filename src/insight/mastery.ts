import type { ContentMasteryDocument, NewContentMasteryDocument } from '../derive/generated/documents.ts';
import type { ActorDocuments } from '../documents/documents.ts';
import type { Interaction } from '../learning/attempt.ts';
import { type HistoryEntry, historyEntry, workByConcept } from '../learning/concept-work.ts';
import { begun } from '../learning/course/course.ts';
import { comparePlaces, type PracticePlace, practiceOf } from '../learning/course/practice.ts';
import { LIMITS } from '../std/limits.ts';
import {
  type ConceptChange,
  type ConceptTurn,
  type ConceptWorkChange,
  changeConcepts,
} from './concept-changes.ts';
import { type ConceptKey, conceptKey } from './concept-key.ts';
import { coursePolicies } from './course-policies.ts';
import type { MasteryModel } from './mastery-models.ts';
import { everyElement, everyPage } from './reading.ts';

/** A learner meets a concept, at a place in the order of time. */
export interface Meeting extends ConceptKey, PracticePlace {}

/** What a learner did in a session, as far as it was not known before. */
export interface Studied {
  readonly userId: string;
  readonly sessionId: string;
  readonly subject: string;
  readonly sessionType: 'study' | 'practice' | 'assessment' | 'revision' | 'exploration';
  readonly startedAt: Date;
  /** Interactions that are new. */
  readonly added: readonly Interaction[];
  /** All of the session's, when it ended now, or got more after its end. */
  readonly ended: readonly Interaction[] | null;
  /** Whether it had ended before, so that what it amounted to is there already. */
  readonly again: boolean;
}

/**
 * Makes sure that every concept met has its document; answers in which session each was first met, by its key. Meetings
 * may repeat a concept.
 */
export async function meetConcepts(
  within: ActorDocuments,
  meetings: readonly Meeting[],
): Promise<ReadonlyMap<string, string>> {
  const first = new Map<string, Meeting>();
  for (const meeting of meetings) {
    const known = first.get(conceptKey(meeting));
    if (!known || comparePlaces(meeting, known) < 0) first.set(conceptKey(meeting), meeting);
  }
  const introducedIn = new Map<string, string>();
  for (const batch of inBatches([...first.values()])) {
    const inserted = await within.collection('content_mastery').insert(batch.map(newMastery), () => true);
    for (const [at, meeting] of batch.entries()) {
      const { document, repeated } = inserted[at] ?? {};
      const earlier = repeated ? document?.evidence.first : meeting;
      // What was given without its practice was met before, who knows where.
      if (!earlier) continue;
      const isEarliest = comparePlaces(meeting, earlier) <= 0;
      introducedIn.set(conceptKey(meeting), isEarliest ? meeting.session_id : earlier.session_id);
    }
  }
  return introducedIn;
}

/**
 * Updates what is known of concepts by what was done in sessions, and answers what that says of sessions. Every concept
 * must have its document.
 */
export async function learnFrom(
  within: ActorDocuments,
  studied: readonly Studied[],
  model: MasteryModel,
): Promise<ConceptTurn[]> {
  const changes = new Map<string, { key: ConceptKey; works: Map<string, Work> }>();
  const workOf = (one: Studied, { topic, concept }: { topic: string; concept: string }): Work => {
    const key = { user_id: one.userId, subject: one.subject, topic, concept };
    const change = changes.get(conceptKey(key)) ?? { key, works: new Map<string, Work>() };
    changes.set(conceptKey(key), change);
    const work = change.works.get(one.sessionId) ?? {
      sessionId: one.sessionId,
      practices: [],
      history: null,
      instead: one.again ? 'history' : 'nothing',
    };
    change.works.set(one.sessionId, work);
    return work;
  };
  for (const one of studied) {
    const session = { session_id: one.sessionId, started_at: one.startedAt };
    for (const interaction of one.added) {
      const practice = practiceOf(session, interaction);
      if (practice && interaction.assessed) workOf(one, interaction.assessed).practices.push(practice);
    }
    for (const work of one.ended ? workByConcept(one.startedAt, one.ended).values() : []) {
      workOf(one, work).history = historyEntry(one.sessionId, work, activityOf(one.sessionType));
    }
  }
  const all = [...changes.values()].map(
    ({ key, works }): ConceptChange => ({ key, works: [...works.values()] }),
  );
  const learners = all.map(({ key }) => key.user_id);
  return changeConcepts(within, all, await coursePolicies(within, learners, model));
}

/**
 * Lets what is known of concepts follow a session that takes the place of what it was, or goes.
 *
 * @param after null where the session goes.
 */
export async function relearnFrom(
  within: ActorDocuments,
  before: Studied,
  after: Studied | null,
  model: MasteryModel,
): Promise<ConceptTurn[]> {
  const works = new Map<string, { key: ConceptKey; work: Work }>();
  const workOn = (one: Studied, { topic, concept }: { topic: string; concept: string }): Work => {
    const key = { user_id: one.userId, subject: one.subject, topic, concept };
    const known = works.get(conceptKey(key)) ?? {
      key,
      work: { sessionId: one.sessionId, practices: [], history: null, instead: 'everything' },
    };
    works.set(conceptKey(key), known);
    return known.work;
  };
  for (const { assessed } of before.added) if (assessed) workOn(before, assessed);
  if (after) {
    const session = { session_id: after.sessionId, started_at: after.startedAt };
    for (const interaction of after.added) {
      const practice = practiceOf(session, interaction);
      if (practice && interaction.assessed) workOn(after, interaction.assessed).practices.push(practice);
    }
    for (const work of after.ended ? workByConcept(after.startedAt, after.ended).values() : []) {
      workOn(after, work).history = historyEntry(after.sessionId, work, activityOf(after.sessionType));
    }
  }
  const policyOf = await coursePolicies(within, [before.userId], model);
  return changeConcepts(
    within,
    [...works.values()].map(({ key, work }) => ({ key, works: [work] })),
    policyOf,
  );
}

/**
 * Takes away what a session left in the concepts of its learner, of which nothing else is left: every concept is looked at.
 */
export async function unlearnFrom(
  within: ActorDocuments,
  { session_id, user_id }: { readonly session_id: string; readonly user_id: string },
  model: MasteryModel,
): Promise<ConceptTurn[]> {
  const mastery = within.collection('content_mastery');
  const known = await everyPage((options) =>
    mastery.query('mastery_of_learner', {}, { ...options, learner: user_id }),
  );
  const touched: ConceptChange[] = [];
  for (const { subject, topic, concept } of known) {
    const key = { user_id, subject, topic, concept };
    const log = await everyElement((options) => mastery.elements(key, 'practice_log', options));
    if (!log.some((practice) => practice.session_id === session_id)) continue;
    const work: Work = { sessionId: session_id, practices: [], history: null, instead: 'everything' };
    touched.push({ key, works: [work] });
  }
  return changeConcepts(within, touched, await coursePolicies(within, [user_id], model));
}

type Work = { -readonly [Part in keyof ConceptWorkChange]: ConceptWorkChange[Part] } & {
  practices: NonNullable<ReturnType<typeof practiceOf>>[];
  history: HistoryEntry | null;
};

/** What is known of a concept that is met for the first time. */
export function newMastery({ user_id, subject, topic, concept, at }: Meeting): NewContentMasteryDocument {
  const { spaced_repetition_data, ...state } = begun(at);
  return {
    user_id,
    subject,
    topic,
    concept,
    ...state,
    learning_history: [],
    spaced_repetition_data: { ...spaced_repetition_data, review_history: [] },
    prerequisite_relationships: { prerequisite_concepts: [], dependent_concepts: [] },
    practice_log: [],
  };
}

/** What a session was for, in the words of the learning history. */
export function activityOf(
  type: Studied['sessionType'],
): ContentMasteryDocument['learning_history'][number]['activity_type'] {
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
