import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BoundedLog } from './bounded-log.ts';

test('whatever is written, a log takes at most twice its bound and ends with what came last', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 80 }), { minLength: 1, maxLength: 30 }), (texts) => {
      const folder = mkdtempSync(join(tmpdir(), 'masterx-log-'));
      try {
        const path = join(folder, 'logs', 'server.log');
        for (const text of texts) new BoundedLog(path, 100).write(`${text}\n`);
        for (const name of readdirSync(join(folder, 'logs'))) {
          expect(statSync(join(folder, 'logs', name)).size).toBeLessThanOrEqual(100);
        }
        const last = Buffer.from(`${texts.at(-1)}\n`).subarray(-100);
        expect(readFileSync(path).subarray(-last.length).equals(last)).toBe(true);
      } finally {
        rmSync(folder, { recursive: true });
      }
    }),
    { numRuns: 30 },
  );
});

test('the last lines explain a failure', () => {
  const folder = mkdtempSync(join(tmpdir(), 'masterx-log-'));
  const log = new BoundedLog(join(folder, 'server.log'));
  log.write('one\ntwo\nthree\n');
  expect(log.tail(2)).toBe('two\nthree');
  rmSync(folder, { recursive: true });
});
