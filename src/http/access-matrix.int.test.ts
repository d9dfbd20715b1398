import { afterAll, beforeAll, beforeEach, describe, expect, inject, it, onTestFinished } from 'vitest';
import { newInteraction, newSessionDocument, newUser } from '../../test/support/examples.ts';
import { openTestService, type TestHttpService } from '../../test/support/http.ts';
import { openTestPlatform, type TestPlatform } from '../../test/support/platform.ts';
import type { Actor } from '../access/actor.ts';
import { type Action, rulesFor, type Scope } from '../access/policy.ts';
import { SCHEMA } from '../schema/schema.ts';
import { ACCOUNT_ROLES, type AccountRole } from '../schema/vocabulary/roles.ts';
import { SERVICE_SCOPE_NAMES } from '../schema/vocabulary/service-scopes.ts';
import { ManualClock } from '../std/clock.ts';
import { hours } from '../std/durations.ts';
import { systemEntropy } from '../std/random.ts';
import { needsCaller, type Route } from './route.ts';
import { ROUTES } from './routes/table.ts';

/**
 * Every caller on every route, on a learner who is the caller's own or another's, made from the table of routes and the
 * policy table. What a route reaches is taken from the audit trail of its owner's asking; whoever the policy does not let
 * reach all of that must get no answer of success, whatever the handler does.
 */
const clock = new ManualClock('2026-05-01T10:00:00Z');
const uuid = () => systemEntropy.uuid();
let test: TestPlatform;
let http: TestHttpService;
let spent: string;
const learner = uuid();
const session = uuid();
const educator = uuid();
let asked = 0;

interface Principal {
  readonly name: string;
  readonly role: AccountRole;
  readonly id: string;
  /** The scopes in which the learner of the paths is reached. */
  readonly reaches: readonly Scope[];
}

const ANYWHERE: readonly Scope[] = ['everyone', 'reference', 'records', 'trail'];
const OWNER: Principal = { name: 'the learner', role: 'learner', id: learner, reaches: ['own', ...ANYWHERE] };
const GUARDIAN: Principal = {
  name: 'the guardian',
  role: 'guardian',
  id: uuid(),
  reaches: ['wards', ...ANYWHERE],
};
const OTHERS: readonly Principal[] = [
  GUARDIAN,
  { name: 'the educator', role: 'educator', id: educator, reaches: ['sharing', ...ANYWHERE] },
  ...ACCOUNT_ROLES.map(
    (role): Principal => ({ name: `another ${role}`, role, id: uuid(), reaches: ANYWHERE }),
  ),
];

const SERVICE = OTHERS.find(({ role }) => role === 'service')?.id ?? '';

const CALLED = ROUTES.filter(needsCaller);
/** What is for services of one scope is asked apart. */
const OF_PEOPLE = CALLED.filter(({ scope }) => scope === undefined);
const OF_SERVICES = CALLED.filter(({ scope }) => scope !== undefined);

/** What each operation with a body is asked with. */
const BODIES: Readonly<Record<string, unknown>> = {
  beginSession: { session_context: newSessionDocument(uuid(), learner).session_context },
  recordInteractions: { interactions: [newInteraction('i-9', 9)] },
  endSession: {},
  giveFeedback: { difficulty_rating: 3 },
  startPractice: { subject: 'mathematics' },
  answerPractice: { question_id: 'q-1', answer: '1', response_time_seconds: 1 },
  endPractice: {},
  stateLearningDna: { field: 'cognitive_profile.learning_style.primary', value: 'visual' },
  setReviewSettings: { desired_retention: 0.9 },
  fitReviewParameters: {},
  decideConsent: { given: true },
  beginTrial: { plan: 'premium' },
  correctWard: {},
  decideForWard: {},
  correctSession: {},
  correctInteraction: newInteraction('i-1', 1),
  joinFamily: { code: 'a'.repeat(43) },
  changeProfile: {},
  changePreferences: {},
  consumeAiQuery: { request_id: 'request-0001' },
  cancelPlan: {},
  buyPlan: { request_id: 'request-0002', plan: 'premium', billing_cycle: 'monthly' },
  renewPlan: { request_id: 'request-0003', ending: '2026-06-01T10:00:00Z' },
  changePlan: { request_id: 'request-0004', plan: 'family' },
  endPlan: { request_id: 'request-0005' },
};

