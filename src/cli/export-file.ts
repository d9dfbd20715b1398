import { once } from 'node:events';
import { createWriteStream, existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { refusedFile } from './refused-file.ts';

/** For its owner only: it holds records of people in plain text. */
const OWNER_ONLY = 0o600;

/**
 * A file that is there as a whole or not at all: written aside, under its name once complete. Packed where its name ends
 * with `.gz`.
 *
 * @param produce writes the content, line by line.
 * @throws MasterXError `usage` where there is a file of that name, or none can be; whatever `produce` throws.
 */
export async function writeExportFile<T>(
  path: string,
  produce: (write: (line: string) => Promise<void>) => Promise<T>,
): Promise<T> {
  if (existsSync(path)) throw refusedFile(path, Object.assign(new Error('exists'), { code: 'EEXIST' }));
  const aside = `${path}.partial`;
  const lines = new PassThrough();
  const packed = path.endsWith('.gz') ? createGzip() : new PassThrough();
  const stopped = new AbortController();
  const file = createWriteStream(aside, { mode: OWNER_ONLY });
  const written = pipeline(lines, packed, file, { signal: stopped.signal });
  // Whoever writes meets the failure; until then it waits here.
  const failed = written.then(
    () => undefined,
    (thrown: unknown) => refusedFile(path, thrown),
  );
  const write = async (line: string): Promise<void> => {
    const hasRoom = !lines.destroyed && lines.write(line);
    if (!hasRoom) await Promise.race([once(lines, 'drain').catch(() => undefined), failed]);
    if (lines.destroyed) throw await failed;
  };
  try {
    const result = await produce(write);
    lines.end();
    const failure = await failed;
    if (failure) throw failure;
    await rename(aside, path);
    return result;
  } catch (thrown) {
    stopped.abort();
    await failed;
    await rm(aside, { force: true });
    throw thrown;
  }
}
