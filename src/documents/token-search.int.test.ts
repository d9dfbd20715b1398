import { randomUUID } from 'node:crypto';
import type { Binary } from 'mongodb';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { newUser } from '../../test/support/examples.ts';
import { openTestPlatform, type TestPlatform } from '../../test/support/platform.ts';
import { learnerActor, localOperatorActor } from '../access/actor.ts';
import type { ActorPlatform } from '../platform.ts';
import { wordsOf } from '../protection/search-words.ts';
import { systemEntropy } from '../std/random.ts';
import type { SearchRequest } from './token-search.ts';

let test: TestPlatform;
let system: ActorPlatform;
let staff: ActorPlatform;
beforeAll(async () => {
  test = await openTestPlatform(inject('mongodbUri'));
  ({ system } = test);
  staff = test.platform.as(localOperatorActor('ops', 'searching'));
});
afterAll(() => test.close());

const ask = (text: string, more: Partial<SearchRequest> = {}): SearchRequest => ({
  text,
  language: 'english',
  isUnfinished: false,
  ...more,
});

async function newAccount(name: string, goals: readonly string[] = []): Promise<string> {
  const learner = randomUUID();
  const user = newUser(learner);
  const profile = { ...user.profile, name, learning_goals: [...goals] };
  await system.documents.collection('users').insert([{ ...user, profile }]);
  return learner;
}

async function found(request: SearchRequest, by = staff): Promise<string[]> {
  const { items } = await by.documents.named('users').search(request);
  return items.map(({ document }) => String(document['user_id'])).sort();
}

const storedTokens = async (learner: string): Promise<Binary[]> => {
  const user = await test.platform.connection.data.collection('users').findOne({ user_id: learner });
  return user?.['search_tokens'] ?? [];
};

describe('staff finds accounts', () => {
  it('by the words of their name, address and goals, and by how a word begins', async () => {
    const learner = await newAccount('Zenobia Quillfeather', ['Mastering differential equations']);
    await newAccount('Zenobia Other');
    expect(await found(ask('quillfeather'))).toEqual([learner]);
    expect(await found(ask('zenobia quillfeather'))).toEqual([learner]);
    expect(await found(ask('Quillfeather EQUATION'))).toEqual([learner]);
    expect(await found(ask('zenobia quil', { isUnfinished: true }))).toEqual([learner]);
    expect(await found(ask(learner.slice(-12)))).toEqual([learner]);
    expect(await found(ask('zenobia unheardof'))).toEqual([]);
    // As many letters as were typed count, also beyond those that have a token.
    expect(await found(ask('quillfeathers', { isUnfinished: true }))).toEqual([]);
  });

  it('as they are now: a change of the text changes what finds it', async () => {
    const learner = await newAccount('Bartholomew');
    const users = system.documents.collection('users');
    const before = await storedTokens(learner);
    await users.revise('test', { user_id: learner }, (user) => ({
      ...user,
      profile: { ...user.profile, name: 'Wilhelmina' },
    }));
    expect([await found(ask('bartholomew')), await found(ask('wilhelmina'))]).toEqual([[], [learner]]);
    const after = (await storedTokens(learner)).map(String);
    expect(after).not.toEqual(before.map(String));
    await users.revise('test', { user_id: learner }, (user) => ({ ...user, email_verified: true }));
    expect((await storedTokens(learner)).map(String)).toEqual(after);
  });

  it('page by page, each once, also those whose texts are too long for their tokens', async () => {
    const long = Array.from({ length: 50 }, (_, at) => `${'filler'.repeat(6)}${at} `.repeat(10));
    const learners = await Promise.all([
      ...Array.from({ length: 6 }, () => newAccount('Persephone')),
      newAccount('Last', [
        ...long.slice(0, 49).map((_, at) => Array.from({ length: 25 }, (_, k) => `w${at}x${k}`).join(' ')),
        'Persephone',
      ]),
    ]);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await staff.documents
        .named('users')
        .search(ask('persephone', { limit: 2, ...(cursor && { cursor }) }));
      expect(page.items.length).toBeLessThanOrEqual(2);
      seen.push(...page.items.map(({ document }) => String(document['user_id'])));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen.sort()).toEqual(learners.sort());
  });

  it('and learners do not, and every search stands in the trail', async () => {
    const learner = await newAccount('Ignatius');
    const request = `request-${randomUUID()}`;
    const me = test.platform.as(learnerActor(learner, request));
    await expect(me.documents.named('users').search(ask('ignatius'))).rejects.toMatchObject({
      code: 'access_denied',
    });
    await found(ask('ignatius'), test.platform.as(localOperatorActor('ops', request)));
    const blocks = await test.platform.connection.data
      .collection('audit_blocks')
      .find({ 'entries.request_id': request })
      .toArray();
    const entries = blocks.flatMap((block) => block['entries']);
    expect(entries.map(({ outcome, role }) => [outcome, role]).sort()).toEqual([
      ['intended', 'operator'],
      ['refused', 'learner'],
    ]);
    expect(JSON.stringify(entries).toLowerCase()).not.toContain('ignatius');
  });

  it.each([
    ['', 'text'],
    ['?!', 'text'],
    ['x'.repeat(201), 'text'],
  ])('is asked for something that can be looked up, not %j', async (text, path) => {
    const asked = found(ask(text));
    await expect(asked).rejects.toMatchObject({ code: 'validation_failed', violations: [{ path }] });
  });

  it('takes a cursor only for the search it came with', async () => {
    await Promise.all([newAccount('Theodora'), newAccount('Theodora')]);
    const users = staff.documents.named('users');
    const { nextCursor } = await users.search(ask('theodora', { limit: 1 }));
    const cursor = nextCursor ?? '';
    expect(cursor).not.toBe('');
    await expect(users.search(ask('another', { cursor }))).rejects.toMatchObject({ code: 'invalid_cursor' });
  });
});

