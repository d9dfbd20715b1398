import { createHash, timingSafeEqual } from 'node:crypto';
import type { NewSingleUseTokenDocument } from '../../derive/generated/documents.ts';
import { TOKEN_PURPOSES, type TokenPurpose } from '../../schema/vocabulary/token-purposes.ts';
import { invariant } from '../../std/assert.ts';
import { type Entropy, uuidFromBytes } from '../../std/random.ts';

/** Bytes of the part a token is found by: those of a UUID. */
const ID_BYTES = 16;

/** Bytes of the secret part: nobody guesses 256 bits. */
const SECRET_BYTES = 32;

/** Characters of a token: both parts in base64url. */
export const TOKEN_LENGTH = ((ID_BYTES + SECRET_BYTES) * 4) / 3;

const TOKEN = new RegExp(`^[A-Za-z0-9_-]{${TOKEN_LENGTH}}$`);

/** A token as somebody presents it, in its parts. */
export interface PresentedToken {
  readonly id: string;
  readonly secret: Buffer;
}

/** What a token is to be for. */
export interface TokenOrder {
  readonly purpose: TokenPurpose;
  /** The account or the request it is for. */
  readonly userId: string;
  /** The address it is sent to, where using it proves that address. */
  readonly address?: string;
  readonly at: Date;
  /** When it begins to be needed, for a mail that goes out later; its time counts from there. */
  readonly from?: Date;
}

/**
 * A new token, and the document that knows it by its digest alone. The token goes into one mail and nowhere else; insert
 * the document in the transaction of that mail.
 */
export function newToken(
  { purpose, userId, address, at, from = at }: TokenOrder,
  entropy: Entropy,
): { readonly token: string; readonly document: NewSingleUseTokenDocument } {
  const id = entropy.bytes(ID_BYTES);
  const secret = entropy.bytes(SECRET_BYTES);
  const tokenId = uuidFromBytes(id, 4);
  return {
    token: Buffer.concat([Buffer.from(tokenId.replaceAll('-', ''), 'hex'), secret]).toString('base64url'),
    document: {
      token_id: tokenId,
      user_id: userId,
      purpose_of_token: purpose,
      secret_digest: digestOf(purpose, secret),
      ...(address !== undefined && { address }),
      created_at: at,
      expires_at: new Date(from.getTime() + TOKEN_PURPOSES[purpose].validMs),
      failed_attempts: 0,
    },
  };
}

/** The parts of a token; null for what is none. */
export function partsOf(token: string): PresentedToken | null {
  if (!TOKEN.test(token)) return null;
  const bytes = Buffer.from(token, 'base64url');
  const id = bytes.subarray(0, ID_BYTES);
  // Only a version 4 UUID is given out, so its fixed bits must be right.
  const uuid = uuidFromBytes(id, 4);
  return uuid.replaceAll('-', '') === id.toString('hex')
    ? { id: uuid, secret: bytes.subarray(ID_BYTES) }
    : null;
}

/** Whether the secret is the one whose digest was kept, for this purpose; takes the same time however wrong it is. */
export function fits(secret: Buffer, purpose: TokenPurpose, digest: string): boolean {
  const expected = Buffer.from(digest, 'hex');
  const given = Buffer.from(digestOf(purpose, secret), 'hex');
  invariant(expected.byteLength === given.byteLength, 'a digest has 32 bytes');
  return timingSafeEqual(expected, given);
}

/** SHA-256 over purpose and secret: of 256 random bits, so that no salt and no slow hash is needed. */
function digestOf(purpose: TokenPurpose, secret: Buffer): string {
  return createHash('sha256').update(`masterx single-use ${purpose}\u0000`).update(secret).digest('hex');
}
