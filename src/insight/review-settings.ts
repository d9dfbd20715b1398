import type {
  ContentMasteryDocument,
  GrowingLists,
  ReviewSettingsDocument,
} from '../derive/generated/documents.ts';
import type { ActorDocuments } from '../documents/documents.ts';
import { MasterXError } from '../errors/error.ts';
import { DESIRED_RETENTION, GRADES, recallOfEntry, replanned } from '../learning/review-schedule.ts';
import { evaluateWeights, FIT_REVIEWS_MIN, fitParameters } from '../learning/reviews/fit-parameters.ts';
import { predictions, type ReviewSequence } from '../learning/reviews/review-sequences.ts';
import { LIMITS } from '../std/limits.ts';
import { policyOf, spreadBy } from './review-policies.ts';

type Settings = ReviewSettingsDocument;
type ReviewEntry = GrowingLists['content_mastery']['spaced_repetition_data.review_history'];

/** Share of the reviews, the latest, that a fit must predict better than what is in force. */
const LATER_SHARE = 0.2;
/** A schedule that others keep changing is left for the next time. */
const REPLAN_ATTEMPTS_MAX = 5;

/** What became of fitting a learner's parameters. */
export interface ReviewFit {
  /** `too-few`: fewer than 400 reviews tell something; `kept`: what is in force predicts later reviews as well. */
  readonly outcome: 'fitted' | 'kept' | 'too-few';
  /** Reviews that tell something: those at least 24 hours after the one before. */
  readonly reviews: number;
  readonly version: number;
  /** Loss on the latest fifth of them, with what was in force and with the fit to the others; null with too few. */
  readonly logLossBefore: number | null;
  readonly logLossAfter: number | null;
}

/** How a learner's reviews are planned; null where as for everybody. */
export function reviewSettings(documents: ActorDocuments, learner: string): Promise<Settings | null> {
  return documents.collection('review_settings').find('review_settings_of', {}, { learner });
}

/**
 * Sets how well a learner wants to remember; every schedule is worked out anew from its history.
 *
 * @param desiredRetention [0.7, 0.97]
 * @throws MasterXError `validation_failed`, `not_found` for a learner that is not there.
 */
export async function setDesiredRetention(
  documents: ActorDocuments,
  learner: string,
  desiredRetention: number,
  now: Date,
): Promise<Settings> {
  await ensureSettings(documents, learner, now);
  const settings = await documents
    .collection('review_settings')
    .revise('set desired retention', { user_id: learner }, (before) =>
      before.desired_retention === desiredRetention
        ? before
        : { ...before, desired_retention: desiredRetention, updated_at: now },
    );
  await replanReviews(documents, learner);
  return settings;
}

/**
 * Fits the FSRS parameters to a learner's own reviews, and puts them in force where a fit to the earlier four fifths
 * predicts the latest fifth better than what is in force; then every schedule is worked out anew.
 */
export async function fitReviews(
  documents: ActorDocuments,
  learner: string,
  now: Date,
  signal?: AbortSignal,
): Promise<ReviewFit> {
  const sequences = (await concepts(documents, learner)).map(({ history }) => sequenceOf(history));
  const settings = await reviewSettings(documents, learner);
  const { parameters } = policyOf(settings);
  const times = sequences
    .flatMap((sequence) => predictions(parameters.weights, sequence).map(({ at }) => at.getTime()))
    .sort((a, b) => a - b);
  const none = {
    reviews: times.length,
    version: parameters.version,
    logLossBefore: null,
    logLossAfter: null,
  };
  if (times.length < FIT_REVIEWS_MIN) return { outcome: 'too-few', ...none };
  const cut = new Date(times[Math.floor(times.length * (1 - LATER_SHARE))] ?? 0);
  const trial = fitParameters(sequences, { until: cut, ...(signal && { signal }) });
  const before = evaluateWeights(parameters.weights, sequences, { from: cut }).logLoss;
  const after = evaluateWeights(trial.weights, sequences, { from: cut }).logLoss;
  const compared = { ...none, logLossBefore: before, logLossAfter: after };
  if (after >= before) return { outcome: 'kept', ...compared };
  const { weights } = fitParameters(sequences, signal && { signal });
  await ensureSettings(documents, learner, now);
  const version = parameters.version + 1;
  const fit = {
    version,
    weights: [...weights],
    fitted_at: now,
    reviews: times.length,
    log_loss: after,
    published_log_loss: evaluateWeights(policyOf(null).parameters.weights, sequences, { from: cut }).logLoss,
  };
  await documents
    .collection('review_settings')
    .append('fit reviews', { user_id: learner }, { fits: [fit] }, (held) => {
      if ((held.parameters?.version ?? 0) !== parameters.version) throw new MasterXError('write_conflict');
      return { ...held, parameters: fit, updated_at: now };
    });
  await replanReviews(documents, learner);
  return { outcome: 'fitted', ...compared, version };
}

