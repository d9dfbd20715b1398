import { createHmac, hkdfSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { systemEntropy } from '../std/random.ts';
import {
  furtherTokens,
  paddedCount,
  searchToken,
  searchTokens,
  TOKEN_BYTES,
  TOKENS_MAX,
} from './search-tokens.ts';
import {
  answers,
  containerTerms,
  MORE,
  SEARCH_LANGUAGES,
  termsAsked,
  termsOf,
  wordsOf,
} from './search-words.ts';
import { SecretKey } from './secret-key.ts';

const PLACE = { collection: 'users', container: 'a1' };

const newKey = () => new SecretKey(systemEntropy.bytes(32));

describe('words', () => {
  it('are compared without case, accents and marks', () => {
    expect(wordsOf('Élève: “Straße”, ﬁnal 3½ don’t x²')).toEqual([
      'eleve',
      'straße',
      'final',
      '31',
      '2',
      'don',
      't',
      'x2',
    ]);
    expect(wordsOf('Решить уравнение')).toEqual(['решить', 'уравнение']);
    expect(wordsOf('  … !')).toEqual([]);
  });

  it('are cut where they are too long', () => {
    expect(wordsOf('a'.repeat(100))[0]).toHaveLength(32);
  });
});

describe('a text', () => {
  it('has what is asked where its terms have it, whatever letters it is of', () => {
    const letters = [...'abceghilmnorstuyzßœæøđłабгеийклостяαβσ漢ا𝒜1'];
    const word = fc.array(fc.constantFrom(...letters), { minLength: 1, maxLength: 9 }).map((a) => a.join(''));
    const language = fc.constantFrom(...SEARCH_LANGUAGES);
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 6 }),
        word,
        language,
        fc.nat(),
        (words, other, language, at) => {
          const text = words.join(' ');
          for (const asked of [other, words[at % Math.max(1, words.length)] ?? other]) {
            const question = { text: asked, language, isUnfinished: false };
            const there = new Set(termsOf([text], Number.POSITIVE_INFINITY));
            expect([question, answers([text], question)]).toEqual([
              question,
              termsAsked(question).every((term) => there.has(term)),
            ]);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it.each([
    ['I struggled with quadratic equations', 'equation struggling', 'english'],
    ['Ich habe die Gleichungen gelöst', 'gleichung', 'german'],
    ['les équations résolues', 'équation', 'french'],
    ['las ecuaciones cuadráticas', 'ecuación', 'spanish'],
    ['Решаем уравнения', 'уравнение', 'russian'],
  ] as const)('%j is found by %j', (text, question, language) => {
    const there = new Set(termsOf([text], TOKENS_MAX));
    const whole = { text: question, language, isUnfinished: false };
    const asked = termsAsked(whole);
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.every((term) => there.has(term))).toBe(true);
    expect(answers([text], whole)).toBe(true);
    expect(answers(['something else altogether'], whole)).toBe(false);
  });

  it('is found by each of its words, and by how each begins, as long as it is typed', () => {
    const text = fc.array(fc.stringMatching(/^[a-z]{2,12}$/), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(text, fc.nat(), fc.constantFrom(...SEARCH_LANGUAGES), (words, at, language) => {
        const word = words[at % words.length] ?? '';
        const there = new Set(termsOf([words.join(' ')], TOKENS_MAX));
        const whole = { text: word, language, isUnfinished: false };
        for (const term of termsAsked(whole)) expect(there).toContain(term);
        for (let length = 2; length <= word.length; length++) {
          const begun = { text: word.slice(0, length), language, isUnfinished: true };
          for (const term of termsAsked(begun)) expect(there).toContain(term);
          expect(answers([words.join(' ')], begun)).toBe(true);
          expect(answers([words.join(' ')], { ...begun, text: `${word}0` })).toBe(false);
        }
      }),
    );
  });

  it('gives a bounded number of terms, none twice', () => {
    const words = Array.from({ length: 5_000 }, (_, at) => `word${at}`);
    const terms = termsOf([words.join(' ')], TOKENS_MAX);
    expect(terms).toHaveLength(TOKENS_MAX);
    expect(new Set(terms).size).toBe(TOKENS_MAX);
  });
});

describe('tokens', () => {
  it('are what HMAC and HKDF of Node give', () => {
    const secret = systemEntropy.bytes(32);
    const derived = Buffer.from(hkdfSync('sha512', secret, Buffer.alloc(0), 'search.users', 32));
    const expected = createHmac('sha256', derived).update('s:equat').digest().subarray(0, TOKEN_BYTES);
    expect(searchToken(new SecretKey(secret), 'users', 's:equat')).toEqual(expected);
  });

  it('differ between keys, collections and kinds of terms', () => {
    const [key, other] = [newKey(), newKey()];
    const tokens = [
      searchToken(key, 'users', 's:anna'),
      searchToken(other, 'users', 's:anna'),
      searchToken(key, 'learning_sessions', 's:anna'),
      searchToken(key, 'users', 'p:anna'),
    ];
    expect(new Set(tokens.map((token) => token.toString('hex'))).size).toBe(tokens.length);
  });

  it('are padded to a power of two and hold each term once', () => {
    const key = newKey();
    fc.assert(
      fc.property(fc.integer({ min: 1, max: TOKENS_MAX }), (count) => {
        const terms = Array.from({ length: count }, (_, at) => `s:${at}` as const);
        const tokens = searchTokens(key, PLACE, terms).map((token) => token.toString('hex'));
        expect(Math.log2(tokens.length) % 1).toBe(0);
        expect(tokens).toHaveLength(paddedCount(count));
        expect(tokens.length).toBeLessThan(Math.max(17, 2 * count));
        expect([...tokens].sort()).toEqual(tokens);
        for (const term of terms) expect(tokens).toContain(searchToken(key, 'users', term).toString('hex'));
      }),
      { numRuns: 30 },
    );
  });

  it('of nothing are none, and die with their key', () => {
    const key = newKey();
    expect(searchTokens(key, PLACE, [])).toEqual([]);
    key.zeroise();
    expect(() => searchTokens(key, PLACE, ['s:a'])).toThrow('longer than');
  });

  it('are the same every time, and what fills them up is in no second container', () => {
    const key = newKey();
    const terms = ['s:anna', 'p:an'] as const;
    const tokens = searchTokens(key, PLACE, terms).map(String);
    expect(searchTokens(key, PLACE, terms).map(String)).toEqual(tokens);
    const other = searchTokens(key, { ...PLACE, container: 'a2' }, terms).map(String);
    expect(other.filter((token) => tokens.includes(token))).toHaveLength(terms.length);
  });

  it('of texts that come one after another are those of all of them at once', () => {
    const key = newKey();
    const texts = fc.array(fc.stringMatching(/^[a-z]{1,9}( [a-z]{1,9}){0,30}$/), { maxLength: 12 });
    fc.assert(
      fc.property(texts, (all) => {
        let tokens: readonly Buffer[] = [];
        for (const text of all) {
          tokens = furtherTokens(key, PLACE, tokens, containerTerms([text], TOKENS_MAX)) ?? tokens;
        }
        expect(tokens).toEqual(searchTokens(key, PLACE, containerTerms(all, TOKENS_MAX)));
      }),
      { numRuns: 60 },
    );
  });

  it('of texts with more terms than fit say so, and nothing that comes later changes them', () => {
    const key = newKey();
    const long = Array.from({ length: 2_000 }, (_, at) => `word${at}`).join(' ');
    const tokens = searchTokens(key, PLACE, containerTerms([long], TOKENS_MAX));
    expect(tokens).toHaveLength(TOKENS_MAX);
    expect(tokens).toContainEqual(searchToken(key, 'users', MORE));
    expect(furtherTokens(key, PLACE, tokens, ['s:another'])).toBeNull();
  });
});
