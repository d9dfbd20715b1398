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
import type { IndexKeyState, LearnerContext, LearnerKeys } from '../stores/vault/port.ts';
import { dataKeyIdOf, open, type Place, seal } from './envelope.ts';
import { liveOf } from './epoch-lines.ts';
import { promoted, retired } from './key-versions.ts';
import { Keyring } from './keyring.ts';

let folder: string;
let kek: KeyEncryptionKey;
let vault: MemoryKeyVault;
let clock: ManualClock;
let ring: Keyring;

const place: Place = {
  tenant: 'default',
  collection: 'users',
  documentId: Buffer.from('a'),
  path: 'name',
  bsonType: 'string',
  protectionVersion: 1,
};
const PLAIN = Buffer.from('what the learner said');

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'masterx-versions-'));
  kek = await openKeyFile(
    { dataDirectory: folder, keyFile: null, environment: 'test', allowKeyFileInProduction: 'no' },
    systemEntropy,
  );
});

afterAll(() => rm(folder, { recursive: true, force: true }));

beforeEach(() => {
  vault = new MemoryKeyVault();
  clock = new ManualClock('2026-01-01T00:00:00Z');
  ring = new Keyring({ vault, kek, tenant: 'default', clock, entropy: systemEntropy });
});

async function founded(): Promise<string> {
  const userId = randomUUID();
  await ring.createFor([{ userId, region: 'local', age_class: 'unknown', consents: {} }]);
  return userId;
}

async function contextOf(userId: string): Promise<LearnerContext> {
  return (await vault.learnerContexts([userId])).get(userId) as LearnerContext;
}

async function change(userId: string, keys: LearnerKeys, isAnother = false): Promise<void> {
  const { keys_revision: revision = 0 } = await contextOf(userId);
  expect(await vault.changeLearnerKeys([{ userId, revision, keys, isAnother }])).toBe(1);
}

async function adding(userId: string): Promise<void> {
  const context = await contextOf(userId);
  const further = (await ring.furtherKeys([userId])).get(userId);
  if (further)
    await change(userId, { ...keysOf(context), other_keys: [...(context.other_keys ?? []), further] });
}

function keysOf({ key_id, wrapped_key, branch_epoch, other_keys }: LearnerKeys): LearnerKeys {
  return { key_id, wrapped_key, branch_epoch, ...(other_keys && { other_keys }) };
}

const pass = () => clock.advance(LIMITS.keyCacheMsMax);

describe('the keys of a learner', () => {
  it('open what earlier ones sealed, and seal with the current one, through a whole rotation', async () => {
    const userId = await founded();
    const first = seal(await ring.forLearner(userId), PLAIN, place, systemEntropy);
    await adding(userId);
    pass();
    const still = seal(await ring.forLearner(userId), PLAIN, place, systemEntropy);
    expect(dataKeyIdOf(still)).toEqual(dataKeyIdOf(first));
    await change(userId, promoted(await contextOf(userId)) as LearnerKeys, true);
    // Another process still seals with the old one, and one that is up to date with the new one.
    const late = seal(await ring.forLearner(userId), PLAIN, place, systemEntropy);
    expect(dataKeyIdOf(late)).toEqual(dataKeyIdOf(first));
    const other = new Keyring({ vault, kek, tenant: 'default', clock, entropy: systemEntropy });
    const second = seal(await other.forLearner(userId), PLAIN, place, systemEntropy);
    expect(dataKeyIdOf(second)).not.toEqual(dataKeyIdOf(first));
    for (const one of [ring, other]) {
      for (const envelope of [first, still, late, second]) {
        expect(open(await one.forLearner(userId), envelope, place)).toEqual(PLAIN);
      }
    }
    await change(userId, retired(await contextOf(userId)) as LearnerKeys);
    pass();
    // What a backup brings back is opened as long as the learner is there.
    expect(open(await ring.forLearner(userId), first, place)).toEqual(PLAIN);
    expect((await contextOf(userId)).other_keys?.map(({ state }) => state)).toEqual(['retired']);
    other.close();
  });

  it('are nothing to promote or retire where nothing was added', async () => {
    const context = await contextOf(await founded());
    expect(promoted(context)).toBeNull();
    expect(retired(context)).toBeNull();
  });

  it('all go under another branch key, and open what they opened before', async () => {
    const userId = await founded();
    const first = seal(await ring.forLearner(userId), PLAIN, place, systemEntropy);
    await adding(userId);
    await change(userId, promoted(await contextOf(userId)) as LearnerKeys, true);
    await ring.addBranchEpoch(2);
    const moved = (await ring.underBranch(await contextOf(userId), 2)) as LearnerKeys;
    expect([moved, ...(moved.other_keys ?? [])].map(({ branch_epoch }) => branch_epoch)).toEqual([2, 2]);
    await change(userId, moved);
    const epoch = await vault.branchKey('default', 1);
    if (epoch) await vault.replaceBranchKey(epoch, null);
    pass();
    expect(open(await ring.forLearner(userId), first, place)).toEqual(PLAIN);
  });

  it('are cleared together', async () => {
    const userId = await founded();
    const { key_id } = await contextOf(userId);
    await adding(userId);
    await change(userId, promoted(await contextOf(userId)) as LearnerKeys, true);
    pass();
    const key = await ring.forLearner(userId);
    const old = key.withId(key_id);
    expect(old?.secret).toHaveLength(32);
    ring.close();
    expect(() => key.secret).toThrow('longer than');
    expect(() => old?.secret).toThrow('longer than');
  });
});

describe('epochs of an index key', () => {
  const record = (epoch: number, state?: IndexKeyState) => ({
    tenant: 'default',
    purpose: 'email',
    epoch,
    wrapped: Buffer.alloc(61),
    kek_id: 'file:1',
    created_at: clock.now(),
    ...(state && { state }),
  });
  const live = (...states: (IndexKeyState | undefined)[]) => {
    const { current, written } = liveOf(states.map((state, at) => record(at + 1, state)));
    return [current?.epoch, written.map(({ epoch }) => epoch).sort()];
  };

  it('are written under all that are not retired, and looked up under the highest current', () => {
    expect(live(undefined)).toEqual([1, [1]]);
    expect(live('current', 'adding')).toEqual([1, [1, 2]]);
    expect(live('current', 'current')).toEqual([2, [1, 2]]);
    expect(live('retiring', 'current')).toEqual([2, [1, 2]]);
    expect(live('retired', 'current')).toEqual([2, [2]]);
    expect(live()).toEqual([undefined, []]);
  });

  it('are seen by a keyring once it may', async () => {
    await ring.liveIndexKeys('email');
    await ring.addIndexEpoch('email', 2);
    pass();
    const both = await ring.liveIndexKeys('email');
    expect([both.current.epoch, both.written.map(({ epoch }) => epoch)]).toEqual([1, [1, 2]]);
  });
});
