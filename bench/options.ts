import { parseArgs } from 'node:util';

/** The parts of the bench, in the order they run. */
export const PARTS = [
  'reads',
  'growth',
  'history',
  'append',
  'crypto',
  'search',
  'learning',
  'audit',
  'edge',
] as const;
export type Part = (typeof PARTS)[number];

/** Parts that are asked for by themselves. */
const ALONE: readonly Part[] = ['crypto', 'search', 'learning', 'audit', 'edge'];

/** How the bench is run. */
export interface Options {
  readonly engine: string;
  /** Learners of the smaller population; the larger has ten times as many. */
  readonly learners: number;
  /** For the measurement of one query. */
  readonly seconds: number;
  readonly seed: number;
  /** `crypto`, `search`, `learning`, `audit` and `edge` run by themselves. */
  readonly parts: readonly Part[];
  /** Queries whose name holds this text; all without it. */
  readonly only: string;
  readonly json: boolean;
  readonly write: boolean;
}

export const USAGE = `npm run bench -- [options]

  --engine NAME     auto, mongod, secantusd-rs or secantusd-py (default: secantusd-rs where it is on PATH, else auto);
                    MASTERX_MONGODB_URI measures a deployment of yours, in databases that are dropped again
  --learners N      learners of the smaller population, 50 or more; the larger has ten times as many (default 200)
  --seconds S       time for the measurement of one query (default 2)
  --seed N          seed of the populations (default 1)
  --parts A,B       of ${PARTS.join(', ')} (default: all but crypto, search, learning, audit and edge, each of which is
                    asked for by itself)
  --only TEXT       queries whose name holds the text, such as users. or history
  --json            the results as JSON instead of tables
  --write           brings docs/performance.md up to this run`;

/** @throws TypeError in words for the person who typed it. */
export function readOptions(args: readonly string[]): Options | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      engine: { type: 'string', default: 'auto' },
      learners: { type: 'string', default: '200' },
      seconds: { type: 'string', default: '2' },
      seed: { type: 'string', default: '1' },
      parts: { type: 'string', default: PARTS.filter((part) => !ALONE.includes(part)).join(',') },
      only: { type: 'string', default: '' },
      json: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  const parts = values.parts.split(',').map((name) => {
    const part = PARTS.find((known) => known === name);
    if (!part) throw new TypeError(`--parts knows ${PARTS.join(', ')}, not ${name}`);
    return part;
  });
  const alone = parts.find((part) => ALONE.includes(part));
  if (alone && parts.length > 1) throw new TypeError(`--parts takes ${alone} by itself`);
  return {
    engine: values.engine,
    learners: numberOf('learners', values.learners, 50),
    seconds: numberOf('seconds', values.seconds, 0.1),
    seed: numberOf('seed', values.seed, 0),
    parts,
    only: values.only,
    json: values.json,
    write: values.write,
  };
}

function numberOf(name: string, text: string, minimum: number): number {
  const value = Number(text);
  if (Number.isFinite(value) && value >= minimum) return value;
  throw new TypeError(`--${name} must be a number of at least ${minimum}`);
}
