import { hash } from '@node-rs/argon2';
import { expect, it } from 'vitest';
import { systemEntropy } from '../std/random.ts';
import { PASSWORD_COST, PasswordHasher } from './passwords.ts';

const CHEAP = { memoryKiB: 64, passes: 1, lanes: 1 };
const bounds = { underWayMax: 1, waitingMax: 2, waitMsMax: 60_000 };

it('makes PHC strings of Argon2id with the parameters of OWASP or stronger, each with a salt of its own', async () => {
  const hasher = new PasswordHasher(systemEntropy);
  const [first, second] = await Promise.all([
    hasher.hash('a long pass phrase'),
    hasher.hash('a long pass phrase'),
  ]);
  expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
  expect(first).not.toBe(second);
  expect(await hasher.verify('a long pass phrase', first)).toBe(true);
  expect(await hasher.verify('a long pass phrase ', first)).toBe(false);
});

it('verifies the test vector of the reference implementation', async () => {
  // phc-winner-argon2, test.c: Argon2id, t=2, m=2^16, p=1, "password", "somesalt".
  const vector = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';
  const hasher = new PasswordHasher(systemEntropy);
  expect(await hasher.verify('password', vector)).toBe(true);
  expect(await hasher.verify('differentpassword', vector)).toBe(false);
});

it('takes a password for the same however its letters were composed', async () => {
  const hasher = new PasswordHasher(systemEntropy, CHEAP);
  expect(await hasher.verify('pa\u0073\u0301sword', await hasher.hash('pa\u015bsword'))).toBe(true);
});

it('does the same work where there is no hash', async () => {
  const hasher = new PasswordHasher(systemEntropy, CHEAP);
  const stored = await hasher.hash('x');
  expect(hasher.hashes).toBe(1);
  await hasher.verify('y', stored);
  expect(hasher.hashes).toBe(2);
  expect(await hasher.verify('y', null)).toBe(false);
  expect(hasher.hashes).toBe(3);
});

it('tells hashes that cost less than those of now', async () => {
  const hasher = new PasswordHasher(systemEntropy);
  const of = (cost: Partial<typeof PASSWORD_COST>) => {
    const { memoryKiB, passes, lanes } = { ...PASSWORD_COST, ...cost };
    return hash('x', { memoryCost: memoryKiB, timeCost: passes, parallelism: lanes });
  };
  expect(hasher.isOutdated(await of({}))).toBe(false);
  expect(hasher.isOutdated(await of({ passes: 3 }))).toBe(false);
  expect(hasher.isOutdated(await of({ passes: 1 }))).toBe(true);
  expect(hasher.isOutdated(await of({ memoryKiB: 9_728 }))).toBe(true);
});

it('refuses more than fit, at once', async () => {
  const hasher = new PasswordHasher(systemEntropy, CHEAP, bounds);
  const done = await Promise.allSettled(Array.from({ length: 10 }, () => hasher.verify('x', null)));
  expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
  const refused = done.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
  expect(refused).toHaveLength(7);
  for (const reason of refused) expect(reason).toMatchObject({ code: 'overloaded', retryAfterSeconds: 1 });
  expect(hasher.hashes).toBe(3);
});
