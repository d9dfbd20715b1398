import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { newUser } from '../../test/support/examples.ts';
import {
  type HttpAsked,
  newHttpLearner,
  openTestService,
  type TestHttpService,
} from '../../test/support/http.ts';
import { openTestPlatform, type TestPlatform } from '../../test/support/platform.ts';
import { unansweredIn } from '../../test/support/route-coverage.ts';
import { learnerActor } from '../access/actor.ts';
import type { NewUserDocument } from '../derive/generated/documents.ts';
import { ManualClock } from '../std/clock.ts';
import { systemEntropy } from '../std/random.ts';

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

async function newPerson(
  given: Partial<NewUserDocument['profile']> = {},
  origin?: NewUserDocument['origin'],
) {
  const user = newUser(systemEntropy.uuid());
  await test.system.documents
    .collection('users')
    .insert([{ ...user, profile: { ...user.profile, ...given }, ...(origin && { origin }) }]);
  const { user_id: id } = user;
  return { id, actor: `learner:${id}`, at: `/v1/learners/${id}` };
}

const patch = (url: string, actor: string, body: unknown, headers: HttpAsked['headers'] = {}) =>
  http.ask('PATCH', url, {
    actor,
    payload: JSON.stringify(body),
    headers: { 'content-type': 'application/merge-patch+json', ...headers },
  });

