import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { newAccount } from '../../test/support/accounts.ts';
import { bearer, openDoorway, type TestDoorway, TOKEN_REFUSED } from '../../test/support/doorway.ts';
import type { HttpAnswer } from '../../test/support/http.ts';
import { days, minutes, seconds } from '../std/durations.ts';

let door: TestDoorway;
beforeAll(async () => {
  door = await openDoorway(inject('mongodbUri'));
});
afterAll(() => door.close());

const cookieOf = ({ headers }: HttpAnswer) => {
  const [cookie = ''] = String(headers['set-cookie']).split(';');
  return cookie;
};

describe('going on with a sign-in', () => {
  it('gives another token each time, in the mode of programs', async () => {
    const ada = await newAccount(door.test);
    const first = (await door.signIn(ada)).body;
    door.clock.advance(minutes(11));
    expect(await door.account(first.access_token)).toMatchObject(TOKEN_REFUSED);
    const second = await door.post('refresh', { refresh_token: first.refresh_token });
    expect(second.status).toBe(200);
    expect(second.body.sign_in_id).toBe(first.sign_in_id);
    expect(second.body.refresh_token).not.toBe(first.refresh_token);
    expect((await door.account(second.body.access_token)).status).toBe(200);
    door.clock.advance(minutes(1));
    expect((await door.post('refresh', { refresh_token: second.body.refresh_token })).status).toBe(200);
  });

  it('goes by a cookie that pages cannot read, in the mode of browsers', async () => {
    const ada = await newAccount(door.test);
    const begun = await door.signIn(ada, { mode: 'browser' });
    expect(begun.body).not.toHaveProperty('refresh_token');
    expect(String(begun.headers['set-cookie'])).toMatch(
      /^masterx-refresh=[\w-]{114}; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Strict$/,
    );
    const cookie = cookieOf(begun);
    const second = await door.post('refresh', undefined, { cookie });
    expect(second.status).toBe(200);
    expect(cookieOf(second)).not.toBe(cookie);
    // The token of a cookie counts nowhere else, nor one of a body in a cookie.
    const [, token = ''] = cookieOf(second).split('=');
    expect(await door.post('refresh', { refresh_token: token })).toMatchObject(TOKEN_REFUSED);
    const api = (await door.signIn(ada)).body;
    const asCookie = { cookie: `masterx-refresh=${api.refresh_token}` };
    expect(await door.post('refresh', undefined, asCookie)).toMatchObject(TOKEN_REFUSED);
    const out = await door.post('sign-out', undefined, { cookie: cookieOf(second) });
    expect(out.status).toBe(204);
    expect(out.headers['clear-site-data']).toBe('"storage"');
    expect(String(out.headers['set-cookie'])).toMatch(/^masterx-refresh=; Path=\/; Expires=Thu, 01 Jan 1970/);
    expect(await door.post('refresh', undefined, { cookie: cookieOf(second) })).toMatchObject(TOKEN_REFUSED);
    expect(await door.account(second.body.access_token)).toMatchObject(TOKEN_REFUSED);
  });

  it('is refused to another site', async () => {
    const begun = await door.signIn(await newAccount(door.test), { mode: 'browser' });
    const headers = { cookie: cookieOf(begun), origin: 'https://evil.example' };
    expect((await door.post('refresh', undefined, headers)).status).toBe(403);
    const form = { 'content-type': 'application/x-www-form-urlencoded', cookie: cookieOf(begun) };
    expect((await door.http.ask('POST', '/v1/auth/refresh', { headers: form, payload: 'a=b' })).status).toBe(
      415,
    );
  });

  it('ends when a token is shown again: the copy, and whoever copied it', async () => {
    const ada = await newAccount(door.test);
    const first = (await door.signIn(ada)).body;
    const second = (await door.post('refresh', { refresh_token: first.refresh_token })).body;
    // Two pages of one browser may ask at once.
    expect(await door.post('refresh', { refresh_token: first.refresh_token })).toMatchObject({
      status: 409,
      body: { code: 'write_conflict', retryable: true },
    });
    expect((await door.account(second.access_token)).status).toBe(200);
    door.clock.advance(seconds(10));
    expect(await door.post('refresh', { refresh_token: first.refresh_token })).toMatchObject(TOKEN_REFUSED);
    expect(door.reused).toContain(first.sign_in_id);
    expect(await door.post('refresh', { refresh_token: second.refresh_token })).toMatchObject(TOKEN_REFUSED);
    expect(await door.account(second.access_token)).toMatchObject(TOKEN_REFUSED);
    const told = await door.test.system.documents
      .collection('sign_ins')
      .find(...(['sign_in_by_id', { sign_in_id: first.sign_in_id }, { learner: ada.id }] as const));
    expect(told).toMatchObject({ end_reason: 'refresh_token_reused' });
  });

  it('is not ended by tokens that somebody invented', async () => {
    const { body } = await door.signIn(await newAccount(door.test));
    const bytes = Buffer.from(body.refresh_token, 'base64url');
    for (const at of [1, 20, 36, 40, 84]) {
      const forged = Buffer.from(bytes);
      forged[at] = (forged[at] ?? 0) ^ 1;
      const answer = await door.post('refresh', { refresh_token: forged.toString('base64url') });
      expect(answer).toMatchObject(TOKEN_REFUSED);
    }
    expect((await door.post('refresh', { refresh_token: body.refresh_token })).status).toBe(200);
  });

  it('of many at once goes on once', async () => {
    const { body } = await door.signIn(await newAccount(door.test));
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => door.post('refresh', { refresh_token: body.refresh_token })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409, 409]);
    const [won] = answers.filter(({ status }) => status === 200);
    expect((await door.account(won?.body.access_token)).status).toBe(200);
  });

  it('is over after a week without use, and after a month in any case', async () => {
    const ada = await newAccount(door.test);
    const unused = (await door.signIn(ada)).body;
    let token = (await door.signIn(ada)).body.refresh_token;
    for (let day = 0; day < 30; day += 6) {
      const { status, body } = await door.post('refresh', { refresh_token: token });
      expect(status).toBe(200);
      token = body.refresh_token;
      door.clock.advance(days(6));
    }
    expect(await door.post('refresh', { refresh_token: token })).toMatchObject(TOKEN_REFUSED);
    expect(await door.post('refresh', { refresh_token: unused.refresh_token })).toMatchObject(TOKEN_REFUSED);
  });

  it('is refused to an account that was suspended, or lost the role', async () => {
    const [suspended, degraded] = await Promise.all([
      newAccount(door.test),
      newAccount(door.test, { roles: ['learner', 'operator'] }),
    ]);
    const first = (await door.signIn(suspended)).body;
    const second = (await door.enrol(degraded, { role: 'operator' })).signedIn;
    const users = door.test.system.documents.collection('users');
    await users.revise('test', { user_id: suspended.id }, (user) => ({
      ...user,
      account_status: 'suspended',
    }));
    await users.revise('test', { user_id: degraded.id }, (user) => ({ ...user, roles: ['learner'] }));
    for (const { refresh_token } of [first, second]) {
      expect(await door.post('refresh', { refresh_token })).toMatchObject(TOKEN_REFUSED);
    }
  });
});

