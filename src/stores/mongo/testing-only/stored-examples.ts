import fc from 'fast-check';
import { Binary, ObjectId } from 'mongodb';
import { type Processors, visitor } from '../../../derive/visit.ts';
import type { ResolvedCollection, ResolvedField, ResolvedList } from '../../../schema/resolved.ts';
import { invariant } from '../../../std/assert.ts';
import { LIMITS } from '../../../std/limits.ts';
import { SLUG_PATTERN } from '../../../std/slugs.ts';

/** A stored value that differs from the good one in one place. */
export interface Variant {
  /** Where and what, for the message of a failing test. */
  readonly label: string;
  readonly value: unknown;
}

/** What a field may be stored as, and what it must not be. */
export interface Examples {
  readonly good: unknown;
  readonly accepted: readonly Variant[];
  readonly refused: readonly Variant[];
}

type Group = Record<string, unknown>;

const BINARY = new Binary(Buffer.from('an envelope'));
const variant = (label: string, value: unknown): Variant => ({ label, value });

/** Stored examples of a field, made from its declaration alone: an oracle for the derived `$jsonSchema`. */
const examplesOf = visitor<Examples>(
  {
    text: ({ field: { minLength = 0, maxLength, pattern } }) => {
      const good = pattern === undefined ? 'x'.repeat(Math.max(minLength, 1)) : matching(pattern);
      return {
        good,
        accepted: pattern === undefined ? [variant('longest', 'é'.repeat(maxLength))] : [],
        refused: [
          variant('number', 1),
          variant('too long', good.padEnd(maxLength + 1, good)),
          ...(minLength > 0 ? [variant('too short', '')] : []),
        ],
      };
    },
    slug: () => ({
      good: matching(SLUG_PATTERN),
      accepted: [variant('longest', 'a'.repeat(64))],
      refused: [variant('number', 1), variant('empty', ''), variant('too long', 'a'.repeat(65))],
    }),
    uuid: () => ({
      good: '6f1d0e3a-2b4c-4d5e-8f90-a1b2c3d4e5f6',
      accepted: [],
      refused: [
        variant('number', 1),
        variant('too short', 'anna'),
        variant('too long', '6f1d0e3a-2b4c-4d5e-8f90-a1b2c3d4e5f67'),
      ],
    }),
    objectId: () => ({
      good: new ObjectId(),
      accepted: [],
      refused: [variant('its text', new ObjectId().toHexString())],
    }),
    integer: ({ field: { minimum, maximum } }) => ({
      good: minimum,
      accepted: [variant('greatest', maximum)],
      refused: [
        ...outside(minimum, maximum),
        variant('text', String(minimum)),
        variant('fraction', minimum + 0.5),
      ],
    }),
    number: ({ field: { minimum, maximum } }) => ({
      good: (minimum + maximum) / 2,
      accepted: [variant('least', minimum), variant('greatest', maximum)],
      // Not NaN: MongoDB counts it below every number and refuses it, SecantusDB compares as IEEE 754 and does not.
      refused: [...outside(minimum, maximum), variant('text', String(minimum))],
    }),
    boolean: () => ({
      good: true,
      accepted: [variant('false', false)],
      refused: [variant('number', 1), variant('text', 'true')],
    }),
    instant: () => ({
      good: new Date('2026-03-01T10:00:00Z'),
      accepted: [],
      refused: [variant('text', '2026-03-01T10:00:00Z'), variant('number', 1_772_000_000)],
    }),
    choice: ({ field }) => ({
      good: field.values[0],
      accepted: field.values.map((value) => variant(value, value)),
      refused: [variant('another', 'unheard_of'), variant('number', 1)],
    }),
    bytes: () => ({ good: BINARY, accepted: [], refused: [variant('text', 'abc')] }),
    list: ({ element, field }, visit) => {
      const { good, accepted, refused } = visit(element);
      const maxItems = field.maxItems ?? LIMITS.pageElementsMax;
      const within = ({ label, value }: Variant) => variant(`[]${label}`, [value]);
      return {
        good: [good],
        accepted: [
          variant(' empty', []),
          variant(' full', Array(maxItems).fill(good)),
          ...accepted.map(within),
        ],
        refused: [
          variant(' no list', good === null || typeof good !== 'object' ? good : 'text'),
          variant(' too many', Array(maxItems + 1).fill(good)),
          ...refused.map(within),
        ],
      };
    },
    group: (group, visit) => groupExamples(group.fields, visit),
    record: ({ field, value }, visit) => {
      const { good, accepted, refused } = visit(value);
      const key = field.keys.kind === 'choice' ? String(field.keys.values[0]) : 'a-slug';
      const within = ({ label, value: inner }: Variant) => variant(`{}${label}`, { [key]: inner });
      const many = Array.from({ length: field.maxKeys + 1 }, (_, at) => [`key-${at}`, good]);
      return {
        good: { [key]: good },
        accepted: [variant(' empty', {}), ...accepted.map(within)],
        refused: [
          variant(' no record', 'text'),
          variant(' key that is none', { 'Not A Key': good }),
          variant(' too many', Object.fromEntries(many)),
          ...refused.map(within),
        ],
      };
    },
  } satisfies Processors<Examples>,
  (field, process) => {
    const examples =
      field.storage.kind === 'ciphertext'
        ? { good: BINARY, accepted: [], refused: [variant(' in plain text', 'text')] }
        : process();
    const none = variant(' null', null);
    // The driver gives a document without an `_id` one.
    if (field.path === '_id') return examples;
    return field.nullable
      ? { ...examples, accepted: [...examples.accepted, none] }
      : { ...examples, refused: [...examples.refused, none] };
  },
);

