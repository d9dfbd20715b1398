import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { MasterXError } from '../errors/error.ts';
import { ERRORS, type ErrorCode } from '../errors/table.ts';
import type { Schema } from '../schema/resolved.ts';

/** Bounds below and above the promised ones, in milliseconds. */
const OUTER_BOUNDS_MS = [1, 2, 5, 10, 25, 2_500, 5_000, 10_000];

/** From here on a status says that MasterX failed; below, that it refused. */
const FAILURE_STATUS = 500;

/** What the service tells Prometheus. Labels are names of the schema and of the error table, never of a person. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #latency: Histogram<'collection' | 'query'>;
  readonly #refusals: Counter<'code'>;
  readonly #errors: Counter<'code'>;
  readonly #certificateEnds: Gauge<'credential' | 'subject'>;
  readonly #certificateReloads: Counter<'credential' | 'outcome'>;

  /** Every promised time of the schema is a bound of the histogram, so that "within the SLA" is exact. */
  constructor(schema: Schema) {
    const registers = [this.#registry];
    const promises = Object.values(schema.collections).flatMap(({ name: collection, queries }) =>
      Object.values(queries).map(({ name: query, declaration }) => ({
        collection,
        query,
        slaMs: declaration.promise.slaMs,
      })),
    );
    const boundsMs = new Set([...OUTER_BOUNDS_MS, ...promises.map(({ slaMs }) => slaMs)]);
    this.#latency = new Histogram({
      name: 'masterx_query_duration_seconds',
      help: 'Time to answer a named query.',
      labelNames: ['collection', 'query'],
      buckets: [...boundsMs].sort((a, b) => a - b).map((ms) => ms / 1000),
      registers,
    });
    const promised = new Gauge({
      name: 'masterx_query_sla_seconds',
      help: 'Time within which 95 in 100 answers of a named query are promised.',
      labelNames: ['collection', 'query'],
      registers,
    });
    for (const { collection, query, slaMs } of promises) promised.set({ collection, query }, slaMs / 1000);
    this.#refusals = new Counter({
      name: 'masterx_refusals_total',
      help: 'Calls that were refused, by error code.',
      labelNames: ['code'],
      registers,
    });
    this.#errors = new Counter({
      name: 'masterx_errors_total',
      help: 'Calls that failed, by error code.',
      labelNames: ['code'],
      registers,
    });
    this.#certificateEnds = new Gauge({
      name: 'masterx_certificate_not_after_seconds',
      help: 'When a certificate in use ends, in seconds since 1970.',
      labelNames: ['credential', 'subject'],
      registers,
    });
    this.#certificateReloads = new Counter({
      name: 'masterx_certificate_reloads_total',
      help: 'New files of certificates that were taken into use or refused.',
      labelNames: ['credential', 'outcome'],
      registers,
    });
    // A counter that is there from the start shows its first increase.
    for (const code of Object.keys(ERRORS) as ErrorCode[]) this.#counterOf(code).inc({ code }, 0);
  }

  /** Counts one answer of a named query. */
  record(collection: string, query: string, latencyMs: number): void {
    this.#latency.observe({ collection, query }, latencyMs / 1000);
  }

  /** Counts a call that was refused or failed. */
  failed(thrown: unknown): void {
    const { code } = MasterXError.from(thrown);
    this.#counterOf(code).inc({ code });
  }

  /** Says when the certificates of a party end, the latest said replacing what was said before. */
  certificatesInUse(
    credential: string,
    certificates: readonly { readonly subject: string; readonly notAfter: Date }[],
  ): void {
    for (const { subject, notAfter } of certificates) {
      this.#certificateEnds.set({ credential, subject }, notAfter.getTime() / 1000);
    }
  }

  /** Counts new files of certificates. */
  certificatesRead(credential: string, outcome: 'reloaded' | 'refused'): void {
    this.#certificateReloads.inc({ credential, outcome });
  }

  /** The exposition in Prometheus' text format, of this content type. */
  async exposition(): Promise<{ readonly contentType: string; readonly text: string }> {
    return { contentType: this.#registry.contentType, text: await this.#registry.metrics() };
  }

  #counterOf(code: ErrorCode): Counter<'code'> {
    return ERRORS[code].status < FAILURE_STATUS ? this.#refusals : this.#errors;
  }
}
