import { expect, it } from 'vitest';
import { ManualClock } from '../std/clock.ts';
import { seconds } from '../std/durations.ts';
import { RefusedConnections } from './refused-connections.ts';

it('tells of the first of a kind at once, and of the others once a minute by their number', () => {
  const clock = new ManualClock('2026-05-01T10:00:00Z');
  const lines: object[] = [];
  const refused = new RefusedConnections({ warn: (line: object) => lines.push(line) }, clock);
  for (let second = 0; second < 90; second++) {
    for (let n = 0; n < 10; n++) refused.note('ERR_SSL_A');
    clock.advance(seconds(1));
  }
  refused.note('ERR_SSL_B');
  expect(lines).toEqual([
    { code: 'ERR_SSL_A', count: 1 },
    { code: 'ERR_SSL_A', count: 600 },
    { code: 'ERR_SSL_B', count: 1 },
  ]);
});
