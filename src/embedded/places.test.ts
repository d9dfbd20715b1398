import { expect, test } from 'vitest';
import { connectionString } from './mongo-probe.ts';
import { placesIn, socketPathFor } from './places.ts';

test('each engine has a folder of its own', () => {
  const places = placesIn('/data');
  expect(places.mongodb('mongod')).toBe('/data/mongodb/mongod');
  expect(places.engines).toBe('/data/engines');
  expect(placesIn('/data', '/shared').engines).toBe('/shared');
});

test('a socket stands in the data folder where its path fits, else among temporary files', () => {
  expect(socketPathFor('/data')).toBe('/data/run/supervisor.sock');
  const deep = `/${'ä'.repeat(60)}`;
  const short = socketPathFor(deep, '/var/tmp');
  expect(short).toMatch(/^\/var\/tmp\/masterx-[0-9a-f]{16}-\d+\.sock$/);
  expect(socketPathFor(`${deep}b`, '/var/tmp')).not.toBe(short);
  expect(Buffer.byteLength(socketPathFor(deep, `/${'t'.repeat(120)}`))).toBeLessThan(100);
});

test('a server that its set knows under this address is reached as a set, another one directly', () => {
  const said = { isPrimary: true, setName: 'masterx', hosts: ['127.0.0.1:4000'] };
  expect(connectionString(4000, said)).toBe('mongodb://127.0.0.1:4000/?replicaSet=masterx');
  expect(connectionString(4001, said)).toBe('mongodb://127.0.0.1:4001/?directConnection=true');
  expect(connectionString(4000, { ...said, setName: null })).toContain('directConnection=true');
});
