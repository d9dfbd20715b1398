import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { newAccount, type TestAccount } from '../../test/support/accounts.ts';
import {
  bearer,
  codeOf,
  openDoorway,
  SIGN_IN_REFUSED,
  type TestDoorway,
  TOKEN_REFUSED,
} from '../../test/support/doorway.ts';
import { minutes, seconds } from '../std/durations.ts';

let door: TestDoorway;
beforeAll(async () => {
  door = await openDoorway(inject('mongodbUri'));
});
afterAll(() => door.close());

describe('a second factor', () => {
  const codeAt = (secret: string) => codeOf(secret, door.clock.now());
  const enrol = async () => {
    const ada = await newAccount(door.test);
    const { access_token } = (await door.signIn(ada)).body;
    const { password } = ada;
    const begun = await door.post('totp', { password }, bearer(access_token));
    expect(begun.status).toBe(200);
    const { secret } = begun.body;
    const confirmed = await door.post('totp/confirm', { code: codeAt(secret) }, bearer(access_token));
    expect(confirmed.status).toBe(200);
    const codes: string[] = confirmed.body.recovery_codes;
    return { ada, password, access_token, secret, codes };
  };
  const challenge = async (ada: TestAccount) => {
    const { status, body } = await door.signIn(ada);
    expect([status, body.outcome]).toEqual([200, 'second_factor']);
    return (code: string) =>
      door.post('second-factor', { second_factor_token: body.second_factor_token, code });
  };

  it('is begun with the password, and in force once a code confirms it', async () => {
    const ada = await newAccount(door.test);
    const { access_token } = (await door.signIn(ada)).body;
    const own = (path: string, body: object) => door.post(path, body, bearer(access_token));
    expect(await own('totp', { password: 'wrong' })).toMatchObject(SIGN_IN_REFUSED);
    expect((await own('totp/confirm', { code: '123456' })).status).toBe(404);
    const old = (await own('totp', { password: ada.password })).body;
    const { secret, uri } = (await own('totp', { password: ada.password })).body;
    expect(uri).toContain(secret);
    const elsewhere = (await door.signIn(ada)).body;
    expect(elsewhere.outcome).toBe('signed_in');
    expect(await own('totp/confirm', { code: codeAt(old.secret) })).toMatchObject(SIGN_IN_REFUSED);
    const confirmed = await own('totp/confirm', { code: codeAt(secret) });
    expect(new Set(confirmed.body.recovery_codes).size).toBe(10);
    // What was opened without it is over.
    expect(await door.account(elsewhere.access_token)).toMatchObject(TOKEN_REFUSED);
    expect((await own('totp/confirm', { code: codeAt(secret) })).status).toBe(409);
    expect((await own('totp', { password: ada.password })).status).toBe(409);
    expect((await door.account(access_token)).body).toMatchObject({
      two_factor_enabled: true,
      recovery_codes: 10,
    });
  });

  it('is asked for after the password; no code is taken twice, nor a token', async () => {
    const { ada, secret } = await enrol();
    const answer = await challenge(ada);
    // The code that confirmed it was taken.
    expect(await answer(codeAt(secret))).toMatchObject(SIGN_IN_REFUSED);
    door.clock.advance(seconds(30));
    const code = codeAt(secret);
    const opened = await answer(code);
    expect(opened.body).toMatchObject({ outcome: 'signed_in', user_id: ada.id });
    expect((await door.account(opened.body.access_token)).status).toBe(200);
    door.clock.advance(seconds(30));
    expect(await answer(codeAt(secret))).toMatchObject(SIGN_IN_REFUSED);
    const again = await challenge(ada);
    expect(await again(code)).toMatchObject(SIGN_IN_REFUSED);
    expect((await again(codeAt(secret))).status).toBe(200);
  });

  it('takes each recovery code once', async () => {
    const { ada, codes, access_token, password } = await enrol();
    const [code = '', other = ''] = codes;
    expect((await (await challenge(ada))(code.toLowerCase())).status).toBe(200);
    expect(await (await challenge(ada))(code)).toMatchObject(SIGN_IN_REFUSED);
    expect((await door.account(access_token)).body.recovery_codes).toBe(9);
    const renewed = await door.post('recovery-codes', { password }, bearer(access_token));
    expect(renewed.body.recovery_codes).toHaveLength(10);
    expect(await (await challenge(ada))(other)).toMatchObject(SIGN_IN_REFUSED);
    expect((await (await challenge(ada))(renewed.body.recovery_codes[0])).status).toBe(200);
  });

  it('is waited for five minutes and five codes, and wrong codes lock the account', async () => {
    const { ada, secret } = await enrol();
    const late = await challenge(ada);
    door.clock.advance(minutes(5));
    expect(await late(codeAt(secret))).toMatchObject(SIGN_IN_REFUSED);
    door.clock.advance(minutes(1));
    const answer = await challenge(ada);
    for (let n = 0; n < 4; n++) expect(await answer('000000')).toMatchObject(SIGN_IN_REFUSED);
    // Five failures with the late one: the right password is refused as well.
    expect(await door.signIn(ada)).toMatchObject(SIGN_IN_REFUSED);
    expect(await answer(codeAt(secret))).toMatchObject(SIGN_IN_REFUSED);
    door.clock.advance(minutes(1));
    expect((await (await challenge(ada))(codeAt(secret))).status).toBe(200);
  });

  it('of two who send one code at once lets one in', async () => {
    const { ada, secret } = await enrol();
    door.clock.advance(seconds(30));
    const [one, other] = [await challenge(ada), await challenge(ada)];
    const code = codeAt(secret);
    const statuses = (await Promise.all([one(code), other(code)])).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, 401]);
  });

  it('is ended by whoever has password and code', async () => {
    const { ada, password, secret, access_token, codes } = await enrol();
    door.clock.advance(seconds(30));
    const end = (given: object) => door.post('totp/end', given, bearer(access_token));
    expect(await end({ password: 'wrong', code: codeAt(secret) })).toMatchObject(SIGN_IN_REFUSED);
    expect(await end({ password, code: '000000' })).toMatchObject(SIGN_IN_REFUSED);
    const elsewhere = (await (await challenge(ada))(codes[0] ?? '')).body;
    expect((await end({ password, code: codeAt(secret) })).status).toBe(204);
    expect((await door.signIn(ada)).body.outcome).toBe('signed_in');
    expect(await door.account(elsewhere.access_token)).toMatchObject(TOKEN_REFUSED);
    expect((await door.account(access_token)).status).toBe(200);
  });
});
