import { randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../std/limits.ts';
import type { KeyVault, LearnerContext, OtherLearnerKey } from '../port.ts';
import { branchKey, CREATED, context, indexKey, otherKey, rotation } from './examples.ts';

/** What every key vault promises to those who rotate keys. `theVault` gives the empty vault of the test that runs. */
export function rotationConformance(theVault: () => KeyVault): void {
  describe('a stored key', () => {
    it('is replaced while it is what was read, and destroyed by nothing in its place', async () => {
      const before = await theVault().addBranchKey(branchKey());
      const after = { ...before, wrapped: randomBytes(61), kek_id: 'file:2' };
      expect(await theVault().replaceBranchKey(before, after)).toBe(true);
      expect(await theVault().branchKey('default', 1)).toEqual(after);
      expect(await theVault().replaceBranchKey(before, before)).toBe(false);
      const scheduled = { ...after, destroy_at: CREATED };
      expect(await theVault().replaceBranchKey(after, scheduled)).toBe(true);
      expect(await theVault().replaceBranchKey(after, null)).toBe(false);
      expect(await theVault().branchKey('default', 1)).toEqual(scheduled);
      expect(await theVault().replaceBranchKey(scheduled, null)).toBe(true);
      expect(await theVault().branchKey('default', 1)).toBeNull();
    });

    it('of a purpose goes from one state to the next, for one of those who try', async () => {
      const adding = await theVault().addIndexKey(indexKey({ state: 'adding', epoch: 2 }));
      await theVault().addIndexKey(indexKey({ epoch: 1 }));
      const current = { ...adding, state: 'current' } as const;
      const done = await Promise.all([1, 2, 3].map(() => theVault().replaceIndexKey(adding, current)));
      expect(done.filter(Boolean)).toHaveLength(1);
      expect((await theVault().indexKeysFor('default', 'email')).map(({ state }) => state)).toEqual([
        'current',
        undefined,
      ]);
      expect(await theVault().replaceIndexKey(current, null)).toBe(true);
      expect((await theVault().indexKeysFor('default', 'email')).map(({ epoch }) => epoch)).toEqual([1]);
    });
  });

  describe('the keys of a learner', () => {
    it('change where they are what the change is based on', async () => {
      const [one, other] = [context(), context()];
      await theVault().addLearnerContexts([one, other]);
      const keysOf = ({ key_id, wrapped_key, branch_epoch }: LearnerContext) => ({
        key_id,
        wrapped_key,
        branch_epoch,
      });
      const keys = { ...keysOf(one), other_keys: [otherKey()] };
      const stale = { userId: other._id, revision: 4, keys: keysOf(one), isAnother: false };
      const change = { userId: one._id, revision: 0, keys, isAnother: false };
      expect(await theVault().changeLearnerKeys([change, stale])).toBe(1);
      expect(await theVault().changeLearnerKeys([change])).toBe(0);
      const found = await theVault().learnerContexts([one._id, other._id]);
      expect(found.get(one._id)).toEqual({ ...one, ...keys, keys_revision: 1 });
      expect(found.get(other._id)).toEqual(other);
      expect(await theVault().changeLearnerKeys([])).toBe(0);
    });

    it('keep what else is known of the learner, and begin to be counted with another key', async () => {
      const one = context();
      await theVault().addLearnerContexts([one]);
      expect(await theVault().reserveSealBlocks(one._id, one.key_id, 100)).toBe(100);
      expect(await theVault().reserveSealBlocks(one._id, one.key_id, 50)).toBe(150);
      expect(await theVault().reserveSealBlocks(one._id, randomBytes(16), 50)).toBeNull();
      expect(await theVault().reserveSealBlocks(randomUUID(), one.key_id, 50)).toBeNull();
      const { state: _, ...next } = otherKey();
      const old = {
        key_id: one.key_id,
        wrapped_key: one.wrapped_key,
        branch_epoch: 1,
        state: 'retiring',
      } as const;
      const keys = { ...next, other_keys: [old] };
      await theVault().updateConsents(one._id, { research: true }, CREATED);
      expect(
        await theVault().changeLearnerKeys([{ userId: one._id, revision: 0, keys, isAnother: true }]),
      ).toBe(1);
      const stored = (await theVault().learnerContexts([one._id])).get(one._id);
      expect(stored).toMatchObject({ ...keys, consents: { research: true }, seal_blocks: 0 });
      expect(Buffer.isBuffer(stored?.other_keys?.[0]?.key_id)).toBe(true);
      expect(await theVault().reserveSealBlocks(one._id, one.key_id, 50)).toBeNull();
    });

    it('are reserved for by many at once without one being lost', async () => {
      const one = context();
      await theVault().addLearnerContexts([one]);
      await Promise.all(
        Array.from({ length: 8 }, () => theVault().reserveSealBlocks(one._id, one.key_id, 1000)),
      );
      expect(await theVault().reserveSealBlocks(one._id, one.key_id, 1)).toBe(8001);
    });

    it('are bounded, and each is stored once', async () => {
      const one = context();
      const many = Array.from({ length: LIMITS.learnerKeysMax + 1 }, () => otherKey());
      const change = { userId: one._id, revision: 0, isAnother: false };
      const [first] = many;
      await expect(
        theVault().changeLearnerKeys([{ ...change, keys: { ...one, other_keys: many } }]),
      ).rejects.toThrow('at most');
      await expect(
        theVault().changeLearnerKeys([
          { ...change, keys: { ...one, other_keys: [first, first] as OtherLearnerKey[] } },
        ]),
      ).rejects.toThrow('once');
    });
  });

  describe('rotations', () => {
    it('are recorded step by step, by one process at a time', async () => {
      const first = rotation();
      expect(await theVault().keyRotation('default', 'learner')).toBeNull();
      expect(await theVault().putKeyRotation(first)).toBe(true);
      expect(await theVault().putKeyRotation(first)).toBe(false);
      const second = rotation({ revision: 2, step: 'rewriting', reached: 'abc' });
      const written = await Promise.all([1, 2, 3].map(() => theVault().putKeyRotation(second)));
      expect(written.filter(Boolean)).toHaveLength(1);
      expect(await theVault().keyRotation('default', 'learner')).toEqual(second);
      expect(await theVault().putKeyRotation(rotation({ target: 'email', revision: 2 }))).toBe(false);
      await theVault().putKeyRotation(rotation({ target: 'email' }));
      await theVault().putKeyRotation(rotation({ tenant: 'other' }));
      expect((await theVault().keyRotations('default')).map(({ target }) => target)).toEqual([
        'email',
        'learner',
      ]);
    });
  });
}
