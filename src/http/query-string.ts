import { MasterXError, type Violation } from '../errors/error.ts';

/** Parameters of a query string; a list where a name was given more than once. */
export type QueryString = Readonly<Record<string, string | readonly string[]>>;

/** Reads a query string. Never throws: what is wrong is said by `singleValues`, when there is someone to say it to. */
export function parseQueryString(text: string): QueryString {
  const values: Record<string, string | string[]> = Object.create(null);
  for (const [name, value] of new URLSearchParams(text)) {
    const known = values[name];
    values[name] = known === undefined ? value : [known, value].flat();
  }
  return values;
}

/** @throws MasterXError `malformed_request` for a name that was given more than once. */
export function singleValues(query: QueryString): Readonly<Record<string, string>> {
  const single: Record<string, string> = Object.create(null);
  const violations: Violation[] = [];
  for (const [name, value] of Object.entries(query)) {
    if (typeof value === 'string') single[name] = value;
    else violations.push({ path: name.slice(0, 64), message: 'must be given once' });
  }
  if (violations.length > 0) throw new MasterXError('malformed_request', { violations });
  return single;
}
