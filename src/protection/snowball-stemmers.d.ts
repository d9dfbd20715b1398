/** The published Snowball algorithms; the package brings no types. */
declare module 'snowball-stemmers' {
  export interface Stemmer {
    stem(word: string): string;
  }
  /** @throws Error for a language that is not among `algorithms()`. */
  export function newStemmer(language: string): Stemmer;
  export function algorithms(): string[];
}
