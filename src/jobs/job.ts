import type { Platform } from '../platform.ts';

/** What a job works with. */
export interface JobContext {
  readonly platform: Platform;
  /** Joins the run's entries of the audit trail. */
  readonly requestId: string;
  /** Aborted when the service stops: the job ends between two steps and goes on the next time. */
  readonly signal: AbortSignal;
}

/** Work that is done again and again without anybody asking. Done twice, it changes nothing more. */
export interface Job {
  readonly name: string;
  /** What it does, in one sentence. */
  readonly description: string;
  /** Time from the end of one run to the beginning of the next. */
  readonly everyMs: number;
  /** Answers what was done, in numbers; nothing personal. */
  run(context: JobContext): Promise<Readonly<Record<string, number>>>;
}
