import { createPrivateKey, type KeyObject } from 'node:crypto';
import { deriveKey } from './hkdf.ts';
import type { IndexKey } from './secret-key.ts';

/** RFC 8410: what stands before the 32 bytes of an Ed25519 private key in PKCS #8. */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');

/**
 * The Ed25519 private key (RFC 8032) that a key of the vault and a use give: its seed is HKDF-SHA-512 over the key, with
 * the use as info. Not to be kept longer than the key it came from.
 */
export function ed25519KeyOf(key: IndexKey, use: string): KeyObject {
  const seed = deriveKey(key.secret, Buffer.from(use, 'utf8'));
  const der = Buffer.concat([PKCS8_PREFIX, seed]);
  seed.fill(0);
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  der.fill(0);
  return privateKey;
}
