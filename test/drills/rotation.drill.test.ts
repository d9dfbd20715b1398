import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Binary, type Document } from 'mongodb';
import { afterAll, afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { systemActor } from '../../src/access/actor.ts';
import { modelOf } from '../../src/documents/model.ts';
import { renewableContainers } from '../../src/documents/renewal.ts';
import type { RotationTarget } from '../../src/lifecycle/rotation/rotate.ts';
import type { Platform } from '../../src/platform.ts';
import { keyIdsOf, keyIdsOfElement } from '../../src/protection/sealed-values.ts';
import { SeededRandom, systemEntropy } from '../../src/std/random.ts';
import type { KeyRotationRecord, LearnerContext } from '../../src/stores/vault/port.ts';
import { type KmsServer, startKmsServer } from '../support/kms/server.ts';
import { seedsOf } from '../support/seeds.ts';
import { Callers, type Traffic } from './rotation-callers.ts';
import { openRotationPlatform } from './rotation-platform.ts';
import type { RotationTold } from './rotation-process.ts';

const CALLERS = 16;
const KILLS = 3;
/** What rewrites documents or waits is killed after a time; what wraps a few keys, after one of so many writes. */
const KILL_AFTER_MS_MAX = 6_000;
const WRITES_AT_LEAST: Readonly<Record<string, number>> = { kek: 5, 'rewrap kek': 5, audit: 5, platform: 2 };
const ROTATIONS_MAX = 20;

const started = await startKmsServer();
const server: KmsServer | null = 'leftOut' in started ? null : started;
const leftOut = 'leftOut' in started ? ` (${started.leftOut})` : '';

const uri = inject('mongodbUri');
let folder: string;
let database: string;
let platform: Platform;
const children = new Set<ChildProcess>();

beforeEach(async () => {
  variables = {};
  folder = await mkdtemp(join(tmpdir(), 'masterx-rotation-'));
  database = `rotation${systemEntropy.bytes(5).toString('hex')}`;
  platform = await openRotationPlatform(uri, database, folder);
});

afterAll(() => server?.close());

afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  await platform.connection.data.dropDatabase();
  await platform.connection.vault.dropDatabase();
  await platform.close();
  await rm(folder, { recursive: true, force: true });
});

/** When a rotation is killed. */
type Kill = { readonly afterMs: number } | { readonly afterWrites: number };

/** Variables of the process that rotates. */
let variables: Readonly<Record<string, string>> = {};

/** Rotates in a process of its own, which is killed if asked; null when it was. */
async function rotating(target: RotationTarget, kill?: Kill): Promise<KeyRotationRecord | null> {
  const script = join(import.meta.dirname, 'rotation-process.ts');
  const writes = kill && 'afterWrites' in kill ? [String(kill.afterWrites)] : [];
  const killAfterMs = kill && 'afterMs' in kill ? kill.afterMs : undefined;
  const given = [uri, database, folder, JSON.stringify(target), ...writes];
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...given], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...variables },
  });
  children.add(child);
  const ended = once(child, 'exit');
  let record: KeyRotationRecord | null = null;
  let timer: NodeJS.Timeout | undefined;
  for await (const line of createInterface({ input: child.stdout })) {
    const told = JSON.parse(line) as RotationTold;
    record = told.record ?? null;
    // Counted from the first step, so that a start on a busy machine is not all there is.
    if (killAfterMs !== undefined) timer ??= setTimeout(() => child.kill('SIGKILL'), killAfterMs);
  }
  clearTimeout(timer);
  const [code, signal] = await ended;
  children.delete(child);
  if (signal !== 'SIGKILL') expect(code).toBe(0);
  return record;
}

