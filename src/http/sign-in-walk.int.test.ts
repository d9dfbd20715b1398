import { TOTP } from 'otpauth';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { newAccount } from '../../test/support/accounts.ts';
import { bearer, openDoorway, type TestDoorway } from '../../test/support/doorway.ts';
import { unansweredIn } from '../../test/support/route-coverage.ts';
import { seconds } from '../std/durations.ts';

let door: TestDoorway;
beforeAll(async () => {
  door = await openDoorway(inject('mongodbUri'));
});
afterAll(() => door.close());

it('walks through everything there is around signing in, each answer as the document says', async () => {
  const { http, clock, test } = door;
  const ada = await newAccount(test);
  const { password } = ada;
  expect((await http.ask('GET', '/v1/auth')).body).toMatchObject({ sign_in: 'required' });
  const first = (await door.signIn(ada)).body;
  const { body: refreshed } = await door.post('refresh', { refresh_token: first.refresh_token });
  const own = bearer(refreshed.access_token);
  const { secret } = (await door.post('totp', { password }, own)).body;
  const code = () => new TOTP({ secret }).generate({ timestamp: clock.now().getTime() });
  await door.post('totp/confirm', { code: code() }, own);
  await door.post('recovery-codes', { password }, own);
  clock.advance(seconds(30));
  const wanted = (await door.signIn(ada)).body;
  const second_factor_token = wanted.second_factor_token;
  const phone = (await door.post('second-factor', { second_factor_token, code: code() })).body;
  const list = (await http.ask('GET', '/v1/auth/sessions', { headers: own })).body;
  expect(list.items).toHaveLength(2);
  await http.ask('DELETE', `/v1/auth/sessions/${phone.sign_in_id}`, { headers: own });
  clock.advance(seconds(30));
  await door.post('totp/end', { password, code: code() }, own);
  const another = 'one more phrase that nobody knows';
  await door.post('password', { current_password: password, new_password: another }, own);
  await door.account(refreshed.access_token);
  const last = (await door.signIn({ ...ada, password: another })).body;
  await door.post('sign-out', { refresh_token: last.refresh_token });
  await door.post('sign-out-everywhere', undefined, own);
  const made = await test.system.services.create({ name: 'An exporter', scopes: [] });
  await http.ask('POST', '/v1/auth/token', {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: made.service.client_id,
      client_secret: made.secret,
    }).toString(),
  });
  await http.ask('GET', '/.well-known/jwks.json');
  expect((await door.enrol(await newAccount(test, { roles: ['support'] }))).signedIn.role).toBe('support');
  expect((await door.signIn({ ...ada, password: 'wrong' })).status).toBe(401);
  expect((await door.post('second-factor', { second_factor_token, code: 'AAAA-AAAA' })).status).toBe(401);
  expect((await door.post('refresh', { refresh_token: first.refresh_token })).status).toBe(401);
  expect(unansweredIn('sign-in-walk', http.seen)).toEqual([]);
  // Each attempt is told, by which way it was made and what became of it.
  const told = door.authentications.map(({ way, outcome, wanted, code: why }) =>
    [way, outcome, wanted ?? why].filter((part) => part !== undefined).join(' '),
  );
  expect(new Set(told)).toEqual(
    new Set([
      ...['password succeeded', 'password continues second_factor', 'password continues enrolment'],
      ...['password failed sign_in_failed', 'totp succeeded', 'recovery_code failed sign_in_failed'],
      ...['refresh_token succeeded', 'refresh_token failed token_refused'],
      ...['client_secret succeeded', 'enrolment succeeded'],
    ]),
  );
  expect(http.lines).toContainEqual(
    expect.objectContaining({ route: '/v1/auth/sign-in', status: 401, code: 'sign_in_failed' }),
  );
});
