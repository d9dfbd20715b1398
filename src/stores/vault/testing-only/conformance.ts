import { randomBytes, randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { LIMITS } from '../../../std/limits.ts';
import type { KeyVault, LearnerContext } from '../port.ts';
import { branchKey, CREATED, context, indexKey } from './examples.ts';
import { rotationConformance } from './rotation-conformance.ts';

/** What every key vault promises, whatever stands behind it. `create` gives an empty one. */
export function keyVaultConformance(name: string, create: () => Promise<KeyVault>): void {
  describe(`key vault: ${name}`, () => {
    let vault: KeyVault;

    beforeEach(async () => {
      vault = await create();
    });

    it('answers', async () => {
      await expect(vault.health()).resolves.toBeUndefined();
    });

    describe('branch keys', () => {
      it('are absent until added', async () => {
        expect(await vault.branchKey('default', 1)).toBeNull();
        expect(await vault.latestBranchKey('default')).toBeNull();
      });

      it('come back as they were added', async () => {
        const record = branchKey();
        expect(await vault.addBranchKey(record)).toEqual(record);
        const stored = await vault.branchKey('default', 1);
        expect(stored).toEqual(record);
        expect(Buffer.isBuffer(stored?.wrapped)).toBe(true);
      });

      it('are kept by tenant and epoch, and the latest has the highest epoch', async () => {
        const records = [2, 10, 9].map((epoch) => branchKey({ epoch }));
        for (const record of [...records, branchKey({ tenant: 'other', epoch: 11 })]) {
          await vault.addBranchKey(record);
        }
        expect((await vault.latestBranchKey('default'))?.epoch).toBe(10);
        expect(await vault.branchKey('default', 9)).toEqual(records[2]);
        expect(await vault.branchKey('default', 11)).toBeNull();
      });

      it('stay the first when an epoch is added twice', async () => {
        const first = await vault.addBranchKey(branchKey());
        expect(await vault.addBranchKey(branchKey())).toEqual(first);
        expect(await vault.branchKey('default', 1)).toEqual(first);
      });

      it('are one when many add the same epoch at once', async () => {
        const answers = await Promise.all(Array.from({ length: 8 }, () => vault.addBranchKey(branchKey())));
        const stored = await vault.branchKey('default', 1);
        for (const answer of answers) expect(answer).toEqual(stored);
      });
    });

    describe('lists of keys', () => {
      it('hold every epoch of the tenant, the latest first', async () => {
        const records = [1, 3, 2].map((epoch) => branchKey({ epoch }));
        for (const record of [...records, branchKey({ tenant: 'other', epoch: 4 })]) {
          await vault.addBranchKey(record);
        }
        expect(await vault.branchKeys('default')).toEqual([records[1], records[2], records[0]]);
        expect(await vault.branchKeys('nobody')).toEqual([]);
      });

      it('hold index keys by purpose, the latest first', async () => {
        const records = [
          indexKey({ purpose: 'email', epoch: 2 }),
          indexKey({ purpose: 'email', epoch: 1 }),
          indexKey({ purpose: 'pseudonym', epoch: 9 }),
        ];
        for (const record of [...records].reverse()) await vault.addIndexKey(record);
        await vault.addIndexKey(indexKey({ tenant: 'other' }));
        expect(await vault.indexKeys('default')).toEqual(records);
      });
    });

    describe('index keys', () => {
      it('are kept by tenant, purpose and epoch', async () => {
        const record = indexKey({ epoch: 3 });
        await vault.addIndexKey(record);
        await vault.addIndexKey(indexKey({ purpose: 'pseudonym', epoch: 7 }));
        await vault.addIndexKey(indexKey({ tenant: 'other', epoch: 8 }));
        expect(await vault.indexKey('default', 'email', 3)).toEqual(record);
        expect(await vault.latestIndexKey('default', 'email')).toEqual(record);
        expect(await vault.indexKey('default', 'email', 7)).toBeNull();
        expect(await vault.latestIndexKey('default', 'nothing')).toBeNull();
      });

      it('stay the first when added twice', async () => {
        const first = await vault.addIndexKey(indexKey());
        expect(await vault.addIndexKey(indexKey())).toEqual(first);
      });
    });

    describe('learner contexts', () => {
      it('come back as they were added, the unknown ones absent', async () => {
        const records = [context(), context({ age_class: 'child', consents: {} })];
        expect([...(await vault.addLearnerContexts(records)).values()]).toEqual(records);
        const [one, other] = records.map(({ _id }) => _id) as [string, string];
        const found = await vault.learnerContexts([one, randomUUID(), other]);
        expect(found.size).toBe(2);
        expect(found.get(one)).toEqual(records[0]);
        expect(found.get(other)).toEqual(records[1]);
        expect(Buffer.isBuffer(found.get(one)?.key_id)).toBe(true);
        expect(Buffer.isBuffer(found.get(one)?.wrapped_key)).toBe(true);
      });

      it('may be none', async () => {
        expect((await vault.learnerContexts([])).size).toBe(0);
        expect((await vault.addLearnerContexts([])).size).toBe(0);
      });

      it('stay the first when added again, and the answer is what is stored', async () => {
        const first = context();
        await vault.addLearnerContexts([first]);
        const fresh = context();
        const stored = await vault.addLearnerContexts([context({ _id: first._id }), fresh]);
        expect(stored.get(first._id)).toEqual(first);
        expect(stored.get(fresh._id)).toEqual(fresh);
      });

      it('are one each when many add the same learners at once', async () => {
        const ids = Array.from({ length: 20 }, () => randomUUID());
        const answers = await Promise.all(
          Array.from({ length: 6 }, () => vault.addLearnerContexts(ids.map((_id) => context({ _id })))),
        );
        const stored = await vault.learnerContexts(ids);
        expect(stored.size).toBe(ids.length);
        for (const answer of answers) for (const id of ids) expect(answer.get(id)).toEqual(stored.get(id));
      });

      it('take as many as the limit at once, and no more', async () => {
        const records = Array.from({ length: LIMITS.writeDocumentsMax }, () => context());
        expect((await vault.addLearnerContexts(records)).size).toBe(records.length);
        expect((await vault.learnerContexts(records.map(({ _id }) => _id))).size).toBe(records.length);
        await expect(vault.addLearnerContexts([...records, context()])).rejects.toThrow('at most');
      });

      it('refuse to be stored with a data-key id that is none', async () => {
        const adding = vault.addLearnerContexts([context({ key_id: Buffer.alloc(12) })]);
        await expect(adding).rejects.toThrow('16 bytes');
      });

      it('do not change with what was handed over or out', async () => {
        const record = context({ consents: { emotional_data: true } });
        const expected = { ...record, wrapped_key: Buffer.from(record.wrapped_key) };
        await vault.addLearnerContexts([record]);
        record.wrapped_key.fill(0);
        (await vault.learnerContexts([record._id])).get(record._id)?.wrapped_key.fill(1);
        expect((await vault.learnerContexts([record._id])).get(record._id)).toEqual(expected);
      });
    });

    describe('all learners', () => {
      it('come in the order of their identifiers, page by page, each tenant for itself', async () => {
        const records = Array.from({ length: 7 }, () => context());
        await vault.addLearnerContexts([...records, context({ tenant: 'other' })]);
        const walked: LearnerContext[] = [];
        for (let after: string | null = null; ; ) {
          const page: LearnerContext[] = await vault.learnerContextsAfter('default', after, 3);
          walked.push(...page);
          if (page.length < 3) break;
          after = page.at(-1)?._id ?? null;
        }
        expect(walked).toEqual([...records].sort((a, b) => (a._id < b._id ? -1 : 1)));
      });

      it('are counted by the epoch that wraps their keys', async () => {
        const epochs = [1, 1, 2, 5];
        await vault.addLearnerContexts([
          ...epochs.map((branch_epoch) => context({ branch_epoch })),
          context({ tenant: 'other' }),
        ]);
        const counts = await vault.learnersByEpoch('default');
        expect([...counts].sort(([a], [b]) => a - b)).toEqual([
          [1, 2],
          [2, 1],
          [5, 1],
        ]);
        expect((await vault.learnersByEpoch('nobody')).size).toBe(0);
      });
    });

    describe('a destroyed key', () => {
      it('is gone, and nobody else’s', async () => {
        const [one, other] = [context(), context()];
        await vault.addLearnerContexts([one, other]);
        expect(await vault.removeLearnerContext(one._id)).toBe(true);
        expect(await vault.removeLearnerContext(one._id)).toBe(false);
        expect([...(await vault.learnerContexts([one._id, other._id])).keys()]).toEqual([other._id]);
      });

      it('is only the one that is meant, when it is named', async () => {
        const one = context();
        await vault.addLearnerContexts([one]);
        expect(await vault.removeLearnerContext(one._id, randomBytes(16))).toBe(false);
        expect((await vault.learnerContexts([one._id])).size).toBe(1);
        expect(await vault.removeLearnerContext(one._id, one.key_id)).toBe(true);
      });
    });

    describe('consents', () => {
      it('change by name and leave the others', async () => {
        const record = context({ consents: { emotional_data: true, research: false } });
        await vault.addLearnerContexts([record]);
        const consents = { emotional_data: false, third_parties: true };
        const expected = {
          ...record,
          consents: { ...record.consents, ...consents },
          consents_decided_at: { emotional_data: CREATED, third_parties: CREATED },
        };
        expect(await vault.updateConsents(record._id, consents, CREATED)).toEqual(expected);
        expect((await vault.learnerContexts([record._id])).get(record._id)).toEqual(expected);
        expect(await vault.updateConsents(record._id, {}, CREATED)).toEqual(expected);
      });

      it('stay as they are when the age class changes', async () => {
        const record = context({ consents: { research: true } });
        await vault.addLearnerContexts([record]);
        expect(await vault.updateAgeClass(record._id, 'teen')).toBe(true);
        const stored = (await vault.learnerContexts([record._id])).get(record._id);
        expect(stored).toEqual({ ...record, age_class: 'teen' });
        expect(await vault.updateAgeClass(randomUUID(), 'teen')).toBe(false);
      });

      it('of a learner without a context are none', async () => {
        expect(await vault.updateConsents(randomUUID(), { research: true }, CREATED)).toBeNull();
      });

      it.each(['', 'a.b', '$set', 'A b'])('are named by slugs, not by %j', async (consent) => {
        const record = context();
        await vault.addLearnerContexts([record]);
        await expect(vault.updateConsents(record._id, { [consent]: true }, CREATED)).rejects.toThrow('slug');
      });

      it('are given by what was decided last, in whatever order it arrives, and withdrawn by anything', async () => {
        const record = context({ consents: { research: false, analytics: false } });
        await vault.addLearnerContexts([record]);
        const at = (ms: number) => new Date(CREATED.getTime() + ms);
        const decided = async (research: boolean, ms: number) =>
          (await vault.updateConsents(record._id, { research, analytics: true }, at(ms)))?.consents;
        expect(await decided(true, 1)).toEqual({ research: true, analytics: true });
        expect(await decided(false, 3)).toEqual({ research: false, analytics: true });
        expect(await decided(true, 2)).toEqual({ research: false, analytics: true });
        expect(await decided(true, 3)).toEqual({ research: false, analytics: true });
        expect(await decided(true, 5)).toEqual({ research: true, analytics: true });
        // The clock of another node may be behind: what is withdrawn is withdrawn.
        expect(await decided(false, 4)).toEqual({ research: false, analytics: true });
        expect(await decided(true, 5)).toEqual({ research: false, analytics: true });
        expect(await decided(true, 6)).toEqual({ research: true, analytics: true });
      });

      it('changed at once are all kept', async () => {
        const record = context({ consents: {} });
        await vault.addLearnerContexts([record]);
        const names = ['a', 'b', 'c', 'd'];
        await Promise.all(names.map((name) => vault.updateConsents(record._id, { [name]: true }, CREATED)));
        const stored = (await vault.learnerContexts([record._id])).get(record._id);
        expect(stored?.consents).toEqual({ a: true, b: true, c: true, d: true });
      });
    });

    rotationConformance(() => vault);
  });
}
