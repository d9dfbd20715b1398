import { Binary, type ObjectId } from 'mongodb';
import type { ProtectionPlan } from '../derive/protection-plan.ts';
import type { Keyring } from '../protection/keyring.ts';
import type { Fields } from '../protection/sealer.ts';
import { searchTokens } from '../protection/search-tokens.ts';
import { containerTerms } from '../protection/search-words.ts';
import type { SecretKey } from '../protection/secret-key.ts';
import { LIMITS } from '../std/limits.ts';
import { valueAt } from '../std/paths.ts';
import { type BlindIndexes, blindIndexesOf } from './blind-indexes.ts';

/** Purpose of the index key that makes the platform's search tokens. */
export const SEARCH_PURPOSE = 'search';

/** What a document is found by, under keys that outlive its learner's: by stored path, and the keys it was made with. */
export interface LookUps {
  readonly values: Readonly<Record<string, Binary | readonly Binary[]>>;
  readonly keys: readonly SecretKey[];
}

/** Where a look-up stands, and the logical paths it is made of. */
export interface LookUpPlace {
  readonly storedPath: string;
  readonly paths: readonly string[];
}

/** The look-ups under the platform's keys that documents of a plan may have. */
export function lookUpPlaces({ blindIndexes, searchTokens: tokens }: ProtectionPlan): LookUpPlace[] {
  return [
    ...blindIndexes.map(({ storedPath, path }) => ({ storedPath, paths: [path.join('.')] })),
    ...(tokens?.key === 'platform' ? [{ storedPath: tokens.storedPath, paths: tokens.paths }] : []),
  ];
}

/** The blind indexes and platform tokens of a logical document; absent where it has no such value. */
export async function lookUpsOf(
  keyring: Keyring,
  plan: ProtectionPlan,
  id: ObjectId,
  logical: Fields,
): Promise<LookUps> {
  const blind: BlindIndexes = await blindIndexesOf(keyring, plan, logical);
  const tokens = plan.searchTokens;
  if (tokens?.key !== 'platform') return blind;
  const terms = containerTerms(textsAt(logical, tokens.paths), LIMITS.searchTokensMax);
  if (terms.length === 0) return blind;
  const { written } = await keyring.liveIndexKeys(SEARCH_PURPOSE);
  const place = { collection: plan.collection, container: id.toHexString() };
  // While the key is rotated the tokens under both stand together, and either finds the document.
  const made = written.flatMap((key) => searchTokens(key, place, terms)).sort(Buffer.compare);
  return {
    values: { ...blind.values, [tokens.storedPath]: made.map((token) => new Binary(token)) },
    keys: [...blind.keys, ...written],
  };
}

/** The texts at these paths of a document or element, in order; lists of texts one by one. */
export function textsAt(holder: unknown, paths: readonly string[]): string[] {
  return paths.flatMap((path) => {
    const value = valueAt(holder as Fields, path);
    const texts: readonly unknown[] = Array.isArray(value) ? value : [value];
    return texts.filter((text) => typeof text === 'string');
  });
}