describe('the tokens of accounts', () => {
  it('hold no word of a text, and are a power of two', async () => {
    const name = `Planted${systemEntropy.bytes(6).toString('hex')}`;
    const learner = await newAccount(name, ['Understand thermodynamics completely']);
    const tokens = await storedTokens(learner);
    expect(Math.log2(tokens.length) % 1).toBe(0);
    const bytes = Buffer.concat(tokens.map((token) => Buffer.from(token.buffer)));
    for (const word of wordsOf(`${name} understand thermodynamics completely`)) {
      expect(bytes.includes(Buffer.from(word))).toBe(false);
    }
  });

  it('are no part of the document for anybody', async () => {
    const learner = await newAccount('Cornelius');
    expect(Object.keys(await system.learners.profile(learner))).not.toContain('search_tokens');
  });

  it('go with the learner who is erased, and nobody finds the account any more', async () => {
    const learner = await newAccount('Evangeline');
    expect((await storedTokens(learner)).length).toBeGreaterThan(0);
    await system.erasures.shred(learner, { isAlone: true });
    expect(await storedTokens(learner)).toEqual([]);
    expect(await found(ask('evangeline'))).toEqual([]);
  });
});

describe('while keys are rotated, tokens', () => {
  beforeAll(async () => {
    await test.close();
    test = await openTestPlatform(inject('mongodbUri'), { keysHeldMsMin: 2_400 });
    ({ system } = test);
    staff = test.platform.as(localOperatorActor('ops', 'searching'));
  });

  it('get another key while they are searched, and earlier accounts get the tokens they lack', async () => {
    const [learner, earlier] = [await newAccount('Montgomery'), await newAccount('Montgomery')];
    const { data } = test.platform.connection;
    await data.collection('users').updateOne({ user_id: earlier }, { $unset: { search_tokens: 1 } });
    const before = (await storedTokens(learner)).map(String);
    let running = true;
    const searching = (async () => {
      while (running) expect(await found(ask('montgomery'))).toContain(learner);
    })();
    const record = await system.keys.rotate({ kind: 'index', purpose: 'search' });
    running = false;
    await searching;
    expect(record.counts).toMatchObject({ destroyed: 1 });
    const after = (await storedTokens(learner)).map(String);
    expect(after).toHaveLength(before.length);
    expect(after.filter((token) => before.includes(token))).toEqual([]);
    expect(await found(ask('montgomery'))).toEqual([learner, earlier].sort());
  });
});
