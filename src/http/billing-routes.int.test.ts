import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { newHttpLearner, openTestService, type TestHttpService } from '../../test/support/http.ts';
import { openTestPlatform, type TestPlatform } from '../../test/support/platform.ts';
import { unansweredIn } from '../../test/support/route-coverage.ts';
import { PLANS } from '../schema/vocabulary/plans.ts';
import type { ServiceScope } from '../schema/vocabulary/service-scopes.ts';
import { ManualClock } from '../std/clock.ts';
import { ROUTES } from './routes/table.ts';

const clock = new ManualClock('2026-05-01T10:00:00Z');
let test: TestPlatform;
let http: TestHttpService;
beforeAll(async () => {
  test = await openTestPlatform(inject('mongodbUri'), { clock });
  http = await openTestService(test.platform);
});
afterAll(async () => {
  await http.close();
  await test.close();
});

/** A service that was connected with these scopes, and signed in. */
async function connected(...scopes: ServiceScope[]) {
  const { service } = await test.system.services.create({ name: 'A service', scopes });
  const { token } = await test.platform.accessTokens.issue({
    subject: service.client_id,
    role: 'service',
    signIn: null,
    scopes,
  });
  const headers = { authorization: `Bearer ${token}` };
  return (method: string, path: string, body?: unknown) =>
    http.ask(method, path, { headers, ...(body !== undefined && { body }) });
}

it('lets a billing system buy, change, renew, cancel and end plans, each request once', async () => {
  const billing = await connected('subscriptions:write');
  const { at } = await newHttpLearner(test);
  const ask = (what: string, body: object) => billing('POST', `${at}/subscription/${what}`, body);
  const purchase = {
    request_id: 'purchase-1',
    plan: 'premium',
    billing_cycle: 'monthly',
    payment_method_id: 'pm_1',
  };
  const bought = await ask('purchase', purchase);
  expect(bought).toMatchObject({
    status: 200,
    body: { plan_in_force: 'premium', expires_at: '2026-06-01T10:00:00.000Z' },
  });
  expect(bought.text).not.toContain('pm_1');
  const renewal = { request_id: 'renewal-1', ending: bought.body.expires_at };
  for (let sent = 0; sent < 2; sent++)
    expect((await ask('renewal', renewal)).body).toMatchObject({ expires_at: '2026-07-01T10:00:00.000Z' });
  const change = { request_id: 'change-01', plan: 'family', billing_cycle: 'yearly' };
  expect((await ask('change', change)).body).toMatchObject({ plan_in_force: 'family' });
  const back = { request_id: 'change-02', plan: 'premium' };
  expect((await ask('change', back)).body).toMatchObject({ plan_in_force: 'premium' });
  // A request that comes late once more undoes nothing.
  expect((await ask('change', change)).body).toMatchObject({ plan_in_force: 'premium' });
  const other = await ask('change', { ...back, plan: 'family' });
  expect([other.status, other.body.code]).toEqual([409, 'conflict']);
  expect((await ask('cancellation', { request_id: 'cancel-01' })).body).toMatchObject({
    status: 'cancelled',
    plan_in_force: 'premium',
  });
  const again = { request_id: 'renewal-2', ending: '2026-07-01T10:00:00.000Z' };
  expect((await ask('renewal', again)).body).toMatchObject({ status: 'active' });
  expect((await ask('cancellation', { request_id: 'cancel-01' })).body).toMatchObject({ status: 'active' });
  for (let sent = 0; sent < 2; sent++)
    expect((await ask('end', { request_id: 'ending-01' })).body).toMatchObject({
      status: 'inactive',
      plan_in_force: 'free',
      ai_queries: { limit: PLANS.free.aiQueriesMax },
    });
  const late = await ask('purchase', purchase);
  expect(late.body).toMatchObject({ status: 'inactive', plan_in_force: 'free' });
  expect((await ask('end', {})).status).toBe(400);
});

it('lets a tutor take back a query that failed, once', async () => {
  const tutor = await connected('ai-queries:count');
  const { at } = await newHttpLearner(test);
  const taken = () => tutor('DELETE', `${at}/ai-queries/a-query-1`);
  expect((await taken()).body).toEqual({ taken_back: false });
  expect((await tutor('POST', `${at}/ai-queries`, { request_id: 'a-query-1' })).status).toBe(201);
  expect((await taken()).body).toEqual({ taken_back: true });
  expect((await taken()).body).toEqual({ taken_back: false });
  expect((await tutor('GET', `${at}/subscription`)).body.ai_queries.used).toBe(0);
});

it('answers every operation with success, as documented', () => {
  expect(unansweredIn('billing-routes', http.seen)).toEqual([]);
  expect(ROUTES.filter(({ tag }) => tag === 'billing').every(({ scope }) => scope !== undefined)).toBe(true);
});
