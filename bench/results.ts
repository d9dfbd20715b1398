import type { Examined } from '../src/stores/mongo/explain.ts';
import type { AppendResult } from './cases/append.ts';
import type { GrowthResult } from './cases/growth.ts';
import type { HistoryResult } from './cases/history.ts';
import type { ReadResult } from './cases/reads.ts';
import { CALLERS, GOALS, type Verdict, verdict } from './goals.ts';
import { total } from './measure/commands.ts';
import { type MeanRatio, meanRatio, median } from './measure/statistics.ts';

/** Everything one run found. */
export interface Results {
  readonly command: string;
  readonly machine: Machine;
  readonly documents: Readonly<Record<string, number>>;
  readonly seconds: number;
  readonly reads: readonly ReadResult[];
  readonly growth: readonly GrowthResult[];
  readonly history: HistoryResult | null;
  readonly appends: readonly AppendResult[];
}

/** Where it ran, without names. */
export interface Machine {
  readonly cores: number;
  readonly memoryGiB: number;
  readonly system: string;
  readonly node: string;
  readonly engine: string;
  /** Runnable processes at the start, a minute's mean: above the number of cores, others were at work. */
  readonly loadAtStart: number;
}

const SUMMARIES_GROW =
  'summaries are cached, not yet rolled up daily: they read every document of their range';

/** How the results stand to the goals. */
export function verdictsOf(results: Results): Verdict[] {
  return [
    ...readVerdicts(results.reads),
    ...growthVerdicts(results.growth),
    ...(results.history
      ? [
          verdict(
            'timed',
            `whole sessions / history page ≥ ${GOALS.historyRatioMin}`,
            results.history.ratio >= GOALS.historyRatioMin,
            `${results.history.ratio.toFixed(1)} through the door, ${results.history.rawRatio.toFixed(1)} by the driver alone`,
          ),
        ]
      : []),
    ...appendVerdicts(results.appends),
  ];
}

function readVerdicts(reads: readonly ReadResult[]): Verdict[] {
  if (reads.length === 0) return [];
  const finds = reads.filter(({ isSummary }) => !isSummary);
  const timed = (goal: string, ratios: readonly { query: string; ratio: number }[], max: number) => {
    const mean = meanRatio(ratios.map(({ ratio }) => ratio));
    const above = ratios.filter(({ ratio }) => ratio > max);
    return verdict(
      'timed',
      `${goal} ≤ ${max}`,
      outcomeOf(mean, max),
      `${inWords(mean)}; ${ratios.length - above.length} of ${ratios.length} queries within`,
    );
  };
  const added = reads.map(({ one }) => one.addedMs).sort((a, b) => a - b);
  const slow = added.filter((ms) => ms > GOALS.addedMsMax).length;
  const sealed = reads.filter(({ envelopes }) => envelopes > 0);
  const open = reads.filter(({ envelopes }) => envelopes === 0);
  const protectedGoal = `protected read, ${CALLERS} callers: driver’s throughput / platform’s`;
  const unindexed = finds.filter(
    ({ examined: { documents, keys, returned, collectionScan, sort } }) =>
      documents > returned || keys > returned + GOALS.keysBesidesMax || collectionScan || sort,
  );
  const chatty = reads.filter(({ commands }) => dataCommands(commands) !== 1 || total(commands) > 2);
  return [
    timed(
      `plain read, one caller: latency / driver`,
      reads.map(({ query, one }) => ({ query, ratio: one.storeLatencyRatio })),
      GOALS.plainReadRatioMax,
    ),
    timed(
      `plain read, ${CALLERS} callers: driver’s throughput / platform’s`,
      reads.map(({ query, many }) => ({ query, ratio: many.storeThroughputRatio })),
      GOALS.plainReadRatioMax,
    ),
    // Apart, for opening is what costs: together, queries that open nothing would hide it.
    ...[
      { of: 'answers with envelopes', some: sealed },
      { of: 'answers without', some: open },
    ].flatMap(({ of, some }) =>
      some.length === 0
        ? []
        : [
            timed(
              `${protectedGoal}, ${of}`,
              some.map(({ query, many }) => ({ query, ratio: many.doorThroughputRatio })),
              GOALS.protectedReadRatioMax,
            ),
          ],
    ),
    verdict(
      'timed',
      `protected read, one caller: added latency ≤ ${GOALS.addedMsMax} ms`,
      slow === 0,
      `median ${median(added).toFixed(2)} ms, ${added[0]?.toFixed(2)} to ${added.at(-1)?.toFixed(2)}; ${added.length - slow} of ${added.length} queries within`,
    ),
    verdict(
      'counted',
      'documents examined ≤ returned, keys ≤ returned + 1, no scan, no sort',
      unindexed.length === 0,
      unindexed.length === 0 ? `all ${finds.length} queries` : `not ${namesOf(unindexed)}`,
    ),
    verdict(
      'counted',
      'one round trip for the answer, beside one for the audit',
      chatty.length === 0,
      chatty.length === 0 ? `all ${reads.length} queries` : `not ${namesOf(chatty)}`,
    ),
  ];
}

