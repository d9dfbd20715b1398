import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { newAccount } from '../../test/support/accounts.ts';
import { bearer, openDoorway, type TestDoorway, TOKEN_REFUSED } from '../../test/support/doorway.ts';
import { seconds } from '../std/durations.ts';

let door: TestDoorway;
beforeAll(async () => {
  door = await openDoorway(inject('mongodbUri'));
});
afterAll(() => door.close());

describe('a service', () => {
  const form = (values: Record<string, string>, headers: Record<string, string> = {}) =>
    door.http.ask('POST', '/v1/auth/token', {
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      payload: new URLSearchParams(values).toString(),
    });
  const grant = { grant_type: 'client_credentials' };
  const basic = (id: string, secret: string) => ({
    authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
  });

  it('signs in with its secret, in the header or in the body', async () => {
    const { service, secret } = await door.test.system.services.create({
      name: 'An exporter',
      scopes: ['concepts:read', 'learning:read'],
    });
    const inHeader = await form(grant, basic(service.client_id, secret));
    expect(inHeader).toMatchObject({ status: 200, body: { token_type: 'Bearer', expires_in: 600 } });
    const inBody = await form({ ...grant, client_id: service.client_id, client_secret: secret });
    expect(inBody.status).toBe(200);
    const { role, subject } = await door.test.platform.accessTokens.verify(inBody.body.access_token);
    expect({ role, subject }).toEqual({ role: 'service', subject: service.client_id });
    expect(inBody.body.scope).toBe('concepts:read learning:read');
    const narrow = await form({ ...grant, scope: 'concepts:read' }, basic(service.client_id, secret));
    expect((await door.test.platform.accessTokens.verify(narrow.body.access_token)).scopes).toEqual([
      'concepts:read',
    ]);
    expect(await form({ ...grant, scope: 'accounts:read' }, basic(service.client_id, secret))).toMatchObject({
      status: 403,
      body: { error: 'invalid_scope' },
    });
    // It has no account of its own.
    expect((await door.account(inBody.body.access_token)).status).toBe(403);
  });

  it('watches the platform with the scope for it; nobody else does but operators', async () => {
    const metrics = (headers: Record<string, string> = {}) => door.http.ask('GET', '/metrics', { headers });
    const token = async (scope: 'metrics:read' | 'statistics:read') => {
      const { service, secret } = await door.test.system.services.create({ name: scope, scopes: [scope] });
      return (await form(grant, basic(service.client_id, secret))).body.access_token;
    };
    expect((await metrics()).status).toBe(401);
    expect((await metrics(bearer(await token('statistics:read')))).status).toBe(403);
    const seen = await metrics(bearer(await token('metrics:read')));
    expect(seen.status).toBe(200);
    expect(seen.text).toContain('masterx_query_duration_seconds');
    const learner = (await door.signIn(await newAccount(door.test))).body.access_token;
    expect((await metrics(bearer(learner))).status).toBe(403);
    const levels = '/v1/platform/service-levels';
    expect((await door.http.ask('GET', levels, { headers: bearer(learner) })).status).toBe(403);
    const { signedIn } = await door.enrol(await newAccount(door.test, { roles: ['operator'] }));
    expect((await metrics(bearer(signedIn.access_token))).status).toBe(200);
  });

  it('is refused as RFC 6749 says', async () => {
    const { service, secret } = await door.test.system.services.create({
      name: 'An exporter',
      scopes: ['concepts:read', 'learning:read'],
    });
    const id = service.client_id;
    const invalid = { status: 401, body: { code: 'sign_in_failed', error: 'invalid_client' } };
    const wrong = await form(grant, basic(id, `${secret}x`));
    expect(wrong).toMatchObject(invalid);
    expect(wrong.headers['www-authenticate']).toBe('Basic realm="masterx"');
    expect(await form(grant, basic('nobody', secret))).toMatchObject(invalid);
    expect(await form({ ...grant, client_id: id })).toMatchObject(invalid);
    expect(await form(grant)).toMatchObject(invalid);
    const request = { status: 400, body: { error: 'invalid_request' } };
    expect(await form({ grant_type: 'password' }, basic(id, secret))).toMatchObject(request);
    expect(await form({ ...grant, client_secret: secret }, basic(id, secret))).toMatchObject(request);
    const twice = {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'grant_type=a&grant_type=b',
    };
    expect(await door.http.ask('POST', '/v1/auth/token', twice)).toMatchObject(request);
    expect((await door.http.ask('POST', '/v1/auth/token', { body: grant })).status).toBe(415);
  });

  it('has two secrets while one takes over from the other, and none once it is revoked', async () => {
    const { services } = door.test.system;
    const { service, secret } = await services.create({
      name: 'An exporter',
      scopes: ['concepts:read', 'learning:read'],
    });
    const ask = async (given: string) => (await form(grant, basic(service.client_id, given))).status;
    const second = await services.rotateSecret(service.client_id);
    expect(second.service.secrets).toHaveLength(2);
    expect([await ask(secret), await ask(second.secret)]).toEqual([200, 200]);
    const third = await services.rotateSecret(service.client_id);
    expect([await ask(secret), await ask(second.secret), await ask(third.secret)]).toEqual([401, 200, 200]);
    const { access_token } = (await form(grant, basic(service.client_id, third.secret))).body;
    const platform = () => door.http.ask('GET', '/v1/platform', { headers: bearer(access_token) });
    // Whatever a service may do, the token is taken.
    expect((await platform()).status).not.toBe(401);
    await services.revoke(service.client_id);
    door.clock.advance(seconds(10));
    expect(await platform()).toMatchObject(TOKEN_REFUSED);
    expect(await ask(third.secret)).toBe(401);
    await expect(services.rotateSecret(service.client_id)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('signs in with the certificate of its connection', async () => {
    const { services } = door.test.system;
    const from = { requestId: 'a-request', address: null, device: null };
    const [one, other] = [
      await services.create({ name: 'One', scopes: [] }),
      await services.create({ name: 'Another', scopes: [] }),
    ];
    const thumbprint = 'A'.repeat(43);
    await services.addCertificate(one.service.client_id, thumbprint);
    await expect(services.addCertificate(other.service.client_id, thumbprint)).rejects.toMatchObject({
      code: 'conflict',
    });
    const { signIns, accessTokens } = door.test.platform;
    const { token } = await signIns.clientCertificate({ thumbprint }, from);
    expect((await accessTokens.verify(token)).subject).toBe(one.service.client_id);
    for (const wrong of [{ thumbprint: 'B'.repeat(43) }, { thumbprint, clientId: other.service.client_id }]) {
      await expect(signIns.clientCertificate(wrong, from)).rejects.toMatchObject({ code: 'sign_in_failed' });
    }
    await services.revoke(one.service.client_id);
    await expect(signIns.clientCertificate({ thumbprint }, from)).rejects.toMatchObject({
      code: 'sign_in_failed',
    });
  });
});
