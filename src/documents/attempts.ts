import { MasterXError } from '../errors/error.ts';
import { KeyOutdated, type SecretKey } from '../protection/secret-key.ts';
import { LIMITS } from '../std/limits.ts';
import { type DocumentStore, DuplicateDocument, type Transaction } from '../stores/documents/port.ts';

/** Another caller changed a document meanwhile: the transaction ends, and its work is done again. */
export class Overtaken extends Error {
  override readonly name = 'Overtaken';
}

/**
 * A document that another caller stored at the same moment is found by the next attempt. What is still taken then is
 * another unique value, and stays taken.
 */
const DUPLICATE_ATTEMPTS_MAX = 3;

/** The keys with which something of a transaction was sealed or hashed. */
const keysUsed = new WeakMap<Transaction, Set<SecretKey>>();

/**
 * Notes that something of the transaction was made with these keys. It becomes durable only while they may be held, so
 * that a rotation knows when nothing can come any more that was made with a key as it was before.
 */
export function madeWith(within: Transaction, keys: Iterable<SecretKey>): void {
  const used = keysUsed.get(within) ?? new Set();
  keysUsed.set(within, used);
  for (const key of keys) used.add(key);
}

/**
 * Runs `work` in one transaction, and again when another caller was faster: what that one stored is then there to be
 * found.
 *
 * @throws MasterXError `conflict` when a value that must be unique stays taken; `write_conflict` when others kept
 * changing the same documents.
 */
export async function transact<T>(
  store: Pick<DocumentStore, 'transaction'>,
  work: (within: Transaction) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await store.transaction(async (within) => {
        const done = await work(within);
        for (const key of keysUsed.get(within) ?? []) key.assertHeld();
        return done;
      });
    } catch (thrown) {
      if (thrown instanceof KeyOutdated && attempt < LIMITS.writeAttemptsMax) continue;
      const isOvertaken = thrown instanceof Overtaken;
      if (!isOvertaken && !(thrown instanceof DuplicateDocument)) throw thrown;
      if (attempt < (isOvertaken ? LIMITS.writeAttemptsMax : DUPLICATE_ATTEMPTS_MAX)) continue;
      if (isOvertaken) throw new MasterXError('write_conflict');
      throw new MasterXError('conflict', { detail: 'A value that must be unique is taken.' });
    }
  }
}
