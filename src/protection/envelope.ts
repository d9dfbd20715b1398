import { createCipheriv, createDecipheriv, timingSafeEqual } from 'node:crypto';
import { MasterXError } from '../errors/error.ts';
import { invariant } from '../std/assert.ts';
import type { Entropy } from '../std/random.ts';
import { lengthPrefixed } from '../stores/keys/length-prefix.ts';
import { type DataKey, KEY_ID_BYTES, type MessageKeyInfo } from './secret-key.ts';

/** Where a ciphertext belongs. All of it is authenticated: moved anywhere else, the ciphertext does not open. */
export interface Place {
  readonly tenant: string;
  readonly collection: string;
  /** The document's `_id` as canonical bytes; `documentIdBytes` makes them. */
  readonly documentId: Uint8Array;
  /** Path of the field, dots between names. */
  readonly path: string;
  /** BSON type of the plain value, by its `$type` alias. */
  readonly bsonType: string;
  /** Version of the field's protection, from 1. Not the schema's: a migration must not force re-encryption. */
  readonly protectionVersion: number;
}

const MODE = 'aes-256-gcm';
/** Bytes of a salt. */
export const SALT_BYTES = 16;
const COMMITMENT_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Version 1 of the layout, and suite 1: AES-256-GCM, HKDF-SHA-512, key commitment. */
const ALGORITHM = Buffer.from([1, 1]);
const KEY_ID_AT = ALGORITHM.byteLength;
const SALT_AT = KEY_ID_AT + KEY_ID_BYTES;
const COMMITMENT_AT = SALT_AT + SALT_BYTES;
const IV_AT = COMMITMENT_AT + COMMITMENT_BYTES;
const CIPHERTEXT_AT = IV_AT + IV_BYTES;

/** Bytes an envelope is longer than what it holds. */
export const ENVELOPE_OVERHEAD_BYTES = CIPHERTEXT_AT + TAG_BYTES;

const [LAYOUT, SUITE] = [ALGORITHM.subarray(0, 1), ALGORITHM.subarray(1)];

const INFO: MessageKeyInfo = {
  derive: Buffer.concat([ALGORITHM, Buffer.from('DERIVEKEY')]),
  commit: Buffer.concat([ALGORITHM, Buffer.from('COMMITKEY')]),
};

/**
 * Encrypts `plaintext` for one place:
 * `version (1) | suite (1) | data-key id (16) | salt (16) | commitment (32) | iv (12) | ciphertext | tag (16)`.
 *
 * The message key is HKDF-SHA-512 over the data key and the salt, with version, suite and "DERIVEKEY" as info;
 * "COMMITKEY" gives the commitment, which pins the envelope to one data key (GCM alone does not). The construction is
 * that of the AWS Encryption SDK's committing suites, where a message has one salt for all its frames: so have the
 * envelopes of one document here, when they are sealed in one write. Salt and random IV together never repeat; under
 * one salt no more than a document's envelopes are sealed, far below the 2^32 that random IVs allow.
 */
export function seal(
  key: DataKey,
  plaintext: Uint8Array,
  place: Place,
  entropy: Entropy,
  salt: Uint8Array = entropy.bytes(SALT_BYTES),
): Buffer {
  const messageKey = key.messageKey(salt, INFO);
  const iv = entropy.bytes(IV_BYTES);
  const cipher = createCipheriv(MODE, messageKey.secret, iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(additionalData(key.id, place));
  const ciphertext = cipher.update(plaintext);
  cipher.final();
  const head = [ALGORITHM, key.id, messageKey.salt, messageKey.commitment, iv];
  const envelope = Buffer.concat([...head, ciphertext, cipher.getAuthTag()]);
  invariant(
    envelope.byteLength === plaintext.byteLength + ENVELOPE_OVERHEAD_BYTES,
    'an envelope has its layout',
  );
  key.countSeal();
  return envelope;
}

/**
 * The plain bytes of what `seal` wrote for this place with this key, or with one that comes with it.
 *
 * @throws MasterXError `ciphertext_refused` for anything else; which check failed is not told.
 */
export function open(held: DataKey, envelope: Uint8Array, place: Place): Buffer {
  const key = held.withId(dataKeyIdOf(envelope));
  if (!key) throw refusal();
  const salt = envelope.subarray(SALT_AT, COMMITMENT_AT);
  const messageKey = key.messageKey(salt, INFO);
  if (!timingSafeEqual(messageKey.commitment, envelope.subarray(COMMITMENT_AT, IV_AT))) throw refusal();
  const iv = envelope.subarray(IV_AT, CIPHERTEXT_AT);
  const tagAt = envelope.byteLength - TAG_BYTES;
  const decipher = createDecipheriv(MODE, messageKey.secret, iv, { authTagLength: TAG_BYTES });
  decipher.setAAD(additionalData(key.id, place));
  decipher.setAuthTag(envelope.subarray(tagAt));
  const plaintext = decipher.update(envelope.subarray(CIPHERTEXT_AT, tagAt));
  try {
    decipher.final();
  } catch {
    // What was decrypted before the tag was checked must not be seen by anyone.
    plaintext.fill(0);
    throw refusal();
  }
  return plaintext;
}

/**
 * The id of the data key an envelope was sealed with: which key to fetch. Nothing is verified before `open`. It is a
 * view of the envelope, not a copy.
 *
 * @throws MasterXError `ciphertext_refused` when the bytes do not have the layout of an envelope.
 */
export function dataKeyIdOf(envelope: Uint8Array): Buffer {
  if (!(envelope instanceof Uint8Array) || envelope.byteLength < ENVELOPE_OVERHEAD_BYTES) throw refusal();
  if (envelope[0] !== ALGORITHM[0] || envelope[1] !== ALGORITHM[1]) throw refusal();
  return Buffer.from(envelope.buffer, envelope.byteOffset + KEY_ID_AT, KEY_ID_BYTES);
}

function additionalData(keyId: Uint8Array, place: Place): Buffer {
  const { tenant, collection, documentId, path, bsonType, protectionVersion } = place;
  const version = Buffer.allocUnsafe(4);
  version.writeUInt32BE(protectionVersion);
  return lengthPrefixed([LAYOUT, SUITE, keyId, tenant, collection, documentId, path, bsonType, version]);
}

function refusal(): MasterXError {
  return new MasterXError('ciphertext_refused');
}
