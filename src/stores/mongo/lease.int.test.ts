import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { leases } from '../../schema/support/operations.ts';
import { type Clock, ManualClock } from '../../std/clock.ts';
import { minutes, seconds } from '../../std/durations.ts';
import type { Connection } from './connection.ts';
import { type HeldLease, holdingLease, type StoredLease } from './lease.ts';
import { TestDatabases } from './testing-only/databases.ts';

let databases: TestDatabases;
let connection: Connection;

beforeAll(async () => {
  databases = new TestDatabases(inject('mongodbUri'));
  connection = await databases.open();
});
afterAll(() => databases.dropAll());

// The process's own clock moves only when told to; the server's is the server's.
const clock = new ManualClock('2026-01-01T00:00:00Z');
const held = <T>(name: string, holder: string, work: (held: HeldLease) => Promise<T>) =>
  holdingLease(connection.data, name, holder, clock, { leaseMs: minutes(1), waitMsMax: seconds(0) }, work);
const stored = () => connection.data.collection<StoredLease>(leases.name);

it('is one holder’s, and free again afterwards', async () => {
  await held('work', 'a', async (lease) => {
    await lease.assertHeld();
    await expect(held('work', 'b', async () => 0)).rejects.toMatchObject({ code: 'overloaded' });
  });
  expect(await held('work', 'b', async () => 1)).toBe(1);
  expect(await stored().countDocuments()).toBe(0);
});

it('that ran out is renewed where nobody has taken it', async () => {
  await held('work', 'a', async (lease) => {
    clock.advance(minutes(2));
    await lease.assertHeld();
  });
});

it('whose renewal is answered after its time is renewed again', async () => {
  // A server that makes everybody wait: each look at the clock finds that the time of a lease has gone by.
  let waits = 6;
  const slow: Clock = {
    now: () => clock.now(),
    monotonicMs: () => {
      if (waits-- > 0) clock.advance(minutes(2));
      return clock.monotonicMs();
    },
  };
  const options = { leaseMs: minutes(1), waitMsMax: seconds(0) };
  await holdingLease(connection.data, 'work', 'a', slow, options, async (lease) => {
    await lease.assertHeld();
    expect(waits).toBeLessThan(0);
  });
});

it('that another has taken is lost', async () => {
  await held('work', 'a', async (lease) => {
    await stored().updateOne({ _id: 'work' }, { $set: { until: new Date(0) } });
    await held('work', 'b', async () => {
      clock.advance(minutes(2));
      await expect(lease.assertHeld()).rejects.toMatchObject({ code: 'interrupted' });
    });
    // It was free in between, and is not taken up again.
    await expect(lease.assertHeld()).rejects.toMatchObject({ code: 'interrupted' });
  });
});
