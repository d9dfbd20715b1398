import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../std/limits.ts';
import { parseJsonBody } from './json-body.ts';

const parse = (text: string) => parseJsonBody(Buffer.from(text));
const refusal = (violation?: object) =>
  expect.objectContaining({
    code: 'malformed_request',
    ...(violation && { violations: [expect.objectContaining(violation)] }),
  });

describe('a JSON body', () => {
  it('is what JSON.parse says, where nothing is wrong with it', () => {
    const key = fc.string().filter((text) => !/^\$|[.\0]|^(?:__proto__|constructor|prototype)$/.test(text));
    const value = fc.jsonValue({ maxDepth: LIMITS.bodyDepthMax - 2 });
    fc.assert(
      fc.property(fc.dictionary(key, value), (body) => {
        const text = JSON.stringify(body);
        let read: unknown;
        try {
          read = parse(text);
        } catch (thrown) {
          // Random values may have keys that are refused at some depth.
          expect(thrown).toEqual(refusal());
          expect(text).toMatch(/"(?:\$|__proto__|constructor|prototype)|\.|\\u0000/);
          return;
        }
        expect(read).toEqual(JSON.parse(text));
      }),
    );
  });

  it('may be empty', () => {
    expect(parse('')).toBeUndefined();
  });

  it.each([
    ['{"a":{"$gt":1}}', 'a.$gt'],
    ['[{"a.b":1}]', '[0].a.b'],
    ['{"__proto__":{"x":1}}', '__proto__'],
    ['{"a":[1,{"constructor":{}}]}', 'a[1].constructor'],
    ['{"prototype":1}', 'prototype'],
    ['{"a":"\\ud800"}', 'a'],
    ['{"\\ud800":1}', '?'],
    ['{"a\\u0000b":1}', 'a?b'],
  ])('%s is refused where it is wrong', (text, path) => {
    expect(() => parse(text)).toThrow(refusal({ path }));
  });

  it.each(['{', 'nonsense', "{'a':1}", '[1,]', '\u0000'])('%j is not JSON', (text) => {
    expect(() => parse(text)).toThrow(refusal());
  });

  it('must be UTF-8', () => {
    expect(() => parseJsonBody(Buffer.from([0x22, 0xff, 0x22]))).toThrow(refusal());
  });

  it('nests so deep and no deeper', () => {
    const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
    expect(() => parse(nested(LIMITS.bodyDepthMax))).not.toThrow();
    expect(() => parse(nested(LIMITS.bodyDepthMax + 1))).toThrow(refusal());
    expect(() => parse(nested(200_000))).toThrow(refusal());
  });

  it('quotes little of a key in an error', () => {
    const found = fc.check(
      fc.property(fc.string({ minLength: 100, maxLength: 300 }), (key) => {
        parse(JSON.stringify({ [`$${key}`]: 1 }));
      }),
      { numRuns: 1 },
    );
    const { violations } = found.errorInstance as { violations: { path: string }[] };
    expect(violations[0]?.path.length).toBeLessThanOrEqual(64);
  });
});
