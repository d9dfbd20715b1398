import { createHash, type Hash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { basename } from 'node:path';
import { MiB } from '../../std/bytes.ts';
import type { Entropy } from '../../std/random.ts';
import { STDIN_PATH, unreadable } from '../readers/source.ts';
import type { ImportRequest } from './request.ts';

/** How much of a file's beginning and of its end tells it from others, together with its name and size. */
const SAMPLE_BYTES = MiB(1);

/**
 * What tells one import from another: 256 bits over the file's name, size, beginning and end, and over everything that
 * decides what its rows become. Standard input cannot be read again, so it is another one each time.
 */
export async function fingerprintOf(
  { path, read = {}, legalBasis, ageGroup }: ImportRequest,
  entropy: Pick<Entropy, 'uuid'>,
): Promise<string> {
  const { stdin: _, ...options } = read;
  const entries = Object.entries({ ...options, legalBasis, ageGroup }).filter(
    ([, value]) => value !== undefined,
  );
  const hash = createHash('sha256').update(
    JSON.stringify(entries.sort(([one], [other]) => (one < other ? -1 : 1))),
  );
  if (path === STDIN_PATH) return hash.update(entropy.uuid()).digest('hex');
  const file = await open(path).catch((cause: unknown) => {
    throw unreadable(path, 'is not there or may not be read', cause);
  });
  try {
    const { size } = await file.stat();
    hash.update(JSON.stringify([basename(path), size]));
    await sample(hash, file, 0);
    if (size > SAMPLE_BYTES) await sample(hash, file, Math.max(SAMPLE_BYTES, size - SAMPLE_BYTES));
  } catch (cause) {
    throw unreadable(path, 'cannot be read', cause);
  } finally {
    await file.close();
  }
  return hash.digest('hex');
}

async function sample(hash: Hash, file: FileHandle, from: number): Promise<void> {
  const { bytesRead, buffer } = await file.read(Buffer.alloc(SAMPLE_BYTES), 0, SAMPLE_BYTES, from);
  hash.update(buffer.subarray(0, bytesRead));
}
