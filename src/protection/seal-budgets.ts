import { MasterXError } from '../errors/error.ts';
import { LIMITS } from '../std/limits.ts';
import { reachKeys } from '../stores/keys/reach.ts';
import type { KeyVault } from '../stores/vault/port.ts';
import type { DataKey } from './secret-key.ts';

/** Told of a key that should be rotated: it sealed about that many envelopes. */
export type OnWorn = (keyId: Buffer, envelopes: number) => void;

/** Keys whose budgets are remembered; one that is forgotten counts what was left of it as used. */
const BUDGETS_MAX = 100_000;

/**
 * How many envelopes this process may still seal with each key. It reserves them in the vault in blocks, before it seals:
 * a block is one round trip, a seal none, and a process that dies has counted too many rather than too few. AES-256-GCM
 * with random salts and IVs bears far more than is allowed here (docs/decisions.md).
 */
export class SealBudgets {
  readonly #vault: Pick<KeyVault, 'reserveSealBlocks'>;
  readonly #onWorn: OnWorn | undefined;
  /** By data-key id; the least recently reserved first. */
  readonly #left = new Map<string, number>();
  readonly #reserving = new Map<string, Promise<void>>();

  constructor(vault: Pick<KeyVault, 'reserveSealBlocks'>, onWorn?: OnWorn) {
    this.#vault = vault;
    this.#onWorn = onWorn;
  }

  /**
   * Resolves when the keys may seal what one call seals. A round trip where nothing is reserved; where half of a block is
   * used, the next is fetched behind the call.
   *
   * @throws MasterXError `key_worn_out` when the key has sealed as much as one key may; `keys_unavailable`.
   */
  async ready(keys: ReadonlyMap<string, DataKey>): Promise<void> {
    const waiting: Promise<void>[] = [];
    for (const [userId, { id }] of keys) {
      const left = this.#left.get(nameOf(id)) ?? 0;
      if (left >= LIMITS.sealBlock / 2) continue;
      const reserving = this.#reserve(userId, id, left);
      if (left < LIMITS.sealBlock / 4) waiting.push(reserving);
      // It is asked again when the rest is used; that call is told what went wrong.
      else reserving.catch(() => undefined);
    }
    await Promise.all(waiting);
  }

  /** A block that was reserved with the key itself. */
  grant(keyId: Buffer): void {
    this.#add(nameOf(keyId), LIMITS.sealBlock);
  }

  /** Told by every seal. */
  readonly spend = (keyId: Buffer): void => {
    const name = nameOf(keyId);
    this.#left.set(name, (this.#left.get(name) ?? 0) - 1);
  };

  #reserve(userId: string, keyId: Buffer, left: number): Promise<void> {
    const name = nameOf(keyId);
    const under = this.#reserving.get(name);
    if (under) return under;
    // What a call sealed beyond its block is made up for.
    const blocks = Math.max(1, Math.ceil((LIMITS.sealBlock - left) / LIMITS.sealBlock));
    const reserving = reachKeys(() => this.#vault.reserveSealBlocks(userId, keyId, blocks))
      .then((all) => {
        // Null: another key took its place meanwhile. What is sealed with this one until then was allowed.
        const envelopes = (all ?? 0) * LIMITS.sealBlock;
        if (envelopes > LIMITS.sealsMax) throw new MasterXError('key_worn_out');
        if (envelopes > LIMITS.sealsWarned) this.#onWorn?.(keyId, envelopes);
        this.#add(name, blocks * LIMITS.sealBlock);
      })
      .finally(() => this.#reserving.delete(name));
    this.#reserving.set(name, reserving);
    return reserving;
  }

  #add(name: string, envelopes: number): void {
    const left = this.#left.get(name) ?? 0;
    this.#left.delete(name);
    this.#left.set(name, left + envelopes);
    for (const oldest of this.#left.keys()) {
      if (this.#left.size <= BUDGETS_MAX) break;
      this.#left.delete(oldest);
    }
  }
}

function nameOf(keyId: Buffer): string {
  return keyId.toString('base64');
}
