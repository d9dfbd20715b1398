import { randomUUID } from 'node:crypto';
import type { Binary } from 'mongodb';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { newInteraction, newSessionDocument, newUser } from '../../test/support/examples.ts';
import { openTestPlatform, type TestPlatform } from '../../test/support/platform.ts';
import { learnerActor, localOperatorActor } from '../access/actor.ts';
import type { ActorPlatform } from '../platform.ts';
import { LIMITS } from '../std/limits.ts';
import type { SearchRequest } from './token-search.ts';

let test: TestPlatform;
let system: ActorPlatform;
beforeAll(async () => {
  test = await openTestPlatform(inject('mongodbUri'));
  ({ system } = test);
});
afterAll(() => test.close());

const ask = (text: string, more: Partial<SearchRequest> = {}): SearchRequest => ({
  text,
  language: 'english',
  isUnfinished: false,
  ...more,
});

/** A learner with a session of these texts, most of them in one call and the rest one by one. */
async function newLearner(texts: readonly string[], oneByOne: readonly string[] = []): Promise<string> {
  const learner = randomUUID();
  await system.documents.collection('users').insert([newUser(learner)]);
  const session = newSessionDocument(randomUUID(), learner);
  const said = (text: string, at: number) => ({ ...newInteraction(`i${at}`, 1), user_input: text });
  await system.sessions.record([{ start: session, interactions: texts.map(said) }]);
  for (const [at, text] of oneByOne.entries()) {
    await system.sessions.record([{ start: session, interactions: [said(text, texts.length + at)] }]);
  }
  return learner;
}

const me = (learner: string) => test.platform.as(learnerActor(learner, 'searching'));

async function found(request: SearchRequest, by: ActorPlatform): Promise<string[]> {
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await by.documents
      .named('learning_sessions')
      .search({ ...request, ...(cursor && { cursor }) });
    for (const { elements } of page.items) {
      seen.push(...elements.map(({ element }) => String((element as { user_input: string }).user_input)));
    }
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return seen;
}

/** The tokens of every container of a learner: the documents first, then the pages in order. */
async function containers(learner: string): Promise<string[][]> {
  const { data } = test.platform.connection;
  const documents = await data.collection('learning_sessions').find({ user_id: learner }).toArray();
  const pages = await data
    .collection('learning_sessions_pages')
    .find({ user_id: learner, list: 'interactions' })
    .sort({ page: 1 })
    .toArray();
  return [...documents, ...pages].map(({ search_tokens }) => ((search_tokens ?? []) as Binary[]).map(String));
}

describe('a learner finds what was said', () => {
  it('in the document and in its pages, sent at once or one by one', async () => {
    const many = Array.from({ length: 120 }, (_, at) =>
      at % 40 === 7 ? `eigenvalues again ${at}` : 'plain',
    );
    const learner = await newLearner(many, ['my eigenvalue is wrong', 'nothing']);
    const all = [...many, 'my eigenvalue is wrong'].filter((text) => text.includes('eigen'));
    expect((await found(ask('eigenvalue'), me(learner))).sort()).toEqual(all.sort());
    expect((await found(ask('eigenvalue', { limit: 1 }), me(learner))).sort()).toEqual(all.sort());
    // All words in one text, not in one container.
    expect(await found(ask('eigenvalue wrong'), me(learner))).toEqual(['my eigenvalue is wrong']);
    expect(await found(ask('eigenvalue plain'), me(learner))).toEqual([]);
  });

  it('also where the texts of a container have more words than it has tokens for', async () => {
    const many = Array.from({ length: 45 }, (_, at) =>
      Array.from({ length: 20 }, (_, k) => `word${at}x${k}`).join(' '),
    );
    const learner = await newLearner(many, ['and the hypotenuse']);
    expect((await containers(learner))[0]).toHaveLength(512);
    expect(await found(ask('hypotenuse'), me(learner))).toEqual(['and the hypotenuse']);
    expect(await found(ask('unheardof'), me(learner))).toEqual([]);
  });

  it('page by page where so much was said that every container has to be opened', async () => {
    const learner = randomUUID();
    await system.documents.collection('users').insert([newUser(learner)]);
    const crowded = Array.from({ length: LIMITS.searchContainersMax + 2 }, (_, at) => ({
      start: newSessionDocument(randomUUID(), learner),
      interactions: Array.from({ length: 4 }, (_, k) => ({
        ...newInteraction(`i${k}`, k),
        user_input: [
          ...Array.from({ length: 60 }, (_, n) => `${n}s${at}x${k}word`),
          k === 3 ? 'parallelogram' : '',
        ].join(' '),
      })),
    }));
    await system.sessions.record(crowded);
    const search = async (cursor?: string) =>
      me(learner)
        .documents.named('learning_sessions')
        .search({ ...ask('parallelogram', { limit: 100 }), ...(cursor && { cursor }) });
    const first = await search();
    expect(first.items.length).toBe(LIMITS.searchContainersMax);
    expect((await found(ask('parallelogram'), me(learner))).length).toBe(crowded.length);
    expect(await found(ask('unheardof'), me(learner))).toEqual([]);
  });

  it('and finds nothing of anybody else; staff names whose sessions it searches', async () => {
    const [one, other] = await Promise.all([newLearner(['asymptotes']), newLearner(['asymptotes too'])]);
    expect(await found(ask('asymptote'), me(one))).toEqual(['asymptotes']);
    await expect(found(ask('asymptote', { learner: other }), me(one))).rejects.toMatchObject({
      code: 'access_denied',
    });
    const staff = test.platform.as(localOperatorActor('ops', 'searching'));
    expect(await found(ask('asymptote', { learner: other }), staff)).toEqual(['asymptotes too']);
    await expect(found(ask('asymptote'), staff)).rejects.toMatchObject({ code: 'validation_failed' });
  });
});

