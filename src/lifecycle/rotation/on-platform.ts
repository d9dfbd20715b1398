import type { ActorDocuments } from '../../documents/documents.ts';
import { seconds } from '../../std/durations.ts';
import type { Entropy } from '../../std/random.ts';
import type { Connection } from '../../stores/mongo/connection.ts';
import { holdingLease } from '../../stores/mongo/lease.ts';
import type { KeyRotationRecord } from '../../stores/vault/port.ts';
import type { RotationParts } from './parts.ts';
import { type RotationTarget, rotate, type WithLease } from './rotate.ts';

/** Times a rotation waits for, in milliseconds. */
export interface KeyTimes {
  /** How long a plain key stays in memory. */
  readonly cacheMs: number;
  /** Time in which a transaction that is about to commit is durable or gone. */
  readonly commitMs: number;
}

/** How a rotation is followed and stopped. */
export type RotationOptions = Pick<RotationParts, 'signal' | 'onProgress'>;

/** What rotations need of the platform. */
export interface RotationPlatform
  extends Pick<RotationParts, 'vault' | 'keyring' | 'kek' | 'tenant' | 'clock'> {
  readonly connection: Pick<Connection, 'data'>;
  readonly entropy: Pick<Entropy, 'uuid'>;
  readonly keyTimes: KeyTimes;
}

/** How long a process that rotates keys and was killed keeps others waiting; at least the time they wait. */
const LEASE_MS = seconds(15);

/** As `rotate`, on the platform's own database and vault. */
export function rotateOn(
  platform: RotationPlatform,
  documents: ActorDocuments,
  target: RotationTarget,
  options: RotationOptions,
): Promise<KeyRotationRecord> {
  const { vault, keyring, kek, tenant, clock, keyTimes, connection, entropy } = platform;
  const withLease: WithLease = (name, work) =>
    holdingLease(
      connection.data,
      name,
      entropy.uuid(),
      clock,
      { leaseMs: LEASE_MS, waitMsMax: LEASE_MS + seconds(5) },
      (held) => work(() => held.assertHeld()),
    );
  const settleMs = keyTimes.cacheMs + keyTimes.commitMs;
  return rotate({ vault, keyring, kek, tenant, clock, documents, settleMs, ...options }, target, withLease);
}
