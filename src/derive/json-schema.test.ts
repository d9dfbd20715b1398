import fc from 'fast-check';
import { Compile } from 'typebox/compile';
import { describe, expect, it } from 'vitest';
import { arbitraryDocument } from '../../test/support/arbitrary-documents.ts';
import { type Mutation, mutationsOf } from '../../test/support/mutations.ts';
import { SCHEMA } from '../schema/schema.ts';
import { componentSchemas } from './json-schema.ts';

const schemas = componentSchemas(SCHEMA);
const documents = Object.values(SCHEMA.collections)
  .filter(({ declaration }) => Object.hasOwn(schemas, declaration.typeName))
  .map((collection) => {
    const schema = { ...schemas[collection.declaration.typeName], components: { schemas } };
    return [collection.declaration.typeName, collection, Compile(schema)] as const;
  });

/** A logical document as JSON carries it. */
const asJson = (document: unknown): unknown =>
  JSON.parse(
    JSON.stringify(document, (_, value: unknown) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value,
    ),
  );

/** Faults that JSON cannot carry, or that look right once they are JSON. */
const isLost = ({ what, kind }: Mutation): boolean =>
  what === 'not finite' || (what === 'out of range' && (kind === 'instant' || kind === 'bytes'));

describe('the component of OpenAPI takes what is valid and refuses one fault', () => {
  it.each(documents)('%s', (_, collection, compiled) => {
    fc.assert(
      fc.property(arbitraryDocument(collection, { managed: true }), fc.nat(), (document, pick) => {
        expect(compiled.Errors(asJson(document))).toEqual([]);
        const copy = structuredClone(document);
        const mutations = mutationsOf(collection.root, copy).filter((fault) => !isLost(fault));
        const mutation = mutations[pick % mutations.length];
        if (!mutation) throw new Error('there is always a mutation');
        mutation.apply();
        expect([mutation.what, mutation.path, compiled.Check(asJson(copy))]).toEqual([
          mutation.what,
          mutation.path,
          false,
        ]);
      }),
      { numRuns: 60 },
    );
  });

  it('names nothing that is not among the components', () => {
    const named = [...JSON.stringify(schemas).matchAll(/#\/components\/schemas\/(\w+)/g)].map(
      (match) => match[1],
    );
    for (const name of named) expect(Object.keys(schemas)).toContain(name);
  });
});
