import { isError, type MasterXError, type Violation } from '../../errors/error.ts';

/** Failures that are a row's own: without it the rest of its batch can be stored. */
const OF_ROWS = ['validation_failed', 'conflict', 'not_found', 'key_destroyed', 'learner_erased'] as const;

export function isRefusal(thrown: unknown): thrown is MasterXError {
  return OF_ROWS.some((code) => isError(thrown, code));
}

/** Why a row was refused, in words without its values. */
export function reasonOf({ message, violations }: MasterXError): string {
  return violations.length === 0 ? message : violationsText(violations);
}

export function violationsText(violations: readonly Violation[]): string {
  return violations.map(({ path, message }) => `${path} ${message}`.trim()).join('; ');
}
