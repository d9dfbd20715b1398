import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import {
  type HttpAnswer,
  newHttpLearner,
  openTestService,
  type TestHttpService,
} from '../../test/support/http.ts';
import { openTestPlatform, type TestPlatform } from '../../test/support/platform.ts';
import { unansweredIn } from '../../test/support/route-coverage.ts';
import { PLANS } from '../schema/vocabulary/plans.ts';
import { ManualClock } from '../std/clock.ts';

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

const newLearner = () => newHttpLearner(test);

describe('a subscription', () => {
  it('is shown with what is used, and can be tried and cancelled', async () => {
    const { at, actor } = await newLearner();
    const plans = await http.ask('GET', '/v1/plans', { actor });
    expect(plans.body.items.map(({ plan }: { plan: string }) => plan)).toEqual(Object.keys(PLANS));
    const first = await http.ask('GET', `${at}/subscription`, { actor });
    expect(first.body).toMatchObject({ plan: 'free', plan_in_force: 'free', expires_at: null });
    const tried = await http.ask('POST', `${at}/subscription/trial`, { actor, body: { plan: 'premium' } });
    expect([tried.status, tried.body.status]).toEqual([200, 'trial']);
    const stopped = await http.ask('POST', `${at}/subscription/cancellation`, { actor });
    expect([stopped.status, stopped.body.status, stopped.body.plan_in_force]).toEqual([
      200,
      'cancelled',
      'premium',
    ]);
    const again = await http.ask('POST', `${at}/subscription/trial`, { actor, body: { plan: 'family' } });
    expect([again.status, again.body.code]).toEqual([409, 'conflict']);
    const free = await http.ask('POST', `${at}/subscription/trial`, { actor, body: { plan: 'free' } });
    expect(free.status).toBe(400);
  });
});

describe('AI queries', () => {
  it('are counted once each, and refused at the limit with the moment the next period begins', async () => {
    const { id, at, actor } = await newLearner();
    const asked = (request_id: string) =>
      http.ask('POST', `${at}/ai-queries`, { actor, body: { request_id } });
    const first = await asked('the-first-one');
    expect([first.status, first.body.used]).toEqual([201, 1]);
    const again = await asked('the-first-one');
    expect([again.status, again.body]).toEqual([200, first.body]);
    await test.system.documents.collection('users').revise('use up', { user_id: id }, (user) => {
      const { usage_tracking: usage } = user.subscription;
      const usage_tracking = { ...usage, ai_queries_used: usage.ai_queries_limit };
      return { ...user, subscription: { ...user.subscription, usage_tracking } };
    });
    const refused = await asked('one-too-many');
    expect([refused.status, refused.body.code]).toEqual([429, 'quota_exhausted']);
    expect(refused.body.retry_at).toBe(first.body.reset_date);
    const seconds = (new Date(first.body.reset_date).getTime() - clock.now().getTime()) / 1000;
    expect(refused.headers['retry-after']).toBe(String(Math.ceil(seconds)));
    expect((await asked('short')).status).toBe(400);
  });
});

