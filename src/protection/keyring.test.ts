import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ManualClock } from '../std/clock.ts';
import { LIMITS } from '../std/limits.ts';
import { systemEntropy } from '../std/random.ts';
import { openKeyFile } from '../stores/keys/file.ts';
import type { KeyEncryptionKey } from '../stores/keys/port.ts';
import { MemoryKeyVault } from '../stores/vault/memory.ts';
import type { KeyVault, LearnerContext } from '../stores/vault/port.ts';
import { open, type Place, seal } from './envelope.ts';
import { Keyring, type KeyringParts, type NewLearner } from './keyring.ts';
import type { DataKey } from './secret-key.ts';

let folder: string;
let kek: KeyEncryptionKey;
let vault: MemoryKeyVault;
let clock: ManualClock;
let calls: string[];
let away: { vault: boolean; kek: boolean };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'masterx-keyring-'));
  kek = await openKeyFile(
    { dataDirectory: folder, keyFile: null, environment: 'test', allowKeyFileInProduction: 'no' },
    systemEntropy,
  );
});

afterAll(() => rm(folder, { recursive: true, force: true }));

beforeEach(() => {
  vault = new MemoryKeyVault();
  clock = new ManualClock('2026-01-01T00:00:00Z');
  calls = [];
  away = { vault: false, kek: false };
});

/** The port, with every call noted by name, failing while `which` is away. */
function watched<T extends object>(port: T, which: 'vault' | 'kek'): T {
  return new Proxy(port, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      return async (...given: unknown[]) => {
        calls.push(`${which}.${String(name)}`);
        if (away[which]) throw new Error('connection refused');
        return Reflect.apply(value, target, given);
      };
    },
  });
}

function keyring(parts: Partial<KeyringParts> = {}): Keyring {
  return new Keyring({
    vault: watched<KeyVault>(vault, 'vault'),
    kek: watched(kek, 'kek'),
    tenant: 'default',
    clock,
    entropy: systemEntropy,
    ...parts,
  });
}

const learner = (userId: string = randomUUID()): NewLearner => ({
  userId,
  region: 'local',
  age_class: 'unknown',
  consents: {},
});

const placeOf = (userId: string): Place => ({
  tenant: 'default',
  collection: 'users',
  documentId: Buffer.from(userId),
  path: 'name',
  bsonType: 'string',
  protectionVersion: 1,
});

async function created(count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => randomUUID());
  await keyring().createFor(ids.map(learner));
  calls = [];
  return ids;
}

