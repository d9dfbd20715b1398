/** Variables whose whole value is a secret, of ours and of the AWS SDK. */
const SECRET_VARIABLES = ['AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'];
/** Shorter ones would hide parts of ordinary words. */
const LENGTH_MIN = 6;
const PASSWORD_IN_URL = /:\/\/[^/?#@:]*:([^/?#@]+)@/g;

/** What stands for a secret. */
export const HIDDEN = '<secret>';

/** The secrets among settings: passwords in URLs and connection strings, as written and as they are decoded. */
export function secretsIn(settings: Readonly<Record<string, unknown>>): readonly string[] {
  const found = new Set<string>();
  for (const [name, value] of Object.entries(settings)) {
    if (typeof value !== 'string') continue;
    if (SECRET_VARIABLES.includes(name)) found.add(value);
    for (const [, password = ''] of value.matchAll(PASSWORD_IN_URL)) {
      found.add(password);
      found.add(decoded(password));
    }
  }
  return [...found].filter((secret) => secret.length >= LENGTH_MIN);
}

/** Takes these secrets out of any text: the last resort, behind whoever should not have written one. */
export function secretHider(secrets: readonly string[]): (text: string) => string {
  if (secrets.length === 0) return (text) => text;
  // The longer first: one may be the beginning of another.
  const all = [...new Set(secrets.flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)]))]
    .sort((one, other) => other.length - one.length)
    .map((secret) => secret.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const pattern = new RegExp(all.join('|'), 'g');
  return (text) => text.replace(pattern, HIDDEN);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (thrown) {
    if (thrown instanceof URIError) return text;
    throw thrown;
  }
}
