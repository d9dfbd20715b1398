import { escaped, prose } from './page.ts';

type Schema = Readonly<Record<string, unknown>>;

const REFERENCE = /^#\/components\/schemas\/(\w+)$/;

/** A type in a few words, as HTML; components are links. */
export function typeView(schema: Schema): string {
  const { $ref, type, items, anyOf } = schema;
  const [, name] = REFERENCE.exec(String($ref)) ?? [];
  if (name !== undefined) return `<a href="#schema-${name}">${name}</a>`;
  if (Array.isArray(anyOf)) return anyOf.map((one) => typeView(one as Schema)).join(' or ');
  if ('const' in schema) return `<code>${escaped(JSON.stringify(schema['const']))}</code>`;
  if (Array.isArray(schema['enum'])) {
    return `one of ${schema['enum'].map((value) => `<code>${escaped(String(value))}</code>`).join(', ')}`;
  }
  if (items !== undefined) return `list of ${typeView(items as Schema)}`;
  const words = Array.isArray(type) ? type.join(' or ') : String(type ?? 'any value');
  return escaped([words, ...limits(schema)].join(', '));
}

function limits(schema: Schema): string[] {
  const { minimum, maximum, minLength, maxLength, format } = schema;
  return [
    ...(format !== undefined ? [String(format)] : []),
    ...(minimum === undefined && maximum === undefined ? [] : [rangeOf(minimum, maximum)]),
    ...(Number(minLength) > 0 ? [minLength === 1 ? 'not empty' : `at least ${minLength} characters`] : []),
    ...(maxLength !== undefined ? [`at most ${maxLength} characters`] : []),
  ];
}

function rangeOf(minimum: unknown, maximum: unknown): string {
  const parts = [minimum !== undefined && `from ${minimum}`, maximum !== undefined && `to ${maximum}`];
  return parts.filter(Boolean).join(' ');
}

interface Row {
  readonly path: string;
  readonly schema: Schema;
  readonly required: boolean;
}

/** The fields of a schema as a table, groups opened; components stay links. */
export function schemaView(schema: Schema): string {
  const rows = rowsOf(schema, '');
  if (rows.length === 0) return `<p>${typeView(schema)}</p>`;
  return `<div class="wide"><table>
<thead><tr><th scope="col">Field</th><th scope="col">Type</th><th scope="col">Meaning</th></tr></thead>
<tbody>
${rows.map(rowView).join('\n')}
</tbody></table></div>`;
}

function rowView({ path, schema, required }: Row): string {
  const { description } = schema;
  return `<tr><th scope="row"><code>${escaped(path)}</code>${required ? '' : ' <span class="quiet">optional</span>'}</th>
<td>${typeView(schema)}</td><td>${typeof description === 'string' ? prose(description) : ''}</td></tr>`;
}

function rowsOf(schema: Schema, prefix: string): Row[] {
  const required = (schema['required'] ?? []) as readonly string[];
  const properties = Object.entries((schema['properties'] ?? {}) as Readonly<Record<string, Schema>>);
  return properties.flatMap(([name, inside]) => {
    const path = prefix === '' ? name : `${prefix}.${name}`;
    const element = inside['items'] as Schema | undefined;
    return [
      { path, schema: inside, required: required.includes(name) },
      ...(element ? rowsOf(element, `${path}[]`) : rowsOf(inside, path)),
    ];
  });
}
