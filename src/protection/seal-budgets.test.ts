import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { LIMITS } from '../std/limits.ts';
import { SealBudgets } from './seal-budgets.ts';
import { DataKey } from './secret-key.ts';

const LEARNER = 'learner';
let stored: number;
let calls: number;
let isAway: boolean;
let key: DataKey;

beforeEach(() => {
  [stored, calls, isAway] = [0, 0, false];
  key = new DataKey(randomBytes(16), randomBytes(32));
});

/** Budgets of one process; each has its own, all reserve from the same count. */
function budgets(onWorn?: (keyId: Buffer, envelopes: number) => void): SealBudgets {
  const vault = {
    reserveSealBlocks: async (_: string, __: Buffer, count: number) => {
      calls += 1;
      if (isAway) throw new Error('connection refused');
      stored += count;
      return stored;
    },
  };
  return new SealBudgets(vault, onWorn);
}

const keys = () => new Map([[LEARNER, key]]);

async function seal(by: SealBudgets, count: number): Promise<void> {
  for (let sealed = 0; sealed < count; sealed += 100) {
    await by.ready(keys());
    for (let one = 0; one < Math.min(100, count - sealed); one++) by.spend(key.id);
  }
}

describe('what a key seals', () => {
  it('is reserved before it is sealed, so that a process that dies counted too many', async () => {
    const process = budgets();
    for (let sealed = 0; sealed < 5 * LIMITS.sealBlock; sealed += 1_000) {
      await seal(process, 1_000);
      expect(stored * LIMITS.sealBlock).toBeGreaterThanOrEqual(sealed + 1_000);
      expect(stored * LIMITS.sealBlock).toBeLessThanOrEqual(sealed + 1_000 + 2 * LIMITS.sealBlock);
    }
  });

  it('costs no round trip but one for each block', async () => {
    await seal(budgets(), 4 * LIMITS.sealBlock);
    expect(calls).toBeLessThanOrEqual(6);
  });

  it('is counted across processes', async () => {
    await Promise.all([seal(budgets(), 20_000), seal(budgets(), 20_000)]);
    expect(stored * LIMITS.sealBlock).toBeGreaterThanOrEqual(40_000);
  });

  it('is reserved with the key itself where it is new', async () => {
    const process = budgets();
    process.grant(key.id);
    await process.ready(keys());
    expect(calls).toBe(0);
  });

  it('is refused beyond the limit, and told of before', async () => {
    const worn: number[] = [];
    stored = LIMITS.sealsWarned / LIMITS.sealBlock;
    await budgets((_, envelopes) => worn.push(envelopes)).ready(keys());
    expect(worn).toEqual([LIMITS.sealsWarned + LIMITS.sealBlock]);
    stored = LIMITS.sealsMax / LIMITS.sealBlock;
    await expect(budgets().ready(keys())).rejects.toMatchObject({ code: 'key_worn_out' });
  });

  it('is not sealed where it could not be counted', async () => {
    isAway = true;
    const process = budgets();
    await expect(process.ready(keys())).rejects.toMatchObject({ code: 'keys_unavailable' });
    isAway = false;
    await process.ready(keys());
  });

  it('is made up for where one call sealed more than a block', async () => {
    const process = budgets();
    await process.ready(keys());
    for (let sealed = 0; sealed < 3 * LIMITS.sealBlock; sealed++) process.spend(key.id);
    await process.ready(keys());
    expect(stored).toBe(4);
  });
});
