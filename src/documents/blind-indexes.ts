import { Binary } from 'mongodb';
import type { ProtectionPlan } from '../derive/protection-plan.ts';
import { blindIndex, normaliseEmail } from '../protection/blind-index.ts';
import type { Keyring } from '../protection/keyring.ts';
import type { Fields } from '../protection/sealer.ts';
import type { IndexKey, SecretKey } from '../protection/secret-key.ts';
import type { BlindIndex } from '../schema/fields/facts.ts';
import { valueAt } from '../std/paths.ts';

const NORMALISE: Readonly<Record<BlindIndex['normalise'], (value: string) => string>> = {
  email: normaliseEmail,
};

/**
 * A stored blind index: a keyed hash. While its key is rotated, one for each epoch that is in use: a unique index over
 * the list then refuses a value that is there under any of them, so it stays unique between processes that know of the
 * new epoch and those that do not yet.
 */
export type StoredBlindIndex = Binary | readonly Binary[];

/** Blind indexes by stored path, and the keys they were made with. */
export interface BlindIndexes {
  readonly values: Readonly<Record<string, StoredBlindIndex>>;
  readonly keys: readonly SecretKey[];
}

/** The keyed hash that a value of a blind-indexed field is looked up by. */
export async function hashOf(
  keyring: Keyring,
  collection: string,
  path: string,
  index: BlindIndex,
  value: string,
): Promise<Binary> {
  const { current } = await keyring.liveIndexKeys(index.normalise);
  return hashUnder(current, collection, path, index, value);
}

/** The blind indexes of a logical document, by stored path; absent where the value is. */
export async function blindIndexesOf(
  keyring: Keyring,
  plan: ProtectionPlan,
  logical: Fields,
): Promise<BlindIndexes> {
  const values: Record<string, StoredBlindIndex> = {};
  const keys: SecretKey[] = [];
  for (const { path, storedPath, blindIndex: index } of plan.blindIndexes) {
    const name = path.join('.');
    const value = valueAt(logical, name);
    if (typeof value !== 'string') continue;
    const { written } = await keyring.liveIndexKeys(index.normalise);
    const hashes = written.map((key) => hashUnder(key, plan.collection, name, index, value));
    const [only] = hashes;
    values[storedPath] = hashes.length === 1 && only ? only : hashes;
    keys.push(...written);
  }
  return { values, keys };
}

function hashUnder(
  key: IndexKey,
  collection: string,
  path: string,
  index: BlindIndex,
  value: string,
): Binary {
  const normalised = NORMALISE[index.normalise](value);
  return new Binary(blindIndex(key, { collection, field: path, version: index.version }, normalised));
}