const PARAMETERS: Readonly<Record<string, string>> = {
  user_id: learner,
  session_id: session,
  consent: 'research',
  educator_id: educator,
  member_id: uuid(),
  query_id: 'request-0001',
  interaction_id: 'i-1',
  request_id: uuid(),
  sign_in_id: uuid(),
  subject: 'statistics',
  topic: 'dispersion',
  concept: 'variance',
};

beforeAll(async () => {
  test = await openTestPlatform(inject('mongodbUri'), { clock });
  http = await openTestService(test.platform, {
    config: { host: '127.0.0.1', port: 0, signIn: 'required' },
  });
  const accounts = [{ ...OWNER }, ...OTHERS].map(({ id, role }) => ({ ...newUser(id), roles: [role] }));
  const { documents } = test.system;
  await documents.collection('users').insert(accounts);
  await documents.collection('services').insert(
    OTHERS.filter(({ role }) => role === 'service').map(({ id }) => ({
      client_id: id,
      name: 'matrix',
      role: 'service' as const,
      scopes: [],
      created_at: clock.now(),
      revoked_at: null,
      secrets: [],
      certificates: [],
    })),
  );
  const { session_context, started_at } = newSessionDocument(session, learner);
  await test.system.sessions.record([
    {
      start: { session_id: session, user_id: learner, started_at, session_context },
      interactions: [newInteraction('i-1', 1)],
    },
  ]);
  await documents.collection('guardianships').insert([
    {
      user_id: learner,
      guardian_id: GUARDIAN.id,
      status: 'active',
      method: 'signed_form',
      text_version: '1',
      verified_at: clock.now(),
      hand_over_at: new Date('2034-01-01T00:00:00Z'),
      consent_age: 16,
    },
  ]);
  await test.system.consents.decide(learner, 'data_sharing', { given: true });
  await documents
    .collection('shares')
    .insert([
      { user_id: learner, educator_id: educator, status: 'active', given_at: clock.now(), given_by: 'self' },
    ]);
  spent = await tokenOf(OWNER);
  tokens.clear();
  clock.advance(hours(24));
});
/** A route may end what others are asked with: every route begins as the first. */
beforeEach(async () => {
  for (const consent of ['analytics', 'data_sharing'] as const)
    await test.system.consents.decide(learner, consent, { given: true });
  const { documents } = test.system;
  const inForce = { user_id: learner, guardian_id: GUARDIAN.id };
  await documents
    .collection('guardianships')
    .revise('in force', inForce, ({ ended_at: _, ended_by: __, ...one }) => ({ ...one, status: 'active' }));
  await documents
    .collection('shares')
    .revise('in force', { user_id: learner, educator_id: educator }, ({ ended_at: _, ...one }) => ({
      ...one,
      status: 'active',
    }));
});
afterAll(async () => {
  await http.close();
  await test.close();
});

const tokens = new Map<Principal, string>();

/** Whether a route may end sign-ins: of whoever asks, or of the learner in somebody's care. */
const mayEndSignIns = ({ tag }: Route) => tag === 'auth' || tag === 'guardians';

