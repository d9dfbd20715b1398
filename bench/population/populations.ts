import type { Platform } from '../../src/platform.ts';
import type { Deployment } from './deployment.ts';
import { type Cohort, fill, type Samples } from './fill.ts';

/** A database with its population. */
export interface Populated {
  readonly platform: Platform;
  readonly name: string;
  readonly samples: Samples;
  readonly documents: number;
}

/** A tenth of the learners work a lot, the others have just begun. All questions are asked of the first. */
export const ACTIVE = 'active';
const ACTIVE_SHARE = 0.1;
const ACTIVE_DOCUMENTS = 24;
const QUIET_DOCUMENTS = 2;
const INTERACTIONS = 4;

export function cohortsOf(learners: number): readonly Cohort[] {
  const active = Math.max(1, Math.round(learners * ACTIVE_SHARE));
  return [
    { name: ACTIVE, learners: active, documents: ACTIVE_DOCUMENTS, interactions: INTERACTIONS },
    { name: 'quiet', learners: learners - active, documents: QUIET_DOCUMENTS, interactions: INTERACTIONS },
  ];
}

/** Lengths of the sessions that are appended to. */
export const LENGTHS = [10, 1_000, 10_000] as const;

/** Sessions of the history that is read whole, and the interactions of each: as many as a document holds. */
export const HISTORY_PAGE = 30;
export const HISTORY = 'history';

/** Learners with ten times the documents of others, and sessions with ten times the interactions. */
export const DEEP = {
  once: { name: 'documents once', learners: 16, documents: ACTIVE_DOCUMENTS, interactions: INTERACTIONS },
  tenfold: {
    name: 'documents tenfold',
    learners: 16,
    documents: 10 * ACTIVE_DOCUMENTS,
    interactions: INTERACTIONS,
  },
  short: { name: 'interactions once', learners: 8, documents: 1, interactions: 100 },
  long: { name: 'interactions tenfold', learners: 8, documents: 1, interactions: 1_000 },
} as const satisfies Record<string, Cohort>;

export const HISTORY_COHORT: Cohort = {
  name: HISTORY,
  learners: 4,
  documents: HISTORY_PAGE + 1,
  interactions: 50,
};

/** Few sessions where each is long, many where one append makes a difference. */
export const APPEND_COHORTS: readonly Cohort[] = [
  { name: `length ${LENGTHS[0]}`, learners: 32, documents: 1, interactions: LENGTHS[0] },
  { name: `length ${LENGTHS[1]}`, learners: 4, documents: 1, interactions: LENGTHS[1] },
  { name: `length ${LENGTHS[2]}`, learners: 2, documents: 1, interactions: LENGTHS[2] },
];

/** Opens a database and puts the cohorts into it. */
export async function populate(
  deployment: Deployment,
  name: string,
  cohorts: readonly Cohort[],
  seed: number,
  onProgress: (step: string) => void,
): Promise<Populated> {
  const platform = await deployment.open(name);
  let documents = 0;
  const samples = await fill(platform, cohorts, seed, (stored) => {
    documents = stored;
    onProgress(`filling ${name}: ${stored} documents`);
  });
  return { platform, name, samples, documents };
}
