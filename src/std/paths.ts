/** A document or a part of one, by name. */
type Fields = Readonly<Record<string, unknown>>;

/** The value at a path of names, such as `profile.location.country`; undefined where the way ends before. */
export function valueAt(document: Fields, path: string): unknown {
  return valueBelow(document, path.split('.'));
}

/** As `valueAt`, by the names themselves, for where a name may hold a dot. */
export function valueBelow(value: unknown, names: readonly string[]): unknown {
  return names.reduce<unknown>((inside, name) => (isFields(inside) ? inside[name] : undefined), value);
}

/** A copy of the document with another value at the path; `undefined` takes the value away. */
export function withValueAt(document: Fields, path: string, value: unknown): Record<string, unknown> {
  const [name = '', ...rest] = path.split('.');
  const copy: Record<string, unknown> = { ...document };
  if (rest.length > 0) {
    const inside = copy[name];
    copy[name] = withValueAt(isFields(inside) ? inside : {}, rest.join('.'), value);
  } else if (value === undefined) {
    delete copy[name];
  } else {
    copy[name] = value;
  }
  return copy;
}

function isFields(value: unknown): value is Fields {
  return value !== null && typeof value === 'object' && !(value instanceof Date) && !Array.isArray(value);
}