/** Rotates under load, the rotating process killed three times in between. */
async function drill(
  target: RotationTarget,
  seed: number,
): Promise<{ record: KeyRotationRecord; traffic: Traffic }> {
  const random = new SeededRandom(seed).fork(JSON.stringify(target));
  const callers = new Callers(platform, random);
  callers.start(CALLERS);
  const writes = WRITES_AT_LEAST[target.kind];
  let kills = 0;
  for (let rotations = 0; kills < KILLS && rotations < ROTATIONS_MAX; rotations++) {
    const kill =
      writes === undefined
        ? { afterMs: random.integer(0, KILL_AFTER_MS_MAX) }
        : { afterWrites: random.integer(1, writes) };
    if ((await rotating(target, kill)) === null) kills += 1;
  }
  const record = await rotating(target);
  const traffic = await callers.stop();
  expect(traffic.failures).toEqual([]);
  expect(Math.min(...Object.values(traffic.calls))).toBeGreaterThan(0);
  for (const [address, winners] of traffic.winners) expect([address, winners.length]).toEqual([address, 1]);
  expect(kills).toBe(KILLS);
  expect(record).toMatchObject({ step: 'done' });
  return { record: record as KeyRotationRecord, traffic };
}

/** The data-key ids in use, by learner, read from the stored documents without the door. */
async function storedKeyIds(): Promise<Map<string, Set<string>>> {
  const ids = new Map<string, Set<string>>();
  for (const { collection, pages } of renewableContainers('envelopes')) {
    const { plan, collection: resolved } = modelOf(collection);
    const name = pages ? (resolved.pages ?? '') : collection;
    for await (const stored of platform.connection.data.collection(name).find()) {
      const learner = stored['user_id'] as string;
      const known = ids.get(learner) ?? new Set<string>();
      ids.set(learner, known);
      const found = pages
        ? (stored['elements'] as unknown[]).flatMap((element) => [
            ...keyIdsOfElement(plan, pathOf(collection, stored), element),
          ])
        : [...keyIdsOf(plan, stored)];
      for (const id of found) known.add(id.toString('hex'));
    }
  }
  return ids;
}

function pathOf(collection: string, page: Document): string {
  return modelOf(collection).collection.growingLists.find(({ name }) => name === page['list'])?.path ?? '';
}

async function expectOneKeyEach(): Promise<void> {
  const ids = await storedKeyIds();
  const contexts = await everyContext();
  expect(ids.size).toBeGreaterThan(CALLERS);
  for (const [learner, found] of ids)
    expect([...found]).toEqual([contexts.get(learner)?.key_id.toString('hex')]);
}

async function everyContext(): Promise<Map<string, LearnerContext>> {
  const found = new Map<string, LearnerContext>();
  for (let after: string | null = null; ; ) {
    const page: LearnerContext[] = await platform.vault.learnerContextsAfter(platform.tenant, after, 500);
    for (const context of page) found.set(context._id, context);
    if (page.length < 500) return found;
    after = page.at(-1)?._id ?? null;
  }
}

const ALL_HASHES = { renewed: 'hashes', pages: false, learner: null, after: null } as const;

const me = () => platform.as(systemActor('drill', 'drill', 'testing'));

const descending = (from: number) => Array.from({ length: from }, (_, at) => from - at);

