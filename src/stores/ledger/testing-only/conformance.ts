import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ErasureLedger } from '../port.ts';

const TENANT = 'default';

/** What every erasure ledger promises. `create` gives an empty one; `again` another view of the same. */
export function erasureLedgerConformance(
  name: string,
  create: () => Promise<{ readonly ledger: ErasureLedger; readonly again: () => ErasureLedger }>,
): void {
  describe(`erasure ledger: ${name}`, () => {
    let ledger: ErasureLedger;
    let again: () => ErasureLedger;
    beforeEach(async () => {
      ({ ledger, again } = await create());
    });
    const intended = (learner: string, within: ErasureLedger = ledger) =>
      within.append({ tenant: TENANT, learner, step: 'intended' });

    it('is empty at first', async () => {
      expect((await ledger.erasedAmong(TENANT, [randomUUID()])).size).toBe(0);
      expect(await ledger.learners(TENANT, 0, 10)).toEqual([]);
      expect(await ledger.count(TENANT)).toBe(0);
      expect(await ledger.verify()).toEqual({ entries: 0, head: null, torn: [], overtaken: [] });
    });

    it('knows who was erased, tenant by tenant, from the intent on', async () => {
      const [one, other] = [randomUUID(), randomUUID()];
      const entry = await intended(one);
      expect(entry).toMatchObject({ seq: 1, learner: one, step: 'intended' });
      expect(await ledger.erasedAmong(TENANT, [one, other])).toEqual(new Set([one]));
      expect((await ledger.erasedAmong('elsewhere', [one])).size).toBe(0);
      await ledger.append({ tenant: TENANT, learner: one, step: 'erased' });
      expect((await ledger.of(TENANT, one)).map(({ step }) => step)).toEqual(['intended', 'erased']);
      expect(await ledger.of(TENANT, other)).toEqual([]);
    });

    it('is seen at once by everybody', async () => {
      const another = again();
      await another.count(TENANT);
      const learner = randomUUID();
      await intended(learner);
      expect(await another.erasedAmong(TENANT, [learner])).toEqual(new Set([learner]));
    });

    it('gives its learners page by page, in the order of their erasure', async () => {
      const learners = Array.from({ length: 7 }, () => randomUUID());
      for (const learner of learners) await intended(learner);
      await ledger.append({ tenant: TENANT, learner: learners[2] ?? '', step: 'erased' });
      await ledger.append({ tenant: 'elsewhere', learner: randomUUID(), step: 'intended' });
      const walked: string[] = [];
      for (let after = 0; ; ) {
        const page = await ledger.learners(TENANT, after, 3);
        walked.push(...page.map(({ learner }) => learner));
        for (const { learner, erasedAt } of page) expect(erasedAt !== null).toBe(learner === learners[2]);
        if (page.length < 3) break;
        after = page.at(-1)?.seq ?? 0;
      }
      expect(walked).toEqual(learners);
      expect(await ledger.count(TENANT)).toBe(7);
    });

    it('keeps every entry of those who append at once', async () => {
      const learners = Array.from({ length: 40 }, () => randomUUID());
      const views = [ledger, again(), again(), again()];
      await Promise.all(learners.map((learner, at) => intended(learner, views[at % views.length])));
      expect(await again().erasedAmong(TENANT, learners)).toEqual(new Set(learners));
      expect((await ledger.verify()).entries).toBe(40);
    });
  });
}
