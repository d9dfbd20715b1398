import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { labelOf, labelOfIri } from './label.ts';

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const names = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 90 }),
  fc.stringMatching(/^[a-zA-Z0-9 _.+-]{0,80}$/),
);

/** What two names may differ in and still mean the same. */
const meaning = (name: string): string =>
  name
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, '-');

describe('labelOf', () => {
  it.each([
    ['Fractions', 'fractions'],
    ['Linear  Equations', 'linear-equations'],
    ['linear_equations', 'linear-equations'],
    ['2013J', '2013j'],
  ])('keeps %j readable as %s', (name, slug) => {
    expect(labelOf(name).slug).toBe(slug);
  });

  it('tells apart names whose letters are the same', () => {
    const slugs = ['C', 'C++', 'C#', 'c.'].map((name) => labelOf(name).slug);
    expect(new Set(slugs).size).toBe(4);
  });

  it('writes other scripts and long names with a hash', () => {
    expect(labelOf('Дроби').slug).toMatch(/^x-[0-9a-f]{12}$/);
    expect(labelOf('Äpfel').slug).toMatch(/^apfel-[0-9a-f]{12}$/);
    expect(labelOf('a'.repeat(65)).slug).toMatch(/^a{51}-[0-9a-f]{12}$/);
  });

  it('gives a valid, stable slug and a name fit to be shown, for any text', () => {
    fc.assert(
      fc.property(names, (name) => {
        const label = labelOf(name);
        expect(label.slug).toMatch(SLUG);
        expect(label.slug.length).toBeLessThanOrEqual(64);
        expect(label.name.length).toBeGreaterThan(0);
        expect(label.name.length).toBeLessThanOrEqual(200);
        expect(label.name).not.toMatch(/[\p{Cc}\p{Cs}]/u);
        expect(labelOf(name)).toEqual(label);
        expect(labelOf(label.slug).slug).toBe(label.slug);
      }),
    );
  });

  it('gives different slugs to names that mean different things', () => {
    fc.assert(
      fc.property(names, names, (one, other) => {
        expect(labelOf(one).slug === labelOf(other).slug).toBe(meaning(one) === meaning(other));
      }),
    );
  });
});

describe('labelOfIri', () => {
  it('is readable, and distinct for IRIs with the same end', () => {
    const one = labelOfIri('https://example.org/a/question-1', 'Question 1');
    const other = labelOfIri('https://example.org/b/question-1', 'Question 1');
    expect(one.slug).toMatch(/^question-1-[0-9a-f]{12}$/);
    expect(other.slug).not.toBe(one.slug);
    expect(one.name).toBe('Question 1');
  });

  it('does not change with the display name, and does without one', () => {
    const iri = 'https://example.org/course/v1';
    expect(labelOfIri(iri, 'Any').slug).toBe(labelOfIri(iri).slug);
    expect(labelOfIri(iri).name).toBe('course v1');
  });
});