describe.each(seedsOf(20_260_501))(
  'keys are rotated under load, the rotation killed three times, seed %i',
  (seed) => {
    it('of every learner', async () => {
      const { record } = await drill({ kind: 'learner', learner: null }, seed);
      await expectOneKeyEach();
      const contexts = await everyContext();
      const rotated = [...contexts.values()].filter(({ other_keys = [] }) => other_keys.length > 0);
      expect(rotated.length).toBe(record.counts['retired']);
      expect(rotated.length).toBeGreaterThan(0);
      for (const { other_keys = [] } of rotated)
        expect(other_keys.map(({ state }) => state)).toEqual(['retired']);
    });

    it('of the branch', async () => {
      const before = await platform.keyring
        .indexKey('email')
        .then(() => platform.vault.latestBranchKey(platform.tenant));
      const { record } = await drill({ kind: 'branch' }, seed);
      expect([...(await platform.vault.learnersByEpoch(platform.tenant)).keys()]).toEqual([record.epoch]);
      expect(record.epoch).toBeGreaterThan(before?.epoch ?? 0);
      await expectOneKeyEach();
    });

    it('of the file that wraps the others', async () => {
      await drill({ kind: 'kek' }, seed);
      const { vault, tenant, kek } = platform;
      const wrapped = [...(await vault.branchKeys(tenant)), ...(await vault.indexKeys(tenant))];
      await kek.health();
      for (const { kek_id } of wrapped) expect(kek_id).toBe(kek.keyId);
    });

    it.skipIf(server === null)(`of the key in a KMS${leftOut}`, async () => {
      const [old = '', next = ''] = [await server?.newKey(), await server?.newKey()];
      const at = { MASTERX_KMS_ENDPOINT: server?.endpoint ?? '' };
      await platform.close();
      // Those who serve have the new key listed before anything is under it.
      const serving = { ...at, MASTERX_KMS_KEY_ID: old, MASTERX_KMS_OLD_KEY_IDS: next };
      platform = await openRotationPlatform(uri, database, folder, serving);
      variables = { ...at, MASTERX_KMS_KEY_ID: next, MASTERX_KMS_OLD_KEY_IDS: old };
      await drill({ kind: 'rewrap kek' }, seed);
      const { vault, tenant } = platform;
      const wrapped = [...(await vault.branchKeys(tenant)), ...(await vault.indexKeys(tenant))];
      for (const { kek_id } of wrapped) expect(kek_id).toBe(next);
    });

    it('of the platform, whose earlier keys stay', async () => {
      const { record } = await drill({ kind: 'platform' }, seed);
      const epochs = await platform.vault.indexKeysFor(platform.tenant, 'platform');
      expect(epochs.map(({ epoch }) => epoch)).toEqual(descending(record.epoch));
      expect((await me().keys.verify()).verdict).toBe('good');
    });

    it('of the trail, which is proved from its beginning', async () => {
      const { record } = await drill({ kind: 'audit' }, seed);
      const epochs = await platform.vault.indexKeysFor(platform.tenant, 'audit');
      expect(epochs.map(({ epoch, state }) => [epoch, state])).toEqual(
        descending(record.epoch).map((epoch, at) => [epoch, at === 0 ? 'current' : 'retired']),
      );
      await me().audit.seal();
      expect(await me().audit.verify()).toMatchObject({ flaws: [] });
    });

    it('of the index over words, and accounts are found by them all the while', async () => {
      const { record, traffic } = await drill({ kind: 'index', purpose: 'search' }, seed);
      expect(traffic.calls['searchAccount']).toBeGreaterThan(0);
      const epochs = await platform.vault.indexKeysFor(platform.tenant, 'search');
      expect(epochs.map(({ epoch, state }) => [epoch, state])).toEqual([[record.epoch, 'current']]);
      // As many tokens as under one key: those under the key before are gone.
      expect(await me().documents.named('users').survey(ALL_HASHES)).toMatchObject({ outdated: 0 });
      const users = await platform.connection.data.collection('users').find().toArray();
      for (const { search_tokens: tokens } of users) expect(Math.log2(tokens.length) % 1).toBe(0);
    });

    it('of the index over addresses, and none is given twice', async () => {
      const { record, traffic } = await drill({ kind: 'index', purpose: 'email' }, seed);
      const epochs = await platform.vault.indexKeysFor(platform.tenant, 'email');
      expect(epochs.map(({ epoch, state }) => [epoch, state])).toEqual([[record.epoch, 'current']]);
      const users = await platform.connection.data.collection('users').find().toArray();
      for (const { email_blind_index: hash } of users) expect(hash).toBeInstanceOf(Binary);
      const hashes = users.map(({ email_blind_index: hash }) => (hash as Binary).toString('hex'));
      expect(new Set(hashes).size).toBe(users.length);
      expect(traffic.winners.size).toBeGreaterThan(1);
    });
  },
);
