import fc from 'fast-check';
import Type from 'typebox';
import { describe, expect, it } from 'vitest';
import { failureNote, masked } from './failure-log.ts';
import { jsonReader, textReader } from './input.ts';
import { errorOf } from './problem.ts';
import { parseQueryString, singleValues } from './query-string.ts';
import { instant, projected } from './shapes.ts';

const violationAt = (path: string, code = 'validation_failed') =>
  expect.objectContaining({ code, violations: [expect.objectContaining({ path })] });

describe('instants', () => {
  const read = jsonReader(Type.Object({ list: Type.Array(Type.Object({ at: instant('When.') })) }));

  it('become dates wherever they stand', () => {
    const range = { min: new Date(0), max: new Date('2099-12-31T23:59:59.999Z'), noInvalidDate: true };
    fc.assert(
      fc.property(fc.array(fc.date(range)), (dates) => {
        const list = dates.map((at) => ({ at }));
        expect(read(JSON.parse(JSON.stringify({ list })))).toEqual({ list });
      }),
    );
    expect(read({ list: [{ at: '2026-05-01T12:00:00.5+02:00' }] })).toEqual({
      list: [{ at: new Date('2026-05-01T10:00:00.500Z') }],
    });
  });

  it.each([
    '2026-02-29T00:00:00Z',
    '2026-05-01',
    '2026-05-01T10:00:00',
    '2026-05-01 10:00:00Z',
    '2026-05-01T10:00Z',
    '2026-05-01T24:00:00Z',
    '2026-05-01T10:00:60Z',
    '2026-05-01T10:00:00+99:00',
    '1969-12-31T23:59:59Z',
    '12026-05-01T10:00:00Z',
    'today',
  ])('%s is none', (at) => {
    expect(() => read({ list: [{ at }] })).toThrow(violationAt('list[0].at'));
  });
});

describe('parameters', () => {
  const read = textReader(
    Type.Object(
      { limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })), q: Type.Optional(Type.String()) },
      { additionalProperties: false },
    ),
  );

  it('are numbers where their schema says so', () => {
    expect(read({ limit: '12', q: '12' })).toEqual({ limit: 12, q: '12' });
  });

  it.each(['', '0', '201', '1.5', '1e2', '0x10', ' 1', '١', '-1', '99999999999999999999'])(
    'limit=%s is refused',
    (limit) => {
      expect(() => read({ limit })).toThrow(violationAt('limit'));
    },
  );

  it('are refused where nobody knows them or they come twice', () => {
    expect(() => read({ colour: 'red' })).toThrow(violationAt('colour'));
    const twice = parseQueryString('limit=1&limit=2&__proto__=x');
    expect(() => singleValues(twice)).toThrow(violationAt('limit', 'malformed_request'));
    expect(Object.entries(singleValues(parseQueryString('__proto__=x')))).toEqual([['__proto__', 'x']]);
  });
});

describe('failures', () => {
  it('of the framework are errors of the one table', () => {
    const thrown = (code: string, statusCode: number) =>
      Object.assign(new Error('about it'), { code, statusCode });
    expect(errorOf(thrown('FST_ERR_HANDLER_TIMEOUT', 503))).toMatchObject({
      code: 'overloaded',
      retryAfterSeconds: 1,
    });
    expect(errorOf(thrown('FST_ERR_CTP_BODY_TOO_LARGE', 413)).code).toBe('body_too_large');
    expect(errorOf(thrown('FST_ERR_BAD_URL', 400)).code).toBe('malformed_request');
    expect(errorOf(thrown('SOMETHING', 500)).code).toBe('internal');
    for (const odd of [null, undefined, 'text', 7, {}]) expect(errorOf(odd).code).toBe('internal');
  });

  it('are noted without what might be personal', () => {
    const about = '7b0a5c1e-8f0e-4a3c-9a52-0d6f3b1c2d4e "Ada" ada@example.org 66a1b2c3d4e5f60718293a4b';
    expect(masked(`dup key: ${about}`)).toBe('dup key: <uuid> "…" <address> <hex>');
    const note = failureNote(new Error('outer', { cause: new RangeError(about) }));
    expect(JSON.stringify(note)).not.toMatch(/Ada|ada@|7b0a5c1e|66a1b2c3/);
    expect(note.cause?.name).toBe('RangeError');
    expect(note.stack[0]).toMatch(/^at /);
  });
});

it('a projection keeps the schema of its paths, and asks for nothing else', () => {
  const schema = {
    type: 'object',
    properties: {
      a: { type: 'string' },
      b: { type: 'object', properties: { c: {}, d: {} }, required: ['c', 'd'] },
      e: {},
    },
    required: ['a', 'b'],
  };
  expect(projected(schema, ['b.d', 'e'])).toEqual({
    type: 'object',
    properties: { b: { type: 'object', properties: { d: {} }, required: ['d'] }, e: {} },
    required: ['b'],
  });
});