/** An access token of a sign-in that is open; the same one again, unless a route may have ended it. */
async function tokenOf(principal: Principal, isFresh = false): Promise<string> {
  const known = tokens.get(principal);
  if (known !== undefined && !isFresh) return known;
  const { id, role } = principal;
  const signIn = role === 'service' ? null : uuid();
  if (signIn !== null) {
    await test.system.documents.collection('sign_ins').insert([
      {
        sign_in_id: signIn,
        user_id: id,
        role,
        stage: 'open',
        channel: 'api',
        began_at: clock.now(),
        last_used_at: clock.now(),
        expires_at: new Date(clock.now().getTime() + hours(48)),
        device: null,
        address: null,
        family_key: 'a'.repeat(43),
        generation: 1,
        token_digest: 'a'.repeat(43),
        attempts: 0,
      },
    ]);
  }
  const { token } = await test.platform.accessTokens.issue({ subject: id, role, signIn });
  tokens.set(principal, token);
  return token;
}

/** Asks a route for the learner; every request from a network address of its own, so that no limit is met. */
async function ask(route: Route, token: string | null) {
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => PARAMETERS[name] ?? uuid());
  const requestId = `matrix-${++asked}`.padEnd(16, '0');
  const body = route.body === null ? undefined : (BODIES[route.operationId] ?? {});
  const answer = await http.ask(route.method, path, {
    headers: {
      'x-request-id': requestId,
      ...(route.bodyType === 'merge-patch' && { 'content-type': 'application/merge-patch+json' }),
      ...(token !== null && { authorization: `Bearer ${token}` }),
    },
    from: `10.${(asked >> 16) & 255}.${(asked >> 8) & 255}.${asked & 255}`,
    ...(body !== undefined && { body }),
  });
  return { ...answer, requestId };
}

/** What was reached in a request, by the caller itself where one is named: not by the platform on the caller's behalf. */
async function reachedIn(requestId: string, by?: string): Promise<{ collection: string; action: Action }[]> {
  const { data } = test.platform.connection;
  const found = await Promise.all(
    ['audit_blocks', 'audit_outbox'].map((name) =>
      data.collection(name).find({ 'entries.request_id': requestId }).toArray(),
    ),
  );
  return found
    .flat()
    .flatMap(({ entries }) => entries)
    .filter((entry) => entry.request_id === requestId && (by === undefined || entry.actor === by));
}

/** Whether the policy lets a caller reach all of it, by rows that show every field. */
function reaches(
  { role, id, reaches: scopes }: Principal,
  reached: readonly { collection: string; action: Action }[],
  isWhole: boolean,
): boolean {
  const actor: Actor = { role, id, learner: id, purpose: 'test', requestId: 'test' };
  return reached.every(({ collection, action }) => {
    const found = SCHEMA.collections[collection];
    const rules = found ? rulesFor(actor, action, found) : [];
    return rules.some(
      ({ scope, fields, aggregated }) =>
        scopes.includes(scope) && (!isWhole || (fields.purposes === 'any' && !aggregated)),
    );
  });
}

/** Whether a request changed nothing, on whosever behalf, and reached only what its caller may look at. */
async function onlyRead(requestId: string, principal: Principal): Promise<boolean> {
  const everything = await reachedIn(requestId);
  const isLooking = everything.every(({ action }) => action === 'read' || action === 'summarise');
  return isLooking && reaches(principal, await reachedIn(requestId, principal.id), false);
}

const isSuccess = (status: number) => status >= 200 && status < 300;
const NAMED = new Set(['user_id']);
const isOfLearner = ({ path }: Route) => [...NAMED].some((name) => path.includes(`{${name}}`));

