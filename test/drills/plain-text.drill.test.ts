import { mkdtemp, open, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BSON, MongoClient } from 'mongodb';
import { createClient, RESP_TYPES } from 'redis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '../../src/access/actor.ts';
import { CHECKPOINT_FOLDER } from '../../src/access/audit-checkpoint.ts';
import { serversEnded } from '../../src/embedded/acquire.ts';
import type { ResolvedCollection } from '../../src/schema/resolved.ts';
import { MiB } from '../../src/std/bytes.ts';
import { systemClock } from '../../src/std/clock.ts';
import { minutes, seconds } from '../../src/std/durations.ts';
import { SeededRandom } from '../../src/std/random.ts';
import { RedisCache } from '../../src/stores/cache/redis.ts';
import { LEDGER_FILE } from '../../src/stores/ledger/file.ts';
import { TEST_ENGINES } from '../setup/servers.ts';
import type { Fields } from '../support/document-model.ts';
import { drillConfig, openEmbeddedPlatform } from '../support/embedded-platform.ts';
import { type Found, Needles } from '../support/needles.ts';
import { PROTECTED_COLLECTIONS, protectedTexts } from '../support/protected-texts.ts';
import { seedsOf } from '../support/seeds.ts';
import { Markers } from './markers.ts';
import { Planting } from './planting.ts';
import { plantOverHttp } from './planting-over-http.ts';

const MARKERS_MIN = 10_000;
const PIECE_BYTES = MiB(4);
const [SEED = 0] = seedsOf(20_260_301);

const random = new SeededRandom(SEED);
const markers = new Markers(random.fork('markers'));
/** Where no key protects anything: it must be found, or the search could find nothing at all. */
const control = new Markers(random.fork('control')).next('control');
/** Everything the platform said of what it refused, and its log. */
const said: string[] = [];
/** The documents of the oplog, and those of all other collections. */
const oplog: Buffer[] = [];
const stored: Buffer[] = [];
/** Keys and values of Redis; none where it cannot be had. */
const cached: Buffer[] = [];
let redisUrl: string | null = null;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'masterx-plain-text-'));
  const { platform, servers, close } = await openEmbeddedPlatform(join(folder, 'data'), TEST_ENGINES, {
    cache: (url) => RedisCache.open(url),
  });
  redisUrl = servers.redis.url;
  const planting = new Planting(platform, markers, random.fork('planting'));
  const founding = PROTECTED_COLLECTIONS.find(({ declaration }) => declaration.founds) as ResolvedCollection;
  const learner = platform.entropy.uuid();
  const door = platform.documents.door(founding.name);
  await door.inserter.insert(systemActor('plain text', 'plain-text', 'testing'), [
    planting.document(founding, learner),
  ]);
  said.push(...(await plantOverHttp(platform, markers, learner)));
  await planting.plant(MARKERS_MIN, control);
  said.push(...planting.said);
  const system = platform.as(systemActor('plain text', 'plain-text', 'testing'));
  await system.audit.seal();
  expect(await system.audit.checkpoint()).toBe(1);
  // What is cached of the whole platform is made once more, from all that was planted.
  const sessions = system.documents.named('learning_sessions');
  await sessions.read('platform_usage_analytics', { since: new Date(0), until: systemClock.now() });
  if (redisUrl !== null) await readCache(redisUrl);
  // Last, so that the ledger is searched as well and everything above with every key in place.
  expect((await system.erasures.shred(learner, { isAlone: true })).state).toBe('erased');
  await readEveryDatabase(servers.mongodb.uri);
  await close();
  expect(await serversEnded(drillConfig(join(folder, 'data')), seconds(60))).toBe(true);
}, minutes(20));
afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 }));

