import { createCipheriv, createDecipheriv } from 'node:crypto';
import { MasterXError } from '../../errors/error.ts';
import { invariant } from '../../std/assert.ts';
import type { Entropy } from '../../std/random.ts';
import { lengthPrefixed } from './length-prefix.ts';
import type { EncryptionContext } from './port.ts';

/** Bytes of every plain key: AES-256 and HMAC-SHA-256 alike. */
export const KEY_BYTES = 32;

const VERSION = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const OVERHEAD_BYTES = 1 + IV_BYTES + TAG_BYTES;
const MODE = 'aes-256-gcm';

/**
 * A key under another key: `version (1) | iv (12) | ciphertext | tag (16)`, AES-256-GCM (NIST SP 800-38D) with the
 * version and the context as additional data. With random IVs one wrapping key is good for 2^32 wraps.
 */
export function wrapKey(
  wrappingKey: Uint8Array,
  plainKey: Uint8Array,
  context: EncryptionContext,
  entropy: Entropy,
): Buffer {
  invariant(wrappingKey.byteLength === KEY_BYTES, 'a wrapping key has 256 bits');
  const iv = entropy.bytes(IV_BYTES);
  const cipher = createCipheriv(MODE, wrappingKey, iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(additionalData(context));
  const head = Buffer.from([VERSION]);
  return Buffer.concat([head, iv, cipher.update(plainKey), cipher.final(), cipher.getAuthTag()]);
}

/**
 * The plain key again. The caller owns the buffer and clears it.
 *
 * @throws MasterXError `ciphertext_refused` when the bytes are not what was wrapped by this key for this context.
 */
export function unwrapKey(wrappingKey: Uint8Array, wrapped: Uint8Array, context: EncryptionContext): Buffer {
  invariant(wrappingKey.byteLength === KEY_BYTES, 'a wrapping key has 256 bits');
  if (wrapped.byteLength < OVERHEAD_BYTES || wrapped[0] !== VERSION) throw refusal();
  const tagAt = wrapped.byteLength - TAG_BYTES;
  const iv = wrapped.subarray(1, 1 + IV_BYTES);
  const decipher = createDecipheriv(MODE, wrappingKey, iv, { authTagLength: TAG_BYTES });
  decipher.setAAD(additionalData(context));
  decipher.setAuthTag(wrapped.subarray(tagAt));
  const plain = decipher.update(wrapped.subarray(1 + IV_BYTES, tagAt));
  try {
    decipher.final();
  } catch {
    plain.fill(0);
    throw refusal();
  }
  return plain;
}

/** The context in one order, whatever order it was written in. */
function additionalData(context: EncryptionContext): Buffer {
  const names = Object.keys(context).sort();
  return lengthPrefixed([Uint8Array.of(VERSION), ...names.flatMap((name) => [name, context[name] ?? ''])]);
}

function refusal(): MasterXError {
  return new MasterXError('ciphertext_refused', {
    detail: 'A wrapped key was changed or belongs elsewhere.',
  });
}
