import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { describe, expect, it } from 'vitest';
import { ERRORS } from '../errors/table.ts';
import { apiPage } from './docs/api-page.ts';
import { openApiDocument } from './openapi.ts';
import { errorsOf } from './route.ts';
import { ROUTES } from './routes/table.ts';

interface Parameter {
  readonly $ref?: string;
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly schema: object;
}

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly parameters: readonly Parameter[];
  readonly responses: Readonly<Record<string, { description: string; content?: Record<string, unknown> }>>;
}

// As a client gets it.
const document = JSON.parse(JSON.stringify(openApiDocument(ROUTES, '1.2.3'))) as {
  readonly openapi: string;
  readonly info: object;
  readonly tags: readonly { name: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, object>>>>;
};
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

describe('the OpenAPI document', () => {
  it('is of version 3.1 and has each route once', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(document.info).toMatchObject({ title: expect.any(String), version: '1.2.3' });
    expect(operations).toHaveLength(ROUTES.length);
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('says of each operation its parameters, its tag and its answers', () => {
    const tags = document.tags.map(({ name }) => name);
    for (const { path, operation } of operations) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const declared = operation.parameters.filter((one) => one.in === 'path');
      expect(declared.map(({ name }) => name).sort()).toEqual(inPath.sort());
      expect(declared.every(({ required }) => required)).toBe(true);
      expect(tags).toContain(operation.tags[0]);
      expect(operation.summary).toMatch(/\.$/);
      const statuses = Object.keys(operation.responses);
      expect(statuses.some((status) => status.startsWith('2'))).toBe(true);
      for (const [status, { description, content = {} }] of Object.entries(operation.responses)) {
        expect(description).not.toBe('');
        expect(Object.keys(content)).toHaveLength(status === '204' ? 0 : 1);
      }
    }
  });

  it('documents the status of every error an operation can answer', () => {
    for (const route of ROUTES) {
      const operation = document.paths[route.path]?.[route.method.toLowerCase()];
      for (const code of errorsOf(route)) {
        const response = operation?.responses[String(ERRORS[code].status)];
        expect(response?.description).toContain(`\`${code}\``);
      }
    }
  });

  it('names nothing that it does not hold, and holds no component that nothing names', () => {
    const text = JSON.stringify(document);
    const named = new Set(
      [...text.matchAll(/"#\/components\/(\w+)\/(\w+)"/g)].map(([, kind, name]) => `${kind}.${name}`),
    );
    const held = Object.entries(document.components).flatMap(([kind, those]) =>
      Object.keys(those).map((name) => `${kind}.${name}`),
    );
    for (const name of named) expect(held).toContain(name);
    for (const name of held.filter((one) => one.startsWith('schemas.'))) expect([...named]).toContain(name);
  });

  it('has schemas that compile', () => {
    for (const [name, schema] of Object.entries(document.components['schemas'] ?? {})) {
      const compiled = Compile({ ...schema, components: document.components } as TSchema);
      expect([name, compiled.Check(Symbol(name))]).toEqual([name, false]);
    }
  });
});

describe('the readable page', () => {
  const html = apiPage(ROUTES, document.components['schemas'] ?? {}, '1.2.3');

  it('has every operation, schema and error, and each link leads somewhere', () => {
    const ids = new Set([...html.matchAll(/ id="([\w-]+)"/g)].map(([, id]) => id));
    for (const { operation } of operations) expect([...ids]).toContain(operation.operationId);
    for (const [, id] of html.matchAll(/href="#([\w-]+)"/g)) expect([...ids]).toContain(id);
    for (const code of Object.keys(ERRORS)) expect(html).toContain(`href="/problems/${code}"`);
  });

  it('needs no script, no inline style and no other host', () => {
    expect(html).not.toMatch(/<script|<style| style=| on\w+=|https?:\/\//);
  });
});