describe('the matrix', () => {
  it('has a caller for every role, and a body for every operation of a learner that takes one', () => {
    expect(new Set(OTHERS.map(({ role }) => role))).toEqual(new Set(ACCOUNT_ROLES));
    const missing = CALLED.filter((route) => isOfLearner(route) && route.body !== null).filter(
      ({ operationId }) => BODIES[operationId] === undefined,
    );
    expect(missing.map(({ operationId }) => operationId)).toEqual([]);
    const stray = Object.keys(BODIES).filter(
      (name) => !CALLED.some(({ operationId }) => operationId === name),
    );
    expect(stray).toEqual([]);
    const parameters = CALLED.flatMap(({ path }) => [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
    expect(parameters.filter((name) => PARAMETERS[name ?? ''] === undefined)).toEqual([]);
  });

  it.each(CALLED.map((route) => [`${route.method} ${route.path}`, route] as const))(
    '%s: nobody without a token, with an expired or a forged one',
    async (_, route) => {
      const good = await tokenOf(OWNER);
      const [head = '', claims = '', signature = ''] = good.split('.');
      const raised = Buffer.from(claims, 'base64url').toString().replace('"learner"', '"operator"');
      const forged = [head, Buffer.from(raised).toString('base64url'), signature].join('.');
      const unsigned = [Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url'), claims, ''].join(
        '.',
      );
      for (const token of [null, spent, forged, unsigned])
        expect([token, (await ask(route, token)).status]).toEqual([token, 401]);
    },
  );

  it.each(OF_PEOPLE.filter(isOfLearner).map((route) => [`${route.method} ${route.path}`, route] as const))(
    '%s: no one whom the policy does not let reach what it reaches',
    async (_, route) => {
      if (mayEndSignIns(route)) onTestFinished(() => tokens.clear());
      const own = await ask(route, await tokenOf(OWNER, mayEndSignIns(route)));
      // A learner with a guardian does not give; everything else of one's own is one's own.
      if (own.body?.code !== 'guardian_decides') expect([401, 403]).not.toContain(own.status);
      const reached = await reachedIn(own.requestId, OWNER.id);
      for (const principal of OTHERS) {
        const { status, text, requestId } = await ask(route, await tokenOf(principal, mayEndSignIns(route)));
        const told = [principal.name, status, text.slice(0, 300)];
        if (reached.length > 0 && !reaches(principal, reached, false))
          // Where nothing was left to do, whoever may read is told how it stands.
          expect([told, isSuccess(status) && !(await onlyRead(requestId, principal))]).toEqual([told, false]);
        if (reached.length > 0 && isSuccess(own.status) && reaches(principal, reached, true))
          expect([told, status === 403]).toEqual([told, false]);
      }
    },
  );

  it.each(OF_SERVICES.map((route) => [`${route.method} ${route.path}`, route] as const))(
    '%s: no one but a service that was connected with its scope',
    async (_, route) => {
      for (const principal of [OWNER, ...OTHERS])
        expect([principal.name, (await ask(route, await tokenOf(principal))).status]).toEqual([
          principal.name,
          403,
        ]);
      for (const scope of SERVICE_SCOPE_NAMES) {
        const grant = { subject: SERVICE, role: 'service', signIn: null, scopes: [scope] } as const;
        const { token } = await test.platform.accessTokens.issue(grant);
        const { status } = await ask(route, token);
        expect([scope, status === 403]).toEqual([scope, scope !== route.scope]);
      }
    },
  );

  it.each(
    OF_PEOPLE.filter((route) => !isOfLearner(route)).map(
      (route) => [`${route.method} ${route.path}`, route] as const,
    ),
  )('%s: answers each role with no more than the policy lets it reach', async (_, route) => {
    for (const principal of [OWNER, ...OTHERS]) {
      const { status, requestId, text } = await ask(route, await tokenOf(principal, mayEndSignIns(route)));
      if (!isSuccess(status)) continue;
      const own = { ...principal, reaches: ['own', ...principal.reaches] as const };
      const reached = await reachedIn(requestId, principal.id);
      expect([principal.name, text.slice(0, 200), reaches(own, reached, false)]).toEqual([
        principal.name,
        text.slice(0, 200),
        true,
      ]);
      if (
        !['the guardian', 'the educator', 'the learner'].includes(principal.name) &&
        principal.role !== 'service'
      )
        expect(text.includes(learner) && !['operator'].includes(principal.role)).toBe(false);
    }
  });
});
