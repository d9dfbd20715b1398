import { type Actor, systemActor } from '../../access/actor.ts';
import type { DocumentAccess } from '../../documents/documents.ts';
import type { Page, QueryOptions } from '../../documents/parts.ts';
import { MasterXError } from '../../errors/error.ts';
import type { Role } from '../../schema/vocabulary/roles.ts';
import type { Clock } from '../../std/clock.ts';
import { relationTo } from '../relation.ts';
import { type Access, type AccessPeriod, searchAccesses } from './search.ts';

/**
 * An access as it is told to whom it concerns: by the role of who it was. Whose account it was is left out, unless it is
 * the reader's own, the learner's, or no person's.
 */
export interface ShownAccess extends Omit<Access, 'actor'> {
  readonly actor?: string;
}

/** Roles that are no person: a part of the platform, or a program that was connected. */
const PROGRAMS: readonly Role[] = ['system', 'service'];

/** What one person may know of an access by another: neither who that is by name nor where they sit. */
export function shownTo(
  { actor, on_behalf_of: behalf, network, ...access }: Access,
  asking: string,
  learner: string,
): ShownAccess {
  const isKnown = (id: string) => id === asking || id === learner;
  return {
    ...access,
    ...((PROGRAMS.includes(access.role) || isKnown(actor)) && { actor }),
    ...(behalf !== undefined && isKnown(behalf) && { on_behalf_of: behalf }),
    ...(network !== undefined && actor === asking && { network }),
  };
}

/**
 * Who looked at or changed a learner's data: for the learner, for who has the learner in care, and for whoever may read the
 * trail.
 *
 * @throws MasterXError `access_denied`, `not_found`.
 */
export async function accessesTo(
  { access, actor, clock }: { readonly access: DocumentAccess; readonly actor: Actor; readonly clock: Clock },
  learner: string,
  period: AccessPeriod,
  options: QueryOptions = {},
): Promise<Page<ShownAccess>> {
  const asked = { ...period, about: learner };
  if ((await relationTo({ actor, access }, learner)) === null) {
    if (actor.role !== 'learner') return searchAccesses(access.as(actor), clock, asked, options);
    throw new MasterXError('access_denied', { detail: 'Learners see who looked at their own data.' });
  }
  const onBehalf: Actor = {
    ...systemActor('audit', actor.requestId, 'showing a learner who looked'),
    onBehalfOf: actor.id,
  };
  const { items, nextCursor } = await searchAccesses(access.as(onBehalf), clock, asked, options);
  return { items: items.map((one) => shownTo(one, actor.id, learner)), nextCursor };
}
