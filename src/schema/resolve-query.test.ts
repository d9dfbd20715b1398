import { expect, it } from 'vitest';
import { type Contradiction, notes, refusal, refusesEach, words } from '../../test/support/contradictions.ts';
import { type CollectionDeclaration, equals, from, index, ofOwner, type QueryDeclaration } from './define.ts';
import { encrypted } from './fields/facts.ts';

const query = (changes: Partial<QueryDeclaration>): CollectionDeclaration =>
  notes({
    queries: {
      latest: {
        why: 'latest notes',
        filter: { user_id: ofOwner(), written_at: from('since') },
        sort: { written_at: -1 },
        projection: 'whole',
        answers: 'page',
        index: 'user_id_1_written_at_-1',
        promise: { slaMs: 100, frequency: 'low' },
        ...changes,
      },
    },
  });

it('takes the declaration that every case changes', () => {
  expect(refusal(query({}))).toBe('nothing was refused');
});

const withIndex = (keys: Record<string, 1 | -1>) =>
  notes({ indexes: [...notes().indexes, index(keys, { why: 'for the test' })] });

function withBlindIndex(asked: Partial<QueryDeclaration>): CollectionDeclaration {
  const { queries, indexes } = query({ sort: {}, ...asked });
  const protection = encrypted({ blindIndex: { normalise: 'email', version: 1 } });
  return notes({
    adds: { address: words({ protection }) },
    indexes: [...indexes, index({ address: 1 }, { why: 'for the test' })],
    queries,
  });
}

it('takes a blind index that is asked for equality', () => {
  const asked = { filter: { address: equals('address') }, index: 'address_1' };
  expect(refusal(withBlindIndex(asked))).toBe('nothing was refused');
});

const INDEXES_AND_QUERIES: readonly Contradiction[] = [
  ['an index over no field', () => withIndex({ nothing: 1 }), 'notes index nothing_1', '"nothing"'],
  [
    'an index over an encrypted field without a blind index',
    () => withIndex({ mood: 1 }),
    'notes index mood_1',
    '"mood"',
  ],
  [
    'a query whose index does not exist',
    () => query({ index: 'score_1' }),
    'notes query latest',
    '"score_1"',
  ],
  [
    'a query that filters beside its index',
    () => query({ filter: { user_id: ofOwner(), score: equals('score') } }),
    'notes query latest',
    '"user_id_1_written_at_-1"',
  ],
  [
    'a query that sorts by what the index does not hold',
    () => query({ sort: { score: -1 } }),
    'notes query latest',
    'equality, then sort, then range',
  ],
  [
    'a query that skips the leading key',
    () => query({ filter: { written_at: from('since') } }),
    'notes query latest',
    'equality, then sort, then range',
  ],
  [
    'a query with two ranges',
    () => query({ filter: { user_id: from('first'), written_at: from('since') } }),
    'notes query latest',
    'equality, then sort, then range',
  ],
  ...[{ filter: { address: from('first') } }, { filter: {}, sort: { address: 1 as const } }].map(
    (asked): Contradiction => [
      `a blind index asked for order, by ${Object.keys(asked).join(' and ')}`,
      () => withBlindIndex({ ...asked, index: 'address_1' }),
      'notes query latest',
      '"address"',
    ],
  ),
  [
    'a query that projects no field',
    () => query({ projection: ['nothing'] }),
    'notes query latest',
    '"nothing"',
  ],
  [
    'a query that scopes by another field',
    () => query({ filter: { user_id: equals('user'), written_at: ofOwner() }, sort: {} }),
    'notes query latest',
    '"written_at"',
  ],
];

refusesEach(INDEXES_AND_QUERIES);
