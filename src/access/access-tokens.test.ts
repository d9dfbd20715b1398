import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify, SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { SigningKeys } from '../protection/signing-keys.ts';
import { fixedIndexKeys } from '../protection/testing-only/index-keys.ts';
import { ManualClock } from '../std/clock.ts';
import { minutes } from '../std/durations.ts';
import { systemEntropy } from '../std/random.ts';
import { type AccessGrant, AccessTokens } from './access-tokens.ts';

const person: AccessGrant = { subject: 'someone', role: 'educator', signIn: 'a-sign-in' };
const service: AccessGrant = {
  subject: 'a-service',
  role: 'service',
  signIn: null,
  scopes: ['learning:read', 'concepts:read'],
};
const clock = new ManualClock('2026-05-01T10:00:00Z');

function tokensWith(
  keys = new SigningKeys(fixedIndexKeys(1)),
  tenant = 'default',
  issuer: string | null = null,
) {
  return new AccessTokens({ keys, tenant, issuer, clock, entropy: systemEntropy });
}

const refused = { code: 'token_refused' };

describe('an access token', () => {
  it('has the profile of RFC 9068 and says nothing else', async () => {
    const { token, expiresAt } = await tokensWith().issue(person);
    expect(decodeProtectedHeader(token)).toEqual({ alg: 'EdDSA', typ: 'at+jwt', kid: expect.any(String) });
    const iat = clock.now().getTime() / 1000;
    expect(decodeJwt(token)).toEqual({
      iss: 'urn:masterx:default',
      aud: 'urn:masterx:default:api',
      sub: 'someone',
      client_id: 'masterx',
      role: 'educator',
      tenant: 'default',
      sid: 'a-sign-in',
      iat,
      exp: iat + 600,
      jti: expect.any(String),
    });
    expect(expiresAt).toEqual(new Date((iat + 600) * 1000));
  });

  it('tells who bears it, person or service', async () => {
    const tokens = tokensWith();
    for (const grant of [person, service]) {
      expect(await tokens.verify((await tokens.issue(grant)).token)).toEqual(grant);
    }
  });

  it('is verified by whoever has the published keys, and those are public', async () => {
    const tokens = tokensWith();
    const { token } = await tokens.issue(person);
    const jwks = await tokens.jwks();
    expect(Object.keys(jwks.keys[0] ?? {}).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x']);
    const { payload } = await jwtVerify(token, createLocalJWKSet({ keys: [...jwks.keys] }), {
      currentDate: clock.now(),
    });
    expect(payload.sub).toBe('someone');
  });

  it('is over after ten minutes', async () => {
    const own = new ManualClock(clock.now());
    const tokens = new AccessTokens({
      ...{ keys: new SigningKeys(fixedIndexKeys(1)), tenant: 'default', clock: own, entropy: systemEntropy },
    });
    const { token } = await tokens.issue(person);
    own.advance(minutes(10) - 1_000);
    expect(await tokens.verify(token)).toEqual(person);
    own.advance(1_000);
    await expect(tokens.verify(token)).rejects.toMatchObject({ ...refused, detail: 'It has expired.' });
  });

  it('counts under every published key, and under none that is not', async () => {
    const { token } = await tokensWith(new SigningKeys(fixedIndexKeys(1))).issue(person);
    expect(await tokensWith(new SigningKeys(fixedIndexKeys(2, 1))).verify(token)).toEqual(person);
    await expect(tokensWith(new SigningKeys(fixedIndexKeys(2))).verify(token)).rejects.toMatchObject(refused);
  });

  it('counts for its tenant and issuer alone', async () => {
    const { token } = await tokensWith().issue(person);
    const keys = new SigningKeys(fixedIndexKeys(1));
    await expect(tokensWith(keys, 'another').verify(token)).rejects.toMatchObject(refused);
    await expect(tokensWith(keys, 'default', 'https://id.example').verify(token)).rejects.toMatchObject(
      refused,
    );
  });
});

describe('a forged token', () => {
  const keys = new SigningKeys(fixedIndexKeys(1));
  const forge = async (
    claims: Record<string, unknown>,
    header: object = {},
    key?: KeyObject | Uint8Array,
  ) => {
    const { kid, privateKey } = await keys.signer();
    const { token } = await tokensWith(keys).issue(person);
    return new SignJWT({ ...decodeJwt(token), ...claims })
      .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid, ...header })
      .sign(key ?? privateKey);
  };

  it('is the one that would count, changed in one thing', async () => {
    expect(await tokensWith(keys).verify(await forge({}))).toEqual(person);
  });

  it.each<[string, Record<string, unknown>]>([
    ['another audience', { aud: 'somebody else' }],
    ['another issuer', { iss: 'somebody else' }],
    ['another tenant', { tenant: 'another' }],
    ['no subject', { sub: undefined }],
    ['no end', { exp: undefined }],
    ['a far end', { iat: 1_600_000_000, exp: 4_000_000_000 }],
    ['a role there is not', { role: 'root' }],
    ['the role of the platform itself', { role: 'system' }],
    ['no role', { role: undefined }],
    ['no sign-in though it is of a person', { sid: undefined }],
    ['another client', { client_id: 'somebody else' }],
    ['no scope though it is of a service', { sid: undefined, client_id: 'someone', role: 'service' }],
    ['a binding though it is of a person', { cnf: { 'x5t#S256': 'a'.repeat(43) } }],
    ['a binding of another kind', { cnf: { jkt: 'a'.repeat(43) } }],
    ['a role no service has', { sid: undefined, client_id: 'someone', role: 'operator' }],
  ])('with %s is refused', async (_, claims) => {
    await expect(tokensWith(keys).verify(await forge(claims))).rejects.toMatchObject(refused);
  });

  it('of another type, algorithm or key is refused', async () => {
    const tokens = tokensWith(keys);
    await expect(tokens.verify(await forge({}, { typ: 'JWT' }))).rejects.toMatchObject(refused);
    await expect(tokens.verify(await forge({}, { kid: 'another' }))).rejects.toMatchObject(refused);
    const stranger = generateKeyPairSync('ed25519').privateKey;
    await expect(tokens.verify(await forge({}, {}, stranger))).rejects.toMatchObject(refused);
    const { x } = (await tokens.jwks()).keys[0] ?? { x: '' };
    const confused = await forge({}, { alg: 'HS256' }, Buffer.from(x, 'base64url'));
    await expect(tokens.verify(confused)).rejects.toMatchObject(refused);
  });

  it('without a signature, or without the form of a token, is refused', async () => {
    const tokens = tokensWith(keys);
    const { token } = await tokens.issue(person);
    const [, payload = ''] = token.split('.');
    const none = Buffer.from(JSON.stringify({ alg: 'none', typ: 'at+jwt' })).toString('base64url');
    for (const odd of [`${none}.${payload}.`, payload, '', 'a.b.c', `${token}x`, token.slice(0, -4)]) {
      await expect(tokens.verify(odd)).rejects.toMatchObject(refused);
    }
  });
});
