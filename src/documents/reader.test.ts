import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { systemActor } from '../access/actor.ts';
import type { AccessTrail } from '../access/audit-trail.ts';
import type { Keyring } from '../protection/keyring.ts';
import { ManualClock } from '../std/clock.ts';
import { SeededRandom, seededEntropy } from '../std/random.ts';
import { MemoryCache } from '../stores/cache/memory.ts';
import type { DocumentStore } from '../stores/documents/port.ts';
import { Door } from './door.ts';

it('measures an answer as its caller waits for it, with its audit entry', async () => {
  const clock = new ManualClock('2026-01-01T00:00:00Z');
  const measured: number[] = [];
  const store: Partial<DocumentStore> = {
    async find() {
      clock.advance(5);
      return [];
    },
  };
  const recorded = async () => {
    await turn();
    clock.advance(30);
  };
  const trail: Pick<AccessTrail, 'open'> = {
    open: () => ({ durable: recorded(), close: () => undefined }),
  };
  const door = new Door(
    {
      store: store as DocumentStore,
      trail: trail as AccessTrail,
      keyring: {} as Keyring,
      latencies: { record: (_collection, _query, latencyMs) => void measured.push(latencyMs) },
      cache: new MemoryCache(clock),
      clock,
      entropy: seededEntropy(new SeededRandom(1)),
      tenant: 'test',
      region: 'local',
    },
    'concepts',
  );
  const actor = systemActor('test', 'request', 'test');
  await door.reader.page(actor, 'concepts_of_subject', { subject: 'statistics' }, {});
  expect(measured).toEqual([35]);
});
