import { isError } from '../errors/error.ts';
import type { Platform } from '../platform.ts';
import { seconds } from '../std/durations.ts';
import { holdingLease } from '../stores/mongo/lease.ts';
import type { Job } from './job.ts';

/** What the runner tells of its jobs. */
export interface JobReporter {
  /** A run has ended; `done` is what the job counted. */
  done(job: string, done: Readonly<Record<string, number>>): void;
  failed(job: string, error: unknown): void;
}

/** A node that is gone keeps others from its job for this long; none waits for another. */
const LEASE = { leaseMs: seconds(30), waitMsMax: 0 };

/**
 * Runs jobs, each in its own rhythm, one run at a time across all nodes: whoever holds the lease of a job runs it, the
 * others pass. A run that fails is told and tried again in its time.
 */
export class JobRunner {
  readonly #platform: Platform;
  readonly #jobs: readonly Job[];
  readonly #reporter: JobReporter;
  readonly #stop = new AbortController();
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #running = new Set<Promise<void>>();

  constructor(platform: Platform, jobs: readonly Job[], reporter: JobReporter) {
    this.#platform = platform;
    this.#jobs = jobs;
    this.#reporter = reporter;
  }

  /** Begins; every job runs for the first time after one of its intervals. */
  start(): void {
    for (const job of this.#jobs) this.#schedule(job);
  }

  /** Starts nothing any more, and resolves when what runs has come to a stop. */
  async stop(): Promise<void> {
    this.#stop.abort();
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    await Promise.all(this.#running);
  }

  /** Runs a job now, unless another node does; whether it ran. */
  async runOnce(job: Job): Promise<boolean> {
    const { clock, entropy, connection } = this.#platform;
    const requestId = entropy.uuid();
    try {
      await holdingLease(connection.data, `job ${job.name}`, requestId, clock, LEASE, async () => {
        const done = await job.run({ platform: this.#platform, requestId, signal: this.#stop.signal });
        this.#reporter.done(job.name, done);
      });
      return true;
    } catch (thrown) {
      if (isError(thrown, 'overloaded')) return false;
      if (isError(thrown, 'interrupted') && this.#stop.signal.aborted) return true;
      this.#reporter.failed(job.name, thrown);
      return true;
    }
  }

  #schedule(job: Job): void {
    if (this.#stop.signal.aborted) return;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      const run: Promise<void> = this.runOnce(job).then(() => {
        this.#running.delete(run);
        this.#schedule(job);
      });
      this.#running.add(run);
    }, job.everyMs);
    timer.unref();
    this.#timers.add(timer);
  }
}
