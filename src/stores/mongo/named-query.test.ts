import { describe, expect, it } from 'vitest';
import type { ResolvedCollection, ResolvedQuery } from '../../schema/resolved.ts';
import { SCHEMA } from '../../schema/schema.ts';
import { findSpec, projectionOf, summaryPipeline } from './named-query.ts';

function named(collection: string, query: string): [ResolvedCollection, ResolvedQuery] {
  const found = SCHEMA.collections[collection];
  const asked = found?.queries[query];
  if (!found || !asked) throw new Error(`no query ${collection}.${query}`);
  return [found, asked];
}

const OWNER = '00000000-0000-4000-8000-000000000001';
const SINCE = new Date('2026-01-01');
const UNTIL = new Date('2026-02-01');

describe('a named query in the driver form', () => {
  it('asks for the blind index where the path is encrypted', () => {
    const hash = Buffer.alloc(32, 7);
    const spec = findSpec(...named('users', 'user_authentication'), { email: hash });
    expect(spec.filter).toEqual({ email_blind_index: hash });
    expect(spec.projection).toMatchObject({ _id: 1, revision: 1, email: 1, password_hash: 1 });
  });

  it('scopes to the learner and keeps equality, range and order', () => {
    const spec = findSpec(...named('learning_sessions', 'recent_session_history'), { since: SINCE }, OWNER);
    expect(spec.filter).toEqual({ user_id: OWNER, started_at: { $gte: SINCE } });
    expect(spec.sort).toEqual({ started_at: -1 });
  });

  it('leaves growing lists and paging out of a header', () => {
    const { projection } = findSpec(
      ...named('learning_sessions', 'recent_session_history'),
      { since: SINCE },
      OWNER,
    );
    expect(projection).toMatchObject({ _id: 1, started_at: 1, revision: 1 });
    for (const path of ['interactions', 'paging', 'emotional_journey', 'performance_metrics']) {
      expect(projection).not.toHaveProperty([path]);
    }
    expect(projection).toHaveProperty(['performance_metrics.engagement_indicators']);
  });

  it('reads the named envelope wherever a part of it is asked for', () => {
    const [collection] = named('emotional_analytics', 'emotional_history');
    for (const path of [
      'learning_correlation_analysis',
      'learning_correlation_analysis.problematic_emotional_patterns',
    ]) {
      expect(projectionOf(collection, [path])).toHaveProperty('detailed_patterns', 1);
    }
    expect(
      projectionOf(collection, ['learning_correlation_analysis.most_productive_emotions']),
    ).not.toHaveProperty('detailed_patterns');
  });

  it('joins two bounds of one path, and names the region where documents have one', () => {
    const spec = findSpec(
      ...named('content_mastery', 'reviews_upcoming'),
      { since: SINCE, until: UNTIL },
      undefined,
      'eu',
    );
    expect(spec.filter).toEqual({
      region: 'eu',
      'spaced_repetition_data.next_review_date': { $gte: SINCE, $lt: UNTIL },
    });
  });

  it('asks by the identifier, which the database indexes by itself', () => {
    const spec = findSpec(...named('learner_contexts', 'learner_contexts_of'), { learners: [OWNER] });
    expect(spec).toMatchObject({ filter: { _id: { $in: [OWNER] } }, projection: null });
  });

  it('refuses to be asked without a parameter or the learner', () => {
    expect(() => findSpec(...named('users', 'user_authentication'), {})).toThrow('without email');
    expect(() => findSpec(...named('users', 'user_profile'), {})).toThrow('without the learner');
  });

  it('refuses a value that would be read as operators', () => {
    for (const email of [{ $ne: null }, /./]) {
      expect(() => findSpec(...named('users', 'user_authentication'), { email })).toThrow(
        'an object for a value',
      );
    }
  });

  it('never projects a path beside one that encloses it', () => {
    for (const collection of Object.values(SCHEMA.collections)) {
      for (const query of Object.values(collection.queries)) {
        const paths = Object.keys(projectionOf(collection, query.paths) ?? {});
        for (const path of paths) {
          expect(paths.filter((other) => other.startsWith(`${path}.`))).toEqual([]);
        }
      }
    }
  });
});

describe('a summary', () => {
  it('puts the filter first', () => {
    const stages = summaryPipeline(...named('learning_sessions', 'platform_usage_analytics'), {
      since: SINCE,
      until: UNTIL,
    });
    expect(stages[0]).toEqual({ $match: { started_at: { $gte: SINCE, $lte: UNTIL } } });
    expect(stages).toHaveLength(5);
  });

  it('puts values in place of placeholders, and never one that would be read as an expression', () => {
    const [collection, query] = named('learning_sessions', 'platform_usage_analytics');
    const summary = { stages: [{ $limit: '{{most}}' }], answer: {} };
    const asked = { ...query, declaration: { ...query.declaration, summary } };
    const values = { since: SINCE, until: UNTIL };
    expect(summaryPipeline(collection, asked, { ...values, most: 5 })[1]).toEqual({ $limit: 5 });
    expect(() => summaryPipeline(collection, asked, values)).toThrow('without most');
    expect(() => summaryPipeline(collection, asked, { ...values, most: '$$ROOT' })).toThrow('expression');
  });
});
