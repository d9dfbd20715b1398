import { type Processors, visitor } from '../../src/derive/visit.ts';
import { elementKeyOf } from '../../src/protection/sealer.ts';
import type { ResolvedField } from '../../src/schema/resolved.ts';
import { days } from '../../src/std/durations.ts';
import { type SeededRandom, uuidFromBytes } from '../../src/std/random.ts';

/** Values of a population's own choosing, by path; everything else is drawn from what the schema allows. */
export type Chosen = Readonly<Record<string, () => unknown>>;

/** How long the growing lists are, by path; others get `DEFAULT_LENGTH`. */
export type Lengths = Readonly<Record<string, number>>;

export const PERIOD_START = new Date('2026-01-01T00:00:00Z');
export const PERIOD_DAYS = 365;

const DEFAULT_LENGTH = 2;
const KEYS_OF_A_RECORD = 3;
const SPREAD_MAX = 1000;
const OPTIONAL_SHARE = 0.8;
const NULL_SHARE = 0.1;
const WORDS = [
  'mean',
  'of',
  'the',
  'variance',
  'is',
  'how',
  'far',
  'values',
  'spread',
  'around',
  'it',
  'and',
];

/** Characters of a text that may have so many: long fields hold longer texts, none at its limit. */
const charactersOf = (maxLength: number) => Math.min(maxLength, Math.max(24, Math.min(240, maxLength / 50)));

/**
 * Makes logical values of any field, reproducibly. It knows the schema and no field by name: what is declared tomorrow
 * is measured tomorrow.
 */
export function valueMaker(random: SeededRandom, chosen: Chosen, lengths: Lengths) {
  const hex = (bytes: number) => random.bytes(bytes).toString('hex');
  const processors: Processors<unknown> = {
    text: ({ field: { maxLength, pattern } }) => {
      if (pattern === undefined) return words(random, charactersOf(maxLength));
      const name = `x${hex(8)}`;
      const fitting = [name, `${name}@example.org`, 'DE'].find((text) => new RegExp(pattern).test(text));
      if (fitting === undefined) throw new TypeError(`the bench has no text that fits ${pattern}`);
      return fitting;
    },
    slug: () => `s-${hex(4)}`,
    uuid: () => uuidFromBytes(random.bytes(16), 4),
    objectId: () => hex(12),
    integer: ({ field: { minimum, maximum } }) =>
      random.integer(minimum, Math.min(maximum, minimum + SPREAD_MAX)),
    number: ({ field: { minimum, maximum } }) =>
      random.between(minimum, Math.min(maximum, minimum + SPREAD_MAX)),
    boolean: () => random.chance(0.5),
    instant: () => new Date(PERIOD_START.getTime() + random.integer(0, days(PERIOD_DAYS))),
    choice: ({ field }) => random.pick(field.values),
    bytes: ({ field }) => random.bytes(Math.min(32, field.maxBytes)),
    list: ({ path, element, field }, visit) => {
      const wanted = field.growing ? (lengths[path] ?? DEFAULT_LENGTH) : DEFAULT_LENGTH;
      const length = Math.min(wanted, field.maxItems ?? wanted);
      const elements = Array.from({ length }, () => visit(element));
      return field.elementKey ? distinct(elements, field.elementKey) : elements;
    },
    group: ({ fields }, visit) =>
      Object.fromEntries(
        fields.flatMap((child) => {
          if (child.field.managed) return [];
          const isGiven = child.required || chosen[child.path] !== undefined || random.chance(OPTIONAL_SHARE);
          return isGiven ? [[child.name, visit(child)]] : [];
        }),
      ),
    record: ({ field, value }, visit) => {
      const { keys } = field;
      const names = Array.from({ length: Math.min(KEYS_OF_A_RECORD, field.maxKeys) }, () =>
        keys.kind === 'choice' ? random.pick(keys.values) : `s-${hex(4)}`,
      );
      return Object.fromEntries([...new Set(names)].map((name) => [name, visit(value)]));
    },
  };
  return visitor<unknown>(processors, (field: ResolvedField, process) => {
    const choice = chosen[field.path];
    if (choice) return choice();
    return field.nullable && random.chance(NULL_SHARE) ? null : process();
  });
}

/** The first of the elements that nothing tells apart: small numbers come twice. */
function distinct(elements: readonly unknown[], names: readonly string[]): unknown[] {
  const keyed = elements.map((element) => [elementKeyOf(names, element), element] as const);
  return [...new Map(keyed.reverse()).values()].reverse();
}

function words(random: SeededRandom, characters: number): string {
  let text = '';
  while (text.length < characters) text += `${random.pick(WORDS)} `;
  return text.slice(0, characters).trimEnd();
}
