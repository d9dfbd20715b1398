import { describe, expect, it } from 'vitest';
import { examined } from './explain.ts';

const statistics = (keys: number, documents: number, returned: number) => ({
  nReturned: returned,
  totalKeysExamined: keys,
  totalDocsExamined: documents,
});

describe('what a server says it examined', () => {
  it('of the classic engine', () => {
    const winningPlan = {
      stage: 'LIMIT',
      inputStage: { stage: 'FETCH', inputStage: { stage: 'IXSCAN', indexName: 'user_id_1_started_at_-1' } },
    };
    expect(
      examined({
        queryPlanner: { winningPlan, rejectedPlans: [{ stage: 'SORT', inputStage: { stage: 'COLLSCAN' } }] },
        executionStats: { ...statistics(50, 50, 50), executionStages: winningPlan },
      }),
    ).toEqual({
      indexes: ['user_id_1_started_at_-1'],
      collectionScan: false,
      sort: false,
      keys: 50,
      documents: 50,
      returned: 50,
    });
  });

  it('of the short cuts past the planner', () => {
    const express = { stage: 'EXPRESS_IXSCAN', keyPattern: '{ user_id: 1 }', indexName: 'user_id_1' };
    expect(
      examined({
        queryPlanner: { winningPlan: { isCached: false, ...express } },
        executionStats: { ...statistics(1, 1, 1), executionStages: express },
      }),
    ).toMatchObject({ indexes: ['user_id_1'], keys: 1 });
    expect(
      examined({
        queryPlanner: { winningPlan: { stage: 'IDHACK' } },
        executionStats: statistics(1, 1, 1),
      }),
    ).toMatchObject({ indexes: ['_id_'], collectionScan: false });
  });

  it('of the slot-based engine', () => {
    expect(
      examined({
        queryPlanner: {
          winningPlan: {
            queryPlan: { stage: 'SORT', inputStage: { stage: 'COLLSCAN' } },
            slotBasedPlan: { stages: '[1] sort …' },
          },
        },
        executionStats: { ...statistics(0, 9, 3), executionStages: { stage: 'sort' } },
      }),
    ).toMatchObject({ indexes: [], collectionScan: true, sort: true, documents: 9 });
  });

  it('of a sharded cluster and of an aggregation', () => {
    const shard = {
      queryPlanner: { winningPlan: { stage: 'FETCH', inputStage: { stage: 'IXSCAN', indexName: 'a_1' } } },
      executionStats: statistics(2, 2, 2),
    };
    expect(examined({ shards: { one: shard, two: shard } })).toMatchObject({ indexes: ['a_1'], keys: 4 });
    expect(examined({ stages: [{ $cursor: shard }, { $group: {} }] })).toMatchObject({ returned: 2 });
  });
});
