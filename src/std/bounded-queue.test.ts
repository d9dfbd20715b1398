import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BoundedQueue } from './bounded-queue.ts';

const refusal = () => new Error('full');
const turn = () => new Promise((resolve) => setImmediate(resolve));

it('runs no more than its number at once, lets no more than its number wait, and refuses the rest', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 0, max: 5 }),
      fc.integer({ min: 0, max: 20 }),
      async (underWayMax, waitingMax, callers) => {
        const queue = new BoundedQueue({ underWayMax, waitingMax, waitMsMax: 60_000 }, refusal);
        let underWay = 0;
        let most = 0;
        const done = await Promise.allSettled(
          Array.from({ length: callers }, (_, caller) =>
            queue.run(async () => {
              most = Math.max(most, ++underWay);
              await turn();
              underWay--;
              return caller;
            }),
          ),
        );
        const served = done.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
        expect(most).toBe(Math.min(callers, underWayMax));
        // Whoever came first is served: the first ones, in their order.
        expect(served).toEqual(
          Array.from({ length: Math.min(callers, underWayMax + waitingMax) }, (_, n) => n),
        );
        expect(queue.load).toBe(0);
      },
    ),
    { numRuns: 50 },
  );
});

it('refuses whoever waited too long, and goes on with the others', async () => {
  const queue = new BoundedQueue({ underWayMax: 1, waitingMax: 2, waitMsMax: 5 }, refusal);
  let release: () => void = () => undefined;
  const held = queue.run(() => new Promise<void>((resolve) => (release = resolve)));
  await expect(queue.run(async () => 'late')).rejects.toThrow('full');
  release();
  await held;
  expect(await queue.run(async () => 'served')).toBe('served');
});

it('frees the place of work that fails', async () => {
  const queue = new BoundedQueue({ underWayMax: 1, waitingMax: 0, waitMsMax: 5 }, refusal);
  await expect(queue.run(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(await queue.run(async () => 1)).toBe(1);
});
