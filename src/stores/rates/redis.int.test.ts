import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { systemClock } from '../../std/clock.ts';
import { RedisConnection } from '../redis/connection.ts';
import { MemoryRateCounters } from './memory.ts';
import { RedisRateCounters } from './redis.ts';
import { rateConformance } from './testing-only/conformance.ts';

const url = inject('redisUrl');
const connections: RedisConnection[] = [];
const nodes: RedisRateCounters[] = [];

function node(at: string): RedisRateCounters {
  const connection = RedisConnection.open(at);
  connections.push(connection);
  return new RedisRateCounters(connection, new MemoryRateCounters(systemClock));
}

beforeAll(async () => {
  if (url === null) return;
  nodes.push(node(url), node(url));
  for (let tries = 0; tries < 200 && nodes.some(({ scope }) => scope !== 'cluster'); tries++) await sleep(20);
});
afterAll(() => {
  for (const connection of connections) connection.close();
});

/** One node after the other, as a balancer would. */
let turn = 0;
const nextNode = () => nodes[turn++ % nodes.length] as RedisRateCounters;

// Where no Redis can be had each process counts for itself; there is nothing to test then.
if (url !== null) rateConformance('two nodes on one Redis', nextNode, sleep);

describe('a Redis that is not there', () => {
  it('leaves the counting to the process', async () => {
    const alone = node('redis://127.0.0.1:1');
    const limit = { max: 2, windowMs: 60_000 };
    const states = [];
    for (let at = 0; at < 3; at++) states.push((await alone.take('x', limit)).allowed);
    expect([alone.scope, states]).toEqual(['process', [true, true, false]]);
  });
});
