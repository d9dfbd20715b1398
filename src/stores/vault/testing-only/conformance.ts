import { randomBytes, randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { LIMITS } from '../../../std/limits.ts';
import type { BranchKeyRecord, IndexKeyRecord, KeyVault, LearnerContext } from '../port.ts';

const CREATED = new Date('2026-01-02T03:04:05.678Z');

function branchKey(changes: Partial<BranchKeyRecord> = {}): BranchKeyRecord {
  return {
    tenant: 'default',
    epoch: 1,
    wrapped: randomBytes(61),
    kek_id: 'file:1',
    created_at: CREATED,
    ...changes,
  };
}

function indexKey(changes: Partial<IndexKeyRecord> = {}): IndexKeyRecord {
  return { purpose: 'email', ...branchKey(), ...changes };
}

function context(changes: Partial<LearnerContext> = {}): LearnerContext {
  return {
    _id: randomUUID(),
    tenant: 'default',
    key_id: randomBytes(16),
    wrapped_key: randomBytes(61),
    branch_epoch: 1,
    region: 'local',
    age_class: 'unknown',
    consents: { emotional_data: true },
    created_at: CREATED,
    ...changes,
  };
}

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

    describe('consents', () => {
      it('change by name and leave the others', async () => {
        const record = context({ consents: { emotional_data: true, research: false } });
        await vault.addLearnerContexts([record]);
        const consents = { emotional_data: false, third_parties: true };
        const expected = { ...record, consents: { ...record.consents, ...consents } };
        expect(await vault.updateConsents(record._id, consents)).toEqual(expected);
        expect((await vault.learnerContexts([record._id])).get(record._id)).toEqual(expected);
        expect(await vault.updateConsents(record._id, {})).toEqual(expected);
      });

      it('of a learner without a context are none', async () => {
        expect(await vault.updateConsents(randomUUID(), { research: true })).toBeNull();
      });

      it.each(['', 'a.b', '$set', 'A b'])('are named by slugs, not by %j', async (consent) => {
        const record = context();
        await vault.addLearnerContexts([record]);
        await expect(vault.updateConsents(record._id, { [consent]: true })).rejects.toThrow('slug');
      });

      it('changed at once are all kept', async () => {
        const record = context({ consents: {} });
        await vault.addLearnerContexts([record]);
        const names = ['a', 'b', 'c', 'd'];
        await Promise.all(names.map((name) => vault.updateConsents(record._id, { [name]: true })));
        const stored = (await vault.learnerContexts([record._id])).get(record._id);
        expect(stored?.consents).toEqual({ a: true, b: true, c: true, d: true });
      });
    });
  });
}
