import type { ActorDocuments } from '../../documents/documents.ts';
import type { Clock } from '../../std/clock.ts';
import type { Entropy } from '../../std/random.ts';
import type { RecordAge } from '../context.ts';
import type { PasswordOwner } from '../password-rules.ts';

/** What registration and whatever belongs to it works with. */
export interface RegistrationParts {
  /** As a part of the platform, on nobody's behalf or on the person's who asks. */
  readonly documents: ActorDocuments;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly passwords: Passwords;
  /** Destroys the key of a request, so that nothing of it can be read in any copy. */
  readonly destroyKey: (requestId: string) => Promise<void>;
  readonly recordAge: RecordAge;
  /** Ends every sign-in of an account, in the transaction of what makes that necessary. */
  readonly endSignIns: (within: ActorDocuments, userId: string, reason: SignInEnd) => Promise<void>;
}

/** Why sign-ins end. */
export type SignInEnd = 'password_changed' | 'account_closed';

/** How passwords are judged and kept. */
export interface Passwords {
  /** @throws MasterXError `validation_failed` with what speaks against it. */
  assertGood(password: string, owner: PasswordOwner): Promise<void>;
  /** @throws MasterXError `overloaded` when too many wait. */
  hash(password: string): Promise<string>;
}
