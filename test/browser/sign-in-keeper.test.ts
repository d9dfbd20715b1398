import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SignInKeeper } from '../../web/src/sign-in/keeper.ts';
import type { Grant, TabMessage } from '../../web/src/sign-in/standing.ts';

const LIFE_MS = 60_000;

/** A browser with some tabs before a service that takes each refresh token once and ends the sign-in on a second use. */
function browserOf(tabs: number, scheduler: fc.Scheduler) {
  const world = { nowMs: 0, cookie: 1 as number | null, taken: 1, refreshes: 0, revoked: false };
  const hearers: ((message: TabMessage) => void)[] = [];
  let queue: Promise<unknown> = Promise.resolve();
  const issue = (): Grant => ({
    accessToken: `token-${world.taken}`,
    expiresAtMs: world.nowMs + LIFE_MS,
    userId: 'anna',
    role: 'learner',
    signInId: 'one',
  });
  const refresh = async (): Promise<Grant | null> => {
    const shown = world.cookie;
    await scheduler.schedule(Promise.resolve(), 'request');
    world.refreshes++;
    if (shown !== world.taken) world.revoked = true;
    if (world.revoked || shown === null) return null;
    world.cookie = ++world.taken;
    const grant = issue();
    await scheduler.schedule(Promise.resolve(), 'answer');
    return grant;
  };
  const begin = async () => ({ isLocal: false, grant: await refresh() });
  const keepers = Array.from({ length: tabs }, () => {
    return new SignInKeeper({
      begin,
      refresh,
      alone: (work) => {
        const done = queue.then(work);
        queue = done.catch(() => undefined);
        return done;
      },
      tabs: {
        hear: (listener) => void hearers.push(listener),
        tell: (message) => {
          for (const hear of hearers) {
            void scheduler.schedule(Promise.resolve(), message.kind).then(() => hear(message));
          }
        },
      },
      now: () => world.nowMs,
    });
  });
  return { world, keepers };
}

describe('the sign-in that tabs of a browser share', () => {
  it('never shows a refresh token twice, however tabs, answers and messages interleave', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.integer({ min: 1, max: 4 }),
        fc.array(fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 6 }), {
          minLength: 1,
          maxLength: 4,
        }),
        async (scheduler, tabs, rounds) => {
          const { world, keepers } = browserOf(tabs, scheduler);
          for (const asking of rounds) {
            const tokens = Promise.all(asking.map((tab) => keepers[tab % tabs]?.token()));
            await scheduler.waitFor(tokens);
            expect(await tokens).not.toContain(null);
            world.nowMs += LIFE_MS;
          }
          expect(world.revoked).toBe(false);
        },
      ),
    );
  });

  it('renews once for all requests of a tab that find their token over', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.integer({ min: 1, max: 8 }), async (scheduler, requests) => {
        const { world, keepers } = browserOf(1, scheduler);
        const [keeper] = keepers;
        await scheduler.waitFor(Promise.all([keeper?.token()]));
        world.nowMs += LIFE_MS;
        const before = world.refreshes;
        await scheduler.waitFor(Promise.all(Array.from({ length: requests }, () => keeper?.token())));
        expect(world.refreshes - before).toBe(1);
      }),
    );
  });

  it('ends in every tab when it ends in one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.integer({ min: 2, max: 4 }), async (scheduler, tabs) => {
        const { world, keepers } = browserOf(tabs, scheduler);
        await scheduler.waitFor(Promise.all(keepers.map((keeper) => keeper.token())));
        world.cookie = null;
        keepers[0]?.signedOut();
        await scheduler.waitAll();
        expect(keepers.map(({ standing }) => standing.kind)).toEqual(keepers.map(() => 'signed-out'));
      }),
    );
  });

  it('goes back to needing no sign-in where none is needed', async () => {
    const keeper = new SignInKeeper({
      begin: async () => ({ isLocal: true, grant: null }),
      refresh: async () => null,
      alone: (work) => work(),
      tabs: { tell: () => undefined, hear: () => undefined },
      now: () => 0,
    });
    expect(await keeper.token()).toBeNull();
    keeper.signedIn({
      accessToken: 'a',
      expiresAtMs: LIFE_MS,
      userId: 'anna',
      role: 'learner',
      signInId: 'one',
    });
    expect(await keeper.token()).toBe('a');
    expect((await keeper.known()).kind).toBe('signed-in');
    keeper.signedOut();
    expect(keeper.standing).toEqual({ kind: 'local' });
  });
});
