import { Binary, type ObjectId } from 'mongodb';
import type { ProtectionPlan } from '../derive/protection-plan.ts';
import type { Keyring } from '../protection/keyring.ts';
import type { Fields } from '../protection/sealer.ts';
import { furtherTokens, searchTokens } from '../protection/search-tokens.ts';
import { containerTerms } from '../protection/search-words.ts';
import type { DataKey, SecretKey } from '../protection/secret-key.ts';
import type { ResolvedSearchTokens } from '../schema/resolved.ts';
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

/** Makes the tokens of the containers of a growing list whose texts are under the learner's key. */
export class ContainerTokens {
  readonly #collection: string;
  readonly #tokens: ResolvedSearchTokens;

  constructor(collection: string, tokens: ResolvedSearchTokens) {
    this.#collection = collection;
    this.#tokens = tokens;
  }

  get storedPath(): string {
    return this.#tokens.storedPath;
  }

  /** Whether it is the list whose elements have tokens. */
  isOf(list: string): boolean {
    return list === this.#tokens.list;
  }

  /** The texts of an element that have tokens; none of an element of another list. */
  textsOf(list: string, element: unknown): readonly string[] {
    return this.isOf(list) ? textsAt(element, this.#tokens.paths) : [];
  }

  /** The tokens of a container of these texts; null where it has none. */
  of(id: ObjectId, key: DataKey, texts: Iterable<string>): Binary[] | null {
    return this.further(id, key, [], texts);
  }

  /** The tokens of a container to which these texts were added; null where they stay as they are. */
  further(id: ObjectId, key: DataKey, there: readonly Binary[], texts: Iterable<string>): Binary[] | null {
    const terms = containerTerms(texts, LIMITS.searchTokensMax);
    const place = { collection: this.#collection, container: id.toHexString() };
    const known = there.map((token) => token.value());
    return furtherTokens(key, place, known, terms)?.map((token) => new Binary(token)) ?? null;
  }
}

/** What makes the tokens of a collection's containers; null where no texts of a growing list are searched. */
export function containerTokensOf({
  collection,
  searchTokens: tokens,
}: ProtectionPlan): ContainerTokens | null {
  return tokens?.key === 'learner' && tokens.list !== null ? new ContainerTokens(collection, tokens) : null;
}
