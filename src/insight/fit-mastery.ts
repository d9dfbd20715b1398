import type { ActorDocuments } from '../documents/documents.ts';
import type { Answer, Page } from '../documents/parts.ts';
import { scoreOf } from '../learning/attempt.ts';
import type { Quality } from '../learning/evaluation/metrics.ts';
import { DEFAULT_PARAMETERS, type MasteryParameters } from '../learning/mastery.ts';
import { type ConceptAttempt, MasteryRows } from '../learning/tracing/mastery-fit.ts';
import { LIMITS } from '../std/limits.ts';
import { newestModel } from './mastery-models.ts';
import { everyElement } from './reading.ts';

/** How a fit is asked for. */
export interface FitRequest {
  /** Attempts that are looked at, at most; of the newest accounts. About 90 bytes of memory each. */
  readonly attemptsMax: number;
  /** Stores nothing. */
  readonly dryRun: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: { readonly learners: number; readonly attempts: number }) => void;
}

/** What became of a fit. */
export interface MasteryFit {
  /** `kept`: what is in force predicts as well. `too-few`: there is not enough to fit to, or to judge by. */
  readonly outcome: 'fitted' | 'kept' | 'too-few';
  /** Whether it was put in force. */
  readonly stored: boolean;
  /** The fit in force from now on; 0 for the published weights. */
  readonly version: number;
  readonly trained: Counts;
  readonly heldOut: Counts;
  /** Learners whose attempts were not looked at: without consent, or with too many attempts. */
  readonly leftOut: number;
  /** First and last attempt; null without any. */
  readonly from: Date | null;
  readonly until: Date | null;
  /** Null with too few attempts. */
  readonly parameters: MasteryParameters | null;
  /** On learners that were held out; null with too few attempts. */
  readonly quality: {
    readonly fitted: Quality;
    readonly inForce: Quality;
    readonly published: Quality;
  } | null;
}

interface Counts {
  readonly learners: number;
  readonly attempts: number;
}

/** What there must be at least. */
export const FIT_MIN = {
  trained: { learners: 10, attempts: 1_000 },
  heldOut: { learners: 3, attempts: 200 },
};

/** Share of the learners that are held out. */
const HELD_OUT_SHARE = 0.2;
/** Attempts of one learner that are held at once. */
const LEARNER_ATTEMPTS_MAX = 100_000;
const EVER = new Date(0);

/**
 * Fits the weights of the mastery model to the attempts in the store, and puts them in force where they predict learners
 * that were held out better than what is in force and better than the published weights. The same store gives the same fit.
 *
 * Only learners who agreed to analytics, or whose import declared another ground than consent, are looked at.
 *
 * @throws MasterXError `access_denied`, `conflict` where another fit was put in force meanwhile, `interrupted`.
 */
export async function fitMastery(
  documents: ActorDocuments,
  now: Date,
  request: FitRequest,
): Promise<MasteryFit> {
  const [trained, heldOut] = [new MasteryRows(), new MasteryRows()];
  const learners = { trained: 0, heldOut: 0, leftOut: 0 };
  let [from, until]: [number, number] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for await (const { user_id: learner, isAllowed } of participants(documents)) {
    request.signal?.throwIfAborted();
    if (trained.attempts + heldOut.attempts >= request.attemptsMax) break;
    const attempts = isAllowed ? await attemptsOf(documents, learner) : null;
    if (attempts === null) {
      learners.leftOut++;
      continue;
    }
    const isHeldOut = isInTest(learner);
    if ((isHeldOut ? heldOut : trained).add(attempts) === 0) continue;
    learners[isHeldOut ? 'heldOut' : 'trained']++;
    from = Math.min(from, attempts[0]?.atMs ?? from);
    until = Math.max(until, attempts.at(-1)?.atMs ?? until);
    request.onProgress?.({
      learners: learners.trained + learners.heldOut,
      attempts: trained.attempts + heldOut.attempts,
    });
  }
  const current = await newestModel(documents);
  const common = {
    stored: false,
    version: current.version,
    trained: { learners: learners.trained, attempts: trained.attempts },
    heldOut: { learners: learners.heldOut, attempts: heldOut.attempts },
    leftOut: learners.leftOut,
    from: Number.isFinite(from) ? new Date(from) : null,
    until: Number.isFinite(until) ? new Date(until) : null,
  };
  const published = heldOut.judge(DEFAULT_PARAMETERS);
  if (!isEnough(common) || published.auc === null) {
    return { ...common, outcome: 'too-few', parameters: null, quality: null };
  }
  const parameters = trained.fit();
  const quality = {
    published,
    inForce: heldOut.judge(current.parameters),
    fitted: heldOut.judge(parameters),
  };
  const fit = { ...common, parameters, quality };
  if (quality.fitted.logLoss >= Math.min(quality.inForce.logLoss, published.logLoss)) {
    return { ...fit, outcome: 'kept' };
  }
  if (request.dryRun) return { ...fit, outcome: 'fitted' };
  const version = current.version + 1;
  await documents.collection('mastery_fits').insert([documentOf(fit, version, now)]);
  return { ...fit, outcome: 'fitted', stored: true, version };
}

