import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { newUser } from '../../test/support/examples.ts';
import { FaultyKms } from '../../test/support/kms/faulty-kms.ts';
import { startKmsServer } from '../../test/support/kms/server.ts';
import { systemActor } from '../access/actor.ts';
import { loadConfig } from '../config/load.ts';
import { type ActorPlatform, Platform } from '../platform.ts';
import { SCHEMA } from '../schema/schema.ts';
import { ManualClock } from '../std/clock.ts';
import { LIMITS } from '../std/limits.ts';
import { systemEntropy } from '../std/random.ts';
import { KMS_LIMITS, openKms } from '../stores/keys/kms.ts';
import { connect } from '../stores/mongo/connection.ts';
import { migrate } from '../stores/mongo/migration.ts';
import { MemoryObjectStore } from '../stores/objects/memory.ts';

const started = await startKmsServer();
const about = 'leftOut' in started ? ` (${started.leftOut})` : '';
const CALL_MS = 800;
const AWAY = { code: 'keys_unavailable' };

describe.skipIf('leftOut' in started)(`a platform whose KMS fails${about}`, () => {
  const clock = new ManualClock(new Date());
  const learner = randomUUID();
  const uncached = randomUUID();
  let faulty: FaultyKms;
  let folder: string;
  let platform: Platform;
  let system: ActorPlatform;
  const users = () => platform.connection.data.collection('users');

  beforeAll(async () => {
    if ('leftOut' in started) return;
    faulty = await FaultyKms.before(started.endpoint);
    folder = await mkdtemp(join(tmpdir(), 'masterx-kms-away-'));
    const name = `kms${systemEntropy.bytes(6).toString('hex')}`;
    const config = loadConfig({
      MASTERX_DATA_DIR: folder,
      MASTERX_DATABASE: name,
      MASTERX_KEYVAULT_DATABASE: `${name}_vault`,
      MASTERX_KMS_KEY_ID: await started.newKey(),
      MASTERX_KMS_ENDPOINT: faulty.endpoint,
      NODE_ENV: 'production',
    });
    const connection = await connect(inject('mongodbUri'), config);
    await migrate(connection, SCHEMA, { clock, entropy: systemEntropy });
    const kek = await openKms(config, { clock, limits: { ...KMS_LIMITS, callMsMax: CALL_MS } });
    platform = new Platform({
      connection,
      objects: new MemoryObjectStore(),
      kek,
      config,
      clock,
      entropy: systemEntropy,
    });
    system = platform.as(systemActor('test', 'test-run', 'testing'));
    await system.documents.collection('users').insert([newUser(learner), newUser(uncached)]);
  });
  afterAll(async () => {
    if ('leftOut' in started) return;
    await platform.connection.data.dropDatabase();
    await platform.connection.vault.dropDatabase();
    await platform.close();
    await faulty.close();
    await started.close();
    await rm(folder, { recursive: true, force: true });
  });

  it.each([
    { kind: 'silent' },
    { kind: 'broken' },
    { kind: 'exception', name: 'ThrottlingException' },
  ] as const)(
    '$kind: what is in memory is read, the rest fails cleanly, in time and without a crowd',
    async (fault) => {
      faulty.fault = { kind: 'none' };
      // Whatever was cached is over, and so is the rest the KMS was left to.
      clock.advance(LIMITS.keyCacheMsMax + KMS_LIMITS.restMs);
      await system.learners.profile(learner);
      await platform.keyring.indexKey('email');
      faulty.calls.length = 0;
      faulty.fault = fault;
      expect((await system.learners.profile(learner)).user_id).toBe(learner);
      expect(faulty.calls).toEqual([]);

      clock.advance(LIMITS.keyCacheMsMax);
      const before = await users().countDocuments();
      const startedMs = performance.now();
      const outcomes = await Promise.allSettled([
        ...Array.from({ length: 40 }, () => system.learners.profile(learner)),
        ...Array.from({ length: 40 }, () => system.learners.profile(uncached)),
        system.documents.collection('users').insert([newUser(randomUUID())]),
      ]);
      for (const outcome of outcomes) expect(outcome).toMatchObject({ status: 'rejected', reason: AWAY });
      expect(performance.now() - startedMs).toBeLessThan(20 * CALL_MS);
      // Eighty readers and a writer wait for the same branch key; each call of the KMS is tried a few times.
      expect(faulty.calls.length).toBeLessThanOrEqual(12);
      expect(await users().countDocuments()).toBe(before);
      expect(await users().countDocuments({ email: { $type: 'string' } })).toBe(0);
    },
  );

  it('goes on by itself when the KMS is back', async () => {
    faulty.fault = { kind: 'none' };
    clock.advance(KMS_LIMITS.restMs);
    expect((await system.learners.profile(uncached)).user_id).toBe(uncached);
    await system.documents.collection('users').insert([newUser(randomUUID())]);
  });
});
