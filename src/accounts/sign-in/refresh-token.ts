import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Entropy } from '../../std/random.ts';

/**
 * A refresh token, base64url of: `version (1) | account (16) | sign-in (16) | generation (4) | secret (32) | tag (16)`. Opaque
 * to whoever holds it. The secret makes it unguessable and only its digest is stored; the tag, an HMAC under a key of the
 * sign-in, tells a token that was once given from one that never was, so that nobody can end a sign-in by inventing one.
 */
const VERSION = 1;
const ACCOUNT_AT = 1;
const SIGN_IN_AT = ACCOUNT_AT + 16;
const GENERATION_AT = SIGN_IN_AT + 16;
const SECRET_AT = GENERATION_AT + 4;
const SECRET_BYTES = 32;
const TAG_AT = SECRET_AT + SECRET_BYTES;
const TAG_BYTES = 16;
const TOKEN_BYTES = TAG_AT + TAG_BYTES;
const KEY_BYTES = 32;

/** Characters of a refresh token. */
export const REFRESH_TOKEN_LENGTH = Math.ceil((TOKEN_BYTES * 4) / 3);

/** The sign-in whose tokens these are. */
export interface TokenFamily {
  readonly account: string;
  readonly signIn: string;
  /** The key of the tags, base64url. */
  readonly key: string;
}

/** A token to hand out, and what is stored of it. */
export interface MintedToken {
  readonly token: string;
  readonly digest: string;
}

/** A token that was shown: whose it claims to be. Nothing is verified. */
export interface ShownToken {
  readonly account: string;
  readonly signIn: string;
  readonly generation: number;
  readonly bytes: Buffer;
}

/** A key for the tags of a sign-in. */
export function newFamilyKey(entropy: Entropy): string {
  return entropy.bytes(KEY_BYTES).toString('base64url');
}

export function mintRefreshToken(family: TokenFamily, generation: number, entropy: Entropy): MintedToken {
  const bytes = Buffer.alloc(TOKEN_BYTES);
  bytes.writeUInt8(VERSION, 0);
  uuidBytes(family.account).copy(bytes, ACCOUNT_AT);
  uuidBytes(family.signIn).copy(bytes, SIGN_IN_AT);
  bytes.writeUInt32BE(generation, GENERATION_AT);
  entropy.bytes(SECRET_BYTES).copy(bytes, SECRET_AT);
  tagOf(bytes, family.key).copy(bytes, TAG_AT);
  return { token: bytes.toString('base64url'), digest: digestOf(bytes) };
}

/** What a text says as a token; null when it has not the form of one. */
export function readRefreshToken(text: string): ShownToken | null {
  if (text.length !== REFRESH_TOKEN_LENGTH || !/^[\w-]+$/.test(text)) return null;
  const bytes = Buffer.from(text, 'base64url');
  // One form of each token: spare bits at the end are none.
  if (bytes.byteLength !== TOKEN_BYTES || bytes[0] !== VERSION || bytes.toString('base64url') !== text)
    return null;
  return {
    account: uuidText(bytes.subarray(ACCOUNT_AT, SIGN_IN_AT)),
    signIn: uuidText(bytes.subarray(SIGN_IN_AT, GENERATION_AT)),
    generation: bytes.readUInt32BE(GENERATION_AT),
    bytes,
  };
}

/** Whether the token is the one of that digest. */
export function hasDigest({ bytes }: ShownToken, digest: string): boolean {
  return isSame(Buffer.from(digestOf(bytes)), Buffer.from(digest));
}

/** Whether the token was ever given for the sign-in of that key. */
export function isOfFamily({ bytes }: ShownToken, key: string): boolean {
  return isSame(tagOf(bytes, key), bytes.subarray(TAG_AT));
}

function tagOf(bytes: Buffer, key: string): Buffer {
  const tagged = bytes.subarray(0, TAG_AT);
  return createHmac('sha256', Buffer.from(key, 'base64url')).update(tagged).digest().subarray(0, TAG_BYTES);
}

function digestOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('base64url');
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.byteLength === other.byteLength && timingSafeEqual(one, other);
}

function uuidBytes(uuid: string): Buffer {
  return Buffer.from(uuid.replaceAll('-', ''), 'hex');
}

function uuidText(bytes: Buffer): string {
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
