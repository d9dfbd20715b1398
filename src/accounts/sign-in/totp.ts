import { createHash, timingSafeEqual } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import type { Entropy } from '../../std/random.ts';

/** What every authenticator program understands: RFC 6238 with SHA-1, six digits, steps of 30 seconds. */
const FORM = { algorithm: 'SHA1', digits: 6, period: 30 } as const;

/** Steps before and after the present one whose codes are taken: clocks differ, and people type. */
const WINDOW_STEPS = 1;

/** RFC 4226 §4 recommends 160 bits. */
const SECRET_BYTES = 20;

/** 26 characters of base32: 128 bits, which nobody guesses, so that a plain digest does (ASVS 6.5.2 and 11.5.1). */
const RECOVERY_CODE_BYTES = 16;

const ISSUER = 'MasterX';

/** A secret for an authenticator, base32. */
export function newTotpSecret(entropy: Entropy): string {
  return base32(entropy.bytes(SECRET_BYTES));
}

/** The secret as authenticator programs read it, mostly as a QR code (Key URI Format). */
export function totpUri(secret: string, label: string): string {
  return new TOTP({ ...FORM, issuer: ISSUER, label, secret: Secret.fromBase32(secret) }).toString();
}

/**
 * The time step of a code that counts at this moment; null for every other, and for one of a step that is not after the
 * last one taken (RFC 6238 §5.2: no code is taken twice).
 */
export function totpStep(secret: string, code: string, at: Date, lastStep: number): number | null {
  const token = code.replaceAll(' ', '');
  if (!/^\d{6}$/.test(token)) return null;
  const totp = new TOTP({ ...FORM, secret: Secret.fromBase32(secret) });
  const delta = totp.validate({ token, timestamp: at.getTime(), window: WINDOW_STEPS });
  if (delta === null) return null;
  const step = Math.floor(at.getTime() / 1000 / FORM.period) + delta;
  return step > lastStep ? step : null;
}

/** A recovery code as it is shown: in groups of four, and two at the end. */
export function newRecoveryCode(entropy: Entropy): string {
  return base32(entropy.bytes(RECOVERY_CODE_BYTES)).replace(/(.{4})(?=.)/g, '$1-');
}

/** What is stored of a recovery code, however it was typed. */
export function recoveryDigest(account: string, code: string): string {
  return digestOf(account, code).toString('base64url');
}

/** Which of the digests is the one of a code; -1 for none. Each is compared, in constant time, whichever it is. */
export function recoveryCodeAt(account: string, code: string, digests: readonly string[]): number {
  const shown = digestOf(account, code);
  return digests
    .map((digest) => timingSafeEqual(shown, Buffer.from(digest, 'base64url')))
    .reduce((found, isSame, at) => (isSame ? at : found), -1);
}

function digestOf(account: string, code: string): Buffer {
  const typed = code.toUpperCase().replace(/[\s-]/g, '');
  return createHash('sha256').update(`${account}\u0000${typed}`).digest();
}

function base32(bytes: Uint8Array): string {
  return new Secret({ buffer: Uint8Array.from(bytes).buffer }).base32;
}
