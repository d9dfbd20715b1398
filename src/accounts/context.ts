import { type Actor, systemActor } from '../access/actor.ts';
import type { ActorDocuments, DocumentAccess } from '../documents/documents.ts';
import type { Clock } from '../std/clock.ts';

/** What operations on accounts work with. */
export interface AccountContext {
  readonly actor: Actor;
  readonly access: DocumentAccess;
  readonly clock: Clock;
}

/** A part of the platform, doing what it does for the actor: the trail says for whom. */
export function forActor({ actor, access }: AccountContext, part: string, purpose: string): ActorDocuments {
  return access.as({ ...systemActor(part, actor.requestId, purpose), onBehalfOf: actor.id });
}