describe('the tokens of what learners say', () => {
  it('are others for every learner, and hold no word', async () => {
    const text = 'the same sentence about polynomials';
    const [one, other] = await Promise.all([newLearner([text]), newLearner([text])]);
    const [ones = [], others = []] = (await Promise.all([one, other].map(containers))).map((all) => all[0]);
    expect(ones.length).toBeGreaterThan(16);
    expect(ones.filter((token) => others.includes(token))).toEqual([]);
    const bytes = Buffer.concat(ones.map((token) => Buffer.from(token, 'base64')));
    for (const word of text.split(' ').slice(2)) expect(bytes.includes(Buffer.from(word))).toBe(false);
  });

  it('change in the last container only when something is added', async () => {
    const learner = await newLearner(Array.from({ length: 110 }, (_, at) => `text ${at}`));
    const before = await containers(learner);
    const [{ session_id } = { session_id: '' }] = (await system.sessions.recent(learner, new Date(0))).items;
    await system.documents
      .collection('learning_sessions')
      .append(
        'test',
        { session_id, user_id: learner },
        { interactions: [{ ...newInteraction('new', 1), user_input: 'something quite different' }] },
      );
    const after = await containers(learner);
    expect(after).toHaveLength(3);
    expect(after.map((tokens, at) => String(tokens) === String(before[at]))).toEqual([true, true, false]);
  });

  it('find nothing once the learner is erased', async () => {
    const learner = await newLearner(['my integral']);
    await system.erasures.shred(learner, { isAlone: true });
    const staff = test.platform.as(localOperatorActor('ops', 'searching'));
    expect(await found(ask('integral', { learner }), staff)).toEqual([]);
  });
});

describe('while keys are rotated, tokens', () => {
  beforeAll(async () => {
    await test.close();
    test = await openTestPlatform(inject('mongodbUri'), { keysHeldMsMin: 2_400 });
    ({ system } = test);
  });

  it('are made anew with another key of the learner, and are found meanwhile', async () => {
    const learner = await newLearner(Array.from({ length: 60 }, (_, at) => `logarithm ${at}`));
    const before = (await containers(learner)).flat();
    let running = true;
    const searching = (async () => {
      while (running) expect(await found(ask('logarithm'), me(learner))).toHaveLength(60);
    })();
    await system.keys.rotate({ kind: 'learner', learner });
    running = false;
    await searching;
    const after = (await containers(learner)).flat();
    expect(after).toHaveLength(before.length);
    expect(after.filter((token) => before.includes(token))).toEqual([]);
    expect(await found(ask('logarithm'), me(learner))).toHaveLength(60);
  });
});
