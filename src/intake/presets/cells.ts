import { cut } from '../../std/texts.ts';
import { instantOfMs, parseInstant } from '../readers/instant.ts';
import { READ_LIMITS } from '../readers/limits.ts';
import { refuse } from '../readers/refusal.ts';
import type { Row } from '../readers/table.ts';

const MISSING = new Set(['', '?', 'na', 'n/a', 'nan', 'null', 'none']);
const RIGHT = new Set(['1', '1.0', 'true', 't', 'yes', 'y', 'correct', 'right']);
const WRONG = new Set(['0', '0.0', 'false', 'f', 'no', 'n', 'incorrect', 'wrong']);
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** Numbers below are seconds after the epoch option, up to `EPOCH_MS_MIN` seconds since 1970, above milliseconds. */
const EPOCH_SECONDS_MIN = 1e8;
const EPOCH_MS_MIN = 1e11;

/** The cell, or undefined when it holds one of the usual signs for "nothing". */
export function optional(row: Row, column: string): string | undefined {
  const text = row.cell(column);
  return MISSING.has(text.toLowerCase()) ? undefined : text;
}

/** The cell; refuses the row when there is nothing in it. */
export function required(row: Row, column: string): string {
  return optional(row, column) ?? refuse(`column ${column} is empty`);
}

/** The cell as a number, or undefined when there is nothing in it; refuses anything else. */
export function optionalNumber(row: Row, column: string): number | undefined {
  const text = optional(row, column);
  if (text === undefined) return undefined;
  const value = NUMBER.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : refuse(`column ${column} is not a number`);
}

/** The cell as a number in [low, high], or undefined when there is nothing in it. */
export function optionalWithin(row: Row, column: string, low: number, high: number): number | undefined {
  const value = optionalNumber(row, column);
  if (value !== undefined && (value < low || value > high)) {
    refuse(`column ${column} is not between ${low} and ${high}`);
  }
  return value;
}

/** A right or wrong answer, in any of the usual words; undefined when there is nothing in it. */
export function optionalOutcome(row: Row, column: string): boolean | undefined {
  const text = optional(row, column)?.toLowerCase();
  if (text === undefined) return undefined;
  if (RIGHT.has(text)) return true;
  return WRONG.has(text) ? false : refuse(`column ${column} says neither right nor wrong`);
}

/**
 * The cell as an instant: ISO 8601, seconds since 1970 (from 1e8), milliseconds since 1970 (from 1e11), or, below
 * 1e8 (three years), seconds after `epoch`.
 */
export function requiredInstant(row: Row, column: string, epoch: Date): Date {
  const text = required(row, column);
  return (
    (NUMBER.test(text) ? instantOfNumber(Number(text), epoch) : parseInstant(text)) ??
    refuse(`column ${column} is not a time between 1970 and 2099`)
  );
}

function instantOfNumber(value: number, epoch: Date): Date | undefined {
  if (value < 0) return undefined;
  if (value >= EPOCH_MS_MIN) return instantOfMs(value);
  return instantOfMs(value * 1000 + (value >= EPOCH_SECONDS_MIN ? 0 : epoch.getTime()));
}

/** What a learner typed, cut to the limit. */
export function inputOf(text: string): string {
  return cut(text, READ_LIMITS.inputLengthMax);
}
