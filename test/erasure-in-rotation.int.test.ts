import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { systemActor } from '../src/access/actor.ts';
import { isError } from '../src/errors/error.ts';
import type { RotationTarget } from '../src/lifecycle/rotation/rotate.ts';
import type { ActorPlatform } from '../src/platform.ts';
import { systemEntropy } from '../src/std/random.ts';
import type { KeyRotationRecord } from '../src/stores/vault/port.ts';
import { newInteraction, newSessionDocument, newUser } from './support/examples.ts';
import { openTestPlatform, type TestPlatform } from './support/platform.ts';

const ALL: RotationTarget = { kind: 'learner', learner: null };
const EMAIL: RotationTarget = { kind: 'index', purpose: 'email' };
const ALONE = { isAlone: true };

let opened: TestPlatform;
let system: ActorPlatform;
let learner: string;
let other: string;

beforeEach(async () => {
  opened = await openTestPlatform(inject('mongodbUri'), { keysHeldMsMin: 600 });
  ({ system } = opened);
  [learner, other] = [systemEntropy.uuid(), systemEntropy.uuid()];
  await system.documents.collection('users').insert([newUser(learner), newUser(other)]);
  for (const one of [learner, other]) {
    const start = newSessionDocument(systemEntropy.uuid(), one);
    await system.sessions.record([{ start, interactions: [newInteraction('i1', 1)] }]);
  }
});
afterEach(() => opened.close());

/** Rotates until a step is begun, and is interrupted there; the step it stands at. */
async function rotatedUntil(target: RotationTarget, wanted: string): Promise<string> {
  const abort = new AbortController();
  const onProgress = ({ step }: { step: string }) => {
    if (step === wanted) abort.abort();
  };
  await system.keys.rotate(target, { signal: abort.signal, onProgress }).catch((thrown: unknown) => {
    if (!isError(thrown, 'interrupted')) throw thrown;
  });
  const [rotation] = (await system.keys.status()).rotations;
  return rotation?.step ?? 'done';
}

const withAddress = (email: string) =>
  system.documents.collection('users').find('user_authentication', { email });

/** Nothing of the learner is left, and everything of the others opens. */
async function expectGone(): Promise<void> {
  expect(await system.erasures.plan(learner)).toMatchObject({ state: 'erased', keys: 0 });
  await expect(system.learners.profile(learner)).rejects.toMatchObject({ code: 'not_found' });
  expect((await system.learners.profile(other)).user_id).toBe(other);
  const check = await system.keys.verify();
  expect(check).toMatchObject({ verdict: 'good', locked: [] });
  const users = check.containers.find(({ container }) => container === 'users');
  expect(users?.documents).toBeGreaterThan(1);
  expect(users?.erased).toBeGreaterThan(0);
}

function expectDone(record: KeyRotationRecord): void {
  expect(record).toMatchObject({ step: 'done' });
}

describe('a learner with several keys, in the middle of a rotation', () => {
  it.each([
    // One key is added; it is the current one and the one before retires; half is rewritten; the one before is retired.
    'waiting until every process knows them',
    'waiting until nothing is sealed with the old ones',
    'rewriting',
    'done',
  ])('is checked and erased at the step "%s", and the rotation ends for the others', async (step) => {
    await rotatedUntil(ALL, step);
    expect(await system.erasures.plan(learner)).toMatchObject({ state: 'present', keys: 2 });
    expect(await system.keys.verify()).toMatchObject({ verdict: 'good', learners: 2, locked: [] });
    expect(await system.erasures.shred(learner, ALONE)).toMatchObject({ state: 'erased', keys: 0 });
    await expectGone();
    expectDone(await system.keys.rotate(ALL));
    await expectGone();
  });

  it('who is the only one a rotation was asked for ends it, and it stands in nobody’s way', async () => {
    for (const [at, step] of ['adding keys', 'rewriting'].entries()) {
      const one = at === 0 ? learner : other;
      const target: RotationTarget = { kind: 'learner', learner: one };
      await rotatedUntil(target, step);
      await system.erasures.shred(one, ALONE);
      expectDone(await system.keys.rotate(target));
    }
    expectDone(await system.keys.rotate(ALL));
  });

  it('is erased while the rotation runs', async () => {
    const shredding: Promise<unknown>[] = [];
    const begun = new Set<string>();
    const rotating = system.keys.rotate(ALL, {
      onProgress: ({ step }) => {
        begun.add(step);
        // Not alone: as a process that serves beside the one that rotates.
        if (step === 'making them current' && shredding.length === 0)
          shredding.push(system.erasures.shred(learner));
      },
    });
    expectDone(await rotating);
    expect(begun.size).toBe(7);
    expect(await Promise.all(shredding)).toMatchObject([{ state: 'erased', keys: 0 }]);
    await expectGone();
  });
});

describe('an account that holds two hashes of its address, in the middle of a rotation', () => {
  it.each([
    'waiting until every process looks up by the new one',
    'waiting until every process writes the new one only',
    'dropping the old',
  ])('is erased with both at the step "%s", and the address is free', async (step) => {
    const email = newUser(learner).email ?? '';
    await rotatedUntil(EMAIL, step);
    const hashes = async () => {
      const found = await opened.platform.connection.data.collection('users').findOne({ user_id: learner });
      return [found?.['email_blind_index'] ?? []].flat().length;
    };
    if (step.startsWith('waiting')) expect(await hashes()).toBe(2);
    expect(await system.erasures.shred(learner, ALONE)).toMatchObject({ state: 'erased' });
    expect(await hashes()).toBe(0);
    expect(await withAddress(email)).toBeNull();
    const next = systemEntropy.uuid();
    const users = opened.platform.as(systemActor('test', 'test', 'test')).documents.collection('users');
    await users.insert([{ ...newUser(next), email }]);
    expectDone(await system.keys.rotate(EMAIL));
    expect((await withAddress(email))?.user_id).toBe(next);
    await expect(users.insert([{ ...newUser(systemEntropy.uuid()), email }])).rejects.toMatchObject({
      code: 'conflict',
    });
    await expectGone();
  });
});
