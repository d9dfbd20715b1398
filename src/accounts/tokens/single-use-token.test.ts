import fc from 'fast-check';
import { expect, it } from 'vitest';
import { TOKEN_PURPOSE_NAMES, TOKEN_PURPOSES } from '../../schema/vocabulary/token-purposes.ts';
import { SeededRandom, seededEntropy, systemEntropy } from '../../std/random.ts';
import { fits, newToken, partsOf, TOKEN_LENGTH } from './single-use-token.ts';

const at = new Date('2026-03-01T08:00:00Z');
const purpose = fc.constantFrom(...TOKEN_PURPOSE_NAMES);

it('is known again for its purpose and for no other, whatever the random bytes', () => {
  fc.assert(
    fc.property(fc.integer(), purpose, purpose, (seed, one, other) => {
      const userId = systemEntropy.uuid();
      const { token, document } = newToken(
        { purpose: one, userId, at },
        seededEntropy(new SeededRandom(seed)),
      );
      expect(token).toHaveLength(TOKEN_LENGTH);
      const parts = partsOf(token);
      expect(parts?.id).toBe(document.token_id);
      expect(parts && fits(parts.secret, other, document.secret_digest)).toBe(one === other);
      expect(document.expires_at.getTime() - at.getTime()).toBe(TOKEN_PURPOSES[one].validMs);
    }),
  );
});

it('keeps nothing by which the token could be made', () => {
  const { token, document } = newToken(
    { purpose: 'reset_password', userId: systemEntropy.uuid(), at },
    systemEntropy,
  );
  const secret = Buffer.from(token, 'base64url').subarray(16);
  const kept = JSON.stringify(document);
  for (const form of ['hex', 'base64', 'base64url'] as const)
    expect(kept).not.toContain(secret.toString(form));
});

it('does not take a token in which any one bit is changed', () => {
  const { token, document } = newToken(
    { purpose: 'reset_password', userId: systemEntropy.uuid(), at },
    systemEntropy,
  );
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 48 * 8 - 1 }), (bit) => {
      const bytes = Buffer.from(token, 'base64url');
      bytes.writeUInt8(bytes.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      const parts = partsOf(bytes.toString('base64url'));
      const isFound = parts?.id === document.token_id;
      expect(isFound && fits(parts.secret, 'reset_password', document.secret_digest)).toBe(false);
    }),
  );
});

it.each([
  '',
  'a',
  'A'.repeat(63),
  'A'.repeat(65),
  `${'A'.repeat(63)}=`,
  `${'A'.repeat(63)}+`,
  'A'.repeat(64),
])('knows that %j is no token', (text) => expect(partsOf(text)).toBeNull());
