import { hash, type Options, parseOptions, verify } from '@node-rs/argon2';
import { MasterXError } from '../errors/error.ts';
import { BoundedQueue, type QueueBounds } from '../std/bounded-queue.ts';
import { LIMITS } from '../std/limits.ts';
import type { Entropy } from '../std/random.ts';

/** Cost of one Argon2id hash (RFC 9106). */
export interface PasswordCost {
  readonly memoryKiB: number;
  readonly passes: number;
  readonly lanes: number;
}

/** OWASP's password storage cheat sheet, first of its equal choices: 19 MiB, two passes, one lane. */
export const PASSWORD_COST: PasswordCost = { memoryKiB: 19_456, passes: 2, lanes: 1 };

const SALT_BYTES = 16;
const HASH_BYTES = 32;

/** Seconds after which whoever found the queue full should come again. */
const RETRY_AFTER_SECONDS = 1;

/**
 * Hashes passwords with Argon2id and verifies them, a bounded number at once: each takes 19 MiB and a core, so that
 * without a bound a few hundred sign-ins would take the machine. Every verb rejects with MasterXError `overloaded` when
 * too many wait.
 */
export class PasswordHasher {
  readonly #entropy: Entropy;
  readonly #options: Options;
  readonly #queue: BoundedQueue;
  #hashes = 0;

  constructor(
    entropy: Entropy,
    cost: PasswordCost = PASSWORD_COST,
    bounds: QueueBounds = {
      underWayMax: LIMITS.passwordHashesMax,
      waitingMax: LIMITS.passwordWaitingMax,
      waitMsMax: LIMITS.passwordWaitMsMax,
    },
  ) {
    this.#entropy = entropy;
    this.#options = {
      memoryCost: cost.memoryKiB,
      timeCost: cost.passes,
      parallelism: cost.lanes,
      outputLen: HASH_BYTES,
    };
    this.#queue = new BoundedQueue(
      bounds,
      () =>
        new MasterXError('overloaded', {
          detail: 'Too many passwords are waiting to be checked.',
          retryAfterSeconds: RETRY_AFTER_SECONDS,
        }),
    );
  }

  /** Hashes made and verified since the process began: each is the same work. */
  get hashes(): number {
    return this.#hashes;
  }

  /** Hashes that are being made or wait: never more than the bounds of the queue. */
  get load(): number {
    return this.#queue.load;
  }

  /** The Argon2id hash of a password with a salt of its own, as a PHC string. */
  hash(password: string): Promise<string> {
    return this.#work(() => this.#hashed(password));
  }

  /**
   * Whether the hash is of the password. Where there is no hash (no such account, no password) the answer is false after
   * the same work, so that its time tells nothing.
   */
  verify(password: string, stored: string | null): Promise<boolean> {
    return this.#work(async () => {
      if (stored !== null) return verify(stored, normalised(password));
      await this.#hashed(password);
      return false;
    });
  }

  /** Whether a hash costs less than hashes do now, so that it should be made again while the password is at hand. */
  isOutdated(stored: string): boolean {
    const { memoryCost, timeCost, parallelism, outputLen } = parseOptions(stored);
    const now = this.#options;
    return (
      memoryCost < (now.memoryCost ?? 0) ||
      timeCost < (now.timeCost ?? 0) ||
      parallelism < (now.parallelism ?? 0) ||
      outputLen < HASH_BYTES
    );
  }

  #work<T>(work: () => Promise<T>): Promise<T> {
    return this.#queue.run(() => {
      this.#hashes++;
      return work();
    });
  }

  #hashed(password: string): Promise<string> {
    return hash(normalised(password), { ...this.#options, salt: this.#entropy.bytes(SALT_BYTES) });
  }
}

/** One form of a password, whatever keyboard it was typed on (NIST SP 800-63B: Unicode NFKC). */
function normalised(password: string): string {
  return password.normalize('NFKC');
}
