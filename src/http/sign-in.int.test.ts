import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { newAccount, type TestAccount } from '../../test/support/accounts.ts';
import {
  bearer,
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

describe('signing in', () => {
  it('gives tokens with which the account is one’s own', async () => {
    const ada = await newAccount(door.test);
    const { status, body, headers } = await door.signIn(ada);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      outcome: 'signed_in',
      user_id: ada.id,
      role: 'learner',
      roles: ['learner'],
    });
    expect(headers['set-cookie']).toBeUndefined();
    expect(headers['cache-control']).toBe('no-store');
    const own = await door.account(body.access_token);
    expect(own.body).toMatchObject({
      user_id: ada.id,
      email: ada.email,
      last_login: door.clock.now().toISOString(),
    });
    const learner = await door.http.ask('GET', `/v1/learners/${ada.id}`, {
      headers: bearer(body.access_token),
    });
    expect(learner.status).toBe(200);
    expect(learner.text).not.toMatch(/argon2|password_hash/);
  });

  it('takes the address however it is written', async () => {
    const ada = await newAccount(door.test);
    expect((await door.signIn({ ...ada, email: ada.email.toUpperCase() })).status).toBe(200);
  });

  it('is for one role of the account: the first, or the one that is named', async () => {
    const both = await newAccount(door.test, { roles: ['learner', 'operator'] });
    const { signedIn: operator, codes } = await door.enrol(both, { role: 'operator' });
    expect(operator).toMatchObject({ role: 'operator', roles: ['learner', 'operator'] });
    expect(
      (await door.http.ask('GET', '/v1/learners', { headers: bearer(operator.access_token) })).status,
    ).toBe(200);
    const { second_factor_token } = (await door.signIn(both)).body;
    expect((await door.post('second-factor', { second_factor_token, code: codes[0] })).body.role).toBe(
      'learner',
    );
    expect(await door.signIn(both, { role: 'analyst' })).toMatchObject({
      status: 403,
      body: { code: 'access_denied' },
    });
    expect((await door.signIn(both, { role: 'service' })).status).toBe(400);
  });

  it('is refused alike, whatever is wrong, after the same work', async () => {
    const [active, suspended, deleted, unproved, locked] = await Promise.all([
      newAccount(door.test),
      newAccount(door.test, { status: 'suspended' }),
      newAccount(door.test, { status: 'deleted' }),
      newAccount(door.test, { isVerified: false }),
      newAccount(door.test),
    ]);
    for (let n = 0; n < 5; n++) await door.signIn({ ...locked, password: 'wrong' });
    const wrong = { password: 'not the password' };
    const attempts = [
      { ...active, ...wrong },
      { ...active, email: 'nobody@example.org' },
      { ...suspended, ...wrong },
      suspended,
      unproved,
      deleted,
      locked,
      { ...locked, ...wrong },
    ];
    const answers = [];
    for (const attempt of attempts) {
      const before = door.test.platform.passwords.hashes;
      const { status, text, headers } = await door.signIn(attempt);
      const told = text.replaceAll(String(headers['x-request-id']), '');
      const names = Object.keys(headers).sort();
      answers.push({ status, told, names, hashes: door.test.platform.passwords.hashes - before });
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 401, hashes: 1 });
  });

  it('is refused without a password that can be checked', async () => {
    const imported = await newAccount(door.test);
    await door.test.system.documents
      .collection('users')
      .revise('test', { user_id: imported.id }, (user) => ({ ...user, password_hash: null }));
    expect(await door.signIn(imported)).toMatchObject(SIGN_IN_REFUSED);
    expect((await door.signIn({ ...imported, password: '' })).status).toBe(400);
  });

  it('makes a hash again that costs less than hashes do now', async () => {
    const ada = await newAccount(door.test);
    const stored = async () =>
      (await door.test.system.documents.collection('users').get('user_profile', {}, { learner: ada.id }))
        .password_hash;
    const strong = await stored();
    const weak = '$argon2id$v=19$m=32,t=1,p=1$';
    const { hash } = await import('@node-rs/argon2');
    const made = await hash(ada.password, { memoryCost: 32, timeCost: 1, parallelism: 1 });
    expect(made.startsWith(weak)).toBe(true);
    await door.test.system.documents
      .collection('users')
      .revise('test', { user_id: ada.id }, (user) => ({ ...user, password_hash: made }));
    expect((await door.signIn(ada)).status).toBe(200);
    expect((await stored())?.split('$')[3]).toBe(strong?.split('$')[3]);
    expect((await door.signIn(ada)).status).toBe(200);
  });
});

