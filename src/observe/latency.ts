import {
  build,
  decodeFromCompressedBase64,
  encodeIntoCompressedBase64,
  type Histogram,
} from 'hdr-histogram-js';
import type { Schema } from '../schema/resolved.ts';
import { invariant } from '../std/assert.ts';
import { minutes } from '../std/durations.ts';

/** How a named query has done since the process began. Latencies are in milliseconds, exact to 1 in 100. */
export interface QueryLatency {
  readonly collection: string;
  readonly query: string;
  /** What the schema promises of it. */
  readonly slaMs: number;
  readonly count: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly latencyMsMax: number;
  /** Share of the answers that came within the SLA, in [0, 1]; 1 before the first. */
  readonly withinSla: number;
}

/** The measurements of one process in a form that another can take in: by `collection.query`. */
export type EncodedLatencies = Readonly<Record<string, EncodedLatency>>;

export interface EncodedLatency {
  readonly histogram: string;
  readonly within: number;
  readonly latencyMsMax: number;
}

/** Anything slower counts as this slow. */
const LATENCY_MS_MAX = minutes(10);

/** Histograms count whole microseconds. */
const PER_MS = 1000;

interface Measured {
  readonly collection: string;
  readonly query: string;
  readonly slaMs: number;
  readonly histogram: Histogram;
  /** Answers within the SLA, and the slowest; apart because the histogram rounds. */
  within: number;
  latencyMsMax: number;
}

/**
 * Latency of every named query of the schema, in one HDR histogram each (Tene, HdrHistogram), so that a percentile is
 * never an average of percentiles. Memory depends on the number of queries, not on the number of answers.
 */
export class LatencyRecorder {
  readonly #measured = new Map<string, Measured>();

  constructor(schema: Schema) {
    for (const { name: collection, queries } of Object.values(schema.collections)) {
      for (const { name: query, declaration } of Object.values(queries)) {
        this.#measured.set(nameOf(collection, query), {
          collection,
          query,
          slaMs: declaration.promise.slaMs,
          histogram: build({
            highestTrackableValue: LATENCY_MS_MAX * PER_MS,
            numberOfSignificantValueDigits: 2,
            autoResize: true,
          }),
          within: 0,
          latencyMsMax: 0,
        });
      }
    }
  }

  /** Counts one answer. @throws InvariantViolation when the schema has no such query. */
  record(collection: string, query: string, latencyMs: number): void {
    const measured = this.#of(nameOf(collection, query));
    const bounded = Math.min(Math.max(latencyMs, 0), LATENCY_MS_MAX);
    measured.histogram.recordValue(Math.round(bounded * PER_MS));
    measured.latencyMsMax = Math.max(measured.latencyMsMax, bounded);
    if (latencyMs <= measured.slaMs) measured.within++;
  }

  /** Every query that was asked at least once, in the order of the schema. */
  snapshot(): readonly QueryLatency[] {
    return [...this.#measured.values()]
      .filter(({ histogram }) => histogram.totalCount > 0)
      .map(({ collection, query, slaMs, histogram, within, latencyMsMax }) => ({
        collection,
        query,
        slaMs,
        count: histogram.totalCount,
        p50Ms: histogram.getValueAtPercentile(50) / PER_MS,
        p95Ms: histogram.getValueAtPercentile(95) / PER_MS,
        p99Ms: histogram.getValueAtPercentile(99) / PER_MS,
        latencyMsMax,
        withinSla: within / histogram.totalCount,
      }));
  }

  /** What was measured, for another process or a later one. */
  encode(): EncodedLatencies {
    return Object.fromEntries(
      [...this.#measured]
        .filter(([, { histogram }]) => histogram.totalCount > 0)
        .map(([name, { histogram, within, latencyMsMax }]) => [
          name,
          { histogram: encodeIntoCompressedBase64(histogram), within, latencyMsMax },
        ]),
    );
  }

  /** Adds what another process measured. Queries the schema no longer has are left out. */
  merge(encoded: EncodedLatencies): void {
    for (const [name, { histogram, within, latencyMsMax }] of Object.entries(encoded)) {
      const measured = this.#measured.get(name);
      if (!measured) continue;
      measured.histogram.add(decodeFromCompressedBase64(histogram));
      measured.within += within;
      measured.latencyMsMax = Math.max(measured.latencyMsMax, latencyMsMax);
    }
  }

  /** Forgets everything measured so far. */
  reset(): void {
    for (const measured of this.#measured.values()) {
      measured.histogram.reset();
      measured.within = 0;
      measured.latencyMsMax = 0;
    }
  }

  #of(name: string): Measured {
    const measured = this.#measured.get(name);
    invariant(measured, `the schema has no query ${name}`);
    return measured;
  }
}

const nameOf = (collection: string, query: string): string => `${collection}.${query}`;
