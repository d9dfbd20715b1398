import type { AuditBlockDocument } from '../derive/generated/documents.ts';
import { LIMITS } from '../std/limits.ts';
import type { Actor } from './actor.ts';
import { networkOf } from './network.ts';
import type { Action } from './policy.ts';

/** One access, by names only: never a value. */
export type AuditEntry = AuditBlockDocument['entries'][number];

/** What an access is about. */
export interface AccessNote {
  readonly collection: string;
  readonly action: Action;
  /** The named query or operation. */
  readonly operation: string;
  /** Paths; `*` for the whole document. */
  readonly fields: readonly string[];
  /** The learners whose documents these are; none where they are nobody's or not known before. */
  readonly learners: readonly string[];
  readonly documents?: number;
}

/** The entry of an access: who, whose, what, why, when. */
export function auditEntry(
  actor: Actor,
  note: AccessNote,
  outcome: AuditEntry['outcome'],
  at: Date,
): AuditEntry {
  const [learner] = note.learners;
  const network = actor.address === undefined ? undefined : networkOf(actor.address);
  return {
    at,
    request_id: actor.requestId,
    actor: actor.id,
    role: actor.role,
    ...(actor.onBehalfOf !== undefined && { on_behalf_of: actor.onBehalfOf }),
    ...(network !== undefined && { network }),
    ...(learner !== undefined && note.learners.length === 1 && { learner }),
    ...(note.learners.length > 1 && { learners: note.learners.length }),
    collection: note.collection,
    action: note.action,
    operation: note.operation,
    // Rather more than was reached than less.
    fields: note.fields.length > LIMITS.auditEntryFieldsMax ? ['*'] : [...note.fields],
    // What staff works on stands beside why.
    purpose: actor.ticket === undefined ? actor.purpose : `${actor.purpose} (${actor.ticket})`,
    outcome,
    ...(note.documents !== undefined && { documents: note.documents }),
  };
}