/** Commands that bring the answer, besides the audit entry. */
const dataCommands = (commands: ReadResult['commands']): number =>
  Object.entries(commands).reduce(
    (sum, [name, count]) => sum + (/^(find|aggregate|getMore) /.test(name) ? count : 0),
    0,
  );

function growthVerdicts(growth: readonly GrowthResult[]): Verdict[] {
  return [...new Set(growth.map(({ of }) => of))].flatMap((of) => {
    const finds = growth.filter((result) => result.of === of && !result.isSummary);
    const summaries = growth.filter((result) => result.of === of && result.isSummary);
    return [
      ...[finds, summaries]
        .filter((results) => results.length > 0)
        .flatMap((results) => {
          const what = results === summaries ? 'summaries' : 'queries';
          const known = results === summaries ? SUMMARIES_GROW : undefined;
          const mean = meanRatio(results.map(({ door }) => door.ratio));
          const rawMean = meanRatio(results.map(({ raw }) => raw.ratio));
          const above = results.filter(({ door }) => door.ratio > GOALS.growthRatioMax);
          const more = results.filter((result) => examinesMore(result));
          return [
            verdict(
              'timed',
              `ten times the ${of}, ${what}: cost ≤ ${GOALS.growthRatioMax}`,
              outcomeOf(mean, GOALS.growthRatioMax),
              `${inWords(mean)}; by the driver alone ${inWords(rawMean)}; ${results.length - above.length} of ${results.length} within`,
              known,
            ),
            verdict(
              'counted',
              `ten times the ${of}, ${what}: examined counts constant`,
              more.length === 0,
              more.length === 0 ? `all ${results.length}` : `not ${namesOf(more)}`,
              known,
            ),
          ];
        }),
    ];
  });
}

/**
 * Whether the server looked at more without answering with it. A summary answers with none of what it looks at, and
 * `explain` counts what its filter let through: there, all that was looked at counts.
 */
function examinesMore({ isSummary, examinedOnce, examinedTenfold }: GrowthResult): boolean {
  const beyond = (examined: Examined, what: 'keys' | 'documents') =>
    examined[what] - (isSummary ? 0 : examined.returned);
  return (['keys', 'documents'] as const).some(
    (what) => beyond(examinedTenfold, what) > beyond(examinedOnce, what),
  );
}

/** Met or missed only where all of the interval is on one side of the goal. */
function outcomeOf({ low, high }: MeanRatio, max: number): Verdict['outcome'] {
  if (high <= max) return 'met';
  return low > max ? 'missed' : 'undecided';
}

const inWords = ({ mean, low, high }: MeanRatio): string =>
  Number.isFinite(high)
    ? `${mean.toFixed(2)} over all (95 %: ${low.toFixed(2)} to ${high.toFixed(2)})`
    : `${mean.toFixed(2)} of one`;

function appendVerdicts(appends: readonly AppendResult[]): Verdict[] {
  const [short, long] = [appends[0], appends.at(-1)];
  const middle = appends.at(-2);
  if (!short || !middle || !long || short === long) return [];
  const ratio = long.latency.p50Ms / short.latency.p50Ms;
  return [
    verdict(
      'timed',
      `append at ${long.length} interactions / at ${short.length}: ≤ ${GOALS.growthRatioMax}`,
      ratio <= GOALS.growthRatioMax,
      `${ratio.toFixed(2)}; at ${long.length} / at ${middle.length} ${(long.latency.p50Ms / middle.latency.p50Ms).toFixed(2)}`,
    ),
    verdict(
      'counted',
      'append: round trips do not depend on the length, once there are pages',
      total(long.commands) === total(middle.commands),
      appends.map(({ length, commands }) => `${total(commands)} at ${length}`).join(', '),
    ),
  ];
}

const namesOf = (results: readonly { readonly query: string }[]) =>
  results.map(({ query }) => query).join(', ');
