import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { systemActor } from '../../src/access/actor.ts';
import { serversEnded } from '../../src/embedded/acquire.ts';
import { lockHolder } from '../../src/embedded/lock.ts';
import { placesIn } from '../../src/embedded/places.ts';
import { RunState } from '../../src/embedded/run-state.ts';
import { minutes, seconds } from '../../src/std/durations.ts';
import { SeededRandom } from '../../src/std/random.ts';
import { TEST_ENGINES } from '../setup/servers.ts';
import { drillConfig, openEmbeddedPlatform } from '../support/embedded-platform.ts';
import { seedsOf } from '../support/seeds.ts';
import { checkConsistency } from '../support/stored-consistency.ts';
import { lostOf, unrecordedOf } from './acknowledged-writes.ts';
import { type Acknowledgement, readAcknowledgements } from './acknowledgements.ts';

const WRITERS = 6;
const KILL_AFTER_MS = { least: 500, most: 4_000 };
const PROGRESS_MS_MAX = minutes(2);
/** Errors that callers may meet while the database is away. Each says itself that a retry may help. */
const MAY_BE_REFUSED = [
  'audit_unavailable',
  'keys_unavailable',
  'overloaded',
  'store_unavailable',
  'write_conflict',
];

type Victim = 'platform' | 'database' | 'supervisor';

/** Who is killed, one after the other, while writers write; the platform itself goes last. */
const ROUNDS: readonly (readonly Victim[])[] = [
  ['platform'],
  ['database', 'platform'],
  ['database', 'supervisor', 'platform'],
  ['platform'],
  ['database', 'database', 'platform'],
  ['supervisor', 'platform'],
];

let folder: string;
let dataDirectory: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'masterx-kills-'));
  dataDirectory = join(folder, 'data');
});
afterAll(async () => {
  expect(await serversEnded(drillConfig(dataDirectory), seconds(60))).toBe(true);
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
});

describe.each(seedsOf(20_260_301))('killed under load, seed %i', (seed) => {
  const random = new SeededRandom(seed).fork('kills');

  // Each round is on what the rounds before left, so the first failure is the one to look at.
  it.each(ROUNDS.map((victims, at) => [at + 1, victims.join(', then the '), victims] as const))(
    'round %i: nothing acknowledged is lost when the %s is killed, and the next start works by itself',
    async (round, _, victims) => {
      const isTogether = random.chance(0.5);
      const load = new Load(seed, round);
      onTestFinished(() => load.kill('platform'));
      await load.progress();
      for (const victim of victims) {
        await delay(random.integer(KILL_AFTER_MS.least, KILL_AFTER_MS.most));
        await load.kill(victim);
        // The writers go on by themselves, unless everything is to go down at once.
        if (victim !== 'platform' && !(isTogether && victim === 'supervisor')) await load.progress();
      }

      const told = readAcknowledgements(load.file);
      expect(told.filter(({ kind }) => kind === 'failed')).toEqual([]);
      const refused = told.flatMap((one) => (one.kind === 'refused' ? [one.code] : []));
      expect(MAY_BE_REFUSED).toEqual(expect.arrayContaining([...new Set(refused)]));
      await expectEverything(allRounds(round, seed));
    },
  );
});

/** Opens the store by the ordinary way, and finds everything there that any round acknowledged. */
async function expectEverything(acknowledgements: readonly Acknowledgement[]): Promise<void> {
  const opened = await openEmbeddedPlatform(dataDirectory, TEST_ENGINES);
  try {
    const { platform } = opened;
    const consistency = await checkConsistency(platform);
    expect(consistency.findings).toEqual([]);
    expect(consistency.elements).toBeGreaterThan(0);
    expect(await lostOf(platform, acknowledgements, consistency)).toEqual([]);
    expect(await unrecordedOf(platform, acknowledgements)).toEqual([]);
    const trail = platform.as(systemActor('drill', 'drill', 'proving the trail')).audit;
    await trail.seal();
    await trail.checkpoint();
    const proved = await trail.verify();
    expect(proved.flaws).toEqual([]);
    expect(proved.blocks).toBeGreaterThan(0);
  } finally {
    await opened.close();
  }
}

const fileOf = (seed: number, round: number) => join(folder, `acknowledged-${seed}-${round}`);

function allRounds(last: number, seed: number): Acknowledgement[] {
  return Array.from({ length: last }, (_, at) => readAcknowledgements(fileOf(seed, at + 1))).flat();
}

/** A platform under load in a process of its own. */
class Load {
  readonly file: string;
  readonly #child: ChildProcess;
  #words = '';

  constructor(seed: number, round: number) {
    this.file = fileOf(seed, round);
    const script = join(import.meta.dirname, 'load-process.ts');
    const parameters = [dataDirectory, TEST_ENGINES, this.file, seed, round, WRITERS].map(String);
    this.#child = spawn(process.execPath, ['--import', 'tsx', script, ...parameters], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.#child.stderr?.on('data', (text: Buffer) => {
      this.#words += text.toString();
    });
  }

  /** Resolves when every writer was acknowledged something twice from now on. */
  async progress(): Promise<void> {
    const before = this.#told().length;
    for (let waitedMs = 0; waitedMs < PROGRESS_MS_MAX; waitedMs += 100) {
      const since = this.#told()
        .slice(before)
        .filter(({ kind }) => kind !== 'refused');
      const counts = Array.from(
        { length: WRITERS },
        (_, at) => since.filter(({ writer }) => writer === at).length,
      );
      if (counts.every((count) => count >= 2)) return;
      if (this.#child.exitCode !== null || since.some(({ kind }) => kind === 'failed')) break;
      await delay(100);
    }
    const failed = this.#told().filter(({ kind }) => kind === 'failed');
    throw new Error(`The writers did not go on. ${JSON.stringify(failed.slice(0, 3))} ${this.#words}`);
  }

  async kill(victim: Victim): Promise<void> {
    if (victim === 'platform') {
      if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
      const ended = once(this.#child, 'exit');
      this.#child.kill('SIGKILL');
      await ended;
      return;
    }
    const places = placesIn(dataDirectory);
    const { processes, engine } = new RunState(places.state).record;
    const pid = victim === 'database' ? processes[engine ?? '']?.pid : lockHolder(places.lock)?.pid;
    expect(pid).toBeTypeOf('number');
    process.kill(pid as number, 'SIGKILL');
  }

  #told(): Acknowledgement[] {
    return existsSync(this.file) ? readAcknowledgements(this.file) : [];
  }
}
