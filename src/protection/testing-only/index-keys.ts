import { createHash } from 'node:crypto';
import { LiveKeys } from '../epoch-keys.ts';
import type { Keyring } from '../keyring.ts';
import { IndexKey } from '../secret-key.ts';

/** A line of index keys without a vault; the first epoch is the current one. */
export function fixedIndexKeys(...epochs: readonly number[]): Pick<Keyring, 'liveIndexKeys'> {
  return {
    liveIndexKeys: async (purpose) => {
      const [current, ...others] = epochs.map(
        (epoch) => new IndexKey(purpose, epoch, createHash('sha256').update(`${purpose} ${epoch}`).digest()),
      );
      if (!current) throw new RangeError('there must be a current epoch');
      return new LiveKeys(current, [current, ...others]);
    },
  };
}
