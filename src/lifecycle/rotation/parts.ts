import type { ActorDocuments } from '../../documents/documents.ts';
import type { Keyring } from '../../protection/keyring.ts';
import type { Clock } from '../../std/clock.ts';
import type { KeyEncryptionKey } from '../../stores/keys/port.ts';
import type { KeyVault } from '../../stores/vault/port.ts';

/** How far a rotation has come. */
export interface RotationProgress {
  readonly target: string;
  readonly step: string;
  /** What was done so far, by name. */
  readonly counts: Readonly<Record<string, number>>;
  /** How long the step still waits, in seconds; null where it does not wait. */
  readonly waitSeconds: number | null;
}

/** What rotations are made of. */
export interface RotationParts {
  readonly vault: KeyVault;
  readonly keyring: Keyring;
  readonly kek: KeyEncryptionKey;
  readonly tenant: string;
  /** The door, as it opens for the platform itself. */
  readonly documents: ActorDocuments;
  readonly clock: Clock;
  /**
   * After this time every process uses the keys that the vault holds now, and nothing becomes durable any more that was
   * made with the keys it held before: the time plain keys stay in memory, and that of a commit.
   */
  readonly settleMs: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: RotationProgress) => void;
}
