import { createHmac } from 'node:crypto';
import { invariant } from '../std/assert.ts';
import { LIMITS } from '../std/limits.ts';
import { deriveKey } from './hkdf.ts';
import { MORE, type SearchTerm } from './search-words.ts';
import type { SecretKey } from './secret-key.ts';

/** Bytes of a token: what it finds is opened and compared again, so a rare coincidence costs a read and no more. */
export const TOKEN_BYTES = 8;

/** Tokens of one container of texts; one of more terms is found by the last of them, whatever is looked for. */
export const TOKENS_MAX = LIMITS.searchTokensMax;

/** Numbers of tokens a container may show, so that the number says little about the text. */
const TOKENS_LEAST = 16;

/**
 * The token of a term: the first 64 bits of HMAC-SHA-256 under HKDF-SHA-512(key, `search.collection`). Under the key of a
 * learner tokens say nothing once that key is gone. They leak, to whoever holds the database but not the key, that two
 * containers of one key share a term, and how often a term occurs.
 */
export function searchToken(key: SecretKey, collection: string, term: SearchTerm): Buffer {
  return tokensUnder(key, collection, [term])[0] ?? Buffer.alloc(0);
}

/** A container of texts that have their tokens together. */
export interface TokenPlace {
  readonly collection: string;
  /** What tells the container apart from every other one: the `_id` of its stored document. */
  readonly container: string;
}

/**
 * The tokens of a container: one for each term, and others up to the next power of two, in no order. The others say nothing
 * without the key, are in no second container, and are the same every time: tokens are a function of texts, key and place, so
 * that a rotation can tell what is outdated. Terms beyond `TOKENS_MAX` must have been left out before.
 */
export function searchTokens(key: SecretKey, place: TokenPlace, terms: readonly SearchTerm[]): Buffer[] {
  invariant(terms.length <= TOKENS_MAX, 'the tokens of a container are bounded');
  return padded(key, place, tokensUnder(key, place.collection, terms));
}

/**
 * The tokens of a container to which texts were added, from those it has and the terms of the texts: what `searchTokens`
 * gives for all of its texts, which need not be read. Null where nothing changes.
 */
export function furtherTokens(
  key: SecretKey,
  place: TokenPlace,
  there: readonly Uint8Array[],
  terms: Iterable<SearchTerm>,
): Buffer[] | null {
  if (there.length === 0) {
    const first = [...terms];
    return first.length === 0 ? null : searchTokens(key, place, first);
  }
  const padding = new Set(tokensUnder(key, place.collection, paddingOf(place, 0, TOKENS_MAX)).map(hex));
  const known = new Map<string, Buffer>(
    there.map((token) => [hex(token), Buffer.from(token)] as const).filter(([name]) => !padding.has(name)),
  );
  const more = searchToken(key, place.collection, MORE);
  if (known.has(hex(more))) return null;
  const before = known.size;
  for (const token of tokensUnder(key, place.collection, [...terms])) {
    if (known.size >= TOKENS_MAX - 1 && !known.has(hex(token))) {
      known.set(hex(more), more);
      break;
    }
    known.set(hex(token), token);
  }
  return known.size === before ? null : padded(key, place, [...known.values()]);
}

/** How many tokens a container of that many terms shows: a power of two. */
export function paddedCount(terms: number): number {
  return terms === 0 ? 0 : Math.max(TOKENS_LEAST, 2 ** Math.ceil(Math.log2(terms)));
}

function padded(key: SecretKey, place: TokenPlace, tokens: readonly Buffer[]): Buffer[] {
  const padding = paddingOf(place, tokens.length, paddedCount(tokens.length));
  // A token's place would say whether it is one of a term.
  return [...tokens, ...tokensUnder(key, place.collection, padding)].sort(Buffer.compare);
}

/** Names of the tokens that fill up a container; no term looks like them. */
function paddingOf({ container }: TokenPlace, from: number, to: number): string[] {
  return Array.from({ length: to - from }, (_, at) => `fill:${container}:${from + at}`);
}

const hex = (token: Uint8Array): string => Buffer.from(token).toString('hex');

function tokensUnder(key: SecretKey, collection: string, terms: readonly string[]): Buffer[] {
  const collectionKey = deriveKey(key.secret, Buffer.from(`search.${collection}`, 'utf8'));
  const tokens = terms.map((term) =>
    createHmac('sha256', collectionKey).update(term, 'utf8').digest().subarray(0, TOKEN_BYTES),
  );
  collectionKey.fill(0);
  return tokens;
}
