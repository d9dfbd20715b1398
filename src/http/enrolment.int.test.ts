import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { newAccount } from '../../test/support/accounts.ts';
import {
  bearer,
  codeOf,
  openDoorway,
  SIGN_IN_REFUSED,
  type TestDoorway,
  TOKEN_REFUSED,
} from '../../test/support/doorway.ts';
import { ACCOUNT_ROLES, type AccountRole, STAFF_ROLES } from '../schema/vocabulary/roles.ts';
import { minutes, seconds } from '../std/durations.ts';

let door: TestDoorway;
beforeAll(async () => {
  door = await openDoorway(inject('mongodbUri'));
});
afterAll(() => door.close());

const staff = (...roles: readonly AccountRole[]) => newAccount(door.test, { roles });
const code = (secret: string) => codeOf(secret, door.clock.now());

describe('a second factor that is demanded', () => {
  it.each(STAFF_ROLES)(
    'of the role %s: without one there is no token, only a way to set one up',
    async (role) => {
      // In whichever role somebody acts who has this one.
      for (const account of [await staff(role), await staff('learner', role)]) {
        const begun = await door.signIn(account);
        expect(begun).toMatchObject({ status: 200, body: { outcome: 'enrolment' } });
        expect(Object.keys(begun.body).sort()).toEqual(['enrolment_token', 'expires_at', 'outcome']);
        expect(begun.headers['set-cookie']).toBeUndefined();
        const { signedIn, secret } = await door.enrol(account);
        expect((await door.account(signedIn.access_token)).body).toMatchObject({
          two_factor_enabled: true,
          recovery_codes: 10,
        });
        door.clock.advance(seconds(30));
        const { second_factor_token } = (await door.signIn(account, { role })).body;
        const again = await door.post('second-factor', { second_factor_token, code: code(secret) });
        expect(again.body).toMatchObject({ outcome: 'signed_in', role });
      }
    },
  );

  it('is of staff and of nobody else, unless said', async () => {
    const others = ACCOUNT_ROLES.filter(
      (role) => role !== 'service' && !STAFF_ROLES.some((one) => one === role),
    );
    expect(others).toEqual(['learner', 'guardian']);
    for (const role of others) expect((await door.signIn(await staff(role))).body.outcome).toBe('signed_in');
  });

  it('keeps the token of the wait from everything else', async () => {
    const { enrolment_token: token } = (await door.signIn(await staff('operator'))).body;
    const { secret } = (await door.post('enrolment', { enrolment_token: token })).body;
    expect(await door.account(token)).toMatchObject(TOKEN_REFUSED);
    expect(await door.post('refresh', { refresh_token: token })).toMatchObject(TOKEN_REFUSED);
    const answered = await door.post('second-factor', { second_factor_token: token, code: code(secret) });
    expect(answered).toMatchObject(SIGN_IN_REFUSED);
    for (const path of ['password', 'totp', 'totp/confirm', 'sign-out-everywhere']) {
      expect((await door.post(path, {}, bearer(token))).status).toBe(401);
    }
    const confirm = (given: string) =>
      door.post('enrolment/confirm', { enrolment_token: token, code: given });
    expect(await confirm('000000')).toMatchObject(SIGN_IN_REFUSED);
    expect((await confirm(code(secret))).status).toBe(200);
    expect(await confirm(code(secret))).toMatchObject(SIGN_IN_REFUSED);
    expect(await door.post('enrolment', { enrolment_token: token })).toMatchObject(SIGN_IN_REFUSED);
  });

  it('is waited for a quarter of an hour, and lets the first of several in', async () => {
    const account = await staff('support');
    const [one, other] = [(await door.signIn(account)).body, (await door.signIn(account)).body];
    // One character of its secret is another one.
    const { enrolment_token: good } = one;
    const forged = `${good.slice(0, 70)}${good[70] === 'A' ? 'B' : 'A'}${good.slice(71)}`;
    const wrong = await door.post('enrolment', { enrolment_token: forged });
    expect(wrong).toMatchObject(SIGN_IN_REFUSED);
    await door.post('enrolment', { enrolment_token: other.enrolment_token });
    await door.enrol(account);
    expect(await door.post('enrolment', { enrolment_token: other.enrolment_token })).toMatchObject(
      SIGN_IN_REFUSED,
    );
    const late = (await door.signIn(await staff('support'))).body.enrolment_token;
    door.clock.advance(minutes(15));
    expect(await door.post('enrolment', { enrolment_token: late })).toMatchObject(SIGN_IN_REFUSED);
  });

  it('ends the sign-ins of whoever becomes staff, or ends the factor', async () => {
    const account = await staff('learner');
    const before = (await door.signIn(account)).body;
    const users = door.test.system.documents.collection('users');
    await users.revise('test', { user_id: account.id }, (user) => ({
      ...user,
      roles: ['learner', 'analyst'],
    }));
    const shown = { refresh_token: before.refresh_token };
    expect(await door.post('refresh', shown)).toMatchObject(TOKEN_REFUSED);
    expect(await door.account(before.access_token)).toMatchObject(TOKEN_REFUSED);
    const { signedIn, secret } = await door.enrol(account);
    door.clock.advance(seconds(30));
    const end = { password: account.password, code: code(secret) };
    expect((await door.post('totp/end', end, bearer(signedIn.access_token))).status).toBe(204);
    expect(await door.account(signedIn.access_token)).toMatchObject(TOKEN_REFUSED);
    expect((await door.signIn(account)).body.outcome).toBe('enrolment');
  });

  it('can be demanded of everybody', async () => {
    const strict = await openDoorway(inject('mongodbUri'), 'everyone');
    try {
      const ada = await newAccount(strict.test);
      expect((await strict.signIn(ada)).body.outcome).toBe('enrolment');
      expect((await strict.enrol(ada)).signedIn.role).toBe('learner');
    } finally {
      await strict.close();
    }
  });
});

describe('signing in again in a browser', () => {
  it('ends the sign-in that was open there, and no other', async () => {
    const [ada, other] = [await newAccount(door.test), await newAccount(door.test)];
    const browser = { mode: 'browser' };
    const first = await door.signIn(ada, browser);
    const elsewhere = (await door.signIn(ada, browser)).body;
    const cookie = String(first.headers['set-cookie']).split(';', 1)[0] ?? '';
    const again = (account: typeof ada, more: object, password = account.password) =>
      door.post('sign-in', { email: account.email, password, ...more }, { cookie });
    expect((await again(ada, browser, 'wrong')).status).toBe(401);
    expect((await again(ada, {})).status).toBe(200);
    expect((await door.account(first.body.access_token)).status).toBe(200);
    expect((await again(other, browser)).body.user_id).toBe(other.id);
    expect(await door.account(first.body.access_token)).toMatchObject(TOKEN_REFUSED);
    expect((await door.account(elsewhere.access_token)).status).toBe(200);
  });
});