describe('failures', () => {
  const wrong = { password: 'not the password' };
  const failures = async ({ id }: TestAccount) =>
    (await door.test.system.documents.collection('users').get('user_profile', {}, { learner: id })).security;

  it('lock the account, each time for longer; what is tried meanwhile is not counted', async () => {
    const ada = await newAccount(door.test);
    for (let n = 0; n < 5; n++)
      expect(await door.signIn({ ...ada, ...wrong })).toMatchObject(SIGN_IN_REFUSED);
    expect(await door.signIn(ada)).toMatchObject(SIGN_IN_REFUSED);
    expect(await door.signIn({ ...ada, ...wrong })).toMatchObject(SIGN_IN_REFUSED);
    expect(await failures(ada)).toMatchObject({ failed_login_attempts: 5 });
    door.clock.advance(seconds(30) - 1);
    expect(await door.signIn(ada)).toMatchObject(SIGN_IN_REFUSED);
    door.clock.advance(1);
    expect(await door.signIn({ ...ada, ...wrong })).toMatchObject(SIGN_IN_REFUSED);
    expect(await failures(ada)).toMatchObject({
      failed_login_attempts: 6,
      locked_until: new Date(door.clock.now().getTime() + minutes(1)),
    });
    door.clock.advance(minutes(1));
    expect((await door.signIn(ada)).status).toBe(200);
    expect(await failures(ada)).toEqual({
      ...{ failed_login_attempts: 0, two_factor_enabled: false, last_password_change: null },
    });
  });

  it('that come at once are counted, and none that is right passes the lock they make', async () => {
    const ada = await newAccount(door.test);
    const many = await Promise.all(Array.from({ length: 12 }, () => door.signIn({ ...ada, ...wrong })));
    expect(many.every(({ status }) => status === 401)).toBe(true);
    expect((await failures(ada)).failed_login_attempts).toBeGreaterThanOrEqual(5);
    expect(await door.signIn(ada)).toMatchObject(SIGN_IN_REFUSED);
  });
});

describe('another password', () => {
  it('takes the present one, counts from then on, and ends every other sign-in', async () => {
    const ada = await newAccount(door.test);
    const [here, there] = [(await door.signIn(ada)).body, (await door.signIn(ada)).body];
    const next = 'a phrase nobody else thinks of';
    const change = (current_password: string, new_password: string) =>
      door.post('password', { current_password, new_password }, bearer(here.access_token));
    expect(await change('wrong', next)).toMatchObject(SIGN_IN_REFUSED);
    expect(await change(ada.password, 'password1')).toMatchObject({
      status: 400,
      body: { violations: [{ path: 'new_password' }] },
    });
    expect((await change(ada.password, ada.email)).status).toBe(400);
    expect((await change(ada.password, next)).status).toBe(204);
    expect((await door.account(here.access_token)).body.last_password_change).toBe(
      door.clock.now().toISOString(),
    );
    expect(await door.account(there.access_token)).toMatchObject(TOKEN_REFUSED);
    expect(await door.signIn(ada)).toMatchObject(SIGN_IN_REFUSED);
    expect((await door.signIn({ ...ada, password: next })).status).toBe(200);
  });
});

describe('where everyone signs in', () => {
  it('nobody is taken at their word, and signs of life and keys are for all', async () => {
    const ada = await newAccount(door.test);
    for (const actor of ['operator', `learner:${ada.id}`]) {
      expect((await door.http.ask('GET', '/v1/platform', { actor })).status).toBe(401);
    }
    expect((await door.http.ask('GET', '/v1/platform')).status).toBe(401);
    expect((await door.http.ask('GET', '/healthz')).status).toBe(200);
    const jwks = await door.http.ask('GET', '/.well-known/jwks.json');
    expect(jwks.headers['cache-control']).toBe('public, max-age=60');
    expect(jwks.body.keys).toHaveLength(1);
  });
});

it('no password, code or token stands in a log line', async () => {
  const ada = await newAccount(door.test);
  const { body } = await door.signIn(ada);
  await door.signIn({ ...ada, password: 'planted-password' });
  await door.post('refresh', { refresh_token: body.refresh_token });
  await door.account(body.access_token);
  await door.account(`${body.access_token}x`);
  await door.http.ask('GET', `/v1/auth/account?access_token=${body.access_token}`, {
    headers: bearer(body.access_token),
  });
  const lines = JSON.stringify(door.http.lines);
  const [, payload = ''] = body.access_token.split('.');
  const secrets = [ada.password, ada.email, ada.id, 'planted-password', body.refresh_token, payload];
  for (const secret of secrets) expect(lines).not.toContain(secret);
});
