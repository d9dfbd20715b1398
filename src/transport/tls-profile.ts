import { createSecureContext, type SecureContext, type SecureContextOptions } from 'node:tls';

/** Groups for the key exchange, the best first; the first is a hybrid that a quantum computer would not open. */
const GROUPS = ['X25519', 'P-256', 'P-384'];
const HYBRID_GROUP = 'X25519MLKEM768';

/**
 * How TLS is spoken on every listener and by every client: version 1.3 only (RFC 8446), its suites with authenticated
 * encryption, ephemeral elliptic curves. Renegotiation and compression do not exist in 1.3.
 */
export const TLS_PROFILE = {
  minVersion: 'TLSv1.3',
  maxVersion: 'TLSv1.3',
  ciphers: 'TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_GCM_SHA256',
  ecdhCurve: groups(),
} as const satisfies SecureContextOptions;

/** A context of that profile. Without authorities of its own it trusts those of the system. */
export function secureContext(
  material: Pick<SecureContextOptions, 'cert' | 'key' | 'ca'> = {},
): SecureContext {
  return createSecureContext({ ...TLS_PROFILE, ...material });
}

/** The hybrid group is there from OpenSSL 3.5 on, which the program may or may not be built with. */
function groups(): string {
  const all = [HYBRID_GROUP, ...GROUPS].join(':');
  try {
    createSecureContext({ ecdhCurve: all });
    return all;
  } catch {
    return GROUPS.join(':');
  }
}
