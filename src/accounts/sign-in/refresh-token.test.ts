import fc from 'fast-check';
import { expect, it } from 'vitest';
import { systemEntropy } from '../../std/random.ts';
import {
  hasDigest,
  isOfFamily,
  mintRefreshToken,
  newFamilyKey,
  REFRESH_TOKEN_LENGTH,
  readRefreshToken,
} from './refresh-token.ts';

const family = (key = newFamilyKey(systemEntropy)) => ({
  account: systemEntropy.uuid(),
  signIn: systemEntropy.uuid(),
  key,
});

it('is read as what it was made of, and known by its digest and by its family', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), (generation) => {
      const own = family();
      const { token, digest } = mintRefreshToken(own, generation, systemEntropy);
      expect(token).toHaveLength(REFRESH_TOKEN_LENGTH);
      const shown = readRefreshToken(token);
      expect(shown).toMatchObject({ account: own.account, signIn: own.signIn, generation });
      if (!shown) return;
      expect(hasDigest(shown, digest)).toBe(true);
      expect(isOfFamily(shown, own.key)).toBe(true);
      expect(isOfFamily(shown, newFamilyKey(systemEntropy))).toBe(false);
      expect(hasDigest(shown, mintRefreshToken(own, generation, systemEntropy).digest)).toBe(false);
    }),
  );
});

it('changed in any bit, is another or none', () => {
  const own = family();
  const { token, digest } = mintRefreshToken(own, 7, systemEntropy);
  const bytes = Buffer.from(token, 'base64url');
  for (let bit = 0; bit < bytes.byteLength * 8; bit++) {
    const changed = Buffer.from(bytes);
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    const shown = readRefreshToken(changed.toString('base64url'));
    if (shown) expect([hasDigest(shown, digest), isOfFamily(shown, own.key)]).toEqual([false, false]);
  }
});

it('is nothing else than what was made', () => {
  const { token } = mintRefreshToken(family(), 0, systemEntropy);
  for (const odd of [
    '',
    'x',
    `${token}A`,
    token.slice(1),
    `${token.slice(0, -1)}=`,
    `${token.slice(0, -1)} `,
  ]) {
    expect(readRefreshToken(odd)).toBeNull();
  }
});
