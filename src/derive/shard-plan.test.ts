import { describe, expect, it } from 'vitest';
import { SCHEMA } from '../schema/schema.ts';
import { shardPlan, zoneRanges } from './shard-plan.ts';

const plan = shardPlan(SCHEMA);

describe('every sharded collection', () => {
  it.each(plan.sharded.map((place) => [place.collection, place] as const))('%s', (_, { key, indexes }) => {
    expect(key).toEqual({ region: 1, user_id: 1 });
    const prefixes = indexes.map(({ keys }) => Object.keys(keys).slice(0, 2).join());
    // MongoDB refuses a unique index that the shard key does not lead, and shards only by a key that has an index.
    expect(prefixes).toContain('region,user_id');
    for (const [at, { unique }] of indexes.entries()) {
      if (unique) expect(prefixes[at]).toBe('region,user_id');
    }
  });

  it('keeps every promise of uniqueness, by an index or by a claim', () => {
    for (const { collection, indexes } of plan.sharded) {
      for (const index of SCHEMA.collections[collection]?.indexes ?? []) {
        if (!index.unique) continue;
        const byIndex = indexes.some(({ replaces, unique }) => unique && replaces === index.name);
        const byClaim = plan.claims.of.some(
          (claim) => claim.collection === collection && claim.index === index.name,
        );
        expect([index.name, byIndex !== byClaim]).toEqual([index.name, true]);
      }
    }
  });
});

it('claims emails by their blind index, and session identifiers', () => {
  expect(plan.claims.of).toEqual([
    {
      collection: 'users',
      index: 'email_blind_index_1',
      paths: ['email_blind_index'],
      partialOn: ['email_blind_index'],
    },
    { collection: 'learning_sessions', index: 'session_id_1', paths: ['session_id'], partialOn: [] },
  ]);
});

it('leaves the key vault out', () => {
  const names = [...plan.sharded.map(({ collection }) => collection), ...plan.unsharded];
  expect(names).not.toContain('learner_contexts');
});

it('has a zone of each region over documents and their pages alike', () => {
  const ranges = zoneRanges(plan, ['eu', 'us']);
  expect(ranges).toContainEqual({
    collection: 'learning_sessions_pages',
    zone: 'eu',
    min: { region: 'eu', user_id: { $minKey: 1 } },
    max: { region: 'eu', user_id: { $maxKey: 1 } },
  });
  const namespaces = plan.sharded.flatMap(({ collection, pages }) =>
    pages ? [collection, pages] : [collection],
  );
  expect(ranges).toHaveLength(namespaces.length * 2);
});
