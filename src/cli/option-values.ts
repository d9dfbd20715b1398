import { InvalidArgumentError } from 'commander';
import { UUID_PATTERN } from '../schema/fields/uuid.ts';

/** Reads a whole number within bounds. */
export function wholeNumber(low: number, high: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() !== '' && Number.isInteger(value) && value >= low && value <= high) return value;
    throw new InvalidArgumentError(`Expected a whole number from ${low} to ${high}.`);
  };
}

/** Reads a share between nothing and everything, such as 0.2. */
export function properShare(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value > 0 && value < 1) return value;
  throw new InvalidArgumentError('Expected a number between 0 and 1, such as 0.2.');
}

/** Reads the identifier of an account. */
export function uuid(text: string): string {
  const value = text.toLowerCase();
  if (new RegExp(UUID_PATTERN).test(value)) return value;
  throw new InvalidArgumentError('Expected a user_id such as 6f9619ff-8b86-4d01-b42d-00cf4fc964ff.');
}

/** Reads a calendar date (ISO 8601), as its midnight in UTC, or an instant with its offset. */
export function moment(text: string): Date {
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const isInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(text);
  const value = new Date(isDate ? `${text}T00:00:00Z` : text);
  const isReal = !Number.isNaN(value.getTime()) && (!isDate || value.toISOString().slice(0, 10) === text);
  if ((isDate || isInstant) && isReal) return value;
  throw new InvalidArgumentError(
    'Expected a date such as 2026-03-31, or an instant such as 2026-03-31T12:00:00Z.',
  );
}

/** An option that may be given several times. */
export function repeated(text: string, before: readonly string[]): readonly string[] {
  return [...before, text];
}
