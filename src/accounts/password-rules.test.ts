import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assertPassword, passwordFaults } from './password-rules.ts';

const nobody = { email: null, name: null };
const ada = { email: 'ada.lovelace@analytical.example', name: 'Ada Lovelace' };

describe('a password will do', () => {
  it.each([
    'correct horse battery staple',
    'ñandú-çedilla-øre',
    '三十日でわかる言語入門',
    'x9 Tq!ve',
    '        a b c d',
  ])('%j, whatever kinds of characters it has', async (password) => {
    expect(await passwordFaults(password, nobody)).toEqual([]);
  });

  it('though it is long', async () => {
    const phrase = fc.string({ unit: 'grapheme-ascii', minLength: 20, maxLength: 256 });
    await fc.assert(
      fc.asyncProperty(phrase, async (password) => {
        fc.pre(new Set(password.toLowerCase()).size >= 4);
        expect(await passwordFaults(password, ada)).toEqual([]);
      }),
    );
  });
});

describe('a password is refused', () => {
  it.each<[string, RegExp]>([
    ['', /at least 8/],
    ['x9Tq!ve', /at least 8/],
    ['x9Tq!ve'.repeat(40), /at most 256/],
    ['aaaaaaaaaaaa', /different/],
    ['abababababab', /different/],
    ['12345678', /tried first/],
    ['Password1', /tried first/],
    ['iloveyou', /tried first/],
    ['ＱＷＥＲＴＹ１２３', /tried first/],
  ])('%j', async (password, reason) => {
    expect(await passwordFaults(password, nobody)).toEqual(
      expect.arrayContaining([expect.stringMatching(reason)]),
    );
  });

  it.each(['ada.lovelace@analytical.example', 'Lovelace', 'LOVELACE12', 'analytical1', 'MasterX!23'])(
    '%j, made of what is known of the person or the platform',
    async (password) => {
      expect(await passwordFaults(password, ada)).toContain('must not be made of the address or the name');
    },
  );

  it('with every reason, where it stands, and without itself', async () => {
    const refused = assertPassword('Ada1234', { email: 'x@y.example', name: null }, 'new_password');
    await expect(refused).rejects.toMatchObject({
      code: 'validation_failed',
      violations: [{ path: 'new_password', message: expect.any(String) }],
    });
    expect(JSON.stringify(await refused.catch((thrown) => thrown))).not.toContain('Ada1234');
  });
});
