import Type, { type TSchema } from 'typebox';
import { Compile, type Validator as TypeBoxValidator } from 'typebox/compile';
import { Settings } from 'typebox/system';
import { MasterXError, type Violation } from '../errors/error.ts';
import { OBJECT_ID_PATTERN } from '../schema/fields/object-id.ts';
import { UUID_PATTERN } from '../schema/fields/uuid.ts';
import type { ResolvedField, ResolvedRecord } from '../schema/resolved.ts';
import { LIMITS } from '../std/limits.ts';
import { SLUG_PATTERN } from '../std/slugs.ts';
import { type Processors, visitor } from './visit.ts';

Settings.Set({ maxErrors: LIMITS.violationsMax });

/** Checks logical values, dates as `Date` and bytes as `Uint8Array`. */
export interface Validator {
  /** Whether the value fits. */
  fits(value: unknown): boolean;
  /** Everything wrong with the value, at most `LIMITS.violationsMax`; paths start with `at`. */
  violations(value: unknown, at?: string): readonly Violation[];
  /** @throws MasterXError `validation_failed` with every violation. */
  assertFits(value: unknown, at?: string): void;
}

const isInstant = (value: unknown): boolean => value instanceof Date && !Number.isNaN(value.getTime());

/** Length as MongoDB's validator counts it: in code points, so that both sides agree on emoji. */
const codePoints = (text: string): number => {
  let length = 0;
  for (const _ of text) length++;
  return length;
};

const processors: Processors<TSchema> = {
  text: ({ field }) => {
    const inner = Type.String(field.pattern ? { pattern: field.pattern } : {});
    const { minLength = 0, maxLength } = field;
    const bounded = Type.Refine(
      inner,
      (value) => {
        const text = value as string;
        if (text.length <= maxLength && text.length >= minLength * 2) return true;
        const length = codePoints(text);
        return length >= minLength && length <= maxLength;
      },
      () => `must have ${minLength > 0 ? `${minLength} to` : 'at most'} ${maxLength} characters`,
    );
    // Half a surrogate pair has no UTF-8: the database would hold another text than was given.
    return Type.Refine(
      bounded,
      (value) => typeof value !== 'string' || value.isWellFormed(),
      () => 'must be well-formed Unicode',
    );
  },
  slug: () => Type.String({ pattern: SLUG_PATTERN }),
  uuid: () => Type.String({ pattern: UUID_PATTERN }),
  objectId: () => Type.String({ pattern: OBJECT_ID_PATTERN }),
  integer: ({ field }) => Type.Integer({ minimum: field.minimum, maximum: field.maximum }),
  number: ({ field }) => Type.Number({ minimum: field.minimum, maximum: field.maximum }),
  boolean: () => Type.Boolean(),
  instant: () => Type.Refine(Type.Unknown(), isInstant, () => 'must be a date'),
  choice: ({ field }) => Type.Enum([...field.values]),
  bytes: ({ field }) =>
    Type.Refine(
      Type.Unknown(),
      (value) => value instanceof Uint8Array && value.byteLength <= field.maxBytes,
      () => `must be at most ${field.maxBytes} bytes`,
    ),
  list: ({ element, field }, visit) =>
    Type.Array(visit(element), field.maxItems === undefined ? {} : { maxItems: field.maxItems }),
  group: ({ fields }, visit) =>
    Type.Object(
      Object.fromEntries(
        fields.map((child) => {
          const schema = visit(child);
          return [child.name, child.required && !isManaged(child) ? schema : Type.Optional(schema)];
        }),
      ),
      { additionalProperties: false },
    ),
  record: (field, visit) =>
    Type.Record(keySchema(field), visit(field.value), {
      additionalProperties: false,
      maxProperties: field.field.maxKeys,
    }),
};

const toSchema = visitor(processors, (field, process) =>
  field.nullable ? Type.Union([Type.Null(), process()]) : process(),
);

function isManaged(field: ResolvedField): boolean {
  return field.field.managed === true;
}

function keySchema({ field }: ResolvedRecord) {
  const { keys } = field;
  const pattern = keys.kind === 'choice' ? `^(?:${keys.values.join('|')})$` : SLUG_PATTERN;
  return Type.String({ pattern });
}

/** The validator of a field: of a whole document, of an element of a list, or of a single value. */
export function validatorOf(field: ResolvedField): Validator {
  const compiled = Compile(toSchema(field));
  const violations = (value: unknown, at = ''): readonly Violation[] => violationsOf(compiled, value, at);
  return {
    fits: (value) => compiled.Check(value),
    violations,
    assertFits(value, at) {
      if (compiled.Check(value)) return;
      const found = violations(value, at);
      throw new MasterXError('validation_failed', {
        detail: `${found.length} violation${found.length === 1 ? '' : 's'}.`,
        violations: found,
      });
    },
  };
}

/** Everything wrong with a value by a compiled JSON Schema, in the words of this house; paths start with `at`. */
export function violationsOf(
  compiled: Pick<TypeBoxValidator, 'Errors'>,
  value: unknown,
  at = '',
): readonly Violation[] {
  const found = new Map<string, Violation>();
  for (const error of compiled.Errors(value)) {
    if (IMPLIED.has(error.keyword)) continue;
    const violation = {
      path: at + pathOf(value, error.instancePath, at === ''),
      message: messageOf(error),
    };
    if (error.keyword === 'type' && violation.message === 'must be null') continue;
    found.set(`${violation.path} ${violation.message}`, violation);
  }
  return [...found.values()];
}

/** Keywords whose errors only repeat what another error of the same value says. */
const IMPLIED = new Set(['anyOf', 'additionalProperties', 'properties', 'items', 'patternProperties']);

/** A JSON pointer into `value` as a path: `/interactions/0/user_input` as `interactions[0].user_input`. */
function pathOf(value: unknown, pointer: string, first: boolean): string {
  let inside = value;
  let path = '';
  for (const part of pointer.split('/').slice(1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
    // A record may have a key of digits, so the value itself tells an element from a member.
    path += Array.isArray(inside) ? `[${name}]` : `.${name}`;
    inside = (inside as Readonly<Record<string, unknown>> | null | undefined)?.[name];
  }
  return first && path.startsWith('.') ? path.slice(1) : path;
}

function messageOf(error: { keyword: string; message: string; params: object }): string {
  switch (error.keyword) {
    case 'boolean':
      return 'is not a field of the schema';
    case 'required':
      return `must have ${(error.params as { requiredProperties: string[] }).requiredProperties.join(', ')}`;
    case 'enum':
      return `must be one of ${(error.params as { allowedValues: unknown[] }).allowedValues.join(', ')}`;
    default:
      return error.message;
  }
}
