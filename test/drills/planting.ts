import { inspect } from 'node:util';
import { expect } from 'vitest';
import { systemActor } from '../../src/access/actor.ts';
import { MasterXError } from '../../src/errors/error.ts';
import type { Platform } from '../../src/platform.ts';
import type { ResolvedCollection, ResolvedList } from '../../src/schema/resolved.ts';
import { withValueAt } from '../../src/std/paths.ts';
import { type SeededRandom, seededEntropy } from '../../src/std/random.ts';
import { agreeing, consentPaths } from '../support/agreeing.ts';
import type { Fields } from '../support/document-model.ts';
import { PROTECTED_COLLECTIONS, protectedTexts } from '../support/protected-texts.ts';
import { RandomDocuments } from '../support/random-documents.ts';
import type { Markers } from './markers.ts';

const LEARNERS = 6;
const ROUNDS_MAX = 600;
/** Elements of the lists of a document, and of what is appended: many, since a call costs the same with more of them. */
const ELEMENTS_MAX = 10;

/**
 * Plants markers in every protected text through the door: inserts, appends, revises, reads and sends again, and does
 * all of it wrongly as well. Keeps what the platform says when it refuses.
 */
export class Planting {
  readonly said: string[] = [];
  readonly #platform: Platform;
  readonly #markers: Markers;
  readonly #random: SeededRandom;
  readonly #actor = systemActor('plain text', 'plain-text', 'testing');
  readonly #documents: ReadonlyMap<string, RandomDocuments>;

  constructor(platform: Platform, markers: Markers, random: SeededRandom) {
    this.#platform = platform;
    this.#markers = markers;
    this.#random = random;
    this.#documents = new Map(
      PROTECTED_COLLECTIONS.map((one) => [one.name, new RandomDocuments(one, random.fork(one.name))]),
    );
  }

  /**
   * Goes on until at least so many are planted, and some in every field.
   *
   * @param control a text for the subject of a session, which nothing protects.
   */
  async plant(countMin: number, control: string): Promise<void> {
    const learners: string[] = [];
    const everywhere = protectedTexts(PROTECTED_COLLECTIONS);
    const { planted } = this.#markers;
    for (let round = 0; round < ROUNDS_MAX; round++) {
      if (planted.size >= countMin && everywhere.every((place) => this.#markers.fields.has(place))) return;
      for (const collection of PROTECTED_COLLECTIONS) {
        const { founds } = collection.declaration;
        if (founds && round >= LEARNERS) continue;
        const learner = founds ? seededEntropy(this.#random).uuid() : this.#random.pick(learners);
        // Only who could agree to something has all kinds of documents.
        if (founds && consentPaths(collection).length > 0) learners.push(learner);
        const withControl = (document: Fields) =>
          collection.name === 'learning_sessions' && round === 0
            ? withValueAt(document, 'session_context.subject', control)
            : document;
        await this.#exercise(
          collection,
          withControl(this.document(collection, learner)),
          withControl(this.document(collection, learner)),
        );
      }
    }
  }

  /** A random document of a learner with markers in it. */
  document(collection: ResolvedCollection, learner: string): Fields {
    const random = this.#of(collection).document(learner, ELEMENTS_MAX);
    return this.#markers.document(collection, agreeing(collection, random));
  }

  /** Everything an error carries, as a log would have it. */
  hear(thrown: unknown): void {
    const options = { depth: 20, showHidden: true, maxArrayLength: null, maxStringLength: null };
    this.said.push(inspect(thrown, options));
  }

  async #exercise(collection: ResolvedCollection, document: Fields, another: Fields): Promise<void> {
    const { inserter, reviser } = this.#platform.documents.door(collection.name);
    const names = new Set([...collection.identity, ...(collection.owner === null ? [] : [collection.owner])]);
    const identity = Object.fromEntries([...names].map((name) => [name, document[name]]));
    const revise = (change: (before: Fields) => Fields, additions = {}) =>
      reviser.revise(this.#actor, 'test', [{ identity, additions, change }]);
    // One learner has one of some documents: what is there already is a conflict, and part of the drill.
    await this.#heard(inserter.insert(this.#actor, [document]));
    await this.#heard(inserter.insert(this.#actor, [document]));
    await this.#refused('conflict', inserter.insert(this.#actor, [{ ...another, ...identity }]));
    await this.#refused('validation_failed', inserter.insert(this.#actor, [{ ...another, undeclared: 1 }]));
    await this.#refused(
      'validation_failed',
      revise((before) => ({ ...before, ...headerOf(collection, another), undeclared: 1 })),
    );
    for (const list of collection.growingLists) {
      await this.#grow(collection, list, (elements) => revise((before) => before, { [list.path]: elements }));
    }
    await revise(({ _id, region, revision }) => ({
      ...headerOf(collection, another),
      ...identity,
      _id,
      region,
      revision,
    }));
    await this.#ask(collection, String(document[collection.owner ?? '']));
  }

  async #grow(
    collection: ResolvedCollection,
    list: ResolvedList,
    append: (elements: readonly unknown[]) => Promise<unknown>,
  ): Promise<void> {
    const marked = (elements: readonly unknown[]) =>
      elements.map((element) => this.#markers.element(collection, list, element));
    const elements = marked(this.#of(collection).elements(list, ELEMENTS_MAX));
    const changed = marked(elements);
    await append(elements);
    if (list.field.elementKey) {
      await append(elements);
      const isTextInside = JSON.stringify(changed) !== JSON.stringify(elements);
      if (isTextInside) await this.#refused('conflict', append(changed));
    }
    const wrong = changed.map((element) => ({ ...(element as Fields), undeclared: 1 }));
    await this.#refused('validation_failed', append(wrong));
  }

  /** Asks what can be asked of a learner, and for texts that are protected: a parameter must leave no trace either. */
  async #ask(collection: ResolvedCollection, learner: string): Promise<void> {
    const { reader } = this.#platform.documents.door(collection.name);
    for (const query of Object.values(collection.queries)) {
      const texts = query.parameters.filter(({ field }) => field.storage.kind !== 'plain');
      if (!query.ofOwner && texts.length === 0) continue;
      const values = Object.fromEntries(
        texts.map(({ name, field }) => [
          name,
          `${this.#markers.next(`${collection.name}.${field.path}`)}@example.org`,
        ]),
      );
      await this.#heard(reader.page(this.#actor, query.name, values, query.ofOwner ? { learner } : {}));
      if (texts.length === 0) continue;
      const wrong = Object.fromEntries(
        Object.entries(values).map(([name, value]) => [name, `${value} ${value}`]),
      );
      await this.#refused('validation_failed', reader.page(this.#actor, query.name, wrong, {}));
    }
  }

  /** An operation that may be refused with an error of the table. */
  async #heard(call: Promise<unknown>): Promise<void> {
    await call.catch((thrown: unknown) => {
      expect(thrown).toBeInstanceOf(MasterXError);
      this.hear(thrown);
    });
  }

  async #refused(code: string, call: Promise<unknown>): Promise<void> {
    const thrown: unknown = await call.then(
      () => undefined,
      (reason) => reason,
    );
    expect(thrown, inspect(thrown, { depth: 4 })).toMatchObject({ code });
    this.hear(thrown);
  }

  #of(collection: ResolvedCollection): RandomDocuments {
    return this.#documents.get(collection.name) as RandomDocuments;
  }
}

/** A document without its growing lists. */
function headerOf({ growingLists }: ResolvedCollection, document: Fields): Fields {
  return growingLists.reduce((header, { path }) => withValueAt(header, path, undefined), document);
}
