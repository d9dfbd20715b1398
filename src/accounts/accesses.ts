import { type Actor, systemActor } from '../access/actor.ts';
import type { AuditEntry } from '../access/audit-entry.ts';
import type { ActorDocuments, DocumentAccess } from '../documents/documents.ts';
import type { Page, QueryOptions } from '../documents/parts.ts';
import { MasterXError } from '../errors/error.ts';

/** From `since` on and before `until`. */
export interface AccessPeriod {
  readonly since: Date;
  readonly until: Date;
}

/** Blocks read at once; each holds as many as 500 entries, and where little happens one. */
const BLOCKS_MAX = 10;

/** Entries that make a page worth answering, and how often blocks are read to find them. */
const ENTRIES_WANTED = 100;
const READS_MAX = 10;

/** The entries of the trail of a period, latest block first; a page may be empty although there are further ones. */
export async function searchAccesses(
  documents: ActorDocuments,
  period: AccessPeriod & { readonly about?: string },
  options: QueryOptions = {},
): Promise<Page<AuditEntry>> {
  const items: AuditEntry[] = [];
  let cursor = options.cursor;
  for (let reads = 0; reads < READS_MAX; reads++) {
    const page = await accessesInBlocks(documents, period, { ...options, ...(cursor && { cursor }) });
    items.push(...page.items);
    cursor = page.nextCursor ?? undefined;
    if (cursor === undefined || items.length >= ENTRIES_WANTED || options.limit !== undefined) break;
  }
  return { items, nextCursor: cursor ?? null };
}

async function accessesInBlocks(
  documents: ActorDocuments,
  { about, ...period }: AccessPeriod & { readonly about?: string },
  options: QueryOptions,
): Promise<Page<AuditEntry>> {
  const blocks = documents.collection('audit_blocks');
  const limited = { ...options, limit: Math.min(options.limit ?? BLOCKS_MAX, BLOCKS_MAX) };
  const { items, nextCursor } =
    about === undefined
      ? await blocks.query('audit_of_period', period, limited)
      : await blocks.query('audit_of_learner', { ...period, about }, limited);
  const entries = items.flatMap((block) => [...block.entries].reverse());
  return {
    items: about === undefined ? entries : entries.filter(({ learner }) => learner === about),
    nextCursor,
  };
}

/** Where other people sit is theirs to know. */
function withoutPlaces({ network, ...entry }: AuditEntry, asking: string): AuditEntry {
  return network !== undefined && entry.actor === asking ? { ...entry, network } : entry;
}

/**
 * Who looked at or changed a learner's data: for the learner, for who has the learner in care, and for whoever may read the
 * trail.
 *
 * @throws MasterXError `access_denied`, `not_found`.
 */
export async function accessesTo(
  access: DocumentAccess,
  actor: Actor,
  learner: string,
  period: AccessPeriod,
  options: QueryOptions = {},
): Promise<Page<AuditEntry>> {
  const isOwn = actor.learner === learner;
  if (!isOwn && actor.role === 'learner')
    throw new MasterXError('access_denied', { detail: 'Learners see who looked at their own data.' });
  if (!isOwn && actor.role !== 'guardian')
    return searchAccesses(access.as(actor), { ...period, about: learner }, options);
  // Refused, with its entry in the trail, unless the learner is the actor or a ward.
  await access.as(actor).collection('users').get('account_ground', {}, { learner });
  const onBehalf: Actor = {
    ...systemActor('audit', actor.requestId, 'showing a learner who looked'),
    onBehalfOf: actor.id,
  };
  const { items, nextCursor } = await searchAccesses(
    access.as(onBehalf),
    { ...period, about: learner },
    options,
  );
  return { items: items.map((entry) => withoutPlaces(entry, actor.id)), nextCursor };
}
