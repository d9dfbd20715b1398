import { describe, expect, it } from 'vitest';
import { indexName } from '../../src/schema/define.ts';
import type { ResolvedCollection, ResolvedField } from '../../src/schema/resolved.ts';
import { SCHEMA } from '../../src/schema/schema.ts';
import { EMOTIONAL_STATES } from '../../src/schema/vocabulary/emotions.ts';
import { RETENTION, type RetentionRule } from '../../src/schema/vocabulary/retention.ts';
import { eachField } from '../../src/schema/walk.ts';
import { SPECIFIED_COLLECTIONS } from './collections.ts';
import { CLOSED_KEYS, EMOTIONAL_STATE, NULLABLE } from './deviations.ts';
import { SPECIFIED_INDEXES, SPECIFIED_TEXT } from './indexes.ts';
import {
  SPECIFIED_ANALYTICS,
  SPECIFIED_INDEFINITE,
  SPECIFIED_RETENTION,
  SPECIFIED_SENSITIVE,
  SPECIFIED_SLAS,
} from './promises.ts';

const collections = Object.values(SCHEMA.collections);
const specified = collections.filter(({ name }) => Object.hasOwn(SPECIFIED_COLLECTIONS, name));

/** Elements of lists and values of records are part of the type of what is around them. */
const named = (collection: ResolvedCollection) =>
  [...eachField(collection.root)].filter(({ name }) => name !== '');
const keyOf = ({ path, required }: ResolvedField) => (required ? path : `${path}?`);

/** A declared field as the specification would write its type; ranges only where it `states` one. */
function specifiedType(field: ResolvedField, states: string, at: string): string {
  switch (field.kind) {
    case 'group':
      return 'object';
    case 'list':
      return `${specifiedType(field.element, states, at)}[]`;
    case 'record': {
      const { keys } = field.field;
      const key = keys.kind === 'choice' && !Object.hasOwn(CLOSED_KEYS, at) ? keys.named : 'string';
      return `Record<${key}, ${specifiedType(field.value, states, at)}>`;
    }
    case 'objectId':
      return 'ObjectId';
    case 'boolean':
      return 'boolean';
    case 'instant':
      return 'Date';
    case 'bytes':
      return 'Uint8Array';
    case 'text':
    case 'slug':
    case 'uuid':
      return 'string';
    default:
  }
  if (field.field.kind === 'choice') return field.field.named ?? field.field.values.join(' | ');
  if (field.field.kind !== 'integer' && field.field.kind !== 'number') return field.kind;
  const { minimum, maximum } = field.field;
  return states.includes('..') ? `number ${minimum}..${maximum}` : 'number';
}

describe('collections (1.1 to 1.5)', () => {
  it('are the five of the specification', () => {
    expect(specified.map(({ name }) => name)).toEqual(Object.keys(SPECIFIED_COLLECTIONS));
  });

  it.each(specified.map((collection) => [collection.name, collection] as const))(
    '%s has every field as specified',
    (name, collection) => {
      const expected = SPECIFIED_COLLECTIONS[name] ?? {};
      const declared = Object.fromEntries(
        named(collection)
          .filter((field) => Object.hasOwn(expected, keyOf(field)) || field.facts.extension === null)
          .map((field) => [
            keyOf(field),
            specifiedType(field, expected[keyOf(field)] ?? '', `${name}.${field.path}`),
          ]),
      );
      expect(declared).toEqual(expected);
    },
  );

  it.each(specified.map((collection) => [collection.name, collection] as const))(
    '%s says of every further field why it is there',
    (name, collection) => {
      const expected = SPECIFIED_COLLECTIONS[name] ?? {};
      for (const field of named(collection)) {
        const reason = field.facts.extension;
        if (Object.hasOwn(expected, keyOf(field))) expect([field.path, reason]).toEqual([field.path, null]);
        else expect(reason ?? '', `${name}.${field.path}`).toMatch(/\w{3,}.*\.$/);
      }
    },
  );

  it('give a reason for every collection of their own', () => {
    for (const { name, declaration } of collections) {
      if (Object.hasOwn(SPECIFIED_COLLECTIONS, name)) expect(declaration.extension).toBeUndefined();
      else expect(declaration.extension ?? '', name).toMatch(/\w{3,}.*\.$/);
    }
  });

  it('allow null only where the deviations say so', () => {
    const nullable = specified.flatMap((collection) =>
      named(collection)
        .filter((field) => field.nullable && field.facts.extension === null)
        .map(({ path }) => `${collection.name}.${path}`),
    );
    expect(nullable.sort()).toEqual(Object.keys(NULLABLE).sort());
  });

  it('close the keys of records only where the deviations say so', () => {
    const closed = specified.flatMap((collection) =>
      named(collection)
        .filter(
          (field) => field.kind === 'record' && field.field.keys.kind === 'choice' && !field.field.keys.named,
        )
        .map(({ path }) => `${collection.name}.${path}`),
    );
    expect(closed.sort()).toEqual(Object.keys(CLOSED_KEYS).sort());
  });

  it('know the emotional states', () => {
    expect(EMOTIONAL_STATES).toEqual(EMOTIONAL_STATE);
    for (const collection of specified) {
      for (const { field, path } of eachField(collection.root)) {
        if (field.kind === 'choice' && field.named === 'EmotionalState') {
          expect(field.values, path).toEqual(EMOTIONAL_STATE);
        }
      }
    }
  });
});

