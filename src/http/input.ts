import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { violationsOf } from '../derive/validator.ts';
import { MasterXError, type Violation } from '../errors/error.ts';
import { parseInstant } from '../intake/readers/instant.ts';
import { COMPONENTS } from './components.ts';

type Schema = Readonly<Record<string, unknown>>;

/** Reads one kind of input: checks it and turns what JSON and URLs have no type for into what handlers expect. */
export type InputReader = (value: unknown) => unknown;

/** RFC 3339 §5.6, with a zone; a leap second cannot be told by a `Date`. */
const RFC3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/;

/** Reads a JSON value by its schema. @throws MasterXError `validation_failed` with every violation. */
export function jsonReader(schema: TSchema): InputReader {
  const compiled = Compile({ ...schema, components: { schemas: COMPONENTS } } as TSchema);
  return (value) => {
    if (!compiled.Check(value)) throw invalid(violationsOf(compiled, value));
    const violations: Violation[] = [];
    const read = withInstants(schema as Schema, value, '', violations);
    if (violations.length > 0) throw invalid(violations);
    return read;
  };
}

/** Reads parameters, which all come as texts. @throws MasterXError `validation_failed` with every violation. */
export function textReader(schema: TSchema): InputReader {
  const read = jsonReader(schema);
  const properties = ((schema as Schema)['properties'] ?? {}) as Readonly<Record<string, Schema>>;
  return (value) =>
    read(
      Object.fromEntries(
        Object.entries(value as Readonly<Record<string, string>>).map(([name, text]) => {
          const isWhole = properties[name]?.['type'] === 'integer' && /^-?\d{1,15}$/.test(text);
          return [name, isWhole ? Number(text) : text];
        }),
      ),
    );
}

function invalid(violations: readonly Violation[]): MasterXError {
  return new MasterXError('validation_failed', { violations });
}

/** The value with a `Date` wherever its schema says there is an instant. */
function withInstants(schema: Schema, value: unknown, path: string, violations: Violation[]): unknown {
  if (typeof schema['$ref'] === 'string') {
    return withInstants(referred(schema['$ref']), value, path, violations);
  }
  if (Array.isArray(value)) {
    const items = (schema['items'] ?? {}) as Schema;
    return value.map((element, at) => withInstants(items, element, `${path}[${at}]`, violations));
  }
  if (value !== null && typeof value === 'object') {
    const properties = (schema['properties'] ?? {}) as Readonly<Record<string, Schema>>;
    const others = schema['additionalProperties'];
    const ofOthers = typeof others === 'object' && others !== null ? (others as Schema) : {};
    return Object.fromEntries(
      Object.entries(value).map(([name, inside]) => {
        const place = path === '' ? name : `${path}.${name}`;
        return [name, withInstants(properties[name] ?? ofOthers, inside, place, violations)];
      }),
    );
  }
  if (typeof value !== 'string' || schema['format'] !== 'date-time') return value;
  const instant = RFC3339.test(value) ? parseInstant(value) : undefined;
  if (instant === undefined) {
    violations.push({ path, message: 'must be an instant of RFC 3339, from 1970 to 2099' });
  }
  return instant;
}

function referred(reference: string): Schema {
  return (COMPONENTS[reference.split('/').at(-1) ?? ''] ?? {}) as Schema;
}
