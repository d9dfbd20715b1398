import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { ed25519KeyOf } from './ed25519.ts';
import type { Keyring } from './keyring.ts';
import type { IndexKey } from './secret-key.ts';

/** Purpose under which the key vault keeps what access tokens are signed with. */
export const ACCESS_TOKEN_PURPOSE = 'access-token';

/** What distinguishes the keys of access tokens from whatever else is derived from a key of the vault. */
const USE = 'access-token.sign';

/** A public key as it is published (RFC 7517, RFC 8037). */
export interface PublicJwk {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  /** The 32 bytes of the public key, base64url. */
  readonly x: string;
  readonly kid: string;
  readonly use: 'sig';
  readonly alg: 'EdDSA';
}

/** A key that verifies. */
export interface VerifyingKey {
  /** SHA-256 thumbprint of the public key (RFC 7638), which names the key in a token. */
  readonly kid: string;
  readonly publicKey: KeyObject;
  readonly jwk: PublicJwk;
}

/** The key that signs now. For the call at hand: not to be kept. */
export interface Signer {
  readonly kid: string;
  readonly privateKey: KeyObject;
}

/**
 * The keys of access tokens, Ed25519 pairs derived from keys of the vault, by epoch. An epoch is published before it
 * signs and stays published until what it signed is over: every process verifies what any other signs.
 */
export class SigningKeys {
  readonly #keyring: Pick<Keyring, 'liveIndexKeys'>;
  /** What is public of each key, as long as the key itself is in memory. */
  readonly #public = new WeakMap<IndexKey, VerifyingKey>();

  constructor(keyring: Pick<Keyring, 'liveIndexKeys'>) {
    this.#keyring = keyring;
  }

  /** @throws MasterXError `keys_unavailable` */
  async signer(): Promise<Signer> {
    const { current } = await this.#keyring.liveIndexKeys(ACCESS_TOKEN_PURPOSE);
    return { kid: this.#publicOf(current).kid, privateKey: ed25519KeyOf(current, USE) };
  }

  /** The keys that may have signed what is not over yet, latest first. @throws MasterXError `keys_unavailable` */
  async published(): Promise<readonly VerifyingKey[]> {
    const { written } = await this.#keyring.liveIndexKeys(ACCESS_TOKEN_PURPOSE);
    return written.map((key) => this.#publicOf(key));
  }

  #publicOf(key: IndexKey): VerifyingKey {
    const known = this.#public.get(key);
    if (known) return known;
    const publicKey = createPublicKey(ed25519KeyOf(key, USE));
    const { x = '' } = publicKey.export({ format: 'jwk' });
    const kid = thumbprint(x);
    const made: VerifyingKey = {
      kid,
      publicKey,
      jwk: { kty: 'OKP', crv: 'Ed25519', x, kid, use: 'sig', alg: 'EdDSA' },
    };
    this.#public.set(key, made);
    return made;
  }
}

/** RFC 7638 §3, RFC 8037 §2: the required members in the order of their names. */
function thumbprint(x: string): string {
  return createHash('sha256')
    .update(JSON.stringify({ crv: 'Ed25519', kty: 'OKP', x }))
    .digest('base64url');
}
