import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SCHEMA } from '../schema/schema.ts';
import { indexPlan, PAGE_INDEXES } from './index-plan.ts';
import {
  canonical,
  type DeclaredCollection,
  declaredState,
  describeStep,
  fingerprintOf,
  type LiveCollection,
  type LiveIndex,
  type MigrationStep,
  migrationPlan,
} from './migration-plan.ts';

const DECLARED = declaredState(SCHEMA);

/** What a server would say after a step: the oracle the plan is run against. */
function apply(live: readonly LiveCollection[], step: MigrationStep): readonly LiveCollection[] {
  const enforced = (schema: unknown) => ({
    validator: { $jsonSchema: schema },
    validationLevel: 'strict',
    validationAction: 'error',
  });
  const { database, collection: name } = step;
  if (step.kind === 'create_collection') {
    return [...live, { database, name, ...enforced(step.schema), indexes: [] }];
  }
  return live.map((one) => {
    if (one.name !== name || one.database !== database) return one;
    if (step.kind === 'change_validator') return { ...one, ...enforced(step.schema) };
    if (step.kind === 'drop_index') {
      return { ...one, indexes: one.indexes.filter((index) => index.name !== step.index) };
    }
    const clash = one.indexes.some(
      (index) =>
        index.name === step.index.name || JSON.stringify(index.key) === JSON.stringify(step.index.key),
    );
    if (clash) throw new Error(`${step.index.name} is in conflict with a stored index`);
    return { ...one, indexes: [...one.indexes, asLive(step.index)] };
  });
}

function asLive(index: DeclaredCollection['indexes'][number]): LiveIndex {
  return {
    name: index.name,
    key: index.key,
    unique: index.unique ?? false,
    sparse: index.sparse ?? false,
    partialFilterExpression: index.partialFilterExpression ?? null,
    otherOptions: [],
  };
}

const indexName = fc.constantFrom('a_1', 'b_1', 'a_1_b_-1');
const liveIndex: fc.Arbitrary<LiveIndex> = fc.record({
  name: indexName,
  key: fc.constantFrom({ a: 1 }, { b: 1 }, { a: 1, b: -1 }, { b: -1, a: 1 }),
  unique: fc.boolean(),
  sparse: fc.boolean(),
  partialFilterExpression: fc.constantFrom(null, { a: { $exists: true } }),
  otherOptions: fc.constantFrom([], ['expireAfterSeconds']),
});
/** A server holds one index of a name and one over the same keys. */
const liveIndexes = fc
  .uniqueArray(liveIndex, { selector: ({ name }) => name })
  .map((found) =>
    found.filter(
      ({ key }, at) => found.findIndex((other) => JSON.stringify(other.key) === JSON.stringify(key)) === at,
    ),
  );
const liveState = fc.uniqueArray(
  fc.record({
    database: fc.constantFrom('data' as const, 'vault' as const),
    name: fc.constantFrom('one', 'two', 'three'),
    validator: fc.constantFrom(null, { $jsonSchema: { bsonType: 'object' } }, { $jsonSchema: {} }),
    validationLevel: fc.constantFrom(null, 'strict', 'moderate'),
    validationAction: fc.constantFrom(null, 'error', 'warn'),
    indexes: liveIndexes,
  }),
  { selector: ({ database, name }) => `${database}.${name}` },
);
const wanted: readonly DeclaredCollection[] = [
  {
    database: 'data',
    name: 'one',
    schema: { bsonType: 'object' },
    indexes: [
      { name: 'a_1', key: { a: 1 }, unique: true, partialFilterExpression: { a: { $exists: true } } },
      { name: 'a_1_b_-1', key: { a: 1, b: -1 } },
    ],
  },
  { database: 'vault', name: 'two', schema: { bsonType: 'object' }, indexes: [] },
];

