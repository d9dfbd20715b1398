import { systemActor } from '../access/actor.ts';
import type { Config } from '../config/settings.ts';
import { importFile } from '../intake/import/import-file.ts';
import { storePopulation } from '../intake/population/store-population.ts';
import type { ActorPlatform, Platform } from '../platform.ts';
import { minutes, seconds } from '../std/durations.ts';
import { holdingLease } from '../stores/mongo/lease.ts';
import type { CommandContext } from './context.ts';
import { INVENTED, SAMPLE_IMPORTS, sampleImport } from './sample-parts.ts';

/** What became of the sample at a start. */
export type SampleOutcome = 'loaded' | 'there before' | 'not wanted';

/** Under this name the loading itself is recorded among the imports, so that an interrupted one is gone on with. */
const RUN = { fingerprint: 'the sample of the package', format: 'sample' } as const;

const LEASE = { leaseMs: seconds(30), waitMsMax: minutes(5) };

/**
 * Loads the sample into a database without accounts: real records that come with the package, and invented learners. A
 * loading that was interrupted is gone on with; a database with accounts of its own is left alone.
 *
 * @throws MasterXError `interrupted`; whatever an import or the generator throws.
 */
export async function loadSample(
  context: CommandContext,
  platform: Platform,
  config: Config,
): Promise<SampleOutcome> {
  const { clock, entropy, progress } = context;
  const requestId = entropy.uuid();
  const actor = platform.as(systemActor('sample', requestId, 'loading of the sample'));
  const state = await stateOf(actor);
  if (state !== 'to load') return state;
  // Two first starts at once: the second waits, and finds it loaded.
  return holdingLease(
    platform.connection.data,
    'sample',
    entropy.uuid(),
    clock,
    { ...LEASE, signal: context.signal },
    async () => {
      const found = await stateOf(actor);
      if (found !== 'to load') return found;
      try {
        const begunAt = await begin(actor, clock.now());
        await loadParts(context, platform, actor, config, { requestId, begunAt });
        context.signal.throwIfAborted();
        await finish(actor, clock.now());
      } finally {
        progress.end();
      }
      return 'loaded';
    },
  );
}

async function stateOf(actor: ActorPlatform): Promise<'to load' | 'there before' | 'not wanted'> {
  const { fingerprint } = RUN;
  const run = await actor.documents.collection('import_runs').find('import_run', { fingerprint });
  if (run !== null) return run.status === 'finished' ? 'there before' : 'to load';
  const { items } = await actor.learners.list(undefined, { limit: 1 });
  return items.length === 0 ? 'to load' : 'not wanted';
}

/** Records the beginning; answers when it was, which is earlier where one that was interrupted is gone on with. */
async function begin(actor: ActorPlatform, now: Date): Promise<Date> {
  const nothing = { line: 0, reached: 0, stored: 0, repeated: 0, rejected: 0, learners: 0, sessions: 0 };
  const [run] = await actor.documents.collection('import_runs').insert(
    [
      {
        ...RUN,
        ...nothing,
        status: 'running',
        waiting: new Uint8Array(),
        reject_bytes: 0,
        started_at: now,
        updated_at: now,
      },
    ],
    () => true,
  );
  return run?.document.started_at ?? now;
}

async function finish(actor: ActorPlatform, now: Date): Promise<void> {
  const { fingerprint } = RUN;
  await actor.documents
    .collection('import_runs')
    .revise('finish', { fingerprint }, (run) => ({ ...run, status: 'finished', updated_at: now }));
}

/** The real records, then invented learners: the same ones whenever a loading of this beginning is gone on with. */
async function loadParts(
  { progress, signal }: CommandContext,
  platform: Platform,
  actor: ActorPlatform,
  { dataDirectory }: Config,
  { requestId, begunAt }: { readonly requestId: string; readonly begunAt: Date },
): Promise<void> {
  const parts = SAMPLE_IMPORTS.length + 1;
  const show = (what: string, done: number) => progress.show(`Loading the sample: ${what}`, done / parts);
  for (const [at, part] of SAMPLE_IMPORTS.entries()) {
    signal.throwIfAborted();
    show(part.what, at);
    await importFile(platform, sampleImport(part, dataDirectory), { signal, requestId });
  }
  await storePopulation(
    actor.documents,
    { ...INVENTED, until: begunAt },
    {
      signal,
      onProgress: ({ learners, of }) => show('invented learners', SAMPLE_IMPORTS.length + learners / of),
    },
  );
}