describe('the sign-ins of an account', () => {
  it('are listed with their devices, and each can be ended', async () => {
    const ada = await newAccount(door.test);
    const here = (await door.signIn(ada)).body;
    const there = await door.post(
      'sign-in',
      { email: ada.email, password: ada.password },
      { 'user-agent': 'A phone' },
    );
    const list = await door.http.ask('GET', '/v1/auth/sessions', { headers: bearer(here.access_token) });
    expect(list.body.items).toHaveLength(2);
    const phone = list.body.items.find(({ device }: { device: string }) => device === 'A phone');
    expect(phone).toMatchObject({
      sign_in_id: there.body.sign_in_id,
      current: false,
      address: expect.stringMatching(/^192\.0\.2\./),
    });
    const end = (id: string) =>
      door.http.ask('DELETE', `/v1/auth/sessions/${id}`, { headers: bearer(here.access_token) });
    const foreign = (await door.signIn(await newAccount(door.test))).body;
    expect((await end(foreign.sign_in_id)).status).toBe(404);
    expect((await door.account(foreign.access_token)).status).toBe(200);
    expect((await end(there.body.sign_in_id)).status).toBe(204);
    expect(await door.account(there.body.access_token)).toMatchObject(TOKEN_REFUSED);
    expect((await door.account(here.access_token)).status).toBe(200);
  });

  it('does not come back to life by a refresh that looked at the time before it was ended', async () => {
    const ada = await newAccount(door.test);
    const { refresh_token } = (await door.signIn(ada)).body;
    const { endSignInsOf } = await import('../accounts/sign-in/end-sign-ins.ts');
    // As a process ends them whose clock is ahead.
    const ahead = new Date(door.clock.now().getTime() + seconds(30));
    await endSignInsOf(door.test.system.documents, ada.id, 'password_changed', ahead);
    expect(await door.post('refresh', { refresh_token })).toMatchObject(TOKEN_REFUSED);
  });

  it('can all be ended at once, also in a process that does not know yet, within ten seconds', async () => {
    const ada = await newAccount(door.test);
    const [first, second] = [(await door.signIn(ada)).body, (await door.signIn(ada)).body];
    expect((await door.account(first.access_token)).status).toBe(200);
    // As another process ends them: this one is not told.
    const { endSignInsOf } = await import('../accounts/sign-in/end-sign-ins.ts');
    await endSignInsOf(door.test.system.documents, ada.id, 'signed_out_everywhere', door.clock.now());
    expect((await door.account(first.access_token)).status).toBe(200);
    door.clock.advance(seconds(10));
    for (const { access_token, refresh_token } of [first, second]) {
      expect(await door.account(access_token)).toMatchObject(TOKEN_REFUSED);
      expect(await door.post('refresh', { refresh_token })).toMatchObject(TOKEN_REFUSED);
    }
    const [third, fourth] = [(await door.signIn(ada)).body, (await door.signIn(ada)).body];
    const out = await door.post('sign-out-everywhere', undefined, bearer(third.access_token));
    expect(out.body).toEqual({ ended: 2 });
    for (const { access_token } of [third, fourth])
      expect(await door.account(access_token)).toMatchObject(TOKEN_REFUSED);
  });
});
