import { MasterXError } from '../errors/error.ts';

/** Links of a chain of causes that are followed. */
const CAUSES_MAX = 8;

/** What Node and OpenSSL call a handshake that failed, in words of ours. */
const REASONS: readonly (readonly [RegExp, string])[] = [
  [/^CERT_HAS_EXPIRED$/, 'its certificate has expired'],
  [/^CERT_NOT_YET_VALID$/, 'its certificate is not valid yet'],
  [/^ERR_TLS_CERT_ALTNAME_INVALID$/, 'its certificate is for another name'],
  [
    /^(?:UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|CERT_UNTRUSTED|CERT_CHAIN_TOO_LONG|INVALID_CA|UNABLE_TO_VERIFY)/,
    'its certificate is of an authority that is not trusted here',
  ],
  [/^CERT_REVOKED$/, 'its certificate was revoked'],
  [/PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|WRONG_VERSION_NUMBER/, 'it does not speak TLS 1.3'],
  [/CERTIFICATE_REQUIRED/, 'it demands a client certificate'],
  [
    /ALERT_(?:UNKNOWN_CA|BAD_CERTIFICATE|CERTIFICATE_EXPIRED|CERTIFICATE_UNKNOWN)|DECRYPT_ERROR/,
    'it refuses the client certificate',
  ],
  [/HANDSHAKE_FAILURE/, 'no way to speak TLS 1.3 was found'],
];

/** Why a handshake failed, in words; null for whatever else it was. */
export function handshakeReason(thrown: unknown): string | null {
  let link: unknown = thrown;
  for (let depth = 0; depth < CAUSES_MAX && link !== null && typeof link === 'object'; depth++) {
    const { code, cause, reason } = link as { code?: unknown; cause?: unknown; reason?: unknown };
    if (typeof code === 'string') {
      const known = REASONS.find(([pattern]) => pattern.test(code));
      if (known) return known[1];
    }
    link = cause ?? serverFailure(reason);
  }
  return null;
}

/** The driver of MongoDB keeps what happened at each server in its description of the topology. */
function serverFailure(reason: unknown): unknown {
  const { servers } = (reason ?? {}) as { servers?: unknown };
  if (!(servers instanceof Map)) return null;
  return [...servers.values()].map(({ error }: { error?: unknown }) => error).find(Boolean) ?? null;
}

/** A handshake that failed, as an error with what to look at; null for whatever else was thrown. */
export function handshakeFailure(thrown: unknown, what: string, hint: string): MasterXError | null {
  const reason = handshakeReason(thrown);
  if (reason === null) return null;
  return new MasterXError('certificate_refused', {
    detail: `${what} cannot be reached by TLS: ${reason}.`,
    hint,
    cause: thrown,
  });
}
