import { LRUCache } from 'lru-cache';
import { newStemmer } from 'snowball-stemmers';

/** Languages whose stems a text is found by, whatever language it is in; by their Snowball names. */
export const SEARCH_LANGUAGES = [
  'english',
  'german',
  'french',
  'spanish',
  'italian',
  'portuguese',
  'dutch',
  'russian',
] as const;

export type SearchLanguage = (typeof SEARCH_LANGUAGES)[number];

/** Letters and digits of a word that count; what is longer is cut. */
const WORD_CHARACTERS_MAX = 32;
/** Beginnings of words that are found: shorter ones say too little, longer ones are told apart after decryption. */
const PREFIX_CHARACTERS = { least: 2, most: 6 } as const;

/** What a word is found by: `s` and its stem, or `p` and its beginning. Two kinds, so that a stem is no beginning. */
export type SearchTerm = `s:${string}` | `p:${string}` | typeof MORE;

/** What stands for the terms that were left out, where texts have more than fit: they may have any. */
export const MORE = 'more';

/**
 * Terms of the words met last, whoever wrote them: few words make up most of what people write, and stemming one in every
 * language costs a hundred times as much as finding it here. A bare word leads to nobody; nothing else is kept of a text.
 */
const WORDS_REMEMBERED_MAX = 8192;
const remembered = new LRUCache<string, readonly SearchTerm[]>({ max: WORDS_REMEMBERED_MAX });

const stemmers = new Map(SEARCH_LANGUAGES.map((language) => [language, newStemmer(language)]));

/**
 * The words of a text in the form they are compared in: Unicode NFKC in lower case without accents (NFKD, combining marks
 * dropped), parted at everything that is neither letter nor digit (UAX 29 without its dictionaries). In their order, with
 * repetitions.
 */
export function wordsOf(text: string): string[] {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '');
  return [...plain.matchAll(/[\p{L}\p{N}]+/gu)].map(([word]) =>
    [...word.normalize('NFC')].slice(0, WORD_CHARACTERS_MAX).join(''),
  );
}

/**
 * What a text is found by: for each word its stems in every language and its beginnings. Deduplicated; the first `max`,
 * word by word, so that a text that is too long is found by how it begins.
 */
export function termsOf(texts: Iterable<string>, max: number): SearchTerm[] {
  const terms = new Set<SearchTerm>();
  for (const text of texts) {
    for (const word of wordsOf(text)) {
      for (const term of termsOfWord(word)) {
        if (terms.size >= max) return [...terms];
        terms.add(term);
      }
    }
  }
  return [...terms];
}

/**
 * What a container of texts is found by: its terms, at most `max`. Where there are more, the last of them is `MORE`, and
 * whoever looks for another finds the container by that and compares its texts: nothing is ever missed.
 */
export function containerTerms(texts: Iterable<string>, max: number): SearchTerm[] {
  const terms = termsOf(texts, max);
  return terms.length < max ? terms : [...terms.slice(0, max - 1), MORE];
}

/**
 * One term for each word of a question, all of which a text must have. Stems are those of the language of the question; of
 * a last word that may go on, its beginning, if that is long enough to be looked up.
 */
export function termsAsked({ text, language, isUnfinished }: Question): SearchTerm[] {
  const words = wordsOf(text);
  const terms = words.flatMap((word, at): SearchTerm[] => {
    const isLast = at === words.length - 1;
    if (!isLast || !isUnfinished) return [`s:${stem(word, language)}`];
    return [...word].length < PREFIX_CHARACTERS.least ? [] : [beginning(word)];
  });
  return [...new Set(terms)];
}

/** What is searched for. */
export interface Question {
  readonly text: string;
  /** Of the words; texts are found whatever language they are in. */
  readonly language: SearchLanguage;
  /** The last word may go on. */
  readonly isUnfinished: boolean;
}

/**
 * Whether texts have what is asked: the same comparison in plain text, for what tokens found; of a word that may go on as
 * many letters as were typed.
 */
export function answers(texts: readonly string[], question: Question): boolean {
  const words = new Set(texts.flatMap(wordsOf));
  const last = wordsOf(question.text).at(-1) ?? '';
  if (question.isUnfinished && ![...words].some((word) => word.startsWith(last))) return false;
  // A stem begins as its word does: most words need not be stemmed to be told apart from the one that is asked for.
  const mayBegin = (word: string, term: SearchTerm) =>
    word[0] === term[FIRST_LETTER_AT] || word[0] === WRITTEN_OTHERWISE;
  const has = (term: SearchTerm) =>
    [...words].some((word) => mayBegin(word, term) && termsOfWord(word).includes(term));
  return termsAsked(question).every(has);
}

/** A letter that the German stemmer writes as two others. */
const WRITTEN_OTHERWISE = 'ß';

/** Behind `s:` or `p:`. */
const FIRST_LETTER_AT = 2;

function termsOfWord(word: string): readonly SearchTerm[] {
  const known = remembered.get(word);
  if (known) return known;
  const terms = new Set<SearchTerm>(SEARCH_LANGUAGES.map((language) => `s:${stem(word, language)}` as const));
  const characters = [...word];
  for (let length: number = PREFIX_CHARACTERS.least; length <= PREFIX_CHARACTERS.most; length++) {
    if (length <= characters.length) terms.add(`p:${characters.slice(0, length).join('')}`);
  }
  const listed = [...terms];
  remembered.set(word, listed);
  return listed;
}

function beginning(word: string): SearchTerm {
  return `p:${[...word].slice(0, PREFIX_CHARACTERS.most).join('')}`;
}

function stem(word: string, language: SearchLanguage): string {
  return stemmers.get(language)?.stem(word) ?? word;
}
