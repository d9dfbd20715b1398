import { isIP, isIPv6, SocketAddress } from 'node:net';

/** What a certificate may be made out to, for an authority to permit nothing else. */
export interface PermittedNames {
  /** Names and everything below them. */
  readonly dns: readonly string[];
  /** Networks in CIDR notation; a single address has its whole length. */
  readonly networks: readonly string[];
  /** Hosts of URIs, exactly. */
  readonly uriHosts: readonly string[];
}

/** Object identifier of the extension (RFC 5280, 4.2.1.10). */
export const NAME_CONSTRAINTS_ID = '2.5.29.30';

/** Tags of GeneralName, context-specific and primitive. */
const DNS_NAME = 0x82;
const URI_NAME = 0x86;
const IP_NETWORK = 0x87;
const SEQUENCE = 0x30;
const PERMITTED_SUBTREES = 0xa0;

/** The value of the extension in DER: `NameConstraints ::= SEQUENCE { permittedSubtrees [0] … }`. */
export function nameConstraints({ dns, networks, uriHosts }: PermittedNames): Buffer {
  const bases = [
    ...dns.map((name) => der(DNS_NAME, Buffer.from(name, 'ascii'))),
    ...networks.map((network) => der(IP_NETWORK, networkBytes(network))),
    ...uriHosts.map((host) => der(URI_NAME, Buffer.from(host, 'ascii'))),
  ];
  return der(SEQUENCE, der(PERMITTED_SUBTREES, ...bases.map((base) => der(SEQUENCE, base))));
}

function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), content]);
  const bytes = length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  if (length > 0xffff) throw new RangeError('name constraints have at most 65,535 bytes');
  return Buffer.concat([Buffer.from([tag, ...bytes]), content]);
}

/** The address, then its mask. */
function networkBytes(network: string): Buffer {
  const [address = '', length] = network.split('/');
  const bytes = addressBytes(address);
  const bits = length === undefined ? bytes.length * 8 : Number(length);
  const mask = Buffer.from(bytes.map((_, at) => (0xff00 >> Math.min(8, Math.max(0, bits - at * 8))) & 0xff));
  return Buffer.concat([bytes, mask]);
}

/** The 4 or 16 bytes of an address. */
function addressBytes(address: string): Buffer {
  if (isIP(address) === 0) throw new RangeError(`${address} is no IP address`);
  if (!isIPv6(address)) return Buffer.from(address.split('.').map(Number));
  // Node writes an address in its shortest form, in which one run of zeros may be left out.
  const { address: short } = new SocketAddress({ address, family: 'ipv6' });
  const [head = '', tail] = short.split('::');
  const groups = (text: string | undefined) =>
    (text ?? '') === ''
      ? []
      : (text ?? '').split(':').flatMap((group) => {
          if (!group.includes('.')) return [Number.parseInt(group, 16)];
          const [a = 0, b = 0, c = 0, d = 0] = group.split('.').map(Number);
          return [(a << 8) | b, (c << 8) | d];
        });
  const [first, last] = [groups(head), groups(tail)];
  const zeros = Array.from({ length: 8 - first.length - last.length }, () => 0);
  const bytes = Buffer.alloc(16);
  for (const [at, group] of [...first, ...zeros, ...last].entries()) bytes.writeUInt16BE(group, at * 2);
  return bytes;
}
