/**
 * Rotates keys in a process of its own, for drills that kill it. Tells each step on standard output, one JSON value a line.
 *
 *   rotation-process.ts <uri> <database> <key folder> <target>
 */
import { systemActor } from '../../src/access/actor.ts';
import type { RotationTarget } from '../../src/lifecycle/rotation/rotate.ts';
import type { KeyRotationRecord } from '../../src/stores/vault/port.ts';
import { openRotationPlatform } from './rotation-platform.ts';

/** What the process says: each step as it begins or goes on, and the record at the end. */
export interface RotationTold {
  readonly step?: string;
  readonly record?: KeyRotationRecord;
}

const [uri = '', database = '', folder = '', target = ''] = process.argv.slice(2);
const tell = (told: RotationTold): void => {
  process.stdout.write(`${JSON.stringify(told)}\n`);
};
const platform = await openRotationPlatform(uri, database, folder);
const record = await platform
  .as(systemActor('drill', 'drill', 'testing'))
  .keys.rotate(JSON.parse(target) as RotationTarget, { onProgress: ({ step }) => tell({ step }) });
tell({ record });
await platform.close();