describe(`10,000 protected texts, seed ${SEED}`, () => {
  it('were planted, in every field that the declaration protects', () => {
    expect([...markers.fields.keys()].sort()).toEqual(protectedTexts(PROTECTED_COLLECTIONS).sort());
    expect(markers.planted.size).toBeGreaterThanOrEqual(MARKERS_MIN);
  });

  it('are in no document of any database, nor in the oplog', () => {
    expect(foundIn([...stored, ...oplog], markers.planted.keys())).toEqual([]);
    expect(foundIn(stored, [control])).not.toEqual([]);
    expect(foundIn(oplog, [control])).not.toEqual([]);
  });

  it('are in no key and no value of the cache', ({ skip }) => {
    skip(redisUrl === null, 'no Redis can be had here, so the cache was in the process');
    expect(foundIn(cached, markers.planted.keys())).toEqual([]);
    expect(foundIn(cached, [control])).not.toEqual([]);
    expect(cached.filter((bytes) => bytes.includes('summary:'))).not.toEqual([]);
  });

  // Archives and backups go into the object store, and so below this folder: they are searched as they come.
  it('are in no file: data, journal, logs, ledger, object store', async () => {
    const { found, controls, bytes, paths } = await searchFiles(join(folder, 'data'));
    expect(found).toEqual([]);
    expect(controls).not.toEqual([]);
    expect(bytes).toBeGreaterThan(MiB(1));
    expect(paths).toContain(LEDGER_FILE);
    expect(paths.filter((path) => path.startsWith(join('objects', CHECKPOINT_FOLDER)))).not.toEqual([]);
  });

  it('are in nothing the platform said: errors, refusals, log', () => {
    expect(said.length).toBeGreaterThan(100);
    expect(foundIn([Buffer.from(said.join('\n'))], markers.planted.keys())).toEqual([]);
  });
});

/**
 * Keeps the bytes of every document the server gives out, of every database and the oplog: its files may be
 * compressed, these are not.
 */
async function readEveryDatabase(uri: string): Promise<void> {
  const raw = new MongoClient(uri, { raw: true });
  const client = new MongoClient(uri);
  try {
    const { databases } = await client.db('admin').admin().listDatabases();
    for (const database of new Set([...databases.map(({ name }) => name), 'local', 'config', 'admin'])) {
      for (const { name, type } of await client.db(database).listCollections().toArray()) {
        if (type === 'view') continue;
        const into = name.startsWith('oplog.') ? oplog : stored;
        for await (const document of raw.db(database).collection(name).find()) into.push(bytesOf(document));
      }
    }
  } finally {
    await Promise.all([raw.close(), client.close()]);
  }
}

/** Keeps every key of Redis and what it holds, in Redis's own form where that is no text. Plants the control as well. */
async function readCache(url: string): Promise<void> {
  const client = createClient({ url }).withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer });
  await client.connect();
  try {
    await client.set('control', control);
    for await (const keys of client.scanIterator()) {
      for (const key of keys) {
        const name = Buffer.from(key);
        const type = String(await client.type(name));
        const value = type === 'string' ? await client.get(name) : await client.dump(name);
        cached.push(name, Buffer.from(value ?? ''));
      }
    }
    await client.del('control');
  } finally {
    await client.close();
  }
}

function bytesOf(document: unknown): Buffer {
  return Buffer.from(Buffer.isBuffer(document) ? document : BSON.serialize(document as Fields));
}

function foundIn(buffers: readonly Buffer[], texts: Iterable<string>): string[] {
  const needles = new Needles(texts);
  return buffers.flatMap((bytes) => needles.in(bytes)).map((found) => described(found));
}

function described({ text, form }: Found, where = ''): string {
  return `${markers.planted.get(text) ?? 'the control'} as ${form} ${where}`.trim();
}

/** Every byte of every file of the data folder. */
async function searchFiles(root: string) {
  const needles = new Needles([...markers.planted.keys(), control]);
  const all: { text: string; what: string }[] = [];
  const paths: string[] = [];
  let bytes = 0;
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    paths.push(path.slice(root.length + 1));
    const file = await open(path);
    try {
      // Pieces overlap, so that a text on the edge of one is whole in the next.
      const piece = Buffer.alloc(PIECE_BYTES + needles.bytesMax - 1);
      let bytesRead = piece.length;
      for (let at = 0; bytesRead === piece.length; at += PIECE_BYTES) {
        bytesRead = (await file.read(piece, 0, piece.length, at)).bytesRead;
        for (const found of needles.in(piece.subarray(0, bytesRead))) {
          all.push({ text: found.text, what: described(found, `in ${path.slice(root.length + 1)}`) });
        }
        bytes += Math.min(bytesRead, PIECE_BYTES);
      }
    } finally {
      await file.close();
    }
  }
  return {
    found: all.filter(({ text }) => text !== control).map(({ what }) => what),
    controls: all.filter(({ text }) => text === control).map(({ what }) => what),
    bytes,
    paths,
  };
}
