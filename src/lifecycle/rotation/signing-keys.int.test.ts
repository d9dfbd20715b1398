import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openTestPlatform, type TestPlatform } from '../../../test/support/platform.ts';
import type { AccessGrant } from '../../access/access-tokens.ts';
import { ACCESS_TOKEN_PURPOSE } from '../../protection/signing-keys.ts';
import { ManualClock } from '../../std/clock.ts';
import { days, minutes, seconds } from '../../std/durations.ts';

const clock = new ManualClock('2026-05-01T10:00:00Z');
let test: TestPlatform;
beforeAll(async () => {
  test = await openTestPlatform(inject('mongodbUri'), {
    clock,
    keysHeldMsMin: seconds(1),
  });
});
afterAll(() => test.close());

const grant: AccessGrant = { subject: 'somebody', role: 'learner', signIn: 'a-sign-in' };
const kids = async () => (await test.platform.accessTokens.jwks()).keys.map(({ kid }) => kid);
const kidOf = (token: string): string =>
  JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString('utf8')).kid;

/** Lets the test's time pass, while something waits for it; every token that is not over counts at every moment. */
async function usedWhile(waiting: Promise<unknown>): Promise<ReadonlySet<string>> {
  const { accessTokens } = test.platform;
  const used = new Set<string>();
  const tokens: { readonly token: string; readonly until: number }[] = [];
  let isOver = false;
  const over = waiting.finally(() => {
    isOver = true;
  });
  while (!isOver) {
    const { token, expiresAt } = await accessTokens.issue(grant);
    used.add(kidOf(token));
    // Whoever verifies elsewhere finds the key among those that are published.
    expect(await kids()).toContain(kidOf(token));
    tokens.push({ token, until: expiresAt.getTime() });
    for (const { token, until } of tokens) {
      if (clock.now().getTime() < until) expect(await accessTokens.verify(token)).toEqual(grant);
    }
    clock.advance(seconds(20));
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  await over;
  return used;
}

describe('the key of access tokens', () => {
  it('is replaced while tokens are in use: none is refused, and what the old one signs is over', async () => {
    const { vault, tenant } = test.platform;
    const [before = ''] = await kids();
    const old = await test.platform.accessTokens.issue(grant);
    const used = await usedWhile(test.system.keys.rotate({ kind: 'signing' }));
    expect(used.has(before)).toBe(true);
    clock.advance(minutes(2));
    const after = await kids();
    expect(after).toHaveLength(1);
    expect(after).not.toContain(before);
    expect(used).toEqual(new Set([before, ...after]));
    await expect(test.platform.accessTokens.verify(old.token)).rejects.toMatchObject({
      code: 'token_refused',
    });
    // The one before is destroyed, not only withdrawn.
    expect((await vault.indexKeysFor(tenant, ACCESS_TOKEN_PURPOSE)).map(({ epoch }) => epoch)).toEqual([2]);
  });

  it('is replaced after 30 days by itself, and not before; an interrupted rotation is gone on with', async () => {
    const { keys } = test.system;
    const [before] = await kids();
    clock.advance(days(30) - minutes(30));
    expect(await keys.renewSigningKey()).toBe(false);
    clock.advance(minutes(31));
    const stopped = new AbortController();
    stopped.abort();
    await expect(keys.renewSigningKey({ signal: stopped.signal })).rejects.toMatchObject({
      code: 'interrupted',
    });
    const renewing = keys.renewSigningKey();
    await usedWhile(renewing);
    expect(await renewing).toBe(true);
    clock.advance(minutes(2));
    expect(await kids()).not.toContain(before);
    expect(await keys.renewSigningKey()).toBe(false);
  });
});
