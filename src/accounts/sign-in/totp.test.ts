import { Secret } from 'otpauth';
import { describe, expect, it } from 'vitest';
import { systemEntropy } from '../../std/random.ts';
import { newRecoveryCode, newTotpSecret, recoveryDigest, totpStep, totpUri } from './totp.ts';

/** RFC 6238, appendix B: the secret of its SHA-1 vectors, and their codes. Ours have the last six of its eight digits. */
const RFC_SECRET = Secret.fromLatin1('12345678901234567890').base32;
const RFC_VECTORS: readonly [seconds: number, code: string][] = [
  [59, '94287082'],
  [1_111_111_109, '07081804'],
  [1_111_111_111, '14050471'],
  [1_234_567_890, '89005924'],
  [2_000_000_000, '69279037'],
  [20_000_000_000, '65353130'],
];

const at = (seconds: number) => new Date(seconds * 1000);

describe('a code of an authenticator', () => {
  it.each(RFC_VECTORS)('at %i seconds is the one of RFC 6238', (seconds, code) => {
    expect(totpStep(RFC_SECRET, code.slice(2), at(seconds), 0)).toBe(Math.floor(seconds / 30));
  });

  it('counts for one step before and after its own, and no longer', () => {
    const [seconds, code] = [1_234_567_890, '005924'];
    const step = seconds / 30;
    expect(seconds % 30).toBe(0);
    const taken = (offset: number) => totpStep(RFC_SECRET, code, at(seconds + offset), 0);
    expect([-31, -30, -1, 0, 29, 59, 60].map(taken)).toEqual([null, step, step, step, step, step, null]);
  });

  it('is taken once: neither it nor an earlier one counts again', () => {
    const step = 1_234_567_890 / 30;
    expect(totpStep(RFC_SECRET, '005924', at(1_234_567_890), step - 1)).toBe(step);
    expect(totpStep(RFC_SECRET, '005924', at(1_234_567_890), step)).toBeNull();
    expect(totpStep(RFC_SECRET, '005924', at(1_234_567_890), step + 1)).toBeNull();
  });

  it('is six digits, typed with or without a space', () => {
    expect(totpStep(RFC_SECRET, '005 924', at(1_234_567_890), 0)).not.toBeNull();
    for (const odd of ['', '5924', '89005924', '00592a', '٠٠٥٩٢٤', '-05924']) {
      expect(totpStep(RFC_SECRET, odd, at(1_234_567_890), 0)).toBeNull();
    }
  });
});

it('a secret has 160 bits and is told to programs as they read it', () => {
  const secret = newTotpSecret(systemEntropy);
  expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  expect(newTotpSecret(systemEntropy)).not.toBe(secret);
  const uri = new URL(totpUri(secret, 'ada@example.org'));
  expect(uri.protocol).toBe('otpauth:');
  expect(Object.fromEntries(uri.searchParams)).toEqual({
    ...{ secret, issuer: 'MasterX', algorithm: 'SHA1', digits: '6', period: '30' },
  });
});

it('a recovery code is known however it is typed, and for its account alone', () => {
  const code = newRecoveryCode(systemEntropy);
  expect(code).toMatch(/^(?:[A-Z2-7]{4}-){6}[A-Z2-7]{2}$/);
  const digest = recoveryDigest('a', code);
  expect(recoveryDigest('a', code.toLowerCase().replaceAll('-', ' '))).toBe(digest);
  expect(recoveryDigest('b', code)).not.toBe(digest);
});
