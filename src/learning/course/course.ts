import type { ContentMasteryDocument } from '../../derive/generated/documents.ts';
import {
  expectedOf,
  type MasteryParameters,
  NO_EVIDENCE,
  trackMastery,
  untried,
  withAttempt,
  withExposure,
} from '../mastery.ts';
import {
  firstExposure,
  lastReviewOf,
  type ReviewEntry,
  type ReviewPolicy,
  type ReviewSchedule,
  review,
} from '../review-schedule.ts';
import { NOTHING_PERSONAL, type PersonalConsents, personalFrom, withPersonal } from './personal.ts';
import { comparePlaces, type Practice, placeOf } from './practice.ts';

/** What is known of a concept, without its growing lists. */
export interface CourseState {
  readonly mastery_tracking: ContentMasteryDocument['mastery_tracking'];
  readonly evidence: ContentMasteryDocument['evidence'];
  readonly spaced_repetition_data: ReviewSchedule;
  readonly personalization_data: ContentMasteryDocument['personalization_data'];
}

/** What the course of a concept depends on besides the practice. */
export interface CoursePolicy extends ReviewPolicy {
  readonly mastery: MasteryParameters;
  /** The fit they are of; 0 for the published weights. */
  readonly masteryVersion: number;
  readonly consents: PersonalConsents;
}

/** What is known of a concept that is met at a moment and not practised yet. */
export function begun(at: Date): CourseState {
  return {
    mastery_tracking: untried(at),
    evidence: NO_EVIDENCE,
    spaced_repetition_data: firstExposure(at),
    personalization_data: NOTHING_PERSONAL,
  };
}

/**
 * What is known of a concept after further practice, which must be in order (`comparePlaces`) and later than what is
 * worked in; and the reviews that were among it. Constant time for each; any way of cutting practice into parts gives the
 * same, to the last bit.
 *
 * One review for each session: its first judged attempt alone tests what was remembered. Sessions that overlap count as
 * one.
 */
export function continued<State extends CourseState>(
  before: State,
  practices: readonly Practice[],
  policy: CoursePolicy,
): { readonly state: State; readonly reviews: readonly ReviewEntry[] } {
  const reviews: ReviewEntry[] = [];
  let state = before;
  for (const practice of practices) {
    state = { ...state, ...practised(state, practice, policy) };
    const reviewed = recalled(state, practice, policy);
    if (!reviewed) continue;
    reviews.push(reviewed.entry);
    state = {
      ...state,
      evidence: { ...state.evidence, reviewed_in: practice.session_id },
      spaced_repetition_data: { ...state.spaced_repetition_data, ...reviewed.schedule },
    };
  }
  if (practices.length === 0) return { state, reviews };
  const { analytics, emotionalData } = policy.consents;
  const evidence: CourseState['evidence'] = {
    ...state.evidence,
    model_version: policy.masteryVersion,
    consents: [
      ...(analytics ? (['analytics'] as const) : []),
      ...(emotionalData ? (['emotional_data'] as const) : []),
    ],
  };
  const personalization_data = personalFrom(evidence, policy.consents);
  return { state: { ...state, evidence, personalization_data }, reviews };
}

/** Everything that is known of a concept from all of the practice; null where there is none. */
export function courseOf(
  practices: readonly Practice[],
  policy: CoursePolicy,
): { readonly state: CourseState; readonly reviews: readonly ReviewEntry[] } | null {
  const [first] = practices;
  return first ? continued(begun(first.at), practices, policy) : null;
}

/**
 * Whether practice can be added to what is worked in. Otherwise everything is worked out anew: where it came late, and where
 * the model or the consents are others now.
 */
export function follows(
  { evidence }: Pick<CourseState, 'evidence'>,
  practices: readonly Practice[],
  { masteryVersion, consents }: CoursePolicy,
): boolean {
  const { latest, model_version } = evidence;
  if (latest === undefined) return true;
  if (practices.length === 0) return true;
  const before = consentsOf(evidence);
  return (
    model_version === masteryVersion &&
    before.analytics === consents.analytics &&
    before.emotionalData === consents.emotionalData &&
    practices.every((practice) => comparePlaces(latest, practice) < 0)
  );
}

/**
 * Whether everything that is known follows from practice recorded here. What was given otherwise, as by an import of
 * documents without it, is not worked out anew: practice is added to it.
 */
export function isWhole({ evidence }: Pick<CourseState, 'evidence'>): boolean {
  return evidence.first !== undefined || evidence.last_met_at === undefined;
}

/** The consents that something was worked out under. */
export function consentsOf({ consents = [] }: CourseState['evidence']): PersonalConsents {
  return { analytics: consents.includes('analytics'), emotionalData: consents.includes('emotional_data') };
}

function practised(
  { evidence, mastery_tracking }: CourseState,
  practice: Practice,
  { mastery, consents }: CoursePolicy,
): Pick<CourseState, 'evidence' | 'mastery_tracking'> {
  const { at, score, difficulty, session_id } = practice;
  const traced =
    score === undefined
      ? { ...evidence, ...withExposure(evidence, at) }
      : {
          ...evidence,
          ...withAttempt(evidence, { atMs: at.getTime(), score, expected: expectedOf(difficulty) }),
        };
  const tracking = trackMastery(mastery_tracking, traced, at, mastery);
  const isMasteredNow = !mastery_tracking.mastery_achieved_date && tracking.mastery_achieved_date;
  return {
    mastery_tracking: tracking,
    evidence: {
      ...withPersonal(traced, practice, consents),
      ...firstOf(evidence, practice),
      latest: placeOf(practice),
      ...(isMasteredNow && { mastered: { session_id, confidence: tracking.mastery_confidence } }),
    },
  };
}

/** Where the concept was first met; nothing where it was practised before, elsewhere. */
function firstOf(
  { first, last_met_at }: CourseState['evidence'],
  practice: Practice,
): Pick<CourseState['evidence'], 'first'> {
  if (first) return { first };
  return last_met_at === undefined ? { first: placeOf(practice) } : {};
}

function recalled(
  { spaced_repetition_data, evidence }: CourseState,
  { session_id, session_started_at, at, score, rating }: Practice,
  policy: ReviewPolicy,
) {
  if (score === undefined || rating === undefined || evidence.reviewed_in === session_id) return null;
  const last = lastReviewOf(spaced_repetition_data);
  if (last && last >= session_started_at) return null;
  return review(spaced_repetition_data, { rating, score }, at, policy);
}