/** Works every schedule of a learner out anew from its history; how many changed. */
export async function replanReviews(documents: ActorDocuments, learner: string): Promise<number> {
  const policy = policyOf(await reviewSettings(documents, learner));
  let changed = 0;
  for (const { document } of await concepts(documents, learner)) {
    for (let attempt = 0; attempt < REPLAN_ATTEMPTS_MAX; attempt++) {
      const outcome = await replanConcept(documents, document, policy);
      if (outcome === 'changed') changed++;
      if (outcome !== 'overtaken') break;
    }
  }
  return changed;
}

async function replanConcept(
  documents: ActorDocuments,
  { user_id, subject, topic, concept }: ContentMasteryDocument,
  policy: ReturnType<typeof policyOf>,
): Promise<'changed' | 'same' | 'overtaken'> {
  const identity = { user_id, subject, topic, concept };
  const mastery = documents.collection('content_mastery');
  const current = await mastery.get('concept_mastery', { subject, topic, concept }, { learner: user_id });
  const history = await historyOf(documents, current);
  if (history.length === 0) return 'same';
  let outcome: 'changed' | 'same' | 'overtaken' = 'changed';
  await mastery.append('replan', identity, {}, (document, _, __, replace) => {
    outcome = document.revision === current.revision ? 'changed' : 'overtaken';
    if (outcome === 'overtaken') return document;
    const { first_exposure_date } = document.mastery_tracking;
    const next = replanned(first_exposure_date, history, { ...policy, spreadBy: spreadBy(identity) });
    replace({ 'spaced_repetition_data.review_history': next.history });
    return {
      ...document,
      spaced_repetition_data: { ...document.spaced_repetition_data, ...next.schedule },
    };
  });
  return outcome;
}

/** The concepts of a learner that were reviewed, each with its whole history. */
async function concepts(
  documents: ActorDocuments,
  learner: string,
): Promise<{ document: ContentMasteryDocument; history: ReviewEntry[] }[]> {
  const found: { document: ContentMasteryDocument; history: ReviewEntry[] }[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof pageFrom>> = await pageFrom(cursor);
    for (const document of page.items) {
      if (document.spaced_repetition_data.reviews === 0) continue;
      found.push({ document, history: await historyOf(documents, document) });
    }
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found;

  function pageFrom(from: string | null) {
    return documents
      .collection('content_mastery')
      .query(
        'mastery_of_learner',
        {},
        { learner, limit: LIMITS.answerDocumentsMax, ...(from !== null && { cursor: from }) },
      );
  }
}

/** All reviews of a concept; the document itself holds the first of them. */
async function historyOf(
  documents: ActorDocuments,
  { user_id, subject, topic, concept, spaced_repetition_data }: ContentMasteryDocument,
): Promise<ReviewEntry[]> {
  const { reviews, review_history } = spaced_repetition_data;
  if (review_history.length >= reviews) return [...review_history];
  const all: ReviewEntry[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof pageFrom>> = await pageFrom(cursor);
    all.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null && all.length < LIMITS.replaceElementsMax);
  return all;

  function pageFrom(from: string | null) {
    return documents
      .collection('content_mastery')
      .elements({ user_id, subject, topic, concept }, 'spaced_repetition_data.review_history', {
        limit: LIMITS.answerDocumentsMax,
        ...(from !== null && { cursor: from }),
      });
  }
}

function sequenceOf(history: readonly ReviewEntry[]): ReviewSequence {
  return history
    .map((entry) => ({ at: entry.date, grade: GRADES[recallOfEntry(entry).rating] }))
    .sort((a, b) => a.at.getTime() - b.at.getTime());
}

async function ensureSettings(documents: ActorDocuments, learner: string, now: Date): Promise<void> {
  await documents
    .collection('review_settings')
    .insert(
      [{ user_id: learner, updated_at: now, desired_retention: DESIRED_RETENTION, fits: [] }],
      () => true,
    );
}
