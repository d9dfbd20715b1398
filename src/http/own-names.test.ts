import { describe, expect, it } from 'vitest';
import { assertSameSite, isOwnHost, type OwnNames } from './own-names.ts';
import { listeningAddress } from './reach.ts';

const own: OwnNames = { scheme: 'http', address: '127.0.0.1', port: 4600, origins: [] };
const abroad: OwnNames = {
  ...{ scheme: 'https', address: '0.0.0.0', port: 4600 },
  origins: ['https://learn.example.org', 'https://learn.example.org:8443'],
};
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
    expect(listeningAddress({ host })).toBe(address);
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
    expect(() => listeningAddress({ host })).toThrow(
      expect.objectContaining({ code: 'configuration_invalid' }),
    );
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
    expect(isOwnHost('127.0.0.2:4600', { ...own, address: '127.0.0.2' })).toBe(true);
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

describe('a service that others reach', () => {
  const secure = { tlsCertificate: 'server.pem', publicOrigins: ['https://learn.example.org'] };

  it('shows a certificate and has a name', () => {
    expect(listeningAddress({ host: '0.0.0.0', ...secure })).toBe('0.0.0.0');
    expect(listeningAddress({ host: '[::]', ...secure })).toBe('::');
    const refused = expect.objectContaining({ code: 'configuration_invalid' });
    expect(() => listeningAddress({ ...secure, host: '0.0.0.0', tlsCertificate: null })).toThrow(refused);
    expect(() => listeningAddress({ ...secure, host: '0.0.0.0', publicOrigins: [] })).toThrow(refused);
    expect(() => listeningAddress({ ...secure, host: 'learn.example.org' })).toThrow(refused);
  });

  it.each(['learn.example.org', 'LEARN.example.org:443', 'learn.example.org:8443', 'localhost:4600'])(
    'is asked as %s',
    (host) => {
      expect(isOwnHost(host, abroad)).toBe(true);
    },
  );

  it.each(['0.0.0.0:4600', 'learn.example.org:80', 'learn.example.org:4600', 'x.learn.example.org', ''])(
    'is not asked as %j',
    (host) => {
      expect(isOwnHost(host, abroad)).toBe(false);
    },
  );

  it('takes changes from pages of its origins only', () => {
    const change = (origin: string) => () =>
      assertSameSite('POST', { host: 'learn.example.org', origin }, abroad);
    expect(change('https://learn.example.org')).not.toThrow();
    expect(change('https://localhost:4600')).not.toThrow();
    for (const origin of ['http://learn.example.org', 'https://example.org', 'http://localhost:4600']) {
      expect(change(origin), origin).toThrow(expect.objectContaining({ code: 'access_denied' }));
    }
  });
});
