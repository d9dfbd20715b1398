/**
 * Rotates keys in a process of its own, for drills that kill it. Tells each step on standard output, one JSON value a line.
 *
 *   rotation-process.ts <uri> <database> <key folder> <target> [writes]
 *
 * The variables MASTERX_KMS_… name the KMS, where it is not the key file. With a number of writes it is killed by itself as soon as so many writes to the key vault are durable: a rotation of a few
 * keys is over before anybody else could.
 */
import { systemActor } from '../../src/access/actor.ts';
import type { RotationTarget } from '../../src/lifecycle/rotation/rotate.ts';
import type { KeyRotationRecord, KeyVault } from '../../src/stores/vault/port.ts';
import { openRotationPlatform } from './rotation-platform.ts';

/** What the process says: each step as it begins or goes on, and the record at the end. */
export interface RotationTold {
  readonly step?: string;
  readonly record?: KeyRotationRecord;
}

const [uri = '', database = '', folder = '', target = '', writes = ''] = process.argv.slice(2);
const tell = (told: RotationTold): void => {
  process.stdout.write(`${JSON.stringify(told)}\n`);
};
const kms = Object.fromEntries(
  Object.entries(process.env).filter((entry): entry is [string, string] =>
    entry[0].startsWith('MASTERX_KMS_'),
  ),
);
const platform = await openRotationPlatform(uri, database, folder, kms);
if (writes !== '') dieAfter(platform.vault, Number(writes));
const record = await platform
  .as(systemActor('drill', 'drill', 'testing'))
  .keys.rotate(JSON.parse(target) as RotationTarget, { onProgress: ({ step }) => tell({ step }) });
tell({ record });
await platform.close();

function dieAfter(vault: KeyVault, count: number): void {
  let left = count;
  for (const name of ['addIndexKey', 'replaceIndexKey', 'replaceBranchKey', 'putKeyRotation'] as const) {
    const write: (...given: never[]) => Promise<unknown> = vault[name].bind(vault);
    Object.defineProperty(vault, name, {
      value: async (...given: never[]) => {
        const done = await write(...given);
        left -= 1;
        if (left === 0) process.kill(process.pid, 'SIGKILL');
        return done;
      },
    });
  }
}
