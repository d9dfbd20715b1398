import fc, { type Arbitrary } from 'fast-check';
import { type Processors, visitor } from '../../src/derive/visit.ts';
import type { ResolvedCollection, ResolvedField } from '../../src/schema/resolved.ts';
import { SLUG_PATTERN } from '../../src/std/slugs.ts';

/** How large the documents may get; their limits in the schema hold besides. */
export interface Sizes {
  /** Whole documents, as callers read them: with what the platform sets itself. Default: as callers give them. */
  readonly managed?: boolean;
  readonly elementsMax?: number;
  readonly charactersMax?: number;
  readonly bytesMax?: number;
}

const FIRST = new Date('2020-01-01T00:00:00.000Z');
const LAST = new Date('2035-12-31T23:59:59.999Z');

const hexDigits = (length: number) => fc.stringMatching(new RegExp(`^[0-9a-f]{${length}}$`));
const slugs = fc.stringMatching(new RegExp(SLUG_PATTERN));

function processorsOf(sizes: Sizes): Processors<Arbitrary<unknown>> {
  const { elementsMax = 3, charactersMax = 40, bytesMax = 40, managed = false } = sizes;
  return {
    text: ({ field: { minLength = 0, maxLength, pattern } }) =>
      pattern === undefined
        ? // One unit is one code point, as the schema counts.
          fc.string({
            unit: 'binary',
            minLength,
            maxLength: Math.max(minLength, Math.min(maxLength, charactersMax)),
          })
        : fc
            .stringMatching(new RegExp(pattern), {
              maxLength: Math.min(maxLength, Math.max(charactersMax, 10)),
            })
            .filter((text) => text.length >= minLength),
    slug: () => slugs,
    uuid: () => fc.uuid(),
    objectId: () => hexDigits(24),
    integer: ({ field: { minimum, maximum } }) => fc.integer({ min: minimum, max: maximum }),
    // There is one zero: a negative one is lost on the way through JSON.
    number: ({ field: { minimum, maximum } }) =>
      fc.double({ min: minimum, max: maximum, noNaN: true }).map((value) => value + 0),
    boolean: () => fc.boolean(),
    instant: () => fc.date({ min: FIRST, max: LAST, noInvalidDate: true }),
    choice: ({ field }) => fc.constantFrom(...field.values),
    bytes: ({ field }) => fc.uint8Array({ maxLength: Math.min(field.maxBytes, bytesMax) }),
    list: ({ element, field }, visit) => {
      const maxLength = Math.min(field.maxItems ?? elementsMax, elementsMax);
      const { elementKey } = field;
      if (!elementKey) return fc.array(visit(element), { maxLength });
      // An element sent twice is stored once, so a fit list has no two with one key.
      return fc.uniqueArray(visit(element), {
        maxLength,
        selector: (item) => JSON.stringify(elementKey.map((name) => (item as Record<string, unknown>)[name])),
      });
    },
    group: ({ fields }, visit) => {
      const given = fields.filter(({ field }) => managed || !field.managed);
      return fc.record(Object.fromEntries(given.map((child) => [child.name, visit(child)])), {
        requiredKeys: given.filter(({ required }) => required).map(({ name }) => name),
        noNullPrototype: true,
      });
    },
    record: ({ field, value }, visit) =>
      fc.dictionary(
        field.keys.kind === 'choice' ? fc.constantFrom(...field.keys.values) : slugs,
        visit(value),
        {
          maxKeys: Math.min(field.maxKeys, elementsMax),
          noNullPrototype: true,
        },
      ),
  };
}

/** Values of a field that fit the schema; null now and then where it may be. */
export function arbitraryValue(field: ResolvedField, sizes: Sizes = {}): Arbitrary<unknown> {
  const visit = visitor(processorsOf(sizes), (inside, process) =>
    inside.nullable ? fc.option(process(), { nil: null, freq: 4 }) : process(),
  );
  return visit(field);
}

/** Logical documents of a collection. */
export function arbitraryDocument(
  collection: ResolvedCollection,
  sizes: Sizes = {},
): Arbitrary<Record<string, unknown>> {
  return arbitraryValue(collection.root, sizes) as Arbitrary<Record<string, unknown>>;
}
