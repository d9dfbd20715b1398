import { isIP } from 'node:net';

/** Origins (RFC 6454) of HTTPS, as `URL.origin` writes them. */
export function origins(countMax: number) {
  const expected = {
    expected: `at most ${countMax} origins such as https://learn.example.org, separated by commas`,
  };
  return (raw: string): { value: readonly string[] } | { expected: string } => {
    const value = raw.split(',').map((part) => part.trim().replace(/\/$/, ''));
    const isOrigin = (part: string) =>
      URL.canParse(part) &&
      new URL(part).protocol === 'https:' &&
      new URL(part).origin === part.toLowerCase();
    return value.length <= countMax && value.every(isOrigin)
      ? { value: value.map((part) => new URL(part).origin) }
      : expected;
  };
}

const LENGTHS = { 4: 32, 6: 128 } as const;

/** IP addresses and networks in CIDR notation. A network of every address would let anybody name where he comes from. */
export function proxies(countMax: number) {
  const isNetwork = (part: string) => {
    const [address = '', length, ...rest] = part.split('/');
    const version = isIP(address);
    if (version === 0 || rest.length > 0) return false;
    if (length === undefined) return true;
    return /^[1-9]\d{0,2}$/.test(length) && Number(length) <= LENGTHS[version as 4 | 6];
  };
  return (raw: string): { value: readonly string[] } | { expected: string } => {
    const value = raw.split(',').map((part) => part.trim());
    return value.length <= countMax && value.every(isNetwork)
      ? { value }
      : { expected: `at most ${countMax} addresses or networks such as 10.0.0.0/8, separated by commas` };
  };
}

const SERVICE =
  /^[a-z0-9](?:[a-z0-9_-]{0,62}[a-z0-9])?=(?:sha256:[0-9a-f]{64}|[a-z][a-z0-9+.-]*:\/\/[^\s,;=]{1,255})(?:;[a-z-]{1,32}:[a-z]{1,16}){0,16}$/;

/** Services and what their certificates are known by. */
export function services(countMax: number) {
  return (raw: string): { value: readonly string[] } | { expected: string } => {
    const value = raw.split(',').map((part) => part.trim());
    return value.length <= countMax && value.every((part) => SERVICE.test(part))
      ? { value }
      : {
          expected: `at most ${countMax} services such as importer=spiffe://example.org/importer;learning:write, separated by commas`,
        };
  };
}
