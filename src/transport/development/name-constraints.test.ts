import { describe, expect, it } from 'vitest';
import { nameConstraints } from './name-constraints.ts';

describe('the names an authority permits, in DER', () => {
  it('are subtrees of RFC 5280', () => {
    const value = nameConstraints({
      dns: ['localhost'],
      networks: ['127.0.0.0/8', '10.1.2.3'],
      uriHosts: ['masterx.localhost'],
    });
    const expected = [
      ...['303d', 'a03b'],
      ...['300b', '8209', Buffer.from('localhost').toString('hex')],
      ...['300a', '8708', '7f000000', 'ff000000'],
      ...['300a', '8708', '0a010203', 'ffffffff'],
      ...['3013', '8611', Buffer.from('masterx.localhost').toString('hex')],
    ].join('');
    // Each length is that of what follows it.
    const length = (expected.length / 2 - 4).toString(16);
    expect(value.toString('hex')).toBe(
      expected.replace('303da03b', `30${(Number.parseInt(length, 16) + 2).toString(16)}a0${length}`),
    );
  });

  it.each([
    ['::1/128', '00000000000000000000000000000001', 'f'.repeat(32)],
    ['fd00::/8', `fd${'0'.repeat(30)}`, `ff${'0'.repeat(30)}`],
    ['2001:db8::a00:1/121', `20010db8${'0'.repeat(16)}0a000001`, `${'f'.repeat(30)}80`],
    ['::ffff:10.0.0.1', '00000000000000000000ffff0a000001', 'f'.repeat(32)],
  ])('write the network %s with its mask', (network, address, mask) => {
    const hex = nameConstraints({ dns: [], networks: [network], uriHosts: [] }).toString('hex');
    expect(hex).toContain(`8720${address}${mask}`);
  });

  it('are refused where a network is none', () => {
    expect(() => nameConstraints({ dns: [], networks: ['localhost'], uriHosts: [] })).toThrow(RangeError);
  });
});