describe('a migration plan', () => {
  it('leads from any live state to the declared one, also after a crash at any step', () => {
    fc.assert(
      fc.property(liveState, fc.nat(20), (found, crashAt) => {
        const begun = migrationPlan(wanted, found).steps.slice(0, crashAt).reduce(apply, found);
        const ended = migrationPlan(wanted, begun).steps.reduce(apply, begun);
        expect(migrationPlan(wanted, ended).steps).toEqual([]);
        for (const { name, database } of found) {
          expect(ended.some((one) => one.name === name && one.database === database)).toBe(true);
        }
      }),
    );
  });

  it('of the whole schema begins with the collections and ends with nothing to do', () => {
    const { steps } = migrationPlan(DECLARED, []);
    const kinds = steps.map(({ kind }) => kind);
    expect(kinds.lastIndexOf('create_collection')).toBeLessThan(kinds.indexOf('create_index'));
    expect(migrationPlan(DECLARED, steps.reduce(apply, [] as readonly LiveCollection[])).steps).toEqual([]);
    expect(new Set(steps.map(describeStep)).size).toBe(steps.length);
  });

  it('does not care in which order a server names things, but for the keys of an index', () => {
    expect(canonical({ b: 1, a: [{ d: 2, c: 3 }] })).toBe('{"a":[{"c":3,"d":2}],"b":1}');
    const [one] = wanted;
    const live = (key: Record<string, number>): LiveCollection[] => [
      {
        database: 'data',
        name: 'one',
        validator: { $jsonSchema: { bsonType: 'object' } },
        validationLevel: 'strict',
        validationAction: 'error',
        indexes: [
          { name: 'i', key, unique: false, sparse: false, partialFilterExpression: null, otherOptions: [] },
        ],
      },
    ];
    const declared = [{ ...one, indexes: [{ name: 'i', key: { a: 1, b: 1 } }] }] as DeclaredCollection[];
    expect(migrationPlan(declared, live({ a: 1, b: 1 })).steps).toEqual([]);
    expect(migrationPlan(declared, live({ b: 1, a: 1 })).steps).toHaveLength(2);
  });

  it('has a fingerprint that changes with every part of what is declared', () => {
    const of = (change: Partial<DeclaredCollection>) =>
      fingerprintOf([{ ...(wanted[0] as DeclaredCollection), ...change }]);
    const prints = [
      of({}),
      of({ name: 'other' }),
      of({ schema: { bsonType: 'object', required: ['a'] } }),
      of({ indexes: [] }),
      of({ indexes: [{ name: 'i', key: { a: 1, b: 1 } }] }),
      of({ indexes: [{ name: 'i', key: { b: 1, a: 1 } }] }),
    ];
    expect(new Set(prints).size).toBe(prints.length);
    expect(fingerprintOf(wanted)).toBe(fingerprintOf([...wanted].reverse()));
  });
});

describe('the index plan', () => {
  it('has every index of every collection, and of each collection of pages', () => {
    const plan = indexPlan(SCHEMA);
    for (const { name, indexes, pages, declaration, searchTokens } of Object.values(SCHEMA.collections)) {
      const own = plan.find(({ collection }) => collection === name);
      expect(own).toMatchObject({ database: declaration.database });
      expect(own?.indexes.map((index) => index.name)).toEqual(indexes.map((index) => index.name));
      if (pages === null) continue;
      const names = plan.find(({ collection }) => collection === pages)?.indexes.map((index) => index.name);
      const byToken = searchTokens?.list ? ['user_id_1_search_tokens_1__id_1'] : [];
      expect(names).toEqual([PAGE_INDEXES.byPlace, PAGE_INDEXES.byElement, 'user_id_1', ...byToken]);
    }
  });

  it('finds the documents of a learner by an index that leads with the learner', () => {
    for (const { owner, name, pages } of Object.values(SCHEMA.collections)) {
      if (owner === null || owner === '_id') continue;
      for (const stored of pages === null ? [name] : [name, pages]) {
        const { indexes = [] } = indexPlan(SCHEMA).find(({ collection }) => collection === stored) ?? {};
        expect(indexes.some(({ key }) => Object.keys(key)[0] === owner)).toBe(true);
      }
    }
  });

  it('lets a unique blind index pass over documents without the value', () => {
    const email = indexPlan(SCHEMA)
      .find(({ collection }) => collection === 'users')
      ?.indexes.find(({ name }) => name === 'email_blind_index_1');
    expect(email).toEqual({
      name: 'email_blind_index_1',
      key: { email_blind_index: 1 },
      unique: true,
      sparse: true,
    });
  });
});
