import { randomBytes, randomUUID } from 'node:crypto';
import type {
  BranchKeyRecord,
  IndexKeyRecord,
  KeyRotationRecord,
  LearnerContext,
  OtherLearnerKey,
} from '../port.ts';

/** When everything here was made. */
export const CREATED = new Date('2026-01-02T03:04:05.678Z');

/** A record for tests, with what is given changed. */
export function branchKey(changes: Partial<BranchKeyRecord> = {}): BranchKeyRecord {
  return {
    tenant: 'default',
    epoch: 1,
    wrapped: randomBytes(61),
    kek_id: 'file:1',
    created_at: CREATED,
    ...changes,
  };
}

/** A record for tests, with what is given changed. */
export function indexKey(changes: Partial<IndexKeyRecord> = {}): IndexKeyRecord {
  return { purpose: 'email', ...branchKey(), ...changes };
}

/** A record for tests, with what is given changed. */
export function context(changes: Partial<LearnerContext> = {}): LearnerContext {
  return {
    _id: randomUUID(),
    tenant: 'default',
    key_id: randomBytes(16),
    wrapped_key: randomBytes(61),
    branch_epoch: 1,
    region: 'local',
    age_class: 'unknown',
    consents: { emotional_data: true },
    created_at: CREATED,
    ...changes,
  };
}

/** A record for tests, with what is given changed. */
export function otherKey(changes: Partial<OtherLearnerKey> = {}): OtherLearnerKey {
  return {
    key_id: randomBytes(16),
    wrapped_key: randomBytes(61),
    branch_epoch: 1,
    state: 'adding',
    ...changes,
  };
}

/** A record for tests, with what is given changed. */
export function rotation(changes: Partial<KeyRotationRecord> = {}): KeyRotationRecord {
  return {
    tenant: 'default',
    target: 'learner',
    revision: 1,
    step: 'adding',
    step_begun_at: CREATED,
    reached: null,
    only: null,
    epoch: 0,
    counts: { learners: 3 },
    started_at: CREATED,
    finished_at: null,
    ...changes,
  };
}
