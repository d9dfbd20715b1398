import { type Actor, systemActor } from '../access/actor.ts';
import type { UserDocument } from '../derive/generated/documents.ts';
import type { ActorDocuments, DocumentAccess } from '../documents/documents.ts';
import type { ConsentName } from '../schema/vocabulary/consents.ts';
import type { Clock } from '../std/clock.ts';

/** What operations on accounts work with. */
export interface AccountContext {
  readonly actor: Actor;
  readonly access: DocumentAccess;
  readonly clock: Clock;
  /** Has the key vault know how old a learner is known to be; may stand on another deployment. */
  readonly recordAge: RecordAge;
}

/** Enters the age group of a learner where the door looks it up. */
export type RecordAge = (learner: string, group: UserDocument['origin']['age_group']) => Promise<void>;

/** What learners allow, as the door goes by it; nothing of a learner who is gone. */
export type AllowedBy = (
  learners: readonly string[],
) => Promise<ReadonlyMap<string, Readonly<Partial<Record<ConsentName, boolean>>>>>;

/** A part of the platform, doing what it does for the actor: the trail says for whom. */
export function forActor({ actor, access }: AccountContext, part: string, purpose: string): ActorDocuments {
  return access.as({ ...systemActor(part, actor.requestId, purpose), onBehalfOf: actor.id });
}
