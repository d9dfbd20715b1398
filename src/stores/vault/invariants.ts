import { invariant } from '../../std/assert.ts';
import { LIMITS } from '../../std/limits.ts';
import type { LearnerContext } from './port.ts';

const CONSENT = /^[a-z][a-z0-9_]*$/;

/** A call stays within the limit on documents. */
export function assertBatch(count: number): void {
  invariant(count <= LIMITS.writeDocumentsMax, `at most ${LIMITS.writeDocumentsMax} learners a call`);
}

/** What is about to be stored is a whole context, and nothing is named twice. */
export function assertContexts(records: readonly LearnerContext[]): void {
  assertBatch(records.length);
  invariant(new Set(records.map(({ _id }) => _id)).size === records.length, 'a learner is added once a call');
  for (const record of records) {
    invariant(record._id !== '' && record.tenant !== '', 'a learner context names learner and tenant');
    invariant(record.key_id.byteLength === 16, 'a data-key id has 16 bytes');
    assertConsents(record.consents);
  }
}

/** A consent's name becomes part of a path in the database. */
export function assertConsents(consents: Readonly<Record<string, boolean>>): void {
  for (const name of Object.keys(consents)) invariant(CONSENT.test(name), "a consent's name is a slug");
}
