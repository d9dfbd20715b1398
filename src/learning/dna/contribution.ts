import { EMOTIONS } from '../../schema/vocabulary/emotions.ts';
import { logOddsOf } from './log-odds.ts';
import {
  MEASURES,
  type MeasureFacts,
  type MeasureName,
  type Session,
  SUBJECT_MEASURES,
  type SubjectMeasureName,
} from './measures.ts';

/** What a session adds to a measure, in whole ten-thousandths. */
export interface Share {
  readonly sum: number;
  readonly weight: number;
}

/** What an ended session shows of how its learner learns. */
export interface Contribution {
  readonly subject: string;
  readonly measures: { readonly [Name in MeasureName]?: Share };
  readonly ofSubject: { readonly [Name in SubjectMeasureName]?: Share };
}

/** Judged attempts below which a session says nothing of success. */
export const ATTEMPTS_MIN = 5;
/** Accuracy below which a session counts as hard, in per cent. */
const HARD_BELOW = 60;
const SESSION_MINUTES_MAX = 480;
/** Difficulties at the very ends would speak too loud. */
const DIFFICULTY_MARGIN = 0.02;

/**
 * What an ended session shows; null while it runs. Made of its sums alone, in constant time, so that it can be made again
 * from the session as it was and taken away when the session changes.
 *
 * @param usesEmotions whether the learner consents to the use of emotional data.
 */
export function contributionOf(session: Session, usesEmotions: boolean): Contribution | null {
  if (session.ended_at === undefined) return null;
  const { evidence, performance_metrics, learning_progress } = session;
  const minutes = Math.min(SESSION_MINUTES_MAX, session.duration_minutes ?? 0);
  const { session_completion_rate: completion, self_directed_exploration: explored } =
    performance_metrics.engagement_indicators;
  const mastered = learning_progress.concepts_mastered.length;
  const introduced = learning_progress.concepts_introduced.length;
  const ability = abilityOf(session);
  const isHard =
    performance_metrics.questions_attempted >= ATTEMPTS_MIN &&
    performance_metrics.accuracy_percentage < HARD_BELOW;
  const recovery = usesEmotions ? recoveryOf(session) : undefined;
  return {
    subject: session.session_context.subject,
    measures: {
      ...(ability !== undefined && { ability: one(ability, MEASURES.ability) }),
      ...(minutes >= 1 && evidence.abandoned !== true && { attention: one(minutes, MEASURES.attention) }),
      ...(isHard && { persistence: one(completion, MEASURES.persistence) }),
      ...(evidence.interactions > 0 && { exploration: one(explored ? 1 : 0, MEASURES.exploration) }),
      ...(minutes >= 1 && { velocity: ratio(mastered, minutes / 60) }),
      ...(recovery !== undefined && { recovery: one(recovery, MEASURES.recovery) }),
    },
    ofSubject: {
      ...(ability !== undefined && { ability: one(ability, SUBJECT_MEASURES.ability) }),
      ...(evidence.interactions > 0 && { engagement: one(completion, SUBJECT_MEASURES.engagement) }),
      ...(introduced + mastered > 0 && { mastery: ratio(mastered, introduced) }),
    },
  };
}

/** How much better the learner did than the difficulties let expect of an average one, in log-odds. */
function abilityOf({ evidence: { tasks } }: Session): number | undefined {
  if (!tasks || tasks.attempts < ATTEMPTS_MIN) return undefined;
  const reached = (tasks.score_sum + 0.5) / (tasks.attempts + 1);
  const expected = 1 - tasks.difficulty_sum / tasks.attempts;
  return (
    logOddsOf(reached) - logOddsOf(Math.min(1 - DIFFICULTY_MARGIN, Math.max(DIFFICULTY_MARGIN, expected)))
  );
}

/** Whether a session that began low ended better: 1 or 0; undefined where it did not begin low. */
function recoveryOf({ emotional_journey }: Session): number | undefined {
  const { initial_emotional_state: first, final_emotional_state: last } = emotional_journey;
  if (!first || !last || EMOTIONS[first].role !== 'hinders') return undefined;
  return EMOTIONS[last].valence > EMOTIONS[first].valence ? 1 : 0;
}

/** A session counts once, within the bounds of the measure. */
function one(value: number, { minimum, maximum }: MeasureFacts): Share {
  return ratio(Math.min(maximum, Math.max(minimum, value)), 1);
}

function ratio(sum: number, weight: number): Share {
  return { sum: tenThousandths(sum), weight: tenThousandths(weight) };
}

const tenThousandths = (value: number): number => Math.round(value * 1e4);
