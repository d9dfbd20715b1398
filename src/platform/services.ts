import type { AccessTokens } from '../access/access-tokens.ts';
import type { SignInOperations } from '../accounts/sign-in/operations.ts';
import type { DocumentAccess } from '../documents/documents.ts';
import type { KeyGate } from '../documents/key-gate.ts';
import type { TrailAccess } from '../documents/trail-access.ts';
import type { MasteryModels } from '../insight/mastery-models.ts';
import type { KeyTimes } from '../lifecycle/rotation/on-platform.ts';
import type { LatencyRecorder } from '../observe/latency.ts';
import type { Metrics } from '../observe/metrics.ts';
import type { ErasureBound } from '../protection/erasure-bound.ts';
import type { Keyring } from '../protection/keyring.ts';
import type { PasswordHasher } from '../protection/passwords.ts';
import type { Clock } from '../std/clock.ts';
import type { Entropy } from '../std/random.ts';
import type { KeyEncryptionKey } from '../stores/keys/port.ts';
import type { ErasureLedger } from '../stores/ledger/port.ts';
import type { Mailer } from '../stores/mail/port.ts';
import type { Connection } from '../stores/mongo/connection.ts';
import type { KeyVault } from '../stores/vault/port.ts';

/** What the operations of one deployment share. */
export interface PlatformServices {
  readonly documents: DocumentAccess;
  readonly keyring: Keyring;
  readonly vault: KeyVault;
  readonly kek: KeyEncryptionKey;
  readonly keyGate: KeyGate;
  readonly tenant: string;
  readonly keyTimes: KeyTimes;
  readonly ledger: ErasureLedger;
  readonly erasureBound: ErasureBound;
  readonly masteryModels: MasteryModels;
  readonly signIns: SignInOperations;
  readonly passwords: PasswordHasher;
  readonly accessTokens: AccessTokens;
  readonly mailer: Mailer;
  /** Links in mails begin with it. */
  readonly publicUrl: string;
  /** From a guardian's consent to the mail that asks to confirm it, in milliseconds. */
  readonly confirmAfterMs: number;
  readonly latencies: LatencyRecorder;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly connection: Connection;
  readonly trail: TrailAccess;
}
