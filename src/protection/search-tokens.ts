import { createHmac } from 'node:crypto';
import { invariant } from '../std/assert.ts';
import type { Entropy } from '../std/random.ts';
import { deriveKey } from './hkdf.ts';
import type { SearchTerm } from './search-words.ts';
import type { SecretKey } from './secret-key.ts';

/** Bytes of a token: what it finds is opened and compared again, so a rare coincidence costs a read and no more. */
export const TOKEN_BYTES = 8;

/** Tokens of one container of texts; a text beyond is found by how it begins. */
export const TOKENS_MAX = 512;

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

/**
 * The tokens of a container: one for each term, and random ones up to the next power of two, in no order. Terms beyond
 * `TOKENS_MAX` must have been left out before.
 */
export function searchTokens(
  key: SecretKey,
  collection: string,
  terms: readonly SearchTerm[],
  entropy: Entropy,
): Buffer[] {
  invariant(terms.length <= TOKENS_MAX, 'the tokens of a container are bounded');
  if (terms.length === 0) return [];
  const tokens = tokensUnder(key, collection, terms);
  while (tokens.length < paddedCount(terms.length)) tokens.push(entropy.bytes(TOKEN_BYTES));
  // A token's place would say whether it is a random one.
  return tokens.sort(Buffer.compare);
}

/** How many tokens a container of that many terms shows: a power of two. */
export function paddedCount(terms: number): number {
  return terms === 0 ? 0 : Math.max(TOKENS_LEAST, 2 ** Math.ceil(Math.log2(terms)));
}

function tokensUnder(key: SecretKey, collection: string, terms: readonly SearchTerm[]): Buffer[] {
  const collectionKey = deriveKey(key.secret, Buffer.from(`search.${collection}`, 'utf8'));
  const tokens = terms.map((term) =>
    createHmac('sha256', collectionKey).update(term, 'utf8').digest().subarray(0, TOKEN_BYTES),
  );
  collectionKey.fill(0);
  return tokens;
}
