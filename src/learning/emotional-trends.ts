import type { EmotionalAnalyticsDocument } from '../derive/generated/documents.ts';
import { EMOTIONAL_STATES, EMOTIONS, type Emotion } from '../schema/vocabulary/emotions.ts';
import { type Spell, spellMinutes } from './emotional-spells.ts';
import type { EmotionalSummary } from './emotional-summary.ts';
import { localTimeOf } from './local-day.ts';
import { weightedMean, wellness } from './wellness.ts';

type Trends = EmotionalAnalyticsDocument['trends_and_patterns'];

/** A relative change below this is no trend, percent. */
const STABLE_PERCENT = 10;
const CHANGE_PERCENT_MAX = 100_000;
/** A part of the day with less observed time says nothing. */
const PART_MINUTES_MIN = 10;
const HELPING_SHARE = 0.5;
const HINDERING_SHARE = 0.3;
const WELLNESS_DIFFERENCE = 0.05;

/** Parts of the day by the local hour they begin with; the night runs over midnight. */
const PARTS = [
  { name: 'night', from: 0 },
  { name: 'morning', from: 5 },
  { name: 'afternoon', from: 12 },
  { name: 'evening', from: 17 },
  { name: 'night', from: 22 },
] as const;

type Part = (typeof PARTS)[number]['name'];
const PART_NAMES: readonly Part[] = ['morning', 'afternoon', 'evening', 'night'];

/**
 * Change of each state's share against the period before, in percent of that share; a state that was not there before
 * has risen by 100. Less than 10 either way is stable. Empty without a period before.
 * @param period How long the periods are, in words, such as "7 days".
 */
export function emotionalTrends(
  now: EmotionalSummary,
  before: EmotionalSummary | undefined,
  period: string,
): Trends['emotional_trends'] {
  if (!before) return [];
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
 * half of the time in helping states, challenging ones those with three tenths in hindering states.
 */
export function temporalPatterns(spells: readonly Spell[], timeZone: string): Trends['temporal_patterns'] {
  const byPart = new Map<Part, Spell[]>();
  for (const spell of spells) {
    const part = partOf(localTimeOf(new Date(spell.fromMs), timeZone).hour);
    byPart.set(part, [...(byPart.get(part) ?? []), spell]);
  }
  const parts = PART_NAMES.flatMap((name) => {
    const inPart = byPart.get(name) ?? [];
    const total = inPart.reduce((sum, spell) => sum + spellMinutes(spell), 0);
    const mean = weightedMean(
      inPart.map((spell) => ({ value: wellness(spell), weight: spellMinutes(spell) })),
    );
    if (total < PART_MINUTES_MIN || mean === undefined) return [];
    return [{ name, mean, helping: shareOf(inPart, 'helps'), hindering: shareOf(inPart, 'hinders') }];
  });
  const [worst, ...others] = [...parts].sort((a, b) => a.mean - b.mean);
  const best = others.at(-1);
  const differs = worst && best && best.mean - worst.mean >= WELLNESS_DIFFERENCE;
  return {
    best_learning_times: parts.filter(({ helping }) => helping >= HELPING_SHARE).map(({ name }) => name),
    challenging_periods: parts
      .filter(({ hindering }) => hindering >= HINDERING_SHARE)
      .map(({ name }) => name),
    emotional_biorhythm_insights: differs
      ? [
          `Wellness is higher in the ${best.name} (${best.mean.toFixed(2)}) than in the ${worst.name} (${worst.mean.toFixed(2)}).`,
        ]
      : [],
  };
}

function partOf(hour: number): Part {
  return PARTS.findLast(({ from }) => from <= hour)?.name ?? 'night';
}

function shareOf(spells: readonly Spell[], role: Emotion['role']): number {
  return (
    weightedMean(
      spells.map((spell) => ({
        value: EMOTIONS[spell.emotion].role === role ? 1 : 0,
        weight: spellMinutes(spell),
      })),
    ) ?? 0
  );
}
