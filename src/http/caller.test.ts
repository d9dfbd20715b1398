import { describe, expect, it } from 'vitest';
import { AccessTokens } from '../access/access-tokens.ts';
import { ConfiguredServices } from '../access/service-certificates.ts';
import { SigningKeys } from '../protection/signing-keys.ts';
import { fixedIndexKeys } from '../protection/testing-only/index-keys.ts';
import { systemClock } from '../std/clock.ts';
import { systemEntropy } from '../std/random.ts';
import type { CertificateFacts } from '../transport/certificate.ts';
import { callerOf } from './caller.ts';
import { type SignInMode, signInMode } from './sign-in-mode.ts';

const id = '7b0a5c1e-8f0e-4a3c-9a52-0d6f3b1c2d4e';
const accessTokens = new AccessTokens({
  keys: new SigningKeys(fixedIndexKeys(1)),
  tenant: 'default',
  clock: systemClock,
  entropy: systemEntropy,
});
const caller = (mode: SignInMode, headers: Record<string, string | string[]>) => shownBy(null, mode, headers);
const shownBy = (
  certificate: CertificateFacts | null,
  signInMode: SignInMode,
  headers: Record<string, string | string[]> = {},
) =>
  callerOf({ platform: { signIns: accessTokens, clock: systemClock }, signInMode, services }, headers, {
    ...{ requestId: 'r', address: '192.0.2.7', certificate },
  });
const services = new ConfiguredServices([
  'importer=spiffe://masterx.localhost/service/importer',
  `reporter=sha256:${'ab'.repeat(32)};statistics:read;concepts:read`,
  'other=spiffe://masterx.localhost/service/other',
]);
const named = (name: string) => ({ 'masterx-actor': name });
const refused = { code: 'not_signed_in' };

describe('a caller who need not sign in', () => {
  it('is the learner who is named, or whoever runs the platform', async () => {
    expect(await caller('local', named(`learner:${id}`))).toMatchObject({
      ...{ role: 'learner', learner: id, requestId: 'r' },
    });
    expect(await caller('local', named('operator'))).toMatchObject({ role: 'operator' });
    expect(await caller('local', {})).toMatchObject({ role: 'operator' });
  });

  it.each(['', 'system', 'learner:', `learner:${id.toUpperCase()}`, `operator:${id}`, `learner:${id}\n`])(
    'is not %j',
    async (name) => {
      await expect(caller('local', named(name))).rejects.toMatchObject(refused);
    },
  );
});

describe('a caller with an access token', () => {
  const grant = { subject: id, role: 'guardian', signIn: 'a-sign-in' } as const;

  it('is its bearer, wherever', async () => {
    const { token } = await accessTokens.issue(grant);
    for (const mode of ['local', 'required'] as const) {
      expect(await caller(mode, { authorization: `Bearer ${token}` })).toEqual({
        role: 'guardian',
        id,
        learner: id,
        signIn: 'a-sign-in',
        purpose: 'guardian',
        requestId: 'r',
        address: '192.0.2.7',
      });
    }
  });

  it('may be a service, which calls no data its own', async () => {
    const { token } = await accessTokens.issue({
      subject: 'a-service',
      role: 'service',
      signIn: null,
      scopes: ['concepts:read'],
    });
    const actor = await caller('required', { authorization: `bearer ${token}` });
    expect(actor).toMatchObject({ role: 'service', id: 'a-service', scopes: ['concepts:read'] });
    expect(actor).not.toHaveProperty('learner');
  });

  it('states the ticket it works on, in a role that needs one', async () => {
    const stating = async (role: 'support' | 'learner', ticket: string | string[]) => {
      const { token } = await accessTokens.issue({ ...grant, role });
      return caller('required', { authorization: `Bearer ${token}`, 'masterx-ticket': ticket });
    };
    expect((await stating('support', 'HELP-4711')).ticket).toBe('HELP-4711');
    expect(await stating('learner', 'HELP-4711')).not.toHaveProperty('ticket');
    for (const odd of ['', 'about Ada', 'a'.repeat(65), '-1', ['a', 'b']]) {
      await expect(stating('support', odd)).rejects.toMatchObject({ code: 'validation_failed' });
    }
  });

  it('is nobody without a good one', async () => {
    const { token } = await accessTokens.issue(grant);
    await expect(caller('required', {})).rejects.toMatchObject(refused);
    await expect(caller('required', named('operator'))).rejects.toMatchObject(refused);
    for (const mode of ['local', 'required'] as const) {
      const ask = (authorization: string, more = {}) => caller(mode, { authorization, ...more });
      await expect(ask(`Bearer ${token}`, named('operator'))).rejects.toMatchObject(refused);
      for (const odd of ['', token, `Basic ${token}`, 'Bearer', `Bearer ${token} ${token}`]) {
        await expect(ask(odd)).rejects.toMatchObject(refused);
      }
      await expect(ask(`Bearer ${token}x`)).rejects.toMatchObject({ code: 'token_refused' });
    }
  });
});

