import { isIPv4, isIPv6 } from 'node:net';

/**
 * The network of an address, as the audit trail keeps it: the first 24 bits of IPv4, the first 48 of IPv6. Enough to see
 * where accesses came from after an incident, too little to tell one person from the neighbours, and so nothing that
 * would have to be taken out of the chain when a person is erased. Undefined for what is no address.
 */
export function networkOf(address: string): string | undefined {
  const [plain = ''] = address.split('%', 1);
  const [, mapped] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(plain) ?? [];
  const ipv4 = mapped ?? plain;
  if (isIPv4(ipv4)) return `${ipv4.split('.').slice(0, 3).join('.')}.0/24`;
  if (!isIPv6(plain)) return undefined;
  const [head = '', tail = ''] = plain.split('::');
  const groups = (text: string) => (text === '' ? [] : text.split(':'));
  const missing = Math.max(0, 8 - groups(head).length - groups(tail).length);
  const all = plain.includes('::')
    ? [...groups(head), ...Array.from({ length: missing }, () => '0'), ...groups(tail)]
    : groups(plain);
  const prefix = all.slice(0, 3).map((group) => Number.parseInt(group, 16).toString(16));
  return `${prefix.join(':')}::/48`;
}
