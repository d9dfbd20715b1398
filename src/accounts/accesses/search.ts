import type { AuditEntry } from '../../access/audit-entry.ts';
import { placeOf } from '../../access/audit-outcomes.ts';
import type { AuditBlockDocument } from '../../derive/generated/documents.ts';
import type { ActorDocuments } from '../../documents/documents.ts';
import type { Page, QueryOptions } from '../../documents/parts.ts';
import type { Clock } from '../../std/clock.ts';
import { minutes } from '../../std/durations.ts';
import { type CameOf, outcomesOf } from './outcomes.ts';

/** From `since` on and before `until`. */
export interface AccessPeriod {
  readonly since: Date;
  readonly until: Date;
}

/** What an access came to. `under_way`: not yet told. `unknown`: never told, as after a crash or when the trail was away. */
export const ACCESS_OUTCOMES = [
  'answered',
  'committed',
  'refused',
  'denied',
  'failed',
  'under_way',
  'unknown',
] as const;
export type AccessOutcome = (typeof ACCESS_OUTCOMES)[number];

/** An entry of the trail, and what came of the access. */
export interface Access extends Omit<AuditEntry, 'outcome'> {
  readonly outcome: AccessOutcome;
}

type Block = Pick<AuditBlockDocument, 'writer' | 'seq' | 'entries'>;

/** Blocks read at once; each holds as many as 500 entries, and where little happens one. */
const BLOCKS_MAX = 10;

/** Entries that make a page worth answering, and how often blocks are read to find them. */
const ENTRIES_WANTED = 100;
const READS_MAX = 10;

/** An access of which nothing more was told after that long is not under way any more: no query may take so long. */
const UNDER_WAY_MS_MAX = minutes(2);

/** The accesses of a period, latest block first; a page may be empty although there are further ones. */
export async function searchAccesses(
  documents: ActorDocuments,
  clock: Clock,
  period: AccessPeriod & { readonly about?: string },
  options: QueryOptions = {},
): Promise<Page<Access>> {
  const items: Access[] = [];
  let cursor = options.cursor;
  for (let reads = 0; reads < READS_MAX; reads++) {
    const page = await accessesInBlocks(documents, clock, period, { ...options, ...(cursor && { cursor }) });
    items.push(...page.items);
    cursor = page.nextCursor ?? undefined;
    if (cursor === undefined || items.length >= ENTRIES_WANTED || options.limit !== undefined) break;
  }
  return { items, nextCursor: cursor ?? null };
}

/** Chains of the trail that ended before are removed; null where nothing is. */
export async function retainedSince(documents: ActorDocuments): Promise<Date | null> {
  const latest = { seq: 1 };
  const { items } = await documents
    .collection('audit_checkpoints')
    .query('checkpoints', latest, { limit: 1 });
  return items[0]?.retained?.since ?? null;
}

async function accessesInBlocks(
  documents: ActorDocuments,
  clock: Clock,
  { about, ...period }: AccessPeriod & { readonly about?: string },
  options: QueryOptions,
): Promise<Page<Access>> {
  const blocks = documents.collection('audit_blocks');
  const limited = { ...options, limit: Math.min(options.limit ?? BLOCKS_MAX, BLOCKS_MAX) };
  const { items, nextCursor } =
    about === undefined
      ? await blocks.query('audit_of_period', period, limited)
      : await blocks.query('audit_of_learner', { ...period, about }, limited);
  const isAsked = ({ learner }: Pick<AuditEntry, 'learner'>) => about === undefined || learner === about;
  const open = items.filter(({ entries }) => entries.some((one) => isIntent(one) && isAsked(one)));
  const came = await outcomesOf(
    documents,
    open.map(({ writer, seq }) => placeOf(writer, seq)),
  );
  const now = clock.now();
  return { items: items.flatMap((block) => accessesOf(block, came, now).filter(isAsked)), nextCursor };
}

const isIntent = ({ outcome }: AuditEntry): boolean => outcome === 'intended';

/** The accesses of a block, latest first. */
function accessesOf({ writer, seq, entries }: Block, came: CameOf, now: Date): Access[] {
  const block = placeOf(writer, seq);
  return entries
    .map((entry, at): Access => {
      const { outcome } = entry;
      if (outcome !== 'intended') return { ...entry, outcome };
      const told = came({ block, entry: at });
      if (told === undefined) {
        const isUnderWay = now.getTime() - entry.at.getTime() <= UNDER_WAY_MS_MAX;
        return { ...entry, outcome: isUnderWay ? 'under_way' : 'unknown' };
      }
      const { documents } = told;
      return { ...entry, outcome: told.outcome, ...(documents !== undefined && { documents }) };
    })
    .reverse();
}