it('sign-in is demanded in production and on every address beyond loopback, whatever the settings say', () => {
  expect(signInMode({ host: '127.0.0.1' })).toBe('local');
  expect(signInMode({ host: '127.0.0.1', environment: 'production' })).toBe('required');
  expect(signInMode({ host: '127.0.0.1', environment: 'production', signIn: 'local' })).toBe('local');
  expect(signInMode({ host: 'localhost', signIn: 'required' })).toBe('required');
  for (const host of ['0.0.0.0', '::', '192.0.2.7', 'example.org', '127.example.org']) {
    expect(signInMode({ host, signIn: 'local' })).toBe('required');
  }
});

describe('a caller with a client certificate', () => {
  const shown = (uri: readonly string[], thumbprint = 'cd'.repeat(32), left = 60_000): CertificateFacts => ({
    ...{ subject: 'CN=x', issuer: 'CN=y', serial: '1', isAuthority: false, key: 'ec prime256v1' },
    ...{ thumbprint, thumbprintBase64url: Buffer.from(thumbprint, 'hex').toString('base64url') },
    names: { dns: [], ip: [], uri },
    notBefore: new Date(0),
    notAfter: new Date(Date.now() + left),
  });
  const importer = ['spiffe://masterx.localhost/service/importer'];

  it('is the service it was made out to, or whose it is by its thumbprint', async () => {
    for (const [certificate, id] of [
      [shown(importer), 'importer'],
      [shown([], 'ab'.repeat(32)), 'reporter'],
    ] as const) {
      expect(await shownBy(certificate, 'local')).toMatchObject({
        role: 'service',
        id,
        address: '192.0.2.7',
      });
    }
  });

  it('may do what the settings give it, and nothing where they give nothing', async () => {
    expect((await shownBy(shown([], 'ab'.repeat(32)), 'local')).scopes).toEqual([
      'statistics:read',
      'concepts:read',
    ]);
    expect((await shownBy(shown(importer), 'local')).scopes).toEqual([]);
  });

  it.each<[string, CertificateFacts, string]>([
    ['nobody knows', shown(['spiffe://masterx.localhost/service/x']), 'no registered service'],
    ['is made out to two', shown([...importer, 'spiffe://masterx.localhost/service/other']), 'no registered'],
    ['expired since the connection was made', shown(importer, 'cd'.repeat(32), -1), 'expired'],
  ])('is nobody where it %s', async (_, certificate, said) => {
    await expect(shownBy(certificate, 'local')).rejects.toMatchObject({
      ...refused,
      detail: expect.stringContaining(said),
    });
  });

  it('is nobody where it also shows something of another', async () => {
    const { token } = await accessTokens.issue({ subject: 'other', role: 'service', signIn: null });
    const authorization = `Bearer ${token}`;
    await expect(shownBy(shown(importer), 'required', { authorization })).rejects.toMatchObject(refused);
    await expect(shownBy(shown(importer), 'local', named('operator'))).rejects.toMatchObject(refused);
    const own = await accessTokens.issue({ subject: 'importer', role: 'service', signIn: null });
    expect(
      await shownBy(shown(importer), 'required', { authorization: `Bearer ${own.token}` }),
    ).toMatchObject({ id: 'importer' });
  });
});

it('a service is given only scopes that there are', () => {
  expect(() => new ConfiguredServices(['a=spiffe://x/y;everything:write'])).toThrow(
    expect.objectContaining({ code: 'configuration_invalid' }),
  );
});

it('two services cannot be known by one certificate', () => {
  expect(() => new ConfiguredServices(['a=spiffe://x/y', 'b=spiffe://x/y'])).toThrow(
    expect.objectContaining({ code: 'configuration_invalid' }),
  );
});
