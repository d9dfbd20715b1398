import { createHmac, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { ed25519KeyOf } from '../protection/ed25519.ts';
import { deriveKey } from '../protection/hkdf.ts';
import type { Keyring } from '../protection/keyring.ts';
import type { IndexKey } from '../protection/secret-key.ts';

/** Purpose under which the key vault keeps the audit key. */
export const AUDIT_KEY_PURPOSE = 'audit';

/** The key of one chain: only who has it can write a block that verifies. */
export interface ChainKey {
  /** Epoch of the audit key it was derived from. */
  readonly epoch: number;
  /** 32 bytes; the holder clears them. */
  readonly secret: Buffer;
}

/** Signs what leaves the database. Ed25519 (RFC 8032). */
export interface CheckpointSigner {
  readonly epoch: number;
  sign(bytes: Uint8Array): Buffer;
}

/**
 * The keys of the audit trail, all derived from the tenant's audit key in the vault: one for each chain
 * (HMAC-SHA-256 over the writer's id) and one pair for checkpoints. Every verb rejects with MasterXError
 * `keys_unavailable` or `key_destroyed`.
 */
export interface AuditKeys {
  /** The key of a writer's chain; of the current epoch unless one is named. */
  chain(writer: string, epoch?: number): Promise<ChainKey>;
  signer(): Promise<CheckpointSigner>;
  /** The public key of an epoch, for whoever verifies checkpoints. */
  publicKey(epoch: number): Promise<KeyObject>;
}

/** The audit keys of a tenant's keyring. */
export class KeyringAuditKeys implements AuditKeys {
  readonly #keyring: Pick<Keyring, 'indexKey'>;

  constructor(keyring: Pick<Keyring, 'indexKey'>) {
    this.#keyring = keyring;
  }

  async chain(writer: string, epoch?: number): Promise<ChainKey> {
    const key = await this.#keyring.indexKey(AUDIT_KEY_PURPOSE, epoch);
    const chains = deriveKey(key.secret, Buffer.from('audit.chain', 'utf8'));
    const secret = createHmac('sha256', chains).update(writer, 'utf8').digest();
    chains.fill(0);
    return { epoch: key.epoch, secret };
  }

  async signer(): Promise<CheckpointSigner> {
    const key = await this.#keyring.indexKey(AUDIT_KEY_PURPOSE);
    const privateKey = privateKeyOf(key);
    return { epoch: key.epoch, sign: (bytes) => sign(null, bytes, privateKey) };
  }

  async publicKey(epoch: number): Promise<KeyObject> {
    return createPublicKey(privateKeyOf(await this.#keyring.indexKey(AUDIT_KEY_PURPOSE, epoch)));
  }
}

/** Whether a checkpoint's signature is its epoch's. */
export function isSignedBy(publicKey: KeyObject, bytes: Uint8Array, signature: Uint8Array): boolean {
  return verify(null, bytes, publicKey, signature);
}

function privateKeyOf(key: IndexKey): KeyObject {
  return ed25519KeyOf(key, 'audit.checkpoint');
}
