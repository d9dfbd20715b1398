import { createCipheriv, createDecipheriv, timingSafeEqual } from 'node:crypto';
import { MasterXError } from '../errors/error.ts';
import { invariant } from '../std/assert.ts';
import type { Entropy } from '../std/random.ts';
import { lengthPrefixed } from '../stores/keys/length-prefix.ts';
import { hkdfExpand, hkdfExtract } from './hkdf.ts';
import { type DataKey, KEY_ID_BYTES } from './secret-key.ts';

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
const SALT_BYTES = 16;
const COMMITMENT_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const MESSAGE_KEY_BYTES = 32;

/** Version 1 of the layout, and suite 1: AES-256-GCM, HKDF-SHA-512, key commitment. */
const ALGORITHM = Buffer.from([1, 1]);
const KEY_ID_AT = ALGORITHM.byteLength;
const SALT_AT = KEY_ID_AT + KEY_ID_BYTES;
const COMMITMENT_AT = SALT_AT + SALT_BYTES;
const IV_AT = COMMITMENT_AT + COMMITMENT_BYTES;
const CIPHERTEXT_AT = IV_AT + IV_BYTES;

/** Bytes an envelope is longer than what it holds. */
export const ENVELOPE_OVERHEAD_BYTES = CIPHERTEXT_AT + TAG_BYTES;

const DERIVE_INFO = Buffer.concat([ALGORITHM, Buffer.from('DERIVEKEY')]);
const COMMIT_INFO = Buffer.concat([ALGORITHM, Buffer.from('COMMITKEY')]);

/**
 * Encrypts `plaintext` for one place:
 * `version (1) | suite (1) | data-key id (16) | salt (16) | commitment (32) | iv (12) | ciphertext | tag (16)`.
 *
 * Each envelope has a message key of its own: HKDF-SHA-512 over the data key and the salt, with version, suite and
 * "DERIVEKEY" as info; "COMMITKEY" gives the commitment, which pins the envelope to one data key (GCM alone does
 * not). The construction is that of the AWS Encryption SDK's committing suites.
 */
export function seal(key: DataKey, plaintext: Uint8Array, place: Place, entropy: Entropy): Buffer {
  const random = entropy.bytes(SALT_BYTES + IV_BYTES);
  const [salt, iv] = [random.subarray(0, SALT_BYTES), random.subarray(SALT_BYTES)];
  const { messageKey, commitment } = deriveMessageKeys(key.secret, salt);
  const cipher = createCipheriv(MODE, messageKey, iv, { authTagLength: TAG_BYTES });
  messageKey.fill(0);
  cipher.setAAD(additionalData(key.id, place));
  const parts = [ALGORITHM, key.id, salt, commitment, iv, cipher.update(plaintext), cipher.final()];
  const envelope = Buffer.concat([...parts, cipher.getAuthTag()]);
  invariant(
    envelope.byteLength === plaintext.byteLength + ENVELOPE_OVERHEAD_BYTES,
    'an envelope has its layout',
  );
  key.countSeal();
  return envelope;
}

/**
 * The plain bytes of what `seal` wrote with this key for this place.
 *
 * @throws MasterXError `ciphertext_refused` for anything else; which check failed is not told.
 */
export function open(key: DataKey, envelope: Uint8Array, place: Place): Buffer {
  if (!dataKeyIdOf(envelope).equals(key.id)) throw refusal();
  const salt = envelope.subarray(SALT_AT, COMMITMENT_AT);
  const { messageKey, commitment } = deriveMessageKeys(key.secret, salt);
  if (!timingSafeEqual(commitment, envelope.subarray(COMMITMENT_AT, IV_AT))) throw refusal();
  const iv = envelope.subarray(IV_AT, CIPHERTEXT_AT);
  const tagAt = envelope.byteLength - TAG_BYTES;
  const decipher = createDecipheriv(MODE, messageKey, iv, { authTagLength: TAG_BYTES });
  messageKey.fill(0);
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
 * The id of the data key an envelope was sealed with: which key to fetch. Nothing is verified before `open`.
 *
 * @throws MasterXError `ciphertext_refused` when the bytes do not have the layout of an envelope.
 */
export function dataKeyIdOf(envelope: Uint8Array): Buffer {
  if (!(envelope instanceof Uint8Array) || envelope.byteLength < ENVELOPE_OVERHEAD_BYTES) throw refusal();
  if (!ALGORITHM.equals(envelope.subarray(0, KEY_ID_AT))) throw refusal();
  return Buffer.from(envelope.subarray(KEY_ID_AT, SALT_AT));
}

function deriveMessageKeys(secret: Uint8Array, salt: Uint8Array) {
  const pseudoRandomKey = hkdfExtract(secret, salt);
  const messageKey = hkdfExpand(pseudoRandomKey, DERIVE_INFO, MESSAGE_KEY_BYTES);
  const commitment = hkdfExpand(pseudoRandomKey, COMMIT_INFO, COMMITMENT_BYTES);
  pseudoRandomKey.fill(0);
  return { messageKey, commitment };
}

function additionalData(keyId: Uint8Array, place: Place): Buffer {
  const { tenant, collection, documentId, path, bsonType, protectionVersion } = place;
  const version = Buffer.allocUnsafe(4);
  version.writeUInt32BE(protectionVersion);
  const [layout, suite] = [ALGORITHM.subarray(0, 1), ALGORITHM.subarray(1)];
  return lengthPrefixed([layout, suite, keyId, tenant, collection, documentId, path, bsonType, version]);
}

function refusal(): MasterXError {
  return new MasterXError('ciphertext_refused');
}
