import { OBJECT_ID_PATTERN } from '../schema/fields/object-id.ts';
import { UUID_PATTERN } from '../schema/fields/uuid.ts';
import { LIMITS } from '../std/limits.ts';
import { SLUG_PATTERN } from '../std/slugs.ts';
import { type Processors, visitor } from './visit.ts';

/** What values a field takes: its type in words, and every limit. */
export interface FieldShape {
  /** As a reader says it: `text`, `list of slug`, `one of free, premium, family`. */
  readonly type: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly unit?: string;
  /** In Unicode code points. */
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly values?: readonly string[];
  /** Name of the union type that several fields share. */
  readonly named?: string;
  readonly maxBytes?: number;
  readonly maxItems?: number;
  /** The list goes on in pages of `pageElementsMax` elements. */
  readonly growing?: true;
  readonly pageElementsMax?: number;
  readonly elementKey?: readonly string[];
  readonly keys?: FieldShape;
  readonly maxKeys?: number;
}

const choiceShape = (values: readonly string[], named: string | undefined): FieldShape => ({
  type: named ?? `one of ${values.join(', ')}`,
  values,
  ...(named !== undefined && { named }),
});

const slugShape: FieldShape = { type: 'slug', pattern: SLUG_PATTERN };

const processors: Processors<FieldShape> = {
  text: ({ field }) => ({
    type: 'text',
    ...(field.minLength !== undefined && { minLength: field.minLength }),
    maxLength: field.maxLength,
    ...(field.pattern !== undefined && { pattern: field.pattern }),
  }),
  slug: () => slugShape,
  uuid: () => ({ type: 'UUID', pattern: UUID_PATTERN }),
  objectId: () => ({ type: 'object identifier', pattern: OBJECT_ID_PATTERN }),
  integer: ({ field: { minimum, maximum, unit } }) => ({
    type: 'integer',
    minimum,
    maximum,
    ...(unit !== undefined && { unit }),
  }),
  number: ({ field: { minimum, maximum, unit } }) => ({
    type: 'number',
    minimum,
    maximum,
    ...(unit !== undefined && { unit }),
  }),
  boolean: () => ({ type: 'boolean' }),
  instant: () => ({ type: 'instant' }),
  choice: ({ field }) => choiceShape(field.values, field.named),
  bytes: ({ field }) => ({ type: 'bytes', maxBytes: field.maxBytes }),
  list: ({ element, field }, visit) => ({
    type: `list of ${visit(element).type}`,
    ...(field.growing
      ? { growing: true, pageElementsMax: LIMITS.pageElementsMax }
      : { maxItems: field.maxItems ?? 0 }),
    ...(field.elementKey && { elementKey: field.elementKey }),
  }),
  group: () => ({ type: 'group' }),
  record: ({ field, value }, visit) => {
    const keys = field.keys.kind === 'choice' ? choiceShape(field.keys.values, field.keys.named) : slugShape;
    return { type: `${visit(value).type} by ${keys.type}`, keys, maxKeys: field.maxKeys };
  },
};

/** The shape of a field, without what is inside it. */
export const fieldShapeOf = visitor(processors);
