import type { ActorDocuments } from '../documents/documents.ts';
import type { Answer, Page } from '../documents/parts.ts';
import { type Evidence, masteryAt } from '../learning/mastery.ts';
import { reasonsFor } from '../learning/mastery-reasons.ts';
import { type Ground, groundOf } from '../learning/prerequisite-ground.ts';
import { LIMITS } from '../std/limits.ts';
import type { ConceptKey } from './concept-key.ts';
import type { MasteryModel, MasteryModels } from './mastery-models.ts';

/** What holds of a concept at a moment, as callers are told it. */
export interface MasteryNow {
  readonly at: Date;
  /** Probability that a task of usual difficulty would be solved at the moment, [0, 1]. */
  readonly level: number;
  /** [0, 1] */
  readonly confidence: number;
  /** The fit of the model; 0 for the published weights. */
  readonly model_version: number;
  readonly base_log_odds: number;
  /** Strongest first; with the base they sum to the log-odds of the level. Empty before the first attempt. */
  readonly because: readonly { readonly name: string; readonly log_odds: number; readonly reason: string }[];
}

type PageOptions = { readonly cursor?: string; readonly limit?: number };
type Header = Answer<'content_mastery', 'content_mastery_lookup'>;

/** One page of a learner's concepts, of one subject where it is named, each with what holds at the moment. */
export async function masteryNow(
  documents: ActorDocuments,
  models: MasteryModels,
  learner: string,
  subject: string | undefined,
  at: Date,
  options: PageOptions,
): Promise<Page<Header & { readonly now: MasteryNow }>> {
  const mastery = documents.collection('content_mastery');
  const { items, nextCursor } =
    subject === undefined
      ? await mastery.query('content_mastery_lookup', {}, { ...options, learner })
      : await mastery.query('mastery_of_subject', { subject }, { ...options, learner });
  return { items: await withNow(documents, models, learner, items, at), nextCursor };
}

/** One concept with what holds of it at the moment; null where the learner never met it. */
export async function conceptNow(
  documents: ActorDocuments,
  models: MasteryModels,
  { user_id: learner, subject, topic, concept }: ConceptKey,
  at: Date,
) {
  const known = await documents
    .collection('content_mastery')
    .find('concept_mastery', { subject, topic, concept }, { learner });
  if (!known) return null;
  const [first] = await withNow(documents, models, learner, [known], at);
  return first ?? null;
}

type Known = Pick<Header, 'subject' | 'concept' | 'evidence'>;

/**
 * Concepts with what holds of them at the moment. What they build on is evidence as well, by what the learner's own practice
 * of it says; where it does not stand among them it is looked up, the first 200 concepts of the subject.
 */
async function withNow<T extends Known>(
  documents: ActorDocuments,
  models: MasteryModels,
  learner: string,
  items: readonly T[],
  at: Date,
): Promise<(T & { readonly now: MasteryNow })[]> {
  const subjects = items.map(({ subject }) => subject);
  const model = await models.inForce(documents);
  const needs = await models.prerequisites(documents, subjects);
  const practised = new Map<string, Evidence>();
  const enter = (known: readonly Known[]) => {
    for (const { subject, concept, evidence } of known) practised.set(`${subject} ${concept}`, evidence);
  };
  enter(items);
  const missing = new Set(
    items.flatMap(({ subject, concept }) =>
      needs(subject, concept).some((needed) => !practised.has(`${subject} ${needed.concept}`))
        ? [subject]
        : [],
    ),
  );
  for (const subject of missing) {
    const { items: others } = await documents
      .collection('content_mastery')
      .query('mastery_of_subject', { subject }, { learner, limit: LIMITS.answerDocumentsMax });
    enter(others);
  }
  return items.map((item) => {
    const ground = groundOf(
      needs(item.subject, item.concept).map(({ concept, importance_weight: importance }) => {
        const own = practised.get(`${item.subject} ${concept}`);
        const level = own && own.attempts > 0 ? masteryAt(own, at, model.parameters).level : null;
        return { concept, importance, level };
      }),
      item.evidence.attempts,
    );
    return { ...item, now: nowOf(item.evidence, at, model, ground) };
  });
}

function nowOf(
  evidence: Evidence,
  at: Date,
  { version, parameters }: MasteryModel,
  ground: Ground | null,
): MasteryNow {
  const estimate = masteryAt(evidence, at, parameters, ground?.logOdds);
  return {
    at,
    level: estimate.level,
    confidence: estimate.confidence,
    model_version: version,
    base_log_odds: parameters.intercept,
    because: reasonsFor(evidence, at, estimate, ground).map(({ name, logOdds, reason }) => ({
      name,
      log_odds: logOdds,
      reason,
    })),
  };
}
