import type { ResolvedField } from '../schema/resolved.ts';
import type { PurposeName } from '../schema/vocabulary/purposes.ts';

/** Which fields of a document a rule of the policy shows, by what is declared of them. */
export interface FieldRule {
  /** Fields kept for these purposes. */
  readonly purposes: readonly PurposeName[] | 'any';
  /** Whether encrypted values are shown: what identifies a person, and what somebody wrote. */
  readonly texts: boolean;
  /** Whether credentials are shown: encrypted values and bytes that keep accounts safe. */
  readonly credentials?: true;
}

/** Everything there is. */
export const EVERY_FIELD: FieldRule = { purposes: 'any', texts: true, credentials: true };

/** Everything but credentials. */
export const NO_CREDENTIALS: FieldRule = { purposes: 'any', texts: true };

/** Whether a rule shows a single value. What tells documents apart is shown besides; see `FieldViews`. */
export function isShown(rule: FieldRule, field: ResolvedField): boolean {
  const { purpose } = field.facts;
  const isSealed = field.storage.kind !== 'plain';
  const isCredential =
    field.facts.protection.kind === 'digest' ||
    (purpose === 'security' && (isSealed || field.kind === 'bytes'));
  if (isCredential && !rule.credentials) return false;
  if (field.field.displayed) return true;
  if (isSealed && !rule.texts) return false;
  return rule.purposes === 'any' || purpose === 'operation' || rule.purposes.includes(purpose);
}
