import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { newInteraction, newSessionDocument, newUser } from '../../test/support/examples.ts';
import { openTestPlatform, type TestPlatform } from '../../test/support/platform.ts';
import { learnerActor, localOperatorActor, systemActor } from '../access/actor.ts';
import { LIMITS } from '../std/limits.ts';
import { systemEntropy } from '../std/random.ts';

let test: TestPlatform;
beforeAll(async () => {
  test = await openTestPlatform(inject('mongodbUri'));
});
afterAll(() => test.close());

const uuid = () => systemEntropy.uuid();

async function newLearner(): Promise<string> {
  const user = newUser(uuid());
  await test.system.documents.collection('users').insert([user]);
  return user.user_id;
}

describe('a document', () => {
  it('comes back as it was given', async () => {
    const user = newUser(uuid());
    const [stored] = await test.system.documents.collection('users').insert([user]);
    expect(stored?.repeated).toBe(false);
    const found = await test.system.learners.profile(user.user_id);
    const { password_hash: _, ...visible } = user;
    expect(found).toMatchObject(visible);
    expect(found).not.toHaveProperty('password_hash');
  });

  it('is found by its address however it is written, and kept only as ciphertext', async () => {
    const user = { ...newUser(uuid()), email: `Ada.${uuid()}@Example.org` };
    await test.system.documents.collection('users').insert([user]);
    const found = await test.system.documents
      .collection('users')
      .find('user_authentication', { email: user.email.toUpperCase() });
    expect(found?.user_id).toBe(user.user_id);
    const raw = await test.platform.connection.data.collection('users').findOne({ user_id: user.user_id });
    expect(raw?.['email']?._bsontype).toBe('Binary');
    expect(JSON.stringify(raw)).not.toContain('Ada');
  });

  it('is stored once when it is sent twice, and refused when it differs', async () => {
    const user = newUser(uuid());
    const users = test.system.documents.collection('users');
    await users.insert([user]);
    const [again] = await users.insert([user]);
    expect(again?.repeated).toBe(true);
    await expect(users.insert([{ ...user, email_verified: !user.email_verified }])).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  it('is stored once when it stands twice in one call, and refused when the two differ', async () => {
    const sessions = test.system.documents.collection('learning_sessions');
    const session = newSessionDocument(uuid(), await newLearner());
    const outcome = await sessions.insert([session, session]);
    expect(outcome.map(({ repeated }) => repeated)).toEqual([false, true]);
    const other = { ...session, session_id: uuid() };
    const twice = [other, { ...other, started_at: new Date('2026-05-02T10:00:00Z') }];
    await expect(sessions.insert(twice)).rejects.toMatchObject({ code: 'conflict' });
    await expect(test.system.sessions.lookup(other.session_id)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is refused with every violation, and nothing of the call is written', async () => {
    const users = test.system.documents.collection('users');
    const good = newUser(uuid());
    const bad = { ...newUser(uuid()), account_status: 'gone', unknown: 1 };
    const refused = users.insert([good, bad as never]);
    await expect(refused).rejects.toMatchObject({
      code: 'validation_failed',
      violations: expect.arrayContaining([
        expect.objectContaining({ path: '[1].account_status' }),
        expect.objectContaining({ path: '[1].unknown' }),
      ]),
    });
    await expect(test.system.learners.profile(good.user_id)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('lets only one of two accounts with one address in', async () => {
    const email = `${uuid()}@example.org`;
    const users = test.system.documents.collection('users');
    await users.insert([{ ...newUser(uuid()), email }]);
    await expect(users.insert([{ ...newUser(uuid()), email }])).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('a growing list', () => {
  it('goes on in pages, and comes back whole and in order', async () => {
    const learner = await newLearner();
    const sessions = test.system.documents.collection('learning_sessions');
    const session = newSessionDocument(uuid(), learner);
    await sessions.insert([session]);
    const identity = { session_id: session.session_id, user_id: learner };
    const given = Array.from({ length: 137 }, (_, at) => newInteraction(`i-${at}`, at));
    for (let at = 0; at < given.length; at += 20) {
      await sessions.append('test', identity, { interactions: given.slice(at, at + 20) });
    }
    const read: unknown[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await sessions.elements(identity, 'interactions', {
        limit: 33,
        ...(cursor && { cursor }),
      });
      read.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor);
    expect(read).toEqual(given);
    const pages = await test.platform.connection.data
      .collection('learning_sessions_pages')
      .find({ user_id: learner })
      .toArray();
    expect(pages.every((page) => page['elements'].length <= LIMITS.pageElementsMax)).toBe(true);
  });

  it('keeps an element that is sent again once, wherever it stands, and refuses another of its name', async () => {
    const learner = await newLearner();
    const sessions = test.system.documents.collection('learning_sessions');
    const given = Array.from({ length: 120 }, (_, at) => newInteraction(`i-${at}`, at));
    const session = { ...newSessionDocument(uuid(), learner), interactions: given };
    await sessions.insert([session]);
    const identity = { session_id: session.session_id, user_id: learner };
    const { added } = await sessions.append('test', identity, {
      interactions: [given[3], given[115], newInteraction('fresh', 200)].flatMap((one) => one ?? []),
    });
    expect(added.interactions?.map(({ interaction_id }) => interaction_id)).toEqual(['fresh']);
    for (const at of [3, 115]) {
      const changed = { ...newInteraction(`i-${at}`, at), user_input: 'something else' };
      await expect(sessions.append('test', identity, { interactions: [changed] })).rejects.toMatchObject({
        code: 'conflict',
      });
    }
    const [again] = await sessions.insert([session]).catch((error) => [error]);
    expect(again).toMatchObject({ code: 'conflict' });
  });

  it('loses nothing when many append at once', async () => {
    const learner = await newLearner();
    const sessions = test.system.documents.collection('learning_sessions');
    const session = newSessionDocument(uuid(), learner);
    await sessions.insert([session]);
    const identity = { session_id: session.session_id, user_id: learner };
    await Promise.all(
      Array.from({ length: 24 }, (_, at) =>
        sessions.append('test', identity, {
          interactions: Array.from({ length: 5 }, (_, n) => newInteraction(`w${at}-${n}`, at)),
        }),
      ),
    );
    const page = await sessions.elements(identity, 'interactions', { limit: 200 });
    expect(new Set(page.items.map(({ interaction_id }) => interaction_id)).size).toBe(120);
  });
});

describe('a change', () => {
  it('touches only what differs and keeps the shared envelope whole', async () => {
    const learner = await newLearner();
    const users = test.system.documents.collection('users');
    const changed = await users.revise('test', { user_id: learner }, (user) => ({
      ...user,
      profile: { ...user.profile, name: 'Grace', age: 41 },
    }));
    expect(changed.revision).toBe(2);
    expect(await test.system.learners.profile(learner)).toMatchObject({
      profile: { name: 'Grace', age: 41 },
    });
    await expect(
      users.revise('test', { user_id: learner }, (user) => ({ ...user, account_status: 'odd' as never })),
    ).rejects.toMatchObject({ code: 'validation_failed' });
    await expect(users.revise('test', { user_id: uuid() }, (user) => user)).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('is made again when others were faster', async () => {
    const learner = await newLearner();
    const users = test.system.documents.collection('users');
    await Promise.all(
      Array.from({ length: 12 }, () =>
        users.revise('count', { user_id: learner }, (user) => ({
          ...user,
          security: { ...user.security, failed_login_attempts: user.security.failed_login_attempts + 1 },
        })),
      ),
    );
    const { security } = await test.system.learners.profile(learner);
    expect(security.failed_login_attempts).toBe(12);
  });
});

describe('a cursor', () => {
  it('walks ties without loss or repetition', async () => {
    const learner = await newLearner();
    const sessions = test.system.documents.collection('learning_sessions');
    const started = [...Array(23).fill('2026-05-01T10:00:00Z'), ...Array(9).fill('2026-05-02T10:00:00Z')];
    await sessions.insert(
      started.map((at) => ({ ...newSessionDocument(uuid(), learner), started_at: new Date(at) })),
    );
    const seen: string[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await sessions.query(
        'recent_session_history',
        { since: new Date('2026-01-01') },
        { learner, limit: 5, ...(cursor && { cursor }) },
      );
      seen.push(...page.items.map(({ session_id }) => session_id));
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen).toHaveLength(32);
    expect(new Set(seen).size).toBe(32);
  });

  it('cannot be forged to ask for more than the query does', async () => {
    const learner = await newLearner();
    const mastery = test.system.documents.collection('content_mastery');
    const reviews = (since: string) => ({ since: new Date(since), until: new Date('2100-01-01') });
    await test.system.sessions.record([
      {
        start: { ...newSessionDocument(uuid(), learner) },
        interactions: ['a', 'b', 'c'].map((concept, at) => {
          const interaction = newInteraction(concept, at);
          return { ...interaction, assessed: { topic: 'dispersion', concept, correct: true } };
        }),
      },
    ]);
    const asked = reviews('2020-01-01');
    const { nextCursor } = await mastery.query('reviews_upcoming', asked, { limit: 1 });
    const place = JSON.parse(Buffer.from(nextCursor ?? '', 'base64url').toString());
    const forged = Buffer.from(JSON.stringify({ ...place, value: { $date: '1990-01-01T00:00:00Z' } }));
    await expect(
      mastery.query('reviews_upcoming', asked, { cursor: forged.toString('base64url') }),
    ).rejects.toMatchObject({ code: 'invalid_cursor' });
  });

  it('is refused for another query and when it was made up', async () => {
    const learner = await newLearner();
    const users = test.system.documents.collection('users');
    const { nextCursor } = await users.query('recent_users', { since: new Date(0) }, { limit: 1 });
    const sessions = test.system.documents.collection('learning_sessions');
    for (const cursor of [nextCursor ?? '', 'made-up', Buffer.from('{}').toString('base64url')]) {
      await expect(
        sessions.query('recent_session_history', { since: new Date(0) }, { learner, cursor }),
      ).rejects.toMatchObject({ code: 'invalid_cursor' });
    }
  });
});

describe('access', () => {
  it('must name one document by its whole identity, and a learner by a UUID', async () => {
    const sessions = test.system.documents.collection('learning_sessions');
    const refused = { code: 'validation_failed' };
    await expect(sessions.elements({}, 'interactions')).rejects.toMatchObject(refused);
    await expect(sessions.stored({ user_id: await newLearner() })).rejects.toMatchObject(refused);
    await expect(sessions.stored({ session_id: { $gt: '' } as unknown as string })).rejects.toMatchObject(
      refused,
    );
    await expect(test.system.insight.progress('nobody')).rejects.toMatchObject(refused);
  });

  it('stays with the learner, and every access and refusal is in the trail', async () => {
    const [mine, other] = [await newLearner(), await newLearner()];
    const session = newSessionDocument(uuid(), other);
    await test.system.documents.collection('learning_sessions').insert([session]);
    const request = `request-${uuid()}`;
    const me = test.platform.as(learnerActor(mine, request));
    expect((await me.learners.profile(mine)).user_id).toBe(mine);
    await expect(me.learners.profile(other)).rejects.toMatchObject({ code: 'access_denied' });
    await expect(me.sessions.lookup(session.session_id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(me.sessions.interactions(other, session.session_id)).rejects.toMatchObject({
      code: 'access_denied',
    });
    await expect(me.documents.collection('users').insert([newUser(uuid())])).rejects.toMatchObject({
      code: 'access_denied',
    });
    const operator = test.platform.as(localOperatorActor('ops', request));
    await expect(
      operator.documents.collection('users').revise('test', { user_id: mine }, (user) => user),
    ).rejects.toMatchObject({ code: 'access_denied' });
    const blocks = await test.platform.connection.data
      .collection('audit_blocks')
      .find({ 'entries.request_id': request })
      .toArray();
    const outcomes = blocks
      .flatMap((block) => block['entries'])
      .filter((entry) => entry.request_id === request)
      .map((entry) => entry.outcome);
    expect(outcomes.filter((outcome) => outcome === 'refused')).toHaveLength(4);
    expect(outcomes.filter((outcome) => outcome === 'intended')).toHaveLength(2);
  });

  it('is in the trail also where a write found nothing to change', async () => {
    const user = newUser(uuid());
    await test.system.documents.collection('users').insert([user]);
    const request = `request-${uuid()}`;
    const { documents } = test.platform.as(systemActor('test', request, 'test'));
    await documents.collection('users').insert([user]);
    await documents.collection('users').revise('look', { user_id: user.user_id }, (found) => found);
    const written = await test.platform.connection.data
      .collection('audit_outbox')
      .find({ 'entries.request_id': request })
      .toArray();
    const entries = written.flatMap((one) => one['entries']);
    expect(entries.map(({ action, learner, outcome }) => ({ action, learner, outcome }))).toEqual([
      { action: 'read', learner: user.user_id, outcome: 'committed' },
      { action: 'read', learner: user.user_id, outcome: 'committed' },
    ]);
  });

  it('to the sizes of the collections is for those who may summarise, and in the trail', async () => {
    const request = `request-${uuid()}`;
    const me = test.platform.as(learnerActor(await newLearner(), request));
    await expect(me.operation.sizes()).rejects.toMatchObject({ code: 'access_denied' });
    const sizes = await test.platform.as(localOperatorActor('ops', request)).operation.sizes();
    expect(sizes.find(({ name }) => name === 'users')?.documents).toBeGreaterThan(0);
    const blocks = await test.platform.connection.data
      .collection('audit_blocks')
      .find({ 'entries.request_id': request })
      .toArray();
    const entries = blocks.flatMap((block) => block['entries']);
    expect(entries.filter(({ outcome }) => outcome === 'refused').length).toBeGreaterThan(0);
    expect(entries.filter(({ outcome }) => outcome === 'intended')).toHaveLength(sizes.length);
  });

  it('answers nothing of a learner whose key is gone', async () => {
    const learner = await newLearner();
    await test.platform.connection.vault
      .collection<{ _id: string }>('learner_contexts')
      .deleteOne({ _id: learner });
    test.platform.keyring.forget(learner);
    await expect(test.system.learners.profile(learner)).rejects.toMatchObject({ code: 'not_found' });
  });
});
