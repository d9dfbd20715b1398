const DAY_MS = 86_400_000;

/** A point of the curve. */
export interface RecallAt {
  atMs: number;
  /** [0, 1] */
  recall: number;
}

/** From one review to the next, or on into the future. */
export interface Stretch {
  /** Whether it rests on the stored stability; else on the interval that was set then. */
  exact: boolean;
  points: RecallAt[];
}

interface Schedule {
  next_review_date: string;
  repetition_interval_days: number;
  review_history: readonly { date: string; interval_adjustment: number }[];
  forgetting_curve_parameters: { stability: number; decay_rate: number };
}

/**
 * Probability of recall some days after a review, by the forgetting curve of FSRS-6 (open-spaced-repetition, "The
 * algorithm"): R(t, S) = (1 + F·t/S)^-decay with F = 0.9^(-1/decay) - 1, so that R(S, S) = 0.9.
 */
export function recallAfter(stability: number, decay: number, elapsedDays: number): number {
  const factor = 0.9 ** (-1 / decay) - 1;
  return (1 + (factor * elapsedDays) / stability) ** -decay;
}

/** The last review: the due date less the interval. Null before the first. */
export function lastReviewMs(schedule: Omit<Schedule, 'review_history'>): number | null {
  if (schedule.forgetting_curve_parameters.stability === 0) return null;
  return Date.parse(schedule.next_review_date) - schedule.repetition_interval_days * DAY_MS;
}

/** Probability that it is still recalled at a moment; null before the first review. */
export function recallAt(schedule: Omit<Schedule, 'review_history'>, atMs: number): number | null {
  const last = lastReviewMs(schedule);
  if (last === null) return null;
  const { stability, decay_rate } = schedule.forgetting_curve_parameters;
  return recallAfter(stability, decay_rate, Math.max(0, (atMs - last) / DAY_MS));
}

const POINTS = 48;

function stretch(fromMs: number, toMs: number, stability: number, decay: number): RecallAt[] {
  return Array.from({ length: POINTS + 1 }, (_, at) => {
    const atMs = fromMs + ((toMs - fromMs) * at) / POINTS;
    return { atMs, recall: recallAfter(stability, decay, (atMs - fromMs) / DAY_MS) };
  });
}

/**
 * How the concept is forgotten: a stretch from each review to the next, and one from the last review until `untilMs`.
 * Only the last stability is stored. An earlier one is the interval that was set then, times what a day of the present
 * interval has of the present stability; where no interval is known there is no stretch.
 */
export function forgettingCurve(schedule: Schedule, untilMs: number): Stretch[] {
  const last = lastReviewMs(schedule);
  if (last === null) return [];
  const { stability, decay_rate: decay } = schedule.forgetting_curve_parameters;
  const share = stability / Math.max(1, schedule.repetition_interval_days);
  const reviews = schedule.review_history
    .map(({ date, interval_adjustment }) => ({ atMs: Date.parse(date), change: interval_adjustment }))
    .sort((one, other) => one.atMs - other.atMs)
    .filter(({ atMs }) => atMs < last);
  const stretches: Stretch[] = [];
  let interval = 0;
  for (const [at, { atMs, change }] of reviews.entries()) {
    interval += change;
    const next = reviews[at + 1]?.atMs ?? last;
    if (interval > 0 && next > atMs) {
      stretches.push({ exact: false, points: stretch(atMs, next, interval * share, decay) });
    }
  }
  if (untilMs > last) stretches.push({ exact: true, points: stretch(last, untilMs, stability, decay) });
  return stretches;
}
