import { ERRORS, type ErrorCode, type ErrorEntry } from './table.ts';

/** One thing wrong with an input: where, and what is expected there. */
export interface Violation {
  /** Path of the value, dots between names and `[n]` for elements; empty for the whole. */
  readonly path: string;
  /** What is expected, in words. Never the value that was found: it may be personal. */
  readonly message: string;
}

/** What an occurrence adds to its entry in the table. */
export interface ErrorDetail {
  /** This occurrence in words. Must not hold personal values or secrets: it is logged and answered. */
  readonly detail?: string;
  readonly violations?: readonly Violation[];
  /** What led to it; logged, never answered. */
  readonly cause?: unknown;
  /** Replaces the table's hint where the occurrence knows better. */
  readonly hint?: string;
  /** Seconds after which a retry makes sense. */
  readonly retryAfterSeconds?: number;
  /** The moment from which on a retry makes sense, where it is known. */
  readonly retryAt?: Date;
}

/** The one base class: whatever MasterX refuses or fails at is one of these, with a code of the table. */
export class MasterXError extends Error {
  override readonly name = 'MasterXError';
  readonly code: ErrorCode;
  readonly violations: readonly Violation[];
  readonly hint: string;
  readonly detail: string | undefined;
  readonly retryAfterSeconds: number | undefined;
  readonly retryAt: Date | undefined;

  constructor(code: ErrorCode, about: ErrorDetail = {}) {
    const entry = ERRORS[code];
    super(about.detail ? `${entry.title} ${about.detail}` : entry.title, { cause: about.cause });
    this.code = code;
    this.detail = about.detail;
    this.violations = about.violations ?? [];
    this.hint = about.hint ?? entry.hint;
    this.retryAfterSeconds = about.retryAfterSeconds;
    this.retryAt = about.retryAt;
  }

  /** What the table knows about this kind of failure. */
  get entry(): ErrorEntry {
    return ERRORS[this.code];
  }

  get retryable(): boolean {
    return this.entry.retryable;
  }

  /** Whatever was thrown, as an error of the table; an unknown one becomes `internal` and keeps its cause. */
  static from(thrown: unknown): MasterXError {
    return thrown instanceof MasterXError ? thrown : new MasterXError('internal', { cause: thrown });
  }
}

/** Whether `thrown` is a failure of the given code. */
export function isError(thrown: unknown, code: ErrorCode): thrown is MasterXError {
  return thrown instanceof MasterXError && thrown.code === code;
}
