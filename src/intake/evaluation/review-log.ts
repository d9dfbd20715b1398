import { evaluateWeights, fitParameters } from '../../learning/reviews/fit-parameters.ts';
import { type FsrsWeights, PUBLISHED } from '../../learning/reviews/fsrs-parameters.ts';
import { predictions, type Review, type ReviewSequence } from '../../learning/reviews/review-sequences.ts';
import { PRESETS } from '../presets/table.ts';
import { Refusal } from '../readers/refusal.ts';
import { ByteSource } from '../readers/source.ts';
import { Table } from '../readers/table.ts';

/** How well FSRS predicts the reviews of a log. Losses are means in nats. */
export interface ReviewLogReport {
  readonly rows: number;
  readonly rejected: number;
  readonly cards: number;
  /** Reviews at least 24 hours after the one before: those that are predicted. */
  readonly predicted: number;
  readonly publishedLogLoss: number;
  /** Of the recall rate itself, as if nothing were known of any card. */
  readonly constantLogLoss: number;
  /** Fitted to the earlier four fifths of all rows, told on the rest. */
  readonly later: {
    readonly from: Date;
    readonly predicted: number;
    readonly publishedLogLoss: number;
    readonly fittedLogLoss: number;
    readonly weights: FsrsWeights;
  };
  readonly fitSeconds: number;
}

const TRAIN_SHARE = 0.8;

/**
 * Reads a review log of the preset `fsrs`, and tells how well the published parameters predict it and how well ones that
 * were fitted to its earlier part predict the later one. Holds the reviews in memory, some dozens of bytes each.
 *
 * @throws MasterXError `file_unreadable`, `interrupted`.
 */
export async function evaluateReviewLog(
  path: string,
  nowMs: () => number,
  signal: AbortSignal,
): Promise<ReviewLogReport> {
  const { sequences, times, rejected } = await readLog(path, signal);
  const whole = evaluateWeights(PUBLISHED.weights, sequences);
  const from = new Date(times[Math.floor(times.length * TRAIN_SHARE)] ?? 0);
  const begunMs = nowMs();
  const fit = fitParameters(sequences, { until: from, signal });
  const fitSeconds = (nowMs() - begunMs) / 1000;
  const later = evaluateWeights(PUBLISHED.weights, sequences, { from });
  return {
    rows: times.length,
    rejected,
    cards: sequences.length,
    predicted: whole.reviews,
    publishedLogLoss: whole.logLoss,
    constantLogLoss: constantLoss(sequences),
    later: {
      from,
      predicted: later.reviews,
      publishedLogLoss: later.logLoss,
      fittedLogLoss: evaluateWeights(fit.weights, sequences, { from }).logLoss,
      weights: fit.weights,
    },
    fitSeconds,
  };
}

async function readLog(path: string, signal: AbortSignal) {
  const byCard = new Map<string, Review[]>();
  const times: number[] = [];
  let rejected = 0;
  const source = await ByteSource.open(path);
  try {
    const table = await Table.open(source, PRESETS.fsrs.columns);
    const mapper = await PRESETS.fsrs.open({ path, columns: table.columns, options: {} });
    for await (const row of table) {
      signal.throwIfAborted();
      if ('reason' in row) {
        rejected++;
        continue;
      }
      try {
        const event = mapper.map(row);
        if (event.kind !== 'attempt' || event.rating === undefined) {
          rejected++;
          continue;
        }
        const card = `${event.learner} ${event.concept.slug}`;
        const reviews = byCard.get(card) ?? [];
        byCard.set(card, reviews);
        reviews.push({ at: event.at, grade: event.rating });
        times.push(event.at.getTime());
      } catch (thrown) {
        if (!(thrown instanceof Refusal)) throw thrown;
        rejected++;
      }
    }
  } finally {
    await source.close();
  }
  const sequences: ReviewSequence[] = [...byCard.values()].map((reviews) =>
    reviews.sort((a, b) => a.at.getTime() - b.at.getTime()),
  );
  return { sequences, times: times.sort((a, b) => a - b), rejected };
}

function constantLoss(sequences: readonly ReviewSequence[]): number {
  const all = sequences.flatMap((sequence) => predictions(PUBLISHED.weights, sequence));
  if (all.length === 0) return 0;
  const rate = all.filter(({ recalled }) => recalled).length / all.length;
  return rate === 0 || rate === 1 ? 0 : -rate * Math.log(rate) - (1 - rate) * Math.log(1 - rate);
}
