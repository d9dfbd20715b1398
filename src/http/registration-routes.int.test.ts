import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { openTestService, type TestHttpService } from '../../test/support/http.ts';
import { openTestPlatform, type TestPlatform } from '../../test/support/platform.ts';
import { unansweredIn } from '../../test/support/route-coverage.ts';
import { CONSENT_NAMES } from '../accounts/guardians/notice.ts';
import { PasswordHasher } from '../protection/passwords.ts';
import { ManualClock } from '../std/clock.ts';
import { hours } from '../std/durations.ts';
import { systemEntropy } from '../std/random.ts';
import { SmtpMailer } from '../stores/mail/smtp.ts';
import { openSmtpStandIn, type SmtpStandIn } from '../stores/mail/testing-only/smtp-stand-in.ts';

/** Planted: none of them may be in a log line or a problem. */
const PASSWORD = 'tangerine quay ninety';
const WEAK_PASSWORD = 'qwertyuiop';
const FIRST_NAME = 'Xanthippe';

let test: TestPlatform;
let http: TestHttpService;
let smtp: SmtpStandIn;
const clock = new ManualClock('2026-03-01T08:00:00Z');
const secrets = new Set([PASSWORD, WEAK_PASSWORD, FIRST_NAME]);
const problems: string[] = [];

beforeAll(async () => {
  smtp = await openSmtpStandIn();
  test = await openTestPlatform(inject('mongodbUri'), {
    clock,
    mailer: new SmtpMailer({ url: `smtp://127.0.0.1:${smtp.port}` }, 'MasterX <no-reply@masterx.example>'),
    passwords: new PasswordHasher(systemEntropy, { memoryKiB: 64, passes: 1, lanes: 1 }),
  });
  http = await openTestService(test.platform);
});
afterAll(async () => {
  await http.close();
  await test.close();
  await smtp.close();
});

function newAddress(): string {
  const address = `${systemEntropy.uuid()}@example.org`;
  secrets.add(address);
  return address;
}

/** Asks, and keeps what was refused. */
async function ask(method: string, path: string, body?: unknown, person?: string) {
  const answer = await http.ask(method, path, {
    ...(body !== undefined && { body }),
    ...(person !== undefined && { actor: `learner:${person}` }),
  });
  if (answer.status >= 400) problems.push(answer.text);
  return answer;
}

/** Lets the jobs run, and answers the token of the last link to a page that was sent to an address. */
async function tokenTo(address: string, page: string): Promise<string> {
  await test.system.registration.answerRequests();
  await test.system.registration.sendMails();
  const mails = await Promise.all(smtp.received.map((raw) => simpleParser(raw)));
  const links = mails
    .filter(({ to }) => to !== undefined && !Array.isArray(to) && to.text === address)
    .flatMap(({ text = '' }) => [...text.matchAll(new RegExp(`/${page}#token=([\\w-]+)`, 'g'))])
    .map(([, token = '']) => token);
  const token = links.at(-1) ?? '';
  secrets.add(token);
  return token;
}

const adult = (email: string) => ({ email, password: PASSWORD, birth_date: '1990-05-01', country: 'DE' });
const userOf = async (email: string) =>
  (await test.system.documents.collection('users').find('user_authentication', { email }))?.user_id ?? '';

it('registers, verifies, resets and changes addresses over HTTP, and answers alike for known and unknown', async () => {
  const gate = await ask('POST', '/v1/auth/age-gate', { age: 15, country: 'AT' });
  expect(gate.body).toEqual({ decides: 'self', consent_age: 14 });

  const email = newAddress();
  const first = await ask('POST', '/v1/auth/register', adult(email));
  expect(first.status).toBe(202);
  expect(
    (await ask('POST', '/v1/auth/verify-address', { token: await tokenTo(email, 'verify-address') })).status,
  ).toBe(204);

  const second = await ask('POST', '/v1/auth/register', adult(email));
  expect([second.status, second.text]).toEqual([first.status, first.text]);
  for (const path of ['/v1/auth/password-reset', '/v1/auth/verify-address/request']) {
    const [known, unknown] = [
      await ask('POST', path, { email }),
      await ask('POST', path, { email: newAddress() }),
    ];
    expect([known.status, known.text]).toEqual([202, unknown.text]);
    expect(Object.keys(known.headers).sort()).toEqual(Object.keys(unknown.headers).sort());
  }

  const token = await tokenTo(email, 'reset-password');
  const weak = await ask('POST', '/v1/auth/password-reset/confirm', { token, password: WEAK_PASSWORD });
  expect([weak.status, weak.body.code]).toEqual([400, 'validation_failed']);
  const reset = { token, password: `${PASSWORD} again` };
  expect((await ask('POST', '/v1/auth/password-reset/confirm', reset)).status).toBe(204);
  const again = await ask('POST', '/v1/auth/password-reset/confirm', reset);
  expect([again.status, again.body.code]).toEqual([410, 'link_refused']);

  const next = newAddress();
  const person = await userOf(email);
  const unproved = await ask('POST', '/v1/auth/change-address', { email: next, password: PASSWORD }, person);
  expect([unproved.status, unproved.body.code]).toEqual([401, 'sign_in_failed']);
  const wish = { email: next, password: reset.password };
  expect((await ask('POST', '/v1/auth/change-address', wish, person)).status).toBe(202);
  const moved = await ask('POST', '/v1/auth/change-address/confirm', {
    token: await tokenTo(next, 'confirm-address'),
  });
  expect(moved.status).toBe(204);
  expect(await userOf(next)).toBe(person);
});

