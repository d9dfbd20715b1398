import { expect } from 'vitest';
import { type Actor, systemActor } from '../../src/access/actor.ts';
import { identityOf } from '../../src/documents/identity.ts';
import { isError } from '../../src/errors/error.ts';
import type { ResolvedCollection, ResolvedList, ResolvedQuery } from '../../src/schema/resolved.ts';
import { SCHEMA } from '../../src/schema/schema.ts';
import { LIMITS } from '../../src/std/limits.ts';
import { valueAt, withValueAt } from '../../src/std/paths.ts';
import { type SeededRandom, seededEntropy } from '../../src/std/random.ts';
import { agreeing } from '../support/agreeing.ts';
import { textOf } from '../support/digest.ts';
import { CollectionModel, type Elements, type Expected, type Fields } from '../support/document-model.ts';
import type { TestPlatform } from '../support/platform.ts';
import { answerOf, isInOrder } from '../support/query-model.ts';
import { RandomDocuments } from '../support/random-documents.ts';

const collections = Object.values(SCHEMA.collections).filter(
  ({ owner, declaration }) => owner !== null && declaration.database === 'data',
);

/** A random sequence of operations, each done by the door and by the model. */
export class ModelCheck {
  doing = 'begin';
  readonly done: Record<string, number> = {};
  readonly #test: TestPlatform;
  readonly #random: SeededRandom;
  readonly #actor: Actor;
  readonly #learners: string[] = [];
  readonly #models = new Map(collections.map((one) => [one.name, new CollectionModel(one)]));
  readonly #documents: ReadonlyMap<string, RandomDocuments>;
  /** Places in lists that were reached before and are gone on from later, while the lists grow. */
  readonly #open: {
    key: string;
    list: ResolvedList;
    collection: ResolvedCollection;
    cursor: string;
    at: number;
  }[] = [];

  constructor(test: TestPlatform, random: SeededRandom, requestId: string) {
    this.#test = test;
    this.#random = random;
    this.#actor = systemActor('model check', requestId, 'testing');
    this.#documents = new Map(collections.map((one) => [one.name, new RandomDocuments(one, random)]));
  }

  async begin(): Promise<void> {
    for (let learner = 0; learner < 3; learner++) await this.#insertLearner();
  }

  async step(): Promise<void> {
    const collection = this.#random.pick(collections);
    const operation = this.#random.weighted({
      insert: 3,
      'repeated insert': 1,
      'conflicting insert': 1,
      append: 6,
      'conflicting append': 2,
      revise: 3,
      query: 5,
      elements: 4,
    });
    this.doing = `${operation} in ${collection.name}`;
    if (await this.#run(operation, collection)) this.done[operation] = (this.done[operation] ?? 0) + 1;
  }

  /** Every document with all of its lists. */
  async readEverything(): Promise<void> {
    for (const { collection, documents } of this.#models.values()) {
      for (const [key, { lists }] of documents) {
        for (const list of collection.growingLists) {
          this.doing = `reading ${list.path} of ${collection.name}`;
          const read = await this.#walk(collection, key, list, LIMITS.answerDocumentsMax);
          expect(read).toEqual(lists[list.path]);
        }
      }
    }
  }

  /** False where there was nothing to do it with. */
  async #run(operation: string, collection: ResolvedCollection): Promise<boolean> {
    switch (operation) {
      case 'insert':
        return this.#insert(collection);
      case 'repeated insert':
      case 'conflicting insert':
        return this.#insertAgain(collection, operation === 'conflicting insert');
      case 'append':
      case 'conflicting append':
        return this.#append(collection, operation === 'conflicting append');
      case 'revise':
        return this.#revise(collection);
      case 'query':
        return this.#query(collection);
      default:
        return this.#elements(collection);
    }
  }

  async #insertLearner(): Promise<void> {
    const users = SCHEMA.collections['users'] as ResolvedCollection;
    const document = this.#random1(users).document(this.#random.bytes(1).toString('hex'), 0);
    // Who agrees to nothing would have the door keep less than was given.
    const user = agreeing(users, { ...document, user_id: seededEntropy(this.#random).uuid() });
    await this.#give(users, [user]);
    this.#learners.push(String(user['user_id']));
  }

  async #insert(collection: ResolvedCollection): Promise<boolean> {
    if (collection.declaration.founds) {
      await this.#insertLearner();
      return true;
    }
    const random = this.#random1(collection);
    const count = this.#random.integer(1, 3);
    const sizes = this.#random.chance(0.2) ? 140 : 6;
    const given = Array.from({ length: count }, () =>
      random.document(this.#random.pick(this.#learners), sizes),
    );
    // One learner has one of some documents: what is there already is another operation's affair.
    const { documents } = this.#model(collection);
    const fresh = given.filter((one, at) => {
      const key = identityOf(collection, one);
      return !documents.has(key) && given.findIndex((other) => identityOf(collection, other) === key) === at;
    });
    if (fresh.length === 0) return false;
    await this.#give(collection, this.#random.chance(0.2) ? [...fresh, ...fresh] : fresh);
    return true;
  }

  /** A document that is there is sent again, as it is or with a change. */
  async #insertAgain(collection: ResolvedCollection, isChanged: boolean): Promise<boolean> {
    const picked = this.#pick(collection);
    if (!picked) return false;
    const { _id, region, revision, ...content } = picked.held.header;
    let again: Fields = isChanged ? this.#random1(collection).changed(content) : content;
    for (const [path, elements] of Object.entries(picked.held.lists))
      again = withValueAt(again, path, elements);
    await this.#give(collection, [again]);
    return true;
  }

  /** Inserts, now and then by several callers at once. */
  async #give(collection: ResolvedCollection, given: readonly Fields[]): Promise<void> {
    const model = this.#model(collection);
    const callers = this.#random.chance(0.15) ? 3 : 1;
    const expected = Array.from({ length: callers }, () => model.insert(given));
    const door = this.#test.platform.documents.door(collection.name);
    const outcomes = await Promise.all(expected.map(() => outcome(door.inserter.insert(this.#actor, given))));
    const repeats = outcomes.map((one) =>
      'answer' in one ? { answer: one.answer.map(({ repeated }) => repeated) } : one,
    );
    expect(sorted(repeats)).toEqual(sorted(expected));
    for (const one of outcomes) {
      if (!('answer' in one)) continue;
      for (const { document } of one.answer) model.founded(identityOf(collection, document), document);
    }
  }

  async #append(collection: ResolvedCollection, isConflicting: boolean): Promise<boolean> {
    const picked = this.#pick(collection);
    if (!picked || collection.growingLists.length === 0) return false;
    const random = this.#random1(collection);
    const { key, held } = picked;
    const additions: Record<string, unknown[]> = {};
    for (const list of collection.growingLists) {
      if (this.#random.chance(0.5)) continue;
      const fresh = random.elements(
        list,
        this.#random.chance(0.1) ? this.#random.integer(40, 160) : this.#random.integer(0, 5),
      );
      const there = held.lists[list.path] ?? [];
      const again = Array.from({ length: there.length > 0 ? this.#random.integer(0, 3) : 0 }, () =>
        this.#random.pick(there),
      );
      additions[list.path] = this.#random.shuffle(list.field.elementKey ? [...fresh, ...again] : fresh);
    }
    if (isConflicting && !this.#addConflict(collection, held.lists, additions)) return false;
    const header = this.#random.chance(0.4) ? random.changed(held.header) : held.header;
    await this.#change(collection, key, additions, header);
    return true;
  }

  /** Puts an element among the additions that is there with other content; false where none can be found. */
  #addConflict(
    collection: ResolvedCollection,
    lists: Elements,
    additions: Record<string, unknown[]>,
  ): boolean {
    const candidates = collection.growingLists.filter(
      ({ path, field }) => field.elementKey && (lists[path]?.length ?? 0) > 0,
    );
    if (candidates.length === 0) return false;
    const list = this.#random.pick(candidates);
    const there = this.#random.pick(lists[list.path] ?? []) as Fields;
    const [other] = this.#random1(collection).elements(list, 1) as Fields[];
    const names = list.field.elementKey ?? [];
    const same = Object.fromEntries(names.map((name) => [name, there[name]]));
    additions[list.path] = [...(additions[list.path] ?? []), { ...other, ...same }];
    return true;
  }

  async #revise(collection: ResolvedCollection): Promise<boolean> {
    const picked = this.#pick(collection);
    if (!picked) return false;
    await this.#change(collection, picked.key, {}, this.#random1(collection).changed(picked.held.header));
    return true;
  }

  /** Appends and revises, now and then by several callers at once. */
  async #change(
    collection: ResolvedCollection,
    key: string,
    additions: Elements,
    header: Fields,
  ): Promise<void> {
    const model = this.#model(collection);
    const identity = this.#identity(collection, key);
    const keyless = collection.growingLists.some(
      ({ path, field }) => !field.elementKey && (additions[path]?.length ?? 0) > 0,
    );
    const callers = !keyless && this.#random.chance(0.15) ? 3 : 1;
    const { revision: _, ...asked } = header;
    const change = (before: Fields) => ({ ...asked, revision: before['revision'] });
    const expected = Array.from({ length: callers }, () => model.append(key, additions, change));
    const { reviser } = this.#test.platform.documents.door(collection.name);
    const outcomes = await Promise.all(
      expected.map(() => outcome(reviser.revise(this.#actor, 'model', [{ identity, additions, change }]))),
    );
    const added = outcomes.map((one) => ('answer' in one ? { answer: one.answer[0]?.added } : one));
    expect(sorted(added)).toEqual(sorted(expected));
    for (const one of outcomes) {
      if ('answer' in one) expect(one.answer[0]?.document).toEqual(model.documents.get(key)?.header);
    }
  }

  async #query(collection: ResolvedCollection): Promise<boolean> {
    const queries = Object.values(collection.queries).filter(({ declaration }) => !declaration.summary);
    const query = this.#random.pick(queries);
    this.doing = `query ${query.name} of ${collection.name}`;
    const values = this.#values(collection, query);
    if (!values) return false;
    const owner = query.ofOwner ? this.#random.pick(this.#learners) : undefined;
    const { documents } = this.#model(collection);
    const expected = answerOf(collection, query, documents.values(), values, owner);
    const items: Fields[] = [];
    let cursor: string | null = null;
    do {
      const options = {
        limit: this.#random.integer(1, 9),
        ...(owner !== undefined && { learner: owner }),
        ...(cursor !== null && { cursor }),
      };
      const { reader } = this.#test.platform.documents.door(collection.name);
      const page = await reader.page(this.#actor, query.name, values, options);
      expect(page.items.length).toBeLessThanOrEqual(options.limit);
      items.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(isInOrder(query, items)).toBe(true);
    expect(sorted(items)).toEqual(sorted(expected));
    return true;
  }

  /** Values for a query's parameters, each as some document has it. */
  #values(collection: ResolvedCollection, query: ResolvedQuery): Fields | null {
    const headers = [...this.#model(collection).documents.values()].map(({ header }) => header);
    const values: Record<string, unknown> = {};
    for (const { name, field, many } of query.parameters) {
      const there = headers.flatMap((header) => valueAt(header, field.path) ?? []);
      if (there.length === 0) return null;
      values[name] = many ? [this.#random.pick(there), this.#random.pick(there)] : this.#random.pick(there);
    }
    return values;
  }

  /** Walks a list to its end, or goes some pages and comes back later. */
  async #elements(collection: ResolvedCollection): Promise<boolean> {
    const resumed = this.#random.chance(0.3) ? this.#open.shift() : undefined;
    if (resumed) {
      const read = await this.#walk(resumed.collection, resumed.key, resumed.list, 7, resumed.cursor);
      const held = this.#model(resumed.collection).documents.get(resumed.key);
      expect(read).toEqual(held?.lists[resumed.list.path]?.slice(resumed.at));
      return true;
    }
    const picked = this.#pick(collection);
    if (!picked || collection.growingLists.length === 0) return false;
    const list = this.#random.pick(collection.growingLists);
    const limit = this.#random.integer(1, 60);
    const first = await this.#elementPage(collection, picked.key, list, limit);
    if (first.nextCursor !== null && this.#random.chance(0.5)) {
      this.#open.push({
        collection,
        key: picked.key,
        list,
        cursor: first.nextCursor,
        at: first.items.length,
      });
    }
    const read = await this.#walk(collection, picked.key, list, limit);
    expect(read).toEqual(picked.held.lists[list.path]);
    return true;
  }

  async #walk(collection: ResolvedCollection, key: string, list: ResolvedList, limit: number, from?: string) {
    const read: unknown[] = [];
    let cursor: string | null | undefined = from;
    do {
      const page = await this.#elementPage(collection, key, list, limit, cursor);
      read.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    return read;
  }

  async #elementPage(
    collection: ResolvedCollection,
    key: string,
    list: ResolvedList,
    limit: number,
    cursor?: string,
  ) {
    const page = await this.#test.platform.documents
      .door(collection.name)
      .elementPage(this.#actor, this.#identity(collection, key), list.path, {
        limit,
        ...(cursor && { cursor }),
      });
    expect(page.items.length).toBeLessThanOrEqual(limit);
    return page;
  }

  #identity(collection: ResolvedCollection, key: string): Fields {
    const header = this.#model(collection).documents.get(key)?.header ?? {};
    const names = new Set([...collection.identity, ...(collection.owner === null ? [] : [collection.owner])]);
    return Object.fromEntries([...names].map((name) => [name, header[name]]));
  }

  #pick(collection: ResolvedCollection) {
    const { documents } = this.#model(collection);
    if (documents.size === 0) return null;
    const [key, held] = this.#random.pick([...documents]);
    return { key, held };
  }

  #model(collection: ResolvedCollection): CollectionModel {
    return this.#models.get(collection.name) as CollectionModel;
  }

  #random1(collection: ResolvedCollection): RandomDocuments {
    return this.#documents.get(collection.name) as RandomDocuments;
  }
}

/** What came of a call: its answer, or the code of the error that the model may expect. */
async function outcome<T>(call: Promise<T>): Promise<Expected<T>> {
  try {
    return { answer: await call };
  } catch (thrown) {
    if (isError(thrown, 'conflict') || isError(thrown, 'not_found'))
      return { code: thrown.code as 'conflict' };
    throw thrown;
  }
}

function sorted<T>(items: readonly T[]): T[] {
  return [...items].sort((a, b) => {
    const [one, other] = [textOf(a), textOf(b)];
    return one < other ? -1 : Number(one > other);
  });
}
