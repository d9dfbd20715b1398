import { register } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { MasterXError } from '../errors/error.ts';
import { SCHEMA } from '../schema/schema.ts';
import { Metrics } from './metrics.ts';

describe('metrics', () => {
  it('have every promised time as a bound', async () => {
    const metrics = new Metrics(SCHEMA);
    metrics.record('users', 'user_profile', 60);
    const { text, contentType } = await metrics.exposition();
    expect(contentType).toContain('text/plain');
    for (const { queries } of Object.values(SCHEMA.collections)) {
      for (const { declaration } of Object.values(queries)) {
        expect(text).toContain(
          `masterx_query_duration_seconds_bucket{le="${declaration.promise.slaMs / 1000}",collection="users",query="user_profile"}`,
        );
      }
    }
    expect(text).toContain('{le="0.05",collection="users",query="user_profile"} 0');
    expect(text).toContain('{le="0.1",collection="users",query="user_profile"} 1');
    expect(text).toContain('masterx_query_sla_seconds{collection="users",query="user_profile"} 0.1');
  });

  it('tell refusals from failures, by code', async () => {
    const metrics = new Metrics(SCHEMA);
    metrics.failed(new MasterXError('access_denied'));
    metrics.failed(new Error('of whatever kind'));
    const { text } = await metrics.exposition();
    expect(text).toContain('masterx_refusals_total{code="access_denied"} 1');
    expect(text).toContain('masterx_errors_total{code="internal"} 1');
    expect(text).toContain('masterx_errors_total{code="store_unavailable"} 0');
    expect(text).not.toContain('of whatever kind');
  });

  it('have a registry of their own', async () => {
    new Metrics(SCHEMA);
    new Metrics(SCHEMA);
    expect(await register.getMetricsAsJSON()).toEqual([]);
  });
});
