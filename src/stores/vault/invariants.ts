import { invariant } from '../../std/assert.ts';
import { LIMITS } from '../../std/limits.ts';
import type { LearnerContext, LearnerKeys, LearnerKeysChange } from './port.ts';

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
    assertKeys(record);
    assertConsents(record.consents);
  }
}

/** Keys are changed once for each learner of a call. */
export function assertKeyChanges(changes: readonly LearnerKeysChange[]): void {
  assertBatch(changes.length);
  const learners = new Set(changes.map(({ userId }) => userId));
  invariant(learners.size === changes.length, "a learner's keys are changed once a call");
  for (const { keys } of changes) assertKeys(keys);
}

function assertKeys({ key_id, other_keys = [] }: LearnerKeys): void {
  invariant(
    other_keys.length <= LIMITS.learnerKeysMax,
    `a learner has at most ${LIMITS.learnerKeysMax} further keys`,
  );
  const ids = [key_id, ...other_keys.map((other) => other.key_id)];
  for (const id of ids) invariant(id.byteLength === 16, 'a data-key id has 16 bytes');
  invariant(new Set(ids.map((id) => id.toString('hex'))).size === ids.length, 'a data key is stored once');
}

/** A consent's name becomes part of a path in the database. */
export function assertConsents(consents: Readonly<Record<string, boolean>>): void {
  for (const name of Object.keys(consents)) invariant(CONSENT.test(name), "a consent's name is a slug");
}
