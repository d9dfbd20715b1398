/** How the text of an environment variable becomes a value. */
export interface Setting<T> {
  /** Name of the environment variable. */
  readonly variable: `MASTERX_${string}` | 'NODE_ENV';
  /** What it decides, in one or two sentences; printed in docs/configuration.md. */
  readonly description: string;
  /** The value when nothing is set. */
  readonly fallback: T;
  /** Turns the text into the value, or says in words what is expected instead. */
  readonly read: (text: string) => { value: T } | { expected: string };
}

/** Any text. */
export const text = (raw: string) => ({ value: raw });

/** A whole number, both ends included. */
export function integer(low: number, high: number) {
  return (raw: string) => {
    const value = Number(raw);
    return Number.isInteger(value) && value >= low && value <= high
      ? { value }
      : { expected: `a whole number from ${low} to ${high}` };
  };
}

/** One of a closed set of words. */
export function oneOf<const T extends string>(...values: readonly T[]) {
  return (raw: string): { value: T } | { expected: string } => {
    const value = values.find((candidate) => candidate === raw);
    return value === undefined ? { expected: `one of ${values.join(', ')}` } : { value };
  };
}

/** Texts separated by commas. */
export function texts(countMax: number) {
  return (raw: string): { value: readonly string[] } | { expected: string } => {
    const value = raw.split(',').map((part) => part.trim());
    return value.length <= countMax && value.every((part) => part !== '')
      ? { value }
      : { expected: `at most ${countMax} texts separated by commas` };
  };
}

/** A URL of one of these protocols. */
export function url(...protocols: readonly string[]) {
  return (raw: string): { value: string } | { expected: string } =>
    URL.canParse(raw) && protocols.includes(new URL(raw).protocol)
      ? { value: raw }
      : { expected: `a URL that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}` };
}

/** A text of one shape, which `expected` says in words. */
export function shaped(shape: RegExp, expected: string) {
  return (raw: string): { value: string } | { expected: string } =>
    shape.test(raw) ? { value: raw } : { expected };
}

/** MongoDB's connection strings may name several hosts, so that they are no URLs. */
export const connectionString = shaped(
  /^mongodb(?:\+srv)?:\/\/./,
  'a connection string that begins with mongodb:// or mongodb+srv://',
);

/** What every server and file system takes for the name of a database. */
export const databaseName = shaped(
  /^[A-Za-z0-9_-]{1,60}$/,
  'at most 60 letters, digits, hyphens and underscores',
);

/** Declares a setting. */
export function setting<T>(declaration: Setting<T>): Setting<T> {
  return declaration;
}
