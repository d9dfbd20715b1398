import { Binary } from 'mongodb';
import type { ProtectionPlan } from '../derive/protection-plan.ts';
import { blindIndex, normaliseEmail } from '../protection/blind-index.ts';
import type { Keyring } from '../protection/keyring.ts';
import type { Fields } from '../protection/sealer.ts';
import type { BlindIndex } from '../schema/fields/facts.ts';
import { valueAt } from '../std/paths.ts';

const NORMALISE: Readonly<Record<BlindIndex['normalise'], (value: string) => string>> = {
  email: normaliseEmail,
};

/** The keyed hash that stands for a value of a blind-indexed field, in a document and in a filter alike. */
export async function hashOf(
  keyring: Keyring,
  collection: string,
  path: string,
  index: BlindIndex,
  value: string,
): Promise<Binary> {
  const key = await keyring.indexKey(index.normalise);
  const normalised = NORMALISE[index.normalise](value);
  return new Binary(blindIndex(key, { collection, field: path, version: index.version }, normalised));
}

/** The blind indexes of a logical document, by stored path; absent where the value is. */
export async function blindIndexesOf(
  keyring: Keyring,
  plan: ProtectionPlan,
  logical: Fields,
): Promise<Record<string, Binary>> {
  const hashes: Record<string, Binary> = {};
  for (const { path, storedPath, blindIndex: index } of plan.blindIndexes) {
    const name = path.join('.');
    const value = valueAt(logical, name);
    if (typeof value !== 'string') continue;
    hashes[storedPath] = await hashOf(keyring, plan.collection, name, index, value);
  }
  return hashes;
}
