import fc from 'fast-check';
import { expect, it } from 'vitest';
import { valueAt, valueBelow, withValueAt } from './paths.ts';

const name = fc.stringMatching(/^[a-z]{1,3}$/);
const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join('.'));
const document = fc.dictionary(name, fc.oneof(fc.integer(), fc.dictionary(name, fc.integer())));

it('finds what was put at a path, and leaves the given document as it was', () => {
  fc.assert(
    fc.property(document, path, fc.integer(), (given, at, value) => {
      const before = structuredClone(given);
      const changed = withValueAt(given, at, value);
      expect(valueAt(changed, at)).toBe(value);
      expect(given).toEqual(before);
      const [first = ''] = at.split('.');
      const others = Object.keys(given).filter((other) => other !== first);
      for (const other of others) expect(changed[other]).toBe(given[other]);
    }),
  );
});

it('takes a value away', () => {
  expect(withValueAt({ a: { b: 1, c: 2 } }, 'a.b', undefined)).toEqual({ a: { c: 2 } });
});

it('ends where there is nothing to go into', () => {
  const given = { list: [{ a: 1 }], at: new Date(0), none: null, text: 'abc' };
  for (const at of ['list.0', 'at.getTime', 'none.a', 'text.length', 'gone.a']) {
    expect(valueAt(given, at)).toBeUndefined();
  }
});

it('goes by names that hold a dot', () => {
  expect(valueBelow({ 'a.b': { c: 1 } }, ['a.b', 'c'])).toBe(1);
});
