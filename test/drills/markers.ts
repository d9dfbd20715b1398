import type {
  ResolvedCollection,
  ResolvedField,
  ResolvedLeaf,
  ResolvedList,
} from '../../src/schema/resolved.ts';
import type { SeededRandom } from '../../src/std/random.ts';
import type { Fields } from '../support/document-model.ts';
import { withProtectedTexts } from '../support/protected-texts.ts';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';
/** 36^19 values: no two alike, and none anywhere by chance. */
const LETTERS = 19;

/** Random texts, each planted once, and where. */
export class Markers {
  /** Where each was planted: `collection.path`. */
  readonly planted = new Map<string, string>();
  readonly #random: SeededRandom;

  constructor(random: SeededRandom) {
    this.#random = random;
  }

  /** How many were planted in each field. */
  get fields(): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    for (const place of this.planted.values()) counts.set(place, (counts.get(place) ?? 0) + 1);
    return counts;
  }

  /** A text nothing else has. Letters and digits in lower case, so that no normal form changes it. */
  next(place: string): string {
    const marker = `q${Array.from({ length: LETTERS }, () => this.#random.pick([...ALPHABET])).join('')}`;
    this.planted.set(marker, place);
    return marker;
  }

  /** The document with a marker in each of its protected texts. */
  document(collection: ResolvedCollection, document: Fields): Fields {
    return this.#with(collection, collection.root, document) as Fields;
  }

  element(collection: ResolvedCollection, list: ResolvedList, element: unknown): unknown {
    return this.#with(collection, list.element, element);
  }

  #with(collection: ResolvedCollection, field: ResolvedField, value: unknown): unknown {
    return withProtectedTexts(field, value, (leaf) =>
      fitting(leaf, this.next(`${collection.name}.${leaf.path}`)),
    );
  }
}

/** A text that the field allows and that holds the marker. */
function fitting({ path, field }: ResolvedLeaf, marker: string): string {
  if (field.kind !== 'text') return marker;
  const forms = [marker, `${marker}@example.org`];
  const fit = forms.find(
    (form) =>
      form.length <= field.maxLength &&
      form.length >= (field.minLength ?? 0) &&
      (field.pattern === undefined || new RegExp(field.pattern, 'u').test(form)),
  );
  if (fit === undefined) throw new Error(`Teach the markers a text that fits ${path}.`);
  return fit;
}
