import { describe, expect, it } from 'vitest';
import { assertSameSite, isOwnHost, loopbackAddress } from './loopback.ts';

const own = { address: '127.0.0.1', port: 4600 };
const isRefused = (method: string, headers: Record<string, string>) => {
  try {
    assertSameSite(method, { host: 'localhost:4600', ...headers }, own);
    return false;
  } catch (thrown) {
    expect(thrown).toMatchObject({ code: 'access_denied' });
    return true;
  }
};

describe('an address to listen on', () => {
  it.each([
    ['127.0.0.1', '127.0.0.1'],
    ['127.8.9.10', '127.8.9.10'],
    ['localhost', '127.0.0.1'],
    ['LOCALHOST', '127.0.0.1'],
    ['::1', '::1'],
    ['[::1]', '::1'],
  ])('%s is loopback', (host, address) => {
    expect(loopbackAddress(host)).toBe(address);
  });

  it.each([
    '0.0.0.0',
    '::',
    '',
    '192.168.1.2',
    'example.org',
    '127.0.0.1.example.org',
    '127.1',
    '2130706433',
  ])('%j is refused', (host) => {
    expect(() => loopbackAddress(host)).toThrow(expect.objectContaining({ code: 'configuration_invalid' }));
  });
});

describe('the header Host', () => {
  it.each(['localhost:4600', '127.0.0.1:4600', '[::1]:4600', 'LocalHost:4600'])('%s is its own', (host) => {
    expect(isOwnHost(host, own)).toBe(true);
  });

  it.each([
    undefined,
    '',
    'localhost',
    'localhost:4601',
    'evil.example:4600',
    'localhost.evil.example:4600',
    '127.0.0.1.nip.io:4600',
    'localhost:4600:4600',
    'user@localhost:4600',
    '127.0.0.2:4600',
  ])('%j is not', (host) => {
    expect(isOwnHost(host, own)).toBe(false);
  });

  it('may leave out the port only where that is 80', () => {
    expect(isOwnHost('localhost', { ...own, port: 80 })).toBe(true);
    expect(isOwnHost('127.0.0.2:4600', { address: '127.0.0.2', port: 4600 })).toBe(true);
  });
});

describe('a request of another site', () => {
  it('is refused where it changes something', () => {
    for (const origin of [
      'http://evil.example',
      'null',
      'https://localhost:4600',
      'http://localhost:5173',
      'file://',
    ]) {
      expect([origin, isRefused('POST', { origin })]).toEqual([origin, true]);
    }
    for (const site of ['cross-site', 'same-site', 'whatever']) {
      expect(isRefused('POST', { 'sec-fetch-site': site, 'sec-fetch-mode': 'navigate' })).toBe(true);
    }
    expect(isRefused('DELETE', { origin: 'http://evil.example' })).toBe(true);
  });

  it('may lead here by a link, and no more', () => {
    expect(isRefused('GET', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' })).toBe(false);
    expect(isRefused('GET', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' })).toBe(true);
  });

  it('is told from one of its own pages, and from one without a browser', () => {
    expect(isRefused('POST', {})).toBe(false);
    expect(isRefused('POST', { origin: 'http://127.0.0.1:4600', 'sec-fetch-site': 'same-origin' })).toBe(
      false,
    );
    expect(isRefused('GET', { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' })).toBe(false);
  });
});
