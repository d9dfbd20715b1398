import { setTimeout as pause } from 'node:timers/promises';
import type { Collection, Db } from 'mongodb';
import { MasterXError } from '../../errors/error.ts';
import { leases } from '../../schema/support/operations.ts';
import type { Clock } from '../../std/clock.ts';
import { LIMITS } from '../../std/limits.ts';
import { answered } from './driver-errors.ts';

/** A document of the collection `leases`. */
export interface StoredLease {
  readonly _id: string;
  readonly holder: string;
  readonly taken_at: Date;
  readonly until: Date;
}

export interface LeaseOptions {
  /** How long a holder that was killed keeps others waiting. Renewed at a third of it. */
  readonly leaseMs: number;
  /** How long to wait for another holder. */
  readonly waitMsMax: number;
  /** Ends the waiting. */
  readonly signal?: AbortSignal | undefined;
}

/** A lease while it is held. */
export interface HeldLease {
  /**
   * Await it before each step of the work. Costs nothing while the lease runs; when it has run out because renewals were
   * late, it is renewed unless another has taken it meanwhile. That waits for as long as the server makes writes wait.
   *
   * @throws MasterXError `interrupted` when another has taken the lease, or the server does not tell.
   */
  assertHeld(): Promise<void>;
}

const POLL_MS = 100;

/** Renewals in a row that fail before the holder of a lease that ran out stops; each may look long for a server. */
const FAILURES_MAX = 3;

/**
 * Does `work` while no other process does work of that name. Times are the server's, so the clocks of the processes
 * need not agree.
 *
 * @throws MasterXError `overloaded` when another process holds the lease for longer than `waitMsMax`; `interrupted` when
 * told to stop while waiting.
 */
export async function holdingLease<T>(
  db: Db,
  name: string,
  holder: string,
  clock: Clock,
  { leaseMs, waitMsMax, signal }: LeaseOptions,
  work: (held: HeldLease) => Promise<T>,
): Promise<T> {
  const stored = db.collection<StoredLease>(leases.name);
  const giveUpMs = clock.monotonicMs() + waitMsMax;
  let heldUntilMs = await acquire();
  let isLost = false;
  let lastFailure: unknown;
  let underWay: Promise<void> | null = null;

  async function acquire(): Promise<number> {
    for (;;) {
      const askedMs = clock.monotonicMs();
      if (await take(db, stored, name, holder, leaseMs)) return askedMs + leaseMs;
      if (clock.monotonicMs() >= giveUpMs) {
        throw new MasterXError('overloaded', {
          detail: `Another process is still at work on ${name}.`,
          retryAfterSeconds: Math.ceil(leaseMs / 1000),
        });
      }
      if (signal?.aborted) {
        throw new MasterXError('interrupted', {
          detail: `Told to stop while another process works on ${name}.`,
        });
      }
      await pause(POLL_MS);
    }
  }

  /** One at a time: a server that is slow to answer is not asked again before it has. */
  function renew(): Promise<void> {
    underWay ??= askForMore().finally(() => {
      underWay = null;
    });
    return underWay;
  }

  async function askForMore(): Promise<void> {
    const askedMs = clock.monotonicMs();
    try {
      const until = new Date((await serverNow(db)).getTime() + leaseMs);
      const { matchedCount } = await stored.updateOne({ _id: name, holder }, { $set: { until } });
      // Whoever takes a lease puts its own name in it: while this one's is there nobody has.
      isLost ||= matchedCount === 0;
      heldUntilMs = askedMs + leaseMs;
      lastFailure = undefined;
    } catch (thrown) {
      // Told by assertHeld once the lease has run out; until then the next renewal may succeed.
      lastFailure = thrown;
    }
  }

  const isHeld = () => !isLost && clock.monotonicMs() < heldUntilMs;

  async function assertHeld(): Promise<void> {
    let failures = 0;
    for (let attempt = 0; !isLost && attempt < LIMITS.leaseRenewalsMax; attempt++) {
      if (isHeld()) return;
      // An answer may come so late that the lease has run out again; the next one is not behind others any more.
      await renew();
      if (lastFailure === undefined) continue;
      failures += 1;
      if (failures === FAILURES_MAX) break;
      await pause(POLL_MS);
    }
    if (isHeld()) return;
    throw new MasterXError('interrupted', {
      detail: `The lease of ${name} ${isLost ? 'was lost to another process' : 'could not be renewed'}.`,
      cause: lastFailure,
    });
  }

  const renewal = setInterval(() => void renew(), leaseMs / 3);
  renewal.unref();
  try {
    return await work({ assertHeld });
  } finally {
    clearInterval(renewal);
    await release(stored, name, holder);
  }
}

/** Takes the lease where it is free, has run out, or is the holder's own. */
async function take(
  db: Db,
  stored: Collection<StoredLease>,
  name: string,
  holder: string,
  leaseMs: number,
): Promise<boolean> {
  const now = await serverNow(db);
  try {
    await stored.updateOne(
      { _id: name, $or: [{ holder }, { until: { $lte: now } }] },
      { $set: { holder, taken_at: now, until: new Date(now.getTime() + leaseMs) } },
      { upsert: true },
    );
    return true;
  } catch (thrown) {
    // It is there and did not match: another holds it.
    if (answered(thrown, 'duplicateKey')) return false;
    throw thrown;
  }
}

/** Not `$$NOW`: not every server that speaks the protocol compares it as MongoDB does. */
async function serverNow(db: Db): Promise<Date> {
  const { localTime } = await db.command({ hello: 1 });
  return localTime;
}

async function release(stored: Collection<StoredLease>, name: string, holder: string): Promise<void> {
  try {
    await stored.deleteOne({ _id: name, holder });
  } catch {
    // It runs out by itself; what happened to the work matters more than this.
  }
}