function documentOf(
  fit: Pick<MasteryFit, 'trained' | 'heldOut' | 'from' | 'until'> & {
    readonly parameters: MasteryParameters;
    readonly quality: NonNullable<MasteryFit['quality']>;
  },
  version: number,
  now: Date,
) {
  const { trained, heldOut, from, until, parameters, quality } = fit;
  const figures = ({ auc, logLoss, rmse, ece }: Quality) => ({
    auc: auc ?? 0.5,
    log_loss: logLoss,
    rmse,
    ece,
  });
  return {
    version,
    fitted_at: now,
    trained,
    held_out: heldOut,
    from: from ?? now,
    until: until ?? now,
    intercept: parameters.intercept,
    weights: Object.entries(parameters.weights).map(([feature, weight]) => ({ feature, weight })),
    quality: figures(quality.fitted),
    published_quality: figures(quality.published),
    calibration: [...quality.fitted.calibration],
  };
}

function isEnough({ trained, heldOut }: Pick<MasteryFit, 'trained' | 'heldOut'>): boolean {
  const reaches = (counts: Counts, least: Counts) =>
    counts.learners >= least.learners && counts.attempts >= least.attempts;
  return reaches(trained, FIT_MIN.trained) && reaches(heldOut, FIT_MIN.heldOut);
}

/** A fifth of the learners, the same ones in every fit: identifiers are random, so their last digits draw the lot. */
function isInTest(learner: string): boolean {
  return Number.parseInt(learner.slice(-8), 16) / 2 ** 32 < HELD_OUT_SHARE;
}

async function* participants(documents: ActorDocuments) {
  let cursor: string | null = null;
  do {
    const page: Page<Answer<'users', 'analytics_choices'>> = await documents
      .collection('users')
      .query(
        'analytics_choices',
        { since: EVER },
        { limit: LIMITS.answerDocumentsMax, ...(cursor !== null && { cursor }) },
      );
    for (const { user_id, preferences, origin } of page.items) {
      const isDeclared = origin.legal_basis !== undefined && origin.legal_basis !== 'consent';
      yield { user_id, isAllowed: preferences.privacy_settings.analytics_participation || isDeclared };
    }
    cursor = page.nextCursor;
  } while (cursor !== null);
}

/** What a learner attempted, in order of time; null where it is more than can be held. */
async function attemptsOf(documents: ActorDocuments, learner: string): Promise<ConceptAttempt[] | null> {
  const sessions = documents.collection('learning_sessions');
  const found: (ConceptAttempt & { readonly id: string })[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<Answer<'learning_sessions', 'attempts_of_learner'>> = await sessions.query(
      'attempts_of_learner',
      { since: EVER },
      { learner, limit: LIMITS.answerDocumentsMax, ...(cursor !== null && { cursor }) },
    );
    for (const { session_id, session_context, evidence, interactions } of page.items) {
      const all =
        interactions.length >= evidence.interactions
          ? interactions
          : await everyElement((options) =>
              sessions.elements({ session_id, user_id: learner }, 'interactions', options),
            );
      for (const { interaction_id: id, timestamp, assessed } of all) {
        if (!assessed) continue;
        found.push({
          id: `${session_id} ${id}`,
          concept: `${session_context.subject} ${assessed.topic} ${assessed.concept}`,
          atMs: timestamp.getTime(),
          score: scoreOf(assessed),
          difficulty: assessed.difficulty,
        });
      }
    }
    if (found.length > LEARNER_ATTEMPTS_MAX) return null;
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found.sort((a, b) => a.atMs - b.atMs || (a.id < b.id ? -1 : 1));
}