describe('a profile', () => {
  it('is changed by what is given, and only by who has seen it as it is', async () => {
    const { at, actor } = await newHttpLearner(test);
    const read = await http.ask('GET', `${at}/profile`, { actor });
    const etag = String(read.headers['etag']);
    const changed = await patch(
      `${at}/profile`,
      actor,
      {
        name: null,
        location: { region: null },
        learning_goals: ['Play the cello'],
        timezone: 'Asia/Kathmandu',
      },
      { 'if-match': etag },
    );
    expect(changed.status).toBe(200);
    expect(changed.body).toEqual({
      ...read.body,
      name: null,
      location: { country: 'DE' },
      learning_goals: ['Play the cello'],
      timezone: 'Asia/Kathmandu',
    });
    expect(changed.headers['etag']).not.toBe(etag);
    const late = await patch(`${at}/profile`, actor, { name: 'Grace' }, { 'if-match': `"other", ${etag}` });
    expect([late.status, late.body.code]).toEqual([412, 'precondition_failed']);
    // What is counted meanwhile is no change of the profile.
    await http.ask('POST', `${at}/ai-queries`, { actor, body: { request_id: 'some-request' } });
    const now = String(changed.headers['etag']);
    const fitting = await patch(`${at}/profile`, actor, { name: 'Grace' }, { 'if-match': now });
    expect([fitting.status, fitting.body.name]).toEqual([200, 'Grace']);
    expect((await patch(`${at}/profile`, actor, {}, { 'if-match': 'nonsense' })).status).toBe(400);
  });

  it('loses none of what several change at once', async () => {
    const { at, actor } = await newHttpLearner(test);
    const edits = [
      { name: 'Grace' },
      { timezone: 'UTC' },
      { education_level: 'graduate' },
      { subjects_of_interest: ['physics', 'physics', 'mathematics'] },
    ];
    const done = await Promise.all(edits.map((edit) => patch(`${at}/profile`, actor, edit)));
    expect(done.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect((await http.ask('GET', `${at}/profile`, { actor })).body).toMatchObject({
      name: 'Grace',
      timezone: 'UTC',
      education_level: 'graduate',
      subjects_of_interest: ['physics', 'mathematics'],
    });
  });

  it('takes only what there is, and only what people may set', async () => {
    const { at, actor } = await newHttpLearner(test);
    for (const edit of [
      { timezone: 'Mars/Olympus' },
      { timezone: null },
      { location: { country: 'XQ' } },
      { location: { country: null } },
      { name: '  ' },
      { name: 'x'.repeat(121) },
      { subjects_of_interest: ['No Slug'] },
      { age: 'old' },
      { age_recorded_at: '2020-01-01T00:00:00Z' },
      { nothing: 1 },
      [],
      null,
    ]) {
      const refused = await patch(`${at}/profile`, actor, edit);
      expect({ edit, status: refused.status }).toEqual({ edit, status: 400 });
    }
    const other = await newHttpLearner(test);
    expect((await patch(`${other.at}/profile`, actor, { name: 'Mine' })).status).toBe(403);
    expect((await patch(`${other.at}/profile`, actor, { age: 30 })).status).toBe(403);
  });

  it('takes an age as far as it can be, with the moment it was entered', async () => {
    const adult = await newHttpLearner(test);
    const entered = await patch(`${adult.at}/profile`, adult.actor, { age: 30 });
    expect(entered.body).toMatchObject({ age: 30, age_recorded_at: clock.now().toISOString() });
    const away = await patch(`${adult.at}/profile`, adult.actor, { age: 12 });
    expect([away.status, away.body.violations[0].path]).toEqual([400, 'age']);
    const child = await newPerson({ age: 11, age_recorded_at: new Date('2026-01-01T00:00:00Z') });
    expect((await patch(`${child.at}/profile`, child.actor, { age: 18 })).status).toBe(403);
    expect((await patch(`${child.at}/profile`, child.actor, { age: null })).status).toBe(403);
    expect((await patch(`${child.at}/profile`, child.actor, { name: 'Ada' })).status).toBe(200);
    // What the door looks up knows it as well.
    const contexts = await test.platform.vault.learnerContexts([adult.id]);
    expect(contexts.get(adult.id)?.age_class).toBe('adult');
    const { origin } = await test.system.learners.profile(adult.id);
    expect(origin.age_group).toBe('adult');
  });

  it('takes a country, but none in which somebody would come to decide alone', async () => {
    const age_recorded_at = clock.now();
    const living = (age: number, country: string) =>
      newPerson({ age, age_recorded_at, location: { country } });
    const move = async ({ at, actor }: Awaited<ReturnType<typeof living>>, country: string | null) => {
      const location = country === null ? null : { country };
      const { status, body } = await patch(`${at}/profile`, actor, { location });
      return status === 200 ? 'moved' : body.code;
    };
    // Below 16 a guardian decides in Germany, below 14 in Austria.
    const fifteen = await living(15, 'DE');
    expect(await move(fifteen, 'AT')).toBe('guardian_decides');
    expect(await move(fifteen, 'NL')).toBe('moved');
    expect(await move(await living(13, 'DE'), 'AT')).toBe('moved');
    expect(await move(await living(16, 'DE'), 'AT')).toBe('moved');
    const moving = await living(15, 'AT');
    const give = () =>
      http.ask('PUT', `${moving.at}/consents/research`, { actor: moving.actor, body: { given: true } });
    expect((await give()).status).toBe(200);
    expect(await move(moving, null)).toBe('moved');
    expect((await give()).body.code).toBe('guardian_decides');
    expect(await move(moving, 'AT')).toBe('guardian_decides');
  });
});

describe('a profile that a guardian changes', () => {
  it('has the hand-over at another date, and no age at which the learner decides alone', async () => {
    const ward = await newPerson(
      { age: 11, age_recorded_at: clock.now(), location: { country: 'DE' } },
      { kind: 'registered', age_group: 'child' },
    );
    const guardian = systemEntropy.uuid();
    const { documents } = test.system;
    await documents.collection('guardianships').insert([
      {
        ...{ user_id: ward.id, guardian_id: guardian, status: 'active', method: 'signed_form' },
        ...{ text_version: '1', consent_age: 16, verified_at: clock.now() },
        hand_over_at: new Date('2031-05-02T10:00:00Z'),
      },
    ]);
    const theirs = test.platform.as({ ...learnerActor(guardian, 'request'), role: 'guardian' }).profiles;
    const planned = () =>
      documents
        .collection('guardianships')
        .get('guardianship', { guardian_id: guardian }, { learner: ward.id });
    for (const age of [16, 40, null]) {
      await expect(theirs.change(ward.id, { age })).rejects.toMatchObject({
        code: 'validation_failed',
        violations: [{ path: 'age' }],
      });
    }
    expect(await test.system.learners.profile(ward.id)).toMatchObject({
      profile: { age: 11 },
      origin: { age_group: 'child' },
    });
    expect(await theirs.change(ward.id, { age: 12 })).toMatchObject({ age: 12 });
    expect(await planned()).toMatchObject({
      consent_age: 16,
      hand_over_at: new Date('2030-05-02T10:00:00Z'),
    });
    expect(await theirs.change(ward.id, { location: { country: 'AT' }, name: 'June' })).toMatchObject({
      name: 'June',
      location: { country: 'AT' },
    });
    expect(await planned()).toMatchObject({
      consent_age: 14,
      hand_over_at: new Date('2028-05-02T10:00:00Z'),
    });
    const stranger = await newPerson();
    for (const edit of [{ age: 12 }, { location: { country: 'AT' } }]) {
      await expect(theirs.change(stranger.id, edit)).rejects.toMatchObject({ code: 'access_denied' });
    }
    // One's own age is entered by oneself, in whatever role.
    const { user_id } = await test.system.learners.profile(stranger.id);
    const acting = test.platform.as({ ...learnerActor(user_id, 'request'), role: 'guardian' }).profiles;
    await expect(acting.change(user_id, { age: 12 })).rejects.toMatchObject({ code: 'validation_failed' });
  });
});

describe('preferences', () => {
  it('are changed one by one, but for consents', async () => {
    const { at, actor } = await newHttpLearner(test);
    const read = await http.ask('GET', `${at}/preferences`, { actor });
    const edit = {
      notification_settings: { email_notifications: true, study_reminders: true },
      learning_preferences: { explanation_style: 'concise' },
    };
    const changed = await patch(`${at}/preferences`, actor, edit, {
      'if-match': String(read.headers['etag']),
    });
    expect(changed.body).toEqual({
      notification_settings: { ...read.body.notification_settings, ...edit.notification_settings },
      privacy_settings: read.body.privacy_settings,
      learning_preferences: { ...read.body.learning_preferences, ...edit.learning_preferences },
    });
    for (const refused of [
      { privacy_settings: { emotional_data_usage: false } },
      { learning_preferences: null },
      { learning_preferences: { explanation_style: 'loud' } },
    ]) {
      expect((await patch(`${at}/preferences`, actor, refused)).status).toBe(400);
    }
  });
});

describe('a public profile', () => {
  const publish = { privacy_settings: { public_profile: true } };
  const shown = (id: string, actor: string) => http.ask('GET', `/v1/profiles/${id}`, { actor });

  it('shows what it says and nothing else, once the person wants it', async () => {
    const [person, other] = [await newPerson({ age: 30, age_recorded_at: clock.now() }), await newPerson()];
    const hidden = await shown(person.id, other.actor);
    const absent = await shown(systemEntropy.uuid(), other.actor);
    expect([hidden.status, absent.status]).toEqual([404, 404]);
    const { request_id: _, instance: __, ...same } = hidden.body;
    expect(absent.body).toMatchObject(same);
    expect((await patch(`${person.at}/preferences`, person.actor, publish)).status).toBe(200);
    const found = await shown(person.id, other.actor);
    expect([found.status, found.body]).toEqual([
      200,
      { user_id: person.id, name: 'Ada', subjects_of_interest: ['statistics'], since: '2026-03' },
    ]);
    await test.system.documents.collection('users').revise('suspend', { user_id: person.id }, (user) => ({
      ...user,
      account_status: 'suspended',
    }));
    expect((await shown(person.id, other.actor)).status).toBe(404);
  });

  it('is never a child’s, however the setting came to be', async () => {
    const other = await newPerson();
    const child = { age: 12, age_recorded_at: new Date('2026-01-01T00:00:00Z') };
    for (const person of [
      await newPerson(child),
      await newPerson({}, { kind: 'registered', age_group: 'unknown' }),
    ]) {
      expect((await patch(`${person.at}/preferences`, person.actor, publish)).status).toBe(409);
      await test.system.documents.collection('users').revise('set', { user_id: person.id }, (user) => {
        const privacy_settings = { ...user.preferences.privacy_settings, public_profile: true };
        return { ...user, preferences: { ...user.preferences, privacy_settings } };
      });
      expect((await shown(person.id, other.actor)).status).toBe(404);
    }
  });
});

describe('a copy of everything', () => {
  it('is for the learner and the guardian, and the trail says for whom', async () => {
    const [mine, other] = [await newHttpLearner(test), await newHttpLearner(test)];
    const copy = await http.ask('GET', `${mine.at}/export`, { actor: mine.actor });
    expect(copy.status).toBe(200);
    const [account, ...rest] = copy.text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(JSON.stringify(account)).toContain(mine.id);
    expect(JSON.stringify([account, ...rest])).not.toContain(other.id);
    expect((await http.ask('GET', `${mine.at}/export`, { actor: other.actor })).status).toBe(403);
    expect((await http.ask('GET', `${mine.at}/export`, { actor: 'operator' })).status).toBe(403);
    const guardian = systemEntropy.uuid();
    const asGuardian = test.platform.as({ ...learnerActor(guardian, 'request'), role: 'guardian' });
    const taken = async () => {
      const lines: string[] = [];
      await asGuardian.export(mine.id, async (line) => void lines.push(line));
      return lines;
    };
    await expect(taken()).rejects.toMatchObject({ code: 'access_denied' });
    await test.system.documents.collection('guardianships').insert([
      {
        ...{ user_id: mine.id, guardian_id: guardian, status: 'active', method: 'signed_form' },
        ...{ text_version: '1', consent_age: 16, verified_at: test.platform.clock.now() },
        hand_over_at: new Date('2034-01-01T00:00:00Z'),
      },
    ]);
    expect(await taken()).toHaveLength(rest.length + 2);
    const period = { since: new Date(0), until: new Date('2099-01-01T00:00:00Z'), about: mine.id };
    const forWhom = new Set<string | undefined>();
    let cursor: string | undefined;
    do {
      const page = await test.system.audit.search(period, cursor === undefined ? {} : { cursor });
      for (const { actor, on_behalf_of } of page.items) if (actor === 'export') forWhom.add(on_behalf_of);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(forWhom).toEqual(new Set([mine.id, guardian]));
  });
});

it('answers every operation with success, as documented', () => {
  expect(unansweredIn('profile-routes', http.seen)).toEqual([]);
});
