import type { FieldKind } from '../../src/schema/fields/field.ts';
import type { ResolvedField } from '../../src/schema/resolved.ts';

/** One change after which a document that fitted does not fit any more. */
export interface Mutation {
  readonly what: string;
  /** Kind of the field at fault. */
  readonly kind: FieldKind;
  /** Where the violation must be reported. */
  readonly path: string;
  /** Changes the document in place. */
  apply(): void;
}

type Holder = Record<string | number, unknown>;

/** Every mutation of a document there is: one kind of fault at each of its values. The document must be a copy. */
export function mutationsOf(root: ResolvedField, document: unknown): readonly Mutation[] {
  return inside(root, document, '');
}

function inside(field: ResolvedField, value: unknown, path: string): readonly Mutation[] {
  if (value === null || value === undefined) return [];
  const holder = value as Holder;
  const step = (name: string | number) =>
    typeof name === 'number' ? `${path}[${name}]` : path === '' ? name : `${path}.${name}`;
  const child = (of: ResolvedField, name: string | number) => [
    ...faults(of, holder, name, step(name)),
    ...inside(of, holder[name], step(name)),
  ];
  switch (field.kind) {
    case 'group':
      return [
        {
          what: 'unknown neighbour',
          kind: 'group',
          path: step('unheard_of'),
          apply: () => {
            holder['unheard_of'] = 1;
          },
        },
        ...field.fields
          .filter((member) => member.required && !member.field.managed)
          .map(({ name }) => ({
            what: 'missing required',
            kind: field.kind,
            path,
            apply: () => {
              delete holder[name];
            },
          })),
        ...field.fields
          .filter(({ name }) => Object.hasOwn(holder, name))
          .flatMap((member) => child(member, member.name)),
      ];
    case 'list':
      return (value as unknown[]).flatMap((_, position) => child(field.element, position));
    case 'record':
      return [
        {
          what: 'key that is none',
          kind: 'record',
          path: step('Not A Key'),
          apply: () => {
            const [key, other] = Object.entries(holder)[0] ?? [];
            // Renamed rather than added: a full record would be too large besides.
            if (key !== undefined) delete holder[key];
            holder['Not A Key'] = other ?? 1;
          },
        },
        ...Object.keys(holder).flatMap((key) => child(field.value, key)),
      ];
    default:
      return [];
  }
}

function faults(
  field: ResolvedField,
  holder: Holder,
  name: string | number,
  path: string,
): readonly Mutation[] {
  const put = (what: string, value: unknown): Mutation => ({
    what,
    kind: field.kind,
    path,
    apply: () => {
      holder[name] = value;
    },
  });
  return [
    put('wrong type', field.kind === 'boolean' ? 'yes' : true),
    ...(field.nullable ? [] : [put('null', null)]),
    ...outOfRange(field).map((value) => put('out of range', value)),
    ...(field.kind === 'number' ? [Number.NaN, Number.POSITIVE_INFINITY] : []).map((value) =>
      put('not finite', value),
    ),
  ];
}

/** Values of the right type that are too small, too large or of none of the names. */
function outOfRange({ field }: ResolvedField): readonly unknown[] {
  switch (field.kind) {
    case 'integer':
      return [field.minimum - 1, field.maximum + 1, field.minimum + 0.5];
    case 'number':
      return [field.minimum - 0.001, field.maximum + 0.001];
    case 'text':
      return [
        'x'.repeat(field.maxLength + 1),
        ...(field.minLength ? [''] : []),
        ...(field.pattern ? ['\n'] : []),
      ];
    case 'slug':
      return ['Not A Slug', 'a.b', '$a', '', 'x'.repeat(65)];
    case 'uuid':
      return ['not-a-uuid'];
    case 'objectId':
      return ['not-an-identifier'];
    case 'choice':
      return ['none of the names'];
    case 'instant':
      return [new Date(Number.NaN), '2026-01-01T00:00:00Z'];
    case 'bytes':
      return [new Uint8Array(field.maxBytes + 1)];
    default:
      return [];
  }
}
