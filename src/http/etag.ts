import { createHmac } from 'node:crypto';
import { MasterXError } from '../errors/error.ts';
import type { Platform } from '../platform.ts';
import { deriveKey } from '../protection/hkdf.ts';

/** What the keys of ETags are derived from: one that is never rotated, so that all nodes give the same ones. */
const KEY_PURPOSE = 'pseudonym';

/** Gives the ETag of an answer: HMAC-SHA-256, since a plain hash of little would tell what it is of. */
export type Etags = (answer: unknown) => string;

/** ETags under the platform's key, for the call at hand. */
export async function etagsOf({ keyring }: Pick<Platform, 'keyring'>): Promise<Etags> {
  const { secret } = await keyring.indexKey(KEY_PURPOSE);
  const key = deriveKey(secret, Buffer.from('http.etag', 'utf8'));
  return (answer) => {
    const hash = createHmac('sha256', key).update(JSON.stringify(answer, inOrder)).digest();
    return `"${hash.subarray(0, 16).toString('base64url')}"`;
  };
}

/** Members by name: their order says nothing, and changes with where an answer comes from. */
function inOrder(_name: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

const LISTED = /^\s*(?:(?:W\/)?"[\x21\x23-\x7e]*"\s*(?:,\s*|$))+$/;

/**
 * Whether a header If-Match (RFC 9110 § 13.1.1) lets a change of this answer through: there is none, it is `*`, or it
 * names the answer by its strong ETag.
 *
 * @throws MasterXError `malformed_request` for what is no such header.
 */
export function isMatched(ifMatch: string | null, etags: Etags, answer: unknown): boolean {
  if (ifMatch === null || ifMatch.trim() === '*') return true;
  if (!LISTED.test(ifMatch)) {
    throw new MasterXError('malformed_request', { detail: 'If-Match must be * or a list of ETags.' });
  }
  // A weak one holds a slash before its quotes, so it equals none of ours.
  return ifMatch.split(',').some((one) => one.trim() === etags(answer));
}