describe('indexes', () => {
  it.each(specified.map((collection) => [collection.name, collection] as const))(
    '%s has those of 2.1 and says of every other why',
    (name, { indexes }) => {
      const ofSpecification = indexes.filter(({ extension }) => extension === null);
      expect(ofSpecification.map(({ logicalName, unique }) => [logicalName, unique])).toEqual(
        SPECIFIED_INDEXES[name]?.map(({ keys, unique = false }) => [indexName(keys), unique]),
      );
      for (const { extension, logicalName } of indexes) {
        if (extension !== null) expect(extension, logicalName).toMatch(/\w{3,}.*\.$/);
      }
    },
  );

  it('search the text of 2.2', () => {
    const searched = collections.flatMap(({ name, declaration: { textSearch } }) =>
      textSearch ? [[name, [...textSearch.paths].sort()]] : [],
    );
    const expected = Object.entries(SPECIFIED_TEXT).map(([name, paths]) => [name, [...paths].sort()]);
    expect(Object.fromEntries(searched)).toEqual(Object.fromEntries(expected));
  });
});

describe('promises', () => {
  const promised = collections.flatMap(({ queries }) =>
    Object.values(queries).flatMap(({ declaration: { specification, promise } }) =>
      specification ? [{ specification, promise }] : [],
    ),
  );

  it('are made of every query of 3.1 and 7.1 and of no other', () => {
    expect([...new Set(promised.map(({ specification }) => specification))].sort()).toEqual(
      [...Object.keys(SPECIFIED_SLAS), ...Object.keys(SPECIFIED_ANALYTICS)].sort(),
    );
  });

  it.each(Object.entries(SPECIFIED_SLAS))('%s (3.1)', (name, { targetMs, frequency }) => {
    for (const { specification, promise } of promised) {
      if (specification === name) expect(promise).toMatchObject({ slaMs: targetMs, frequency });
    }
  });

  it.each(Object.entries(SPECIFIED_ANALYTICS))('%s (7.1)', (name, { targetMs, cacheSeconds }) => {
    for (const { specification, promise } of promised) {
      if (specification === name) expect(promise).toMatchObject({ slaMs: targetMs, cacheSeconds });
    }
  });
});

describe('retention (4.1)', () => {
  const rulesOf = (words: string): readonly RetentionRule[] =>
    Object.values(RETENTION).filter(({ specification }: RetentionRule) =>
      specification?.split(', ').includes(words),
    );

  it.each(Object.entries(SPECIFIED_RETENTION))('%s', (words, { deleteAfterDays, archiveAfterDays }) => {
    const [rule] = rulesOf(words);
    expect(rule, words).toBeDefined();
    if (deleteAfterDays !== undefined) expect(rule?.deleteAfterDays).toBe(deleteAfterDays);
    else expect(rule?.from).toBe('withdrawal');
    if (archiveAfterDays !== undefined) expect(rule?.archiveAfterDays).toBe(archiveAfterDays);
  });

  it.each(SPECIFIED_INDEFINITE)('%s: as long as the account lives', (words) => {
    expect(rulesOf(words).length).toBeGreaterThan(0);
    for (const rule of rulesOf(words)) {
      expect(rule.from === 'account_deleted' || rule.deleteAfterDays === null, words).toBe(true);
    }
  });
});

describe('sensitive fields (5.1)', () => {
  it.each(SPECIFIED_SENSITIVE.fields)('%s is encrypted', (place) => {
    const found = specified.flatMap(({ name, root }) =>
      [...eachField(root)].filter(({ path }) => `${name}.${path}` === place),
    );
    expect(found.map(({ storage }) => storage.kind)).toEqual(['ciphertext']);
  });

  it.each(SPECIFIED_SENSITIVE.envelopes)('%s is an envelope', (place) => {
    const envelopes = specified.flatMap(({ name, envelopes: names }) =>
      names.map((envelope) => `${name}.${envelope}`),
    );
    expect(envelopes).toContain(place);
  });
});