it('takes a child to an account through its guardian over HTTP', async () => {
  const email = newAddress();
  const child = { birth_date: '2015-07-01', country: 'AT', first_name: FIRST_NAME };
  const alone = await ask('POST', '/v1/auth/register', { ...child, email: newAddress(), password: PASSWORD });
  expect([alone.status, alone.body.code]).toEqual([403, 'guardian_needed']);
  const asked = await ask('POST', '/v1/auth/register', { ...child, guardian_email: email });
  expect([asked.status, asked.body]).toEqual([202, { next: 'guardian_consent' }]);

  const token = await tokenTo(email, 'guardian');
  const notice = await ask('GET', '/v1/guardians/notice');
  expect((await ask('POST', '/v1/guardians/requests/open', { token })).body.first_name).toBe(FIRST_NAME);
  const made = await ask('POST', '/v1/guardians/requests/register', { token, password: PASSWORD, age: 40 });
  expect(made.status).toBe(201);
  const guardian = await userOf(email);
  const request = `/v1/guardians/requests/${made.body.request_id}`;
  expect((await ask('GET', '/v1/guardians/requests', undefined, guardian)).body.items).toHaveLength(1);
  const consents = Object.fromEntries(CONSENT_NAMES.map((consent) => [consent, consent === 'analytics']));
  const consent = { method: 'email_plus', consents, text_version: notice.body.text_version };
  expect((await ask('POST', `${request}/consent`, consent, guardian)).body.status).toBe('consented');

  clock.advance(hours(24));
  const confirmation = await tokenTo(email, 'guardian-confirm');
  expect((await ask('POST', '/v1/guardians/requests/confirm', { token: confirmation })).body.status).toBe(
    'verified',
  );
  const learnerEmail = newAddress();
  const facts = { name: FIRST_NAME, birth_date: '2015-07-01', country: 'AT', email: learnerEmail };
  const { status, body } = await ask('POST', `${request}/learner`, facts, guardian);
  expect(status).toBe(201);
  const setting = { token: await tokenTo(learnerEmail, 'set-password'), password: PASSWORD };
  expect((await ask('POST', '/v1/auth/set-password', setting)).status).toBe(204);

  const ward = `/v1/guardians/learners/${body.user_id}`;
  expect((await ask('GET', '/v1/guardians/learners', undefined, guardian)).body.items).toHaveLength(1);
  expect((await ask('GET', ward, undefined, guardian)).body).toMatchObject({ name: FIRST_NAME, age: 10 });
  expect((await ask('PATCH', ward, { country: 'DE' }, guardian)).body.country).toBe('DE');
  const withdrawn = { consents: { analytics: false }, text_version: notice.body.text_version };
  expect((await ask('POST', `${ward}/consents`, withdrawn, guardian)).status).toBe(200);
  for (const method of ['GET', 'PATCH', 'DELETE']) {
    const change = method === 'PATCH' ? { country: 'DE' } : undefined;
    expect((await ask(method, ward, change, systemEntropy.uuid())).status).toBe(404);
  }
  expect((await ask('POST', `${ward}/deletion`, undefined, guardian)).body.account_status).toBe('deleted');
  expect((await ask('DELETE', ward, undefined, guardian)).status).toBe(204);
  expect((await ask('GET', ward, undefined, guardian)).status).toBe(404);

  await ask('POST', '/v1/auth/register', { guardian_email: email });
  const another = await ask(
    'POST',
    '/v1/guardians/requests/claim',
    { token: await tokenTo(email, 'guardian') },
    guardian,
  );
  expect(another.body.status).toBe('claimed');
  await ask('POST', '/v1/auth/register', { guardian_email: newAddress() });
  const unwanted = newAddress();
  await ask('POST', '/v1/auth/register', { guardian_email: unwanted });
  const no = { token: await tokenTo(unwanted, 'guardian'), mail: 'guardian_request' };
  expect((await ask('POST', '/v1/guardians/requests/refuse', no)).status).toBe(204);
});

it('writes no token, address, name or password into a log line or a problem', () => {
  expect(problems.length).toBeGreaterThan(5);
  const written = `${JSON.stringify(http.lines)} ${problems.join(' ')}`;
  const found = [...secrets].filter((secret) => secret !== '' && written.includes(secret));
  expect(found).toEqual([]);
});

it('answered every operation of its tags', () => {
  expect(unansweredIn('registration-routes', http.seen)).toEqual([]);
});
