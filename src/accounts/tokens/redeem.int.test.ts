import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { newUser } from '../../../test/support/examples.ts';
import { openTestPlatform, type TestPlatform } from '../../../test/support/platform.ts';
import { TOKEN_PURPOSES } from '../../schema/vocabulary/token-purposes.ts';
import { days } from '../../std/durations.ts';
import { systemEntropy } from '../../std/random.ts';
import { presentToken, purgeTokens, spendToken, withdrawTokens } from './redeem.ts';
import { newToken } from './single-use-token.ts';

let test: TestPlatform;
let userId: string;
const at = new Date('2026-03-01T08:00:00Z');
const validMs = TOKEN_PURPOSES.reset_password.validMs;
const later = (ms: number) => new Date(at.getTime() + ms);

beforeAll(async () => {
  test = await openTestPlatform(inject('mongodbUri'));
  userId = systemEntropy.uuid();
  await test.system.documents.collection('users').insert([newUser(userId)]);
});
afterAll(() => test.close());

async function issued(): Promise<string> {
  const { token, document } = newToken({ purpose: 'reset_password', userId, at }, systemEntropy);
  await test.system.documents.collection('single_use_tokens').insert([document]);
  return token;
}

const present = (token: string, now = at) =>
  presentToken(test.system.documents, 'reset_password', token, now);
const refused = { code: 'link_refused' };

it('works once, however many use it at the same moment', async () => {
  const token = await issued();
  const attempts = await Promise.allSettled(
    Array.from({ length: 12 }, async () => {
      const found = await present(token);
      await test.system.documents.transaction((within) => spendToken(within, found));
    }),
  );
  expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const one of attempts) if (one.status === 'rejected') expect(one.reason).toMatchObject(refused);
  await expect(present(token)).rejects.toMatchObject(refused);
});

it('is not used up where what it was used for came to nothing', async () => {
  const token = await issued();
  const found = await present(token);
  await expect(
    test.system.documents.transaction(async (within) => {
      await spendToken(within, found);
      throw new Error('broken off');
    }),
  ).rejects.toThrow('broken off');
  await expect(present(token)).resolves.toMatchObject({ user_id: userId });
});

it('is worth nothing from its end on', async () => {
  const token = await issued();
  await expect(present(token, later(validMs - 1))).resolves.toBeDefined();
  await expect(present(token, later(validMs))).rejects.toMatchObject(refused);
});

it('is for its purpose alone, and is worth nothing after a few wrong attempts', async () => {
  const token = await issued();
  const bytes = Buffer.from(token, 'base64url');
  bytes.writeUInt8(bytes.readUInt8(47) ^ 1, 47);
  for (let attempt = 0; attempt < 4; attempt++) {
    await expect(present(bytes.toString('base64url'))).rejects.toMatchObject(refused);
  }
  await expect(present(token)).resolves.toBeDefined();
  await expect(presentToken(test.system.documents, 'verify_address', token, at)).rejects.toMatchObject(
    refused,
  );
  await expect(present(token)).rejects.toMatchObject(refused);
});

it('can be taken back, and goes when its time is over', async () => {
  const [first, second] = [await issued(), await issued()];
  await withdrawTokens(test.system.documents, userId, 'verify_address');
  await expect(present(first)).resolves.toBeDefined();
  await withdrawTokens(test.system.documents, userId, 'reset_password');
  await expect(present(first)).rejects.toMatchObject(refused);
  await expect(present(second)).rejects.toMatchObject(refused);
  await issued();
  expect(await purgeTokens(test.system.documents, later(validMs - 1))).toBe(0);
  expect(await purgeTokens(test.system.documents, later(days(1)))).toBe(1);
  expect(await purgeTokens(test.system.documents, later(days(1)))).toBe(0);
});
