import type { EmotionalAnalyticsDocument } from '../derive/generated/documents.ts';
import { EMOTIONAL_STATES } from '../schema/vocabulary/emotions.ts';
import type { PeriodSums } from './emotional-period.ts';
import type { EmotionalSummary } from './emotional-summary.ts';

type Trends = EmotionalAnalyticsDocument['trends_and_patterns'];

/** A relative change below this is no trend, percent. */
const STABLE_PERCENT = 10;
const CHANGE_PERCENT_MAX = 100_000;
/** A part of the day with less observed time says nothing. */
const PART_MINUTES_MIN = 10;
/** Periods with less observed time are not compared. */
const PERIOD_MINUTES_MIN = 10;
const HELPING_SHARE = 0.5;
const HINDERING_SHARE = 0.3;
const WELLNESS_DIFFERENCE = 0.05;
const WEEKDAYS = [
  'Mondays',
  'Tuesdays',
  'Wednesdays',
  'Thursdays',
  'Fridays',
  'Saturdays',
  'Sundays',
] as const;

/**
 * Change of each state's share against the period before, in percent of that share; a state that was not there before
 * has risen by 100. Less than 10 either way is stable. Empty without a period before, and where either has less than ten
 * observed minutes.
 * @param period How long the periods are, in words, such as "7 days".
 */
export function emotionalTrends(
  now: EmotionalSummary,
  before: EmotionalSummary | undefined,
  period: string,
): Trends['emotional_trends'] {
  if (!before || observedMinutes(now) < PERIOD_MINUTES_MIN || observedMinutes(before) < PERIOD_MINUTES_MIN)
    return [];
  return EMOTIONAL_STATES.flatMap((emotion) => {
    const share = now.emotion_distribution[emotion]?.percentage ?? 0;
    const former = before.emotion_distribution[emotion]?.percentage ?? 0;
    if (share === 0 && former === 0) return [];
    const change = former === 0 ? 100 : Math.min(CHANGE_PERCENT_MAX, 100 * (share / former - 1));
    const direction =
      change > STABLE_PERCENT ? 'increasing' : change < -STABLE_PERCENT ? 'decreasing' : 'stable';
    return [{ emotion, trend_direction: direction, change_percentage: change, time_period: period }];
  });
}

/**
 * When the learner feels how, by part of the local day with at least ten observed minutes: good times are those with
 * half of the time in helping states, challenging ones those with three tenths in hindering states. Rhythms are told
 * where the best and the worst part of the day, or day of the week, differ in wellness by 0.05 or more.
 */
export function temporalPatterns({ parts, weekdays }: PeriodSums): Trends['temporal_patterns'] {
  const observed = parts.filter(({ minutes }) => minutes >= PART_MINUTES_MIN);
  const days = weekdays.filter(({ minutes }) => minutes >= PART_MINUTES_MIN);
  return {
    best_learning_times: observed
      .filter(({ minutes, helping_minutes }) => helping_minutes / minutes >= HELPING_SHARE)
      .map(({ part }) => part),
    challenging_periods: observed
      .filter(({ minutes, hindering_minutes }) => hindering_minutes / minutes >= HINDERING_SHARE)
      .map(({ part }) => part),
    emotional_biorhythm_insights: [
      ...rhythm(observed.map((sums) => ({ name: `in the ${sums.part}`, mean: meanOf(sums) }))),
      ...rhythm(days.map((sums) => ({ name: `on ${WEEKDAYS[sums.weekday - 1]}`, mean: meanOf(sums) }))),
    ],
  };
}

function rhythm(means: readonly { readonly name: string; readonly mean: number }[]): string[] {
  const [worst, ...others] = [...means].sort((a, b) => a.mean - b.mean);
  const best = others.at(-1);
  if (!worst || !best || best.mean - worst.mean < WELLNESS_DIFFERENCE) return [];
  return [
    `Wellness is higher ${best.name} (${best.mean.toFixed(2)}) than ${worst.name} (${worst.mean.toFixed(2)}).`,
  ];
}

function meanOf({
  minutes,
  wellness_minutes,
}: {
  readonly minutes: number;
  readonly wellness_minutes: number;
}) {
  return wellness_minutes / minutes;
}

function observedMinutes({ emotion_distribution }: EmotionalSummary): number {
  return Object.values(emotion_distribution).reduce(
    (sum, share) => sum + (share?.total_time_minutes ?? 0),
    0,
  );
}
