import type { Document } from 'mongodb';

/** What a server did to answer a query, by its own account. */
export interface Examined {
  /** Names of the indexes it walked along. */
  readonly indexes: readonly string[];
  readonly collectionScan: boolean;
  /** Whether it sorted what it found, instead of finding it in order. */
  readonly sort: boolean;
  readonly keys: number;
  readonly documents: number;
  readonly returned: number;
}

/** Stages that answer by the identifier's own index without naming it. */
const BY_ID = new Set(['IDHACK', 'EXPRESS_CLUSTERED_IXSCAN', 'CLUSTERED_IXSCAN']);

/** Stages that read every document. `EXPRESS_…` are mongod's short cuts past the planner (8.0). */
const SCANS = new Set(['COLLSCAN']);

const SORTS = new Set(['SORT', 'SORT_KEY_GENERATOR', 'sort']);

/**
 * Reads the answer to `explain('executionStats')`, of mongod with either of its engines, of a sharded cluster and of
 * servers that speak its protocol and say less.
 */
export function examined(answer: Document): Examined {
  const stages = [...stagesOf(answer)];
  const statistics = statisticsOf(answer);
  return {
    indexes: [
      ...new Set(
        stages.flatMap((stage): string[] => {
          const name: unknown = stage['indexName'];
          if (typeof name === 'string') return [name];
          return BY_ID.has(String(stage['stage'])) ? ['_id_'] : [];
        }),
      ),
    ],
    collectionScan: stages.some((stage) => SCANS.has(String(stage['stage']))),
    sort: stages.some((stage) => SORTS.has(String(stage['stage']))),
    keys: sum(statistics, 'totalKeysExamined'),
    documents: sum(statistics, 'totalDocsExamined'),
    returned: sum(statistics, 'nReturned'),
  };
}

/** Every stage of the winning plan, whichever way the answer nests them; rejected plans are left out. */
function* stagesOf(part: unknown): Generator<Document> {
  if (Array.isArray(part)) {
    for (const inner of part) yield* stagesOf(inner);
    return;
  }
  if (part === null || typeof part !== 'object') return;
  const node = part as Document;
  if (typeof node['stage'] === 'string') yield node;
  for (const [name, inner] of Object.entries(node)) {
    if (name !== 'rejectedPlans' && name !== 'allPlansExecution' && name !== 'command')
      yield* stagesOf(inner);
  }
}

/** The statistics of the whole query: one set, or one of each shard where the whole has none. */
function statisticsOf(answer: Document): readonly Document[] {
  const whole: unknown = answer['executionStats'];
  if (whole !== null && typeof whole === 'object') return [whole as Document];
  const stages: unknown = answer['stages'];
  const cursors = Array.isArray(stages) ? stages.map((stage: Document) => stage['$cursor']) : [];
  const shards = Object.values((answer['shards'] ?? {}) as Document);
  return [...cursors, ...shards].flatMap((inner) =>
    inner !== null && typeof inner === 'object' ? statisticsOf(inner as Document) : [],
  );
}

function sum(statistics: readonly Document[], name: string): number {
  return statistics.reduce((total, part) => total + Number(part[name] ?? 0), 0);
}