describe('a family', () => {
  const holding = async () => {
    const holder = await newLearner();
    const body = { plan: 'family' };
    expect((await http.ask('POST', `${holder.at}/subscription/trial`, { ...holder, body })).status).toBe(200);
    return holder;
  };
  type Person = Awaited<ReturnType<typeof newLearner>>;
  const invite = ({ at, actor }: Person) => http.ask('POST', `${at}/family/invitations`, { actor });
  const join = ({ at, actor }: Person, code: string) =>
    http.ask('POST', `${at}/family/membership`, { actor, body: { code } });
  /** A machine that is too busy says so; the same request counts once however often it is sent. */
  const use = async ({ at, actor }: Person, request_id: string): Promise<HttpAnswer> => {
    const answer = await http.ask('POST', `${at}/ai-queries`, { actor, body: { request_id } });
    return answer.status === 503 ? use({ at, actor } as Person, request_id) : answer;
  };
  const familyOf = ({ at, actor }: Person) => http.ask('GET', `${at}/family`, { actor });

  it('shares what its plan gives, and sees nothing else of each other', async () => {
    const [holder, member, other] = [await holding(), await newLearner(), await newLearner()];
    expect((await invite(other)).status).toBe(409);
    const invitation = await invite(holder);
    expect(invitation.status).toBe(201);
    const joined = await join(member, invitation.body.code);
    expect(joined.body).toMatchObject({
      plan: 'free',
      plan_in_force: 'family',
      covered_by_family: true,
      ai_queries: { limit: PLANS.family.aiQueriesMax, shared: true },
    });
    expect((await join(other, invitation.body.code)).body.code).toBe('link_refused');
    expect((await use(holder, 'of-the-holder')).body.used).toBe(1);
    expect((await use(member, 'of-the-member')).body).toMatchObject({ used: 2, shared: true });
    expect((await use(member, 'of-the-member')).status).toBe(200);
    const family = await familyOf(holder);
    expect(family.body).toMatchObject({
      role: 'holder',
      members: [{ user_id: member.id, name: 'Ada', joined_at: clock.now().toISOString() }],
    });
    expect((await familyOf(member)).body).toMatchObject({ role: 'member', members: [] });
    for (const path of ['/sessions', '/mastery', '/subscription', '/profile']) {
      expect((await http.ask('GET', member.at + path, { actor: holder.actor })).status).toBe(403);
      expect((await http.ask('GET', holder.at + path, { actor: member.actor })).status).toBe(403);
    }
    await http.ask('DELETE', `${member.at}/family/membership`, { actor: member.actor });
    expect((await use(member, 'on-my-own')).body).toMatchObject({ used: 1, shared: false });
    expect((await familyOf(holder)).body.members).toEqual([]);
  });

  it('takes a ward in where the plan is the guardian’s or sharing is given, and names nobody else', async () => {
    const [holder, guardian, ward] = [await holding(), await holding(), await newLearner()];
    await test.system.documents.collection('guardianships').insert([
      {
        ...{ user_id: ward.id, guardian_id: guardian.id, status: 'active', method: 'signed_form' },
        ...{ text_version: '1', consent_age: 16, verified_at: clock.now() },
        hand_over_at: new Date('2034-01-01T00:00:00Z'),
      },
    ]);
    const leave = () => http.ask('DELETE', `${ward.at}/family/membership`, { actor: ward.actor });
    const share = (given: boolean) => test.system.consents.decide(ward.id, 'data_sharing', { given });
    const members = async (of: Person) => (await familyOf(of)).body.members;
    await share(false);
    const { code } = (await invite(holder)).body;
    const refused = await join(ward, code);
    expect([refused.status, refused.body.code]).toEqual([403, 'guardian_decides']);
    expect(await members(holder)).toEqual([]);

    expect((await join(ward, (await invite(guardian)).body.code)).status).toBe(200);
    expect(await members(guardian)).toMatchObject([{ user_id: ward.id, name: 'Ada' }]);
    await leave();

    // The code was not spent by the refusal.
    await share(true);
    expect((await join(ward, code)).status).toBe(200);
    expect(await members(holder)).toMatchObject([{ user_id: ward.id, name: 'Ada' }]);
    await share(false);
    expect(await members(holder)).toMatchObject([{ user_id: ward.id, name: null }]);
  });

  it('never counts more than its plan allows, whoever asks, and never has more members', async () => {
    const holder = await holding();
    const people = await Promise.all(Array.from({ length: 7 }, newLearner));
    const codes: string[] = [];
    for (let one = 1; one < PLANS.family.peopleMax; one++) codes.push((await invite(holder)).body.code);
    expect((await invite(holder)).status).toBe(409);
    await http.ask('DELETE', `${holder.at}/family/invitations`, { actor: holder.actor });
    expect((await join(people[0] as Person, codes[0] ?? '')).body.code).toBe('link_refused');
    for (const person of people.slice(0, 5)) {
      expect((await join(person, (await invite(holder)).body.code)).status).toBe(200);
    }
    expect((await invite(holder)).status).toBe(409);
    const left = 4;
    await test.system.documents.collection('users').revise('use', { user_id: holder.id }, (user) => {
      const { usage_tracking: usage } = user.subscription;
      const usage_tracking = { ...usage, ai_queries_used: usage.ai_queries_limit - left };
      return { ...user, subscription: { ...user.subscription, usage_tracking } };
    });
    const asked = await Promise.all(
      Array.from({ length: 12 }, (_, at) => use(people[at % 5] as Person, `request-${at}`)),
    );
    expect(asked.filter(({ status }) => status === 201)).toHaveLength(left);
    expect(asked.filter(({ body }) => body.code === 'quota_exhausted')).toHaveLength(12 - left);
    const [first, second] = people as [Person, Person];
    const away = `${holder.at}/family/members/${first.id}`;
    expect((await http.ask('DELETE', away, { actor: second.actor })).status).toBe(403);
    for (let twice = 0; twice < 2; twice++) {
      expect((await http.ask('DELETE', away, { actor: holder.actor })).status).toBe(204);
    }
    expect((await use(first, 'on-my-own')).body).toMatchObject({ used: 1, shared: false });
    // A plan that is over covers nobody, and covers again once it goes on.
    await test.system.documents.collection('users').revise('end', { user_id: holder.id }, (user) => ({
      ...user,
      subscription: { ...user.subscription, status: 'inactive' },
    }));
    expect((await use(second, 'without-a-plan')).body).toMatchObject({ used: 1, shared: false });
  });
});

it('answers every operation with success, as documented', () => {
  expect(unansweredIn('subscription-routes', http.seen)).toEqual([]);
});
