import fc from 'fast-check';
import { headerOf } from '../../src/derive/header.ts';
import { elementKeyOf } from '../../src/protection/sealer.ts';
import type { ResolvedCollection, ResolvedField, ResolvedList } from '../../src/schema/resolved.ts';
import { withValueAt } from '../../src/std/paths.ts';
import type { SeededRandom } from '../../src/std/random.ts';
import { arbitraryDocument, arbitraryValue } from './arbitrary-documents.ts';
import type { Fields } from './document-model.ts';
import { withLeaves } from './leaves.ts';

const STEPS_PER_UNIT = 2 ** 20;

/** Random documents of one collection and parts of them, from one seed. */
export class RandomDocuments {
  readonly #random: SeededRandom;
  readonly #documents;
  readonly #headers;
  readonly #elements = new Map<string, fc.Arbitrary<unknown>>();

  constructor(
    readonly collection: ResolvedCollection,
    random: SeededRandom,
  ) {
    this.#random = random;
    this.#documents = arbitraryDocument(collection);
    this.#headers = arbitraryValue(headerOf(collection.root)) as fc.Arbitrary<Record<string, unknown>>;
  }

  /** A document of a learner, its growing lists of up to `elementsMax` elements. */
  document(owner: string, elementsMax: number): Fields {
    let document: Fields = measured(this.collection.root, this.#sample(this.#documents));
    if (this.collection.owner !== null) document = { ...document, [this.collection.owner]: owner };
    for (const list of this.collection.growingLists) {
      document = withValueAt(document, list.path, this.elements(list, this.#random.integer(0, elementsMax)));
    }
    return document;
  }

  /** The document with some of its fields as another one has them; what it is told apart by stays. */
  changed(document: Fields): Fields {
    const other = measured(this.collection.root, this.#sample(this.#headers));
    const kept = new Set([this.collection.owner, ...this.collection.identity]);
    const changed: Record<string, unknown> = { ...document };
    for (const { name, field } of this.collection.root.fields) {
      if (field.managed || kept.has(name) || this.#random.chance(0.6)) continue;
      if (other[name] === undefined) delete changed[name];
      else changed[name] = other[name];
    }
    return changed;
  }

  /** Elements of a growing list, each of another key. */
  elements(list: ResolvedList, count: number): unknown[] {
    if (count === 0) return [];
    // Without the bias to small values, which would give one key to many.
    const known = this.#elements.get(list.path) ?? fc.noBias(arbitraryValue(list.element));
    this.#elements.set(list.path, known);
    const sample = fc
      .sample(known, { numRuns: count, seed: this.#seed() })
      .map((element) => measured(list.element, element));
    const { elementKey } = list.field;
    return elementKey
      ? [...new Map(sample.map((element) => [elementKeyOf(elementKey, element), element])).values()]
      : sample;
  }

  #sample<T>(arbitrary: fc.Arbitrary<T>): T {
    const [one] = fc.sample(arbitrary, { numRuns: 1, seed: this.#seed() });
    return one as T;
  }

  #seed(): number {
    return this.#random.integer(0, 0x7fff_ffff);
  }
}

/**
 * The value with numbers as they are measured, in steps of 2⁻²⁰: SecantusDB's engine in Python finds numbers below
 * about 10⁻¹⁰⁰ at the wrong place of an index.
 */
function measured<T>(field: ResolvedField, value: T): T {
  const inSteps = (exact: number) => Math.round(exact * STEPS_PER_UNIT) / STEPS_PER_UNIT;
  return withLeaves(field, value, ({ field: declared }, inside) =>
    declared.kind === 'number'
      ? Math.min(declared.maximum, Math.max(declared.minimum, inSteps(inside as number))) + 0
      : inside,
  ) as T;
}