/** Stored examples of a collection's documents. */
export function documentExamples(collection: ResolvedCollection): Examples {
  const examples = examplesOf(collection.root);
  const beside: Group = {};
  for (const envelope of collection.envelopes) beside[envelope] = BINARY;
  if (collection.pages !== null) {
    const none = { total: 0, pages: 0, bytes: 0 };
    beside['paging'] = Object.fromEntries(collection.growingLists.map(({ name }) => [name, none]));
  }
  const complete = ({ label, value }: Variant) => variant(label, { ...beside, ...(value as Group) });
  const good = { ...(examples.good as Group), ...beside };
  const blind = collection.blindIndexes.map(({ storedPath }) => storedPath);
  const tokens = collection.searchTokens ? [collection.searchTokens.storedPath] : [];
  return {
    good,
    accepted: [
      ...examples.accepted.filter(isDocument).map(complete),
      ...blind.map((path) => variant(path, { ...good, [path]: BINARY })),
      ...tokens.map((path) => variant(path, { ...good, [path]: [BINARY, BINARY] })),
    ],
    refused: [
      ...examples.refused.filter(isDocument).map(complete),
      ...blind.map((path) => variant(`${path} in plain text`, { ...good, [path]: 'text' })),
      ...tokens.flatMap((path) => [
        variant(`${path} in plain text`, { ...good, [path]: ['text'] }),
        variant(`${path} alone`, { ...good, [path]: BINARY }),
      ]),
      ...Object.keys(beside).map((name) => variant(`${name} in plain text`, { ...good, [name]: 'text' })),
    ],
  };
}

/** Stored examples of the pages of one growing list. */
export function pageExamples(collection: ResolvedCollection, list: ResolvedList): Examples {
  const element = examplesOf(list.element);
  const scope = collection.root.fields.filter(({ name }) => name === 'region' || name === collection.owner);
  const good: Group = {
    _id: new ObjectId(),
    ...Object.fromEntries(scope.map((field) => [field.name, examplesOf(field).good])),
    parent: new ObjectId(),
    list: list.name,
    page: 1,
    count: 1,
    bytes: 1,
    keys: ['a'],
    elements: [element.good],
  };
  const within = ({ label, value }: Variant) => variant(`elements[]${label}`, { ...good, elements: [value] });
  const others = collection.growingLists.filter(({ name }) => name !== list.name);
  const without = (name: string) => Object.fromEntries(Object.entries(good).filter(([one]) => one !== name));
  return {
    good,
    accepted: element.accepted.map(within),
    refused: [
      ...element.refused.map(within),
      variant('an unknown list', { ...good, list: 'unheard_of' }),
      variant('an unknown neighbour', { ...good, unheard_of: 1 }),
      ...others.map((other) =>
        variant(`elements of ${other.name}`, { ...good, elements: [examplesOf(other.element).good] }),
      ),
      // The driver gives a document without `_id` one.
      ...Object.keys(good)
        .filter((name) => name !== '_id')
        .map((name) => variant(`without ${name}`, without(name))),
    ],
  };
}

function groupExamples(
  fields: readonly ResolvedField[],
  visit: (field: ResolvedField) => Examples,
): Examples {
  const stored = fields
    .filter(({ storage }) => storage.kind !== 'envelope')
    .map((field) => ({ field, examples: visit(field) }));
  const good: Group = Object.fromEntries(stored.map(({ field, examples }) => [field.name, examples.good]));
  const withValue = (name: string, { label, value }: Variant) =>
    variant(`.${name}${/^\w/.test(label) ? ` ${label}` : label}`, { ...good, [name]: value });
  const without = (name: string) =>
    variant(`.${name} missing`, Object.fromEntries(Object.entries(good).filter(([one]) => one !== name)));
  // The driver gives a document without `_id` one.
  const required = stored.filter(({ field }) => field.required && field.path !== '_id');
  const optional = stored.filter(({ field }) => !field.required);
  return {
    good,
    accepted: [
      ...optional.map(({ field }) => without(field.name)),
      ...stored.flatMap(({ field, examples }) => examples.accepted.map((one) => withValue(field.name, one))),
    ],
    refused: [
      variant(' no group', 'text'),
      variant('.unheard_of', { ...good, unheard_of: 1 }),
      ...required.map(({ field }) => without(field.name)),
      ...stored.flatMap(({ field, examples }) => examples.refused.map((one) => withValue(field.name, one))),
    ],
  };
}

/** Values that are no documents cannot be inserted at all. */
function isDocument({ value }: Variant): boolean {
  return value !== null && typeof value === 'object';
}

function outside(minimum: number, maximum: number): readonly Variant[] {
  return [variant('too small', minimum - 1), variant('too large', maximum + 1)];
}

function matching(pattern: string): string {
  const [text] = fc.sample(fc.stringMatching(new RegExp(pattern)), { seed: 7, numRuns: 1 });
  invariant(text !== undefined, 'a sample was asked for and none came');
  return text;
}