describe('a keyring', () => {
  it('gives a learner one key that another process finds again', async () => {
    const { userId, ...about } = learner();
    const made = (await keyring().createFor([{ userId, ...about }])).get(userId);
    expect(made?.context).toMatchObject({ _id: userId, tenant: 'default', branch_epoch: 1, ...about });
    expect(made?.context.key_id).toEqual(made?.key.id);
    const key = await keyring().forLearner(userId);
    const envelope = seal(key, Buffer.from('words'), placeOf(userId), systemEntropy);
    expect(open(await keyring().forLearner(userId), envelope, placeOf(userId)).toString()).toBe('words');
  });

  it('stores no key in the clear', async () => {
    const [userId = ''] = await created(1);
    const { secret } = await keyring().forLearner(userId);
    const context = (await vault.learnerContexts([userId])).get(userId);
    expect(context?.wrapped_key.includes(secret.subarray(0, 8))).toBe(false);
  });

  it('fetches a list in one round trip, and the branch key once', async () => {
    const ids = await created(50);
    const ring = keyring();
    expect((await ring.forLearners(ids)).size).toBe(50);
    expect(calls).toEqual(['vault.learnerContexts', 'vault.branchKey', 'kek.unwrap']);
    await ring.forLearners(ids);
    expect(calls).toHaveLength(3);
  });

  it('does one fetch for all who ask for a learner at once', async () => {
    const [userId = ''] = await created(1);
    const ring = keyring();
    const keys = await Promise.all(Array.from({ length: 10 }, () => ring.forLearner(userId)));
    expect(new Set(keys).size).toBe(1);
    expect(calls.filter((call) => call === 'vault.learnerContexts')).toHaveLength(1);
  });

  it('fetches again when a key was long enough in memory', async () => {
    const [userId = ''] = await created(1);
    const ring = keyring();
    const { secret } = await ring.forLearner(userId);
    clock.advance(LIMITS.keyCacheMsMax);
    const renewed = await ring.forLearner(userId);
    expect(secret).toEqual(Buffer.alloc(32));
    expect(renewed.secret).not.toEqual(secret);
    expect(calls.filter((call) => call === 'vault.learnerContexts')).toHaveLength(2);
  });

  it('opens contexts that were fetched already without fetching them again', async () => {
    const ids = await created(3);
    const contexts = await vault.learnerContexts(ids);
    const ring = keyring();
    expect([...(await ring.unlock(contexts.values())).keys()]).toEqual(ids);
    expect(calls).toEqual(['vault.branchKey', 'kek.unwrap']);
  });

  it('does not use a cached key for a context that names another', async () => {
    const [userId = ''] = await created(1);
    const ring = keyring();
    const old = await ring.forLearner(userId);
    const branch = await vault.branchKey('default', 1);
    vault = new MemoryKeyVault();
    if (branch) await vault.addBranchKey(branch);
    const renewed = (await keyring().createFor([learner(userId)])).get(userId)?.context as LearnerContext;
    const key = (await ring.unlock([renewed])).get(userId);
    expect(key?.id).toEqual(renewed.key_id);
    // Whoever is at work with the old one may end it.
    expect(old.secret).toHaveLength(32);
    clock.advance(LIMITS.keyCacheMsMax);
    await ring.forLearner(userId);
    expect(() => old.secret).toThrow('longer than');
  });

  it('keeps the key a learner has when it is created again, by whomever', async () => {
    const userId = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => keyring().createFor([learner(userId), learner()])),
    );
    const stored = (await vault.learnerContexts([userId])).get(userId);
    for (const answer of answers) {
      expect(answer.get(userId)?.context).toEqual(stored);
      expect(answer.get(userId)?.key.id).toEqual(stored?.key_id);
      expect(answer.get(userId)?.key.secret).toEqual(answers[0]?.get(userId)?.key.secret);
    }
  });

  it('says key_destroyed for a learner without a key, and leaves it out of lists', async () => {
    const [userId = ''] = await created(1);
    const ring = keyring();
    await expect(ring.forLearner(randomUUID())).rejects.toMatchObject({ code: 'key_destroyed' });
    expect([...(await ring.forLearners([userId, randomUUID()])).keys()]).toEqual([userId]);
  });

  it('says key_destroyed when the branch key is gone', async () => {
    const [userId = ''] = await created(1);
    const contexts = await vault.learnerContexts([userId]);
    vault = new MemoryKeyVault();
    await vault.addLearnerContexts([...contexts.values()]);
    await expect(keyring().forLearner(userId)).rejects.toMatchObject({ code: 'key_destroyed' });
  });

  it('refuses a wrapped key that stands at another learner', async () => {
    const [one = '', other = ''] = await created(2);
    const contexts = await vault.learnerContexts([one, other]);
    const swapped = { ...(contexts.get(other) as LearnerContext), _id: one };
    await expect(keyring().unlock([swapped])).rejects.toMatchObject({ code: 'ciphertext_refused' });
  });

  it('forgets a learner at once when told', async () => {
    const [userId = ''] = await created(1);
    const ring = keyring();
    const key = await ring.forLearner(userId);
    ring.forget(userId);
    expect(() => key.secret).toThrow('longer than');
    await ring.forLearner(userId);
    expect(calls.filter((call) => call === 'vault.learnerContexts')).toHaveLength(2);
  });

  it('counts beforehand what is sealed with a key, in blocks, each process for itself', async () => {
    const [userId = ''] = await created(1);
    const blocks = async () => (await vault.learnerContexts([userId])).get(userId)?.seal_blocks;
    expect(await blocks()).toBe(1);
    const ring = keyring();
    const key = (await ring.forSealing([userId])).get(userId) as DataKey;
    expect(await blocks()).toBe(2);
    for (let sealed = 0; sealed < 100; sealed++) {
      seal(key, Buffer.from('words'), placeOf(userId), systemEntropy);
      await ring.forSealing([userId]);
    }
    expect(await blocks()).toBe(2);
    expect(calls.filter((call) => call === 'vault.reserveSealBlocks')).toHaveLength(1);
  });

  it('are one per purpose for all processes, made on first use', async () => {
    const keys = await Promise.all(Array.from({ length: 6 }, () => keyring().indexKey('email')));
    expect(new Set(keys.map(({ secret }) => secret.toString('hex'))).size).toBe(1);
    expect(keys[0]).toMatchObject({ purpose: 'email', epoch: 1 });
    const other = await keyring().indexKey('pseudonym');
    expect(other.secret).not.toEqual(keys[0]?.secret);
  });

  it('have a platform key that seals and that others open with', async () => {
    const key = await keyring().forPlatform();
    const envelope = seal(key, Buffer.from('words'), placeOf('x'), systemEntropy);
    expect(open(await keyring().forPlatform(1), envelope, placeOf('x')).toString()).toBe('words');
    const elsewhere = await keyring({ tenant: 'other' }).forPlatform();
    expect(elsewhere.id).not.toEqual(key.id);
    expect(elsewhere.secret).not.toEqual(key.secret);
  });

  it('are destroyed where an epoch is not there', async () => {
    const ring = keyring();
    await ring.indexKey('email');
    await expect(ring.indexKey('email', 2)).rejects.toMatchObject({ code: 'key_destroyed' });
    await expect(ring.forPlatform(9)).rejects.toMatchObject({ code: 'key_destroyed' });
  });

  it('are cached as well', async () => {
    const ring = keyring();
    await ring.indexKey('email');
    calls = [];
    await ring.indexKey('email');
    expect(calls).toEqual([]);
  });

  it('cannot be the platform key by way of its purpose', async () => {
    await expect(keyring().indexKey('platform')).rejects.toThrow('taken');
  });

  it('are cleared when the keyring is closed', async () => {
    const ring = keyring();
    const keys = [await ring.forPlatform(), await ring.indexKey('email')];
    ring.close();
    for (const key of keys) expect(() => key.secret).toThrow('longer than');
  });
});
