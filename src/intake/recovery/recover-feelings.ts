import { emotionalReport } from '../../learning/emotional-report.ts';
import type { ObservedSession } from '../../learning/emotional-spells.ts';
import type { EmotionalSummary } from '../../learning/emotional-summary.ts';
import { wellness } from '../../learning/wellness.ts';
import type { EmotionalState } from '../../schema/vocabulary/emotions.ts';
import { days, minutes } from '../../std/durations.ts';
import { SeededRandom } from '../../std/random.ts';

/** How well summaries of weeks tell how invented learners fared. */
export interface FeelingsRecovery {
  readonly weeks: number;
  /** Mean absolute difference of a week's wellness from the true one, and their correlation. */
  readonly wellnessError: number;
  readonly wellnessCorrelation: number;
  /** Weeks whose true share of a hindering state changed by more than half against the week before. */
  readonly clearChanges: number;
  /** Share of them whose trend has the true direction; and the share that is told the opposite. */
  readonly directionsRight: number;
  readonly directionsOpposite: number;
}

const WEEKS = 8;
const FIRST_MONDAY = Date.UTC(2026, 0, 5);
const HINDERING: EmotionalState = 'frustrated';
/** States besides it, in shares of what it leaves. */
const OTHERS: readonly (readonly [EmotionalState, number])[] = [
  ['engaged', 0.5],
  ['neutral', 0.3],
  ['confident', 0.2],
];
const SESSIONS_A_WEEK = 4;
const OBSERVATIONS = 12;
/** Intensities are drawn evenly between these. */
const INTENSITY: readonly [number, number] = [0.3, 0.9];
/** A change of the true share by this factor is a clear one. */
const CLEAR_FACTOR = 1.5;

/**
 * Invents learners whose share of frustrated time changes from week to week, lets their sessions be observed (a dozen
 * states each, at uneven moments), and compares the weekly summaries with what is true.
 */
export function recoverFeelings(learners: number, seed: number): FeelingsRecovery {
  const random = new SeededRandom(seed);
  const pairs: { readonly told: number; readonly truly: number }[] = [];
  let [clear, right, opposite] = [0, 0, 0];
  for (let learner = 0; learner < learners; learner++) {
    let before: EmotionalSummary | undefined;
    let shareBefore: number | undefined;
    let share = random.between(0.1, 0.4);
    for (let week = 0; week < WEEKS; week++) {
      const start = new Date(FIRST_MONDAY + week * days(7));
      const report = emotionalReport(
        {
          userId: String(learner),
          dataSource: 'weekly_summary',
          analysisDate: start,
          timeZone: 'UTC',
          before,
        },
        weekOf(start, share, random),
      );
      if (!report) continue;
      pairs.push({
        told: report.emotional_summary.overall_emotional_wellness ?? 0.5,
        truly: trueWellness(share),
      });
      const ratio = shareBefore === undefined ? 1 : share / shareBefore;
      if (ratio >= CLEAR_FACTOR || ratio <= 1 / CLEAR_FACTOR) {
        clear++;
        const told = report.trends_and_patterns.emotional_trends.find(({ emotion }) => emotion === HINDERING);
        const wanted = ratio > 1 ? 'increasing' : 'decreasing';
        if (told?.trend_direction === wanted) right++;
        else if (told && told.trend_direction !== 'stable') opposite++;
      }
      before = report.emotional_summary;
      shareBefore = share;
      share = Math.min(0.7, Math.max(0.05, share * random.between(0.4, 2)));
    }
  }
  return {
    weeks: pairs.length,
    wellnessError: mean(pairs.map(({ told, truly }) => Math.abs(told - truly))),
    wellnessCorrelation: correlation(pairs),
    clearChanges: clear,
    directionsRight: right / Math.max(1, clear),
    directionsOpposite: opposite / Math.max(1, clear),
  };
}

function weekOf(start: Date, share: number, random: SeededRandom): ObservedSession[] {
  return Array.from({ length: SESSIONS_A_WEEK }, (_, number) => {
    const startedMs = start.getTime() + days(number + 1) + minutes(random.integer(480, 1080));
    let atMs = startedMs;
    const timeline = Array.from({ length: OBSERVATIONS }, () => {
      atMs += Math.round(minutes(random.between(0.5, 5)));
      return {
        timestamp: new Date(atMs),
        emotion: stateOf(share, random),
        intensity: random.between(...INTENSITY),
      };
    });
    return {
      started_at: new Date(startedMs),
      ended_at: new Date(atMs + Math.round(minutes(random.between(0.5, 5)))),
      session_context: { session_type: 'practice' as const },
      interactions: [],
      learning_progress: {
        concepts_introduced: [],
        concepts_practiced: [],
        concepts_mastered: [],
        knowledge_gaps_identified: [],
        mastery_demonstrations: [],
      },
      emotional_journey: { emotional_states_timeline: timeline, interventions_applied: [] },
    };
  });
}

function stateOf(share: number, random: SeededRandom): EmotionalState {
  if (random.chance(share)) return HINDERING;
  let left = random.next();
  for (const [state, part] of OTHERS) {
    if (left < part) return state;
    left -= part;
  }
  return 'neutral';
}

/** Wellness that a share of frustrated time amounts to: linear in the intensity, so its middle tells the mean. */
function trueWellness(share: number): number {
  const intensity = (INTENSITY[0] + INTENSITY[1]) / 2;
  const others = OTHERS.reduce((sum, [emotion, part]) => sum + part * wellness({ emotion, intensity }), 0);
  return share * wellness({ emotion: HINDERING, intensity }) + (1 - share) * others;
}

const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

function correlation(pairs: readonly { readonly told: number; readonly truly: number }[]): number {
  const [told, truly] = [mean(pairs.map((one) => one.told)), mean(pairs.map((one) => one.truly))];
  let [xy, xx, yy] = [0, 0, 0];
  for (const pair of pairs) {
    xy += (pair.told - told) * (pair.truly - truly);
    xx += (pair.told - told) ** 2;
    yy += (pair.truly - truly) ** 2;
  }
  return xy / Math.sqrt(xx * yy || 1);
}
