import { days } from '../std/durations.ts';
import { LIMITS } from '../std/limits.ts';
import type { StoredDocument } from '../stores/documents/port.ts';
import { AUDIT_BLOCKS } from './audit-chain.ts';
import { AUDIT_CHECKPOINTS, latestCheckpoint, type Retained } from './audit-checkpoint.ts';
import type { AuditSealer, SealerParts } from './audit-sealer.ts';

/** What one run removed. */
export interface Removal {
  readonly chains: number;
  readonly blocks: number;
  readonly checkpoints: number;
}

const NOTHING: Removal = { chains: 0, blocks: 0, checkpoints: 0 };

/** Documents looked at, or removed, at once. */
const AT_ONCE = 500;

/**
 * Removes what has been kept for its time: whole chains, so that what remains is proved as before. That they are
 * removed is signed first, and that checkpoint lies locked in the object store before the first block goes. Bounded by
 * `LIMITS.auditRemovedMax` a run; interrupted, it goes on where it is called again.
 *
 * @throws MasterXError `store_unavailable` when the statement cannot be stored; then nothing is removed.
 */
export async function removeExpired(
  parts: Pick<SealerParts, 'store' | 'clock' | 'keptMs'>,
  sealer: Pick<AuditSealer, 'checkpoint' | 'archiveLatest'>,
): Promise<Removal> {
  const { store, clock, keptMs } = parts;
  const last = await latestCheckpoint(store);
  // What no checkpoint knows yet is not removed: nobody could tell it from what was taken away.
  if (!last) return NOTHING;
  // Chains last a day of UTC at most: at its beginning none is under way.
  const cutoff = new Date(Math.floor((clock.now().getTime() - keptMs) / days(1)) * days(1));
  let stated = last.retained;
  if (!stated || stated.since < cutoff) {
    const next = await expiredAt(store, cutoff, stated?.checkpoint ?? 1);
    if (next) {
      stated = next;
      await sealer.checkpoint(stated);
    }
  }
  if (!stated) return NOTHING;
  await sealer.archiveLatest();
  const { chains, blocks } = await removeChains(store, stated);
  return { chains, blocks, checkpoints: await removeCheckpoints(store, stated) };
}

/** What is to be stated as removed; null when nothing is older. */
async function expiredAt(store: SealerParts['store'], since: Date, from: number): Promise<Retained | null> {
  let checkpoint = from;
  for (let looked = 0; looked < LIMITS.auditRemovedMax; looked += AT_ONCE) {
    const some = await store.find(AUDIT_CHECKPOINTS, {
      filter: { seq: { $gte: checkpoint } },
      sort: { seq: 1 },
      projection: { seq: 1, at: 1 },
      limit: AT_ONCE,
    });
    const expired = some.filter(({ at }) => (at as Date) < since);
    const lastExpired = expired.at(-1);
    if (lastExpired) checkpoint = Number(lastExpired['seq']) + 1;
    if (expired.length < AT_ONCE) break;
  }
  const [block] = await store.find(AUDIT_BLOCKS, {
    filter: { at: { $lt: since } },
    sort: { at: 1 },
    projection: { at: 1 },
    limit: 1,
  });
  return block || checkpoint > from ? { since, checkpoint } : null;
}

async function removeChains(
  store: SealerParts['store'],
  { since }: Retained,
): Promise<Pick<Removal, 'chains' | 'blocks'>> {
  const seen = new Set<string>();
  let [chains, blocks] = [0, 0];
  let from = new Date(0);
  while (blocks < LIMITS.auditRemovedMax) {
    const some = await store.find(AUDIT_BLOCKS, {
      filter: { at: { $gte: from, $lt: since } },
      sort: { at: 1 },
      projection: { writer: 1, at: 1 },
      limit: AT_ONCE,
    });
    const writers = [...new Set(some.map(({ writer }) => String(writer)))].filter((one) => !seen.has(one));
    for (const writer of writers) {
      seen.add(writer);
      const removed = await removeChain(store, writer, since, LIMITS.auditRemovedMax - blocks);
      blocks += removed;
      chains += removed > 0 ? 1 : 0;
    }
    const end = some.at(-1);
    if (some.length < AT_ONCE || !end) break;
    // Where all that was found belongs to chains that go on beyond, the walk passes them by.
    from = new Date((end['at'] as Date).getTime() + (writers.length === 0 ? 1 : 0));
  }
  return { chains, blocks };
}

/** Removes a chain from its beginning on, where it ended before; how many blocks, at most so many. */
async function removeChain(
  store: SealerParts['store'],
  writer: string,
  since: Date,
  most: number,
): Promise<number> {
  const [head] = await store.find(AUDIT_BLOCKS, {
    filter: { writer },
    sort: { writer: -1, seq: -1 },
    projection: { at: 1 },
    limit: 1,
  });
  if (!head || (head['at'] as Date) >= since) return 0;
  let removed = 0;
  while (removed < most) {
    const some = await store.find(AUDIT_BLOCKS, {
      filter: { writer, seq: { $gt: 0 } },
      sort: { writer: 1, seq: 1 },
      projection: { seq: 1 },
      limit: Math.min(AT_ONCE, most - removed),
    });
    if (some.length === 0) break;
    removed += await store.remove(AUDIT_BLOCKS, idsOf(some));
  }
  return removed;
}

async function removeCheckpoints(store: SealerParts['store'], { checkpoint }: Retained): Promise<number> {
  let removed = 0;
  while (removed < LIMITS.auditRemovedMax) {
    const some = await store.find(AUDIT_CHECKPOINTS, {
      filter: { seq: { $lt: checkpoint } },
      sort: { seq: 1 },
      projection: { seq: 1 },
      limit: AT_ONCE,
    });
    if (some.length === 0) break;
    removed += await store.remove(AUDIT_CHECKPOINTS, idsOf(some));
  }
  return removed;
}

const idsOf = (documents: readonly StoredDocument[]): StoredDocument => ({
  _id: { $in: documents.map(({ _id }) => _id) },
});
