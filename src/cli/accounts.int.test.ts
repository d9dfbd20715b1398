import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { codeOf } from '../../test/support/doorway.ts';
import { systemActor } from '../access/actor.ts';
import { loadConfig } from '../config/load.ts';
import { type OpenedPlatform, openPlatform } from '../open-platform.ts';
import { days } from '../std/durations.ts';
import { EXIT } from './exit-codes.ts';
import { CalledCli } from './testing-only/called.ts';

const from = { requestId: 'a-request', address: null, device: null };
const email = 'ops@example.org';
const password = 'a phrase for the first operator';

let cli: CalledCli;
let opened: OpenedPlatform;
beforeAll(async () => {
  cli = await CalledCli.on(inject('mongodbUri'));
  await cli.call('db', 'migrate');
  opened = await openPlatform(loadConfig(cli.environment, cli.folder));
});
afterAll(async () => {
  await opened.close();
  await cli.close();
});

const signIn = (role?: 'operator') =>
  opened.platform.signIns.signIn({ email, password, channel: 'api', ...(role && { role }) }, from);

/** Sets up the second factor that is demanded; the refresh token. */
async function enrolled(): Promise<string> {
  const { signIns, clock } = opened.platform;
  const { token } = (await signIn()) as { token: string };
  const { secret } = await signIns.beginEnrolment({ token }, from);
  const { signedIn } = await signIns.confirmEnrolment({ token, code: codeOf(secret, clock.now()) }, from);
  return signedIn.refreshToken;
}

it('opens an account for the first operator, by a password that is no argument', async () => {
  const create = (typed: string, ...more: readonly string[]) =>
    cli.callTyping(typed, 'accounts', 'create', '--email', email, '--role', 'operator', 'support', ...more);
  const weak = await create('password1\n');
  expect(weak.code).toBe(EXIT.usage);
  expect(weak.stderr).toContain('tried first');
  expect(weak.stderr + weak.stdout).not.toContain('password1');
  const made = await create(`${password}\n`, '--json');
  expect(made.code).toBe(EXIT.done);
  expect(made.stderr).not.toContain(password);
  expect(JSON.parse(made.stdout)).toMatchObject({ account_status: 'active', roles: ['operator', 'support'] });
  expect((await create(`${password}\n`)).code).toBe(EXIT.refused);
  expect((await cli.call('accounts', 'create', '--email', email)).code).toBe(EXIT.usage);
  expect(await signIn('operator')).toMatchObject({ outcome: 'enrolment' });
});

it('keeps an account out, lets it in again, and ends its sign-ins', async () => {
  const refused = { code: 'sign_in_failed' };
  const account = (what: string, who = email) => cli.document('accounts', what, who);
  await signIn();
  const suspended = await account('suspend');
  expect(suspended.document).toMatchObject({ account_status: 'suspended', signInsEnded: 2 });
  await expect(signIn()).rejects.toMatchObject(refused);
  const { user_id } = suspended.document as { user_id: string };
  expect((await account('reactivate', user_id)).document).toMatchObject({ account_status: 'active' });
  const refreshed = (token: string) => opened.platform.signIns.refresh({ token, channel: 'api' }, from);
  const gone = { code: 'token_refused' };
  const first = await enrolled();
  await expect(enrolled()).rejects.toMatchObject(refused);
  expect((await account('sign-out')).document).toMatchObject({ signInsEnded: 2 });
  await expect(refreshed(first)).rejects.toMatchObject(gone);
  expect((await signIn()).outcome).toBe('second_factor');
  expect((await account('end-second-factor')).document).toMatchObject({ signInsEnded: 1 });
  expect((await cli.call('accounts', 'end-second-factor', email)).code).not.toBe(EXIT.done);
  const second = await enrolled();
  const { document } = await cli.document('accounts', 'sign-out-everybody');
  expect(document).toEqual({ signInsEnded: 1 });
  await expect(refreshed(second)).rejects.toMatchObject(gone);
  expect((await cli.call('accounts', 'suspend', 'nobody@example.org')).code).not.toBe(EXIT.done);
  expect((await cli.call('accounts', 'suspend', 'nobody')).code).toBe(EXIT.usage);
});

it('makes services, gives them other secrets, and shuts them out', async () => {
  const made = await cli.document('services', 'create', 'An exporter', '--scope', 'learning:read');
  const { service, secret } = made.document as { service: { client_id: string }; secret: string };
  const { client_id: clientId } = service;
  const ask = (clientSecret: string) => opened.platform.signIns.service({ clientId, clientSecret }, from);
  expect((await ask(secret)).scopes).toEqual(['learning:read']);
  const rotated = (await cli.document('services', 'rotate-secret', clientId)).document as { secret: string };
  expect((await ask(rotated.secret)).scopes).toEqual(['learning:read']);
  const { document: listed } = await cli.document('services', 'list');
  expect(listed).toMatchObject({ services: [{ client_id: clientId, scopes: ['learning:read'] }] });
  expect(JSON.stringify(listed)).not.toContain(secret);
  expect((await cli.call('services', 'list')).stdout).toMatch(/^Service +client_id/);
  expect((await cli.call('services', 'add-certificate', clientId, 'missing.pem')).code).toBe(EXIT.usage);
  expect((await cli.document('services', 'revoke', clientId)).document).toMatchObject({ secrets: [] });
  await expect(ask(rotated.secret)).rejects.toMatchObject({ code: 'sign_in_failed' });
  expect((await cli.call('services', 'create', 'x', '--scope', 'everything')).code).toBe(EXIT.usage);
});

it('lists the signed forms that are waited for, and notes that they came or will not do', async () => {
  const { platform } = opened;
  const { documents } = platform.as(systemActor('test', 'a-request', 'testing'));
  const at = platform.clock.now();
  const waiting = async () => {
    const user_id = platform.entropy.uuid();
    await documents.collection('guardian_requests').insert([
      {
        ...{ user_id, age_group: 'unknown', guardian_email: `${user_id}@example.org`, first_name: 'Juno' },
        ...{ status: 'consented', method: 'signed_form', guardian_id: platform.entropy.uuid() },
        consents: [{ consent: 'research', given: true }],
        ...{ text_version: '1', consented_at: at, created_at: at },
        expires_at: new Date(at.getTime() + days(14)),
      },
    ]);
    return user_id;
  };
  const [good, bad] = [await waiting(), await waiting()];
  const listed = async () =>
    (
      (await cli.document('guardianships', 'list')).document as { requests: { request_id: string }[] }
    ).requests
      .map(({ request_id }) => request_id)
      .sort();
  expect(await listed()).toEqual([good, bad].sort());
  const table = await cli.call('guardianships', 'list');
  expect(table.stdout).toMatch(/Juno +research/);
  expect(table.stdout).not.toContain('@example.org');
  expect((await cli.document('guardianships', 'confirm', good)).document).toMatchObject({
    status: 'verified',
  });
  expect((await cli.document('guardianships', 'refuse', bad)).document).toMatchObject({ status: 'closed' });
  expect(await listed()).toEqual([]);
  expect((await cli.call('guardianships', 'list')).stdout).toContain('No signed form');
  for (const what of ['confirm', 'refuse'])
    expect((await cli.call('guardianships', what, bad)).code).not.toBe(EXIT.done);
  expect((await cli.call('guardianships', 'confirm', 'nobody')).code).toBe(EXIT.usage);
});
