import { measureAppends } from './cases/append.ts';
import { type GrowthResult, measureGrowth } from './cases/growth.ts';
import { type HistoryResult, measureHistory } from './cases/history.ts';
import { PAGE, questionsOf } from './cases/questions-of.ts';
import { measureRead, type ReadResult } from './cases/reads.ts';
import type { Options } from './options.ts';
import type { Deployment } from './population/deployment.ts';
import {
  ACTIVE,
  APPEND_COHORTS,
  cohortsOf,
  DEEP,
  HISTORY,
  HISTORY_COHORT,
  HISTORY_PAGE,
  LENGTHS,
  type Populated,
  populate,
} from './population/populations.ts';
import type { Results } from './results.ts';

type Measurements = Pick<Results, 'documents' | 'reads' | 'growth' | 'history' | 'appends'>;

/** Shares of the time for one query that the other measurements take. */
const GROWTH_SHARE = 0.4;
const HISTORY_SHARE = 2;
const APPEND_SHARE = 5;

const TENFOLD = 10;
const HISTORY_QUERY = 'learning_sessions.recent_session_history';

/** Fills the databases and measures what the options ask for. */
export async function run(
  deployment: Deployment,
  options: Options,
  onProgress: (step: string) => void,
): Promise<Measurements> {
  const has = (part: Options['parts'][number]) => options.parts.includes(part);
  const fillWith = (name: string, cohorts: Parameters<typeof populate>[2]) =>
    populate(deployment, name, cohorts, options.seed, onProgress);
  const tenfold =
    has('reads') || has('growth') ? await fillWith('tenfold', cohortsOf(options.learners * TENFOLD)) : null;
  const once = has('growth') ? await fillWith('once', cohortsOf(options.learners)) : null;
  const deep =
    has('growth') || has('history') || has('append')
      ? await fillWith('deep', [
          ...(has('growth') ? Object.values(DEEP) : []),
          ...(has('history') ? [HISTORY_COHORT] : []),
          ...(has('append') ? APPEND_COHORTS : []),
        ])
      : null;
  return {
    documents: Object.fromEntries(
      [once, tenfold, deep].flatMap((populated) =>
        populated ? [[populated.name, populated.documents]] : [],
      ),
    ),
    reads: tenfold && has('reads') ? await reads(deployment, tenfold, options, onProgress) : [],
    growth: once && tenfold && deep ? await growth(once, tenfold, deep, options, onProgress) : [],
    history: deep && has('history') ? await history(deep, options, onProgress) : null,
    appends: deep && has('append') ? await appends(deployment, deep, options, onProgress) : [],
  };
}

async function reads(
  deployment: Deployment,
  populated: Populated,
  { only, seconds }: Options,
  onProgress: (step: string) => void,
): Promise<ReadResult[]> {
  const monitored = await deployment.openMonitored(populated.name);
  const results: ReadResult[] = [];
  for (const asked of await questionsOf(populated.platform, populated.samples, ACTIVE, only)) {
    onProgress(`reading ${asked.name}`);
    results.push(await measureRead(populated.platform, monitored, asked, seconds));
  }
  return results;
}

async function growth(
  once: Populated,
  tenfold: Populated,
  deep: Populated,
  { only, seconds }: Options,
  onProgress: (step: string) => void,
): Promise<GrowthResult[]> {
  const results: GrowthResult[] = [];
  const compare = async (
    of: string,
    [small, smallCohort]: readonly [Populated, string],
    [large, largeCohort]: readonly [Populated, string],
    isConcerned: (name: string, ofOwner: boolean) => boolean,
  ) => {
    const smalls = await questionsOf(small.platform, small.samples, smallCohort, only);
    const larges = await questionsOf(large.platform, large.samples, largeCohort, only);
    for (const asked of smalls) {
      const other = larges.find(({ name }) => name === asked.name);
      if (!other || !isConcerned(asked.name, asked.query.ofOwner)) continue;
      onProgress(`${asked.name} with ten times the ${of}`);
      // As many questions on both sides, so that caches are as warm.
      const count = Math.min(asked.questions.length, other.questions.length);
      const cut = (one: typeof asked) => ({
        ...one,
        questions: one.questions.slice(0, count),
        raws: one.raws.slice(0, count),
      });
      const [first, second] = [
        { platform: small.platform, asked: cut(asked) },
        { platform: large.platform, asked: cut(other) },
      ];
      results.push(await measureGrowth(of, first, second, seconds * GROWTH_SHARE, PAGE));
    }
  };
  await compare('learners', [once, ACTIVE], [tenfold, ACTIVE], (name) => !name.startsWith('concepts.'));
  await compare(
    'documents a learner',
    [deep, DEEP.once.name],
    [deep, DEEP.tenfold.name],
    (_, ofOwner) => ofOwner,
  );
  await compare(
    'interactions a session',
    [deep, DEEP.short.name],
    [deep, DEEP.long.name],
    (name, ofOwner) => name.startsWith('learning_sessions.') && (ofOwner || name.endsWith('_lookup')),
  );
  return results;
}

async function history(
  deep: Populated,
  { seconds }: Options,
  onProgress: (step: string) => void,
): Promise<HistoryResult | null> {
  onProgress('reading whole sessions and headers');
  const [asked] = await questionsOf(deep.platform, deep.samples, HISTORY, HISTORY_QUERY, HISTORY_PAGE);
  return asked ? measureHistory(deep.platform, asked, HISTORY_PAGE, seconds * HISTORY_SHARE) : null;
}

async function appends(
  deployment: Deployment,
  deep: Populated,
  { seconds }: Options,
  onProgress: (step: string) => void,
) {
  onProgress('adding interactions');
  const sessions = new Map(
    LENGTHS.map((length) => [length, deep.samples.get(`length ${length}`)?.get('learning_sessions') ?? []]),
  );
  return measureAppends(
    deep.platform,
    await deployment.openMonitored('deep'),
    sessions,
    seconds * APPEND_SHARE,
  );
}
