import { once } from 'node:events';
import { PassThrough, type Readable } from 'node:stream';
import { MasterXError } from '../errors/error.ts';

/** Makes lines, each of which is awaited before the next; ends early on the signal. */
type Lines = (write: (line: string) => Promise<void>, signal: AbortSignal) => Promise<unknown>;

/**
 * A stream of lines as they are made, no faster than they are read. Resolves with the first line, so that what speaks
 * against it is answered as a problem; what goes wrong later breaks the answer off. Whoever stops reading stops the work.
 */
export async function lineStream(produce: Lines): Promise<Readable> {
  const lines = new PassThrough();
  // Whoever reads it hears of it; where nobody does yet, it is told by rejecting.
  lines.on('error', () => undefined);
  const stopped = new AbortController();
  const closed = new Promise<void>((resolve) => {
    lines.once('close', () => {
      stopped.abort();
      resolve();
    });
  });
  return new Promise((resolve, reject) => {
    const write = async (line: string): Promise<void> => {
      const hasRoom = !lines.destroyed && lines.write(line);
      resolve(lines);
      if (!hasRoom) await Promise.race([once(lines, 'drain').catch(() => undefined), closed]);
      if (lines.destroyed) throw new MasterXError('interrupted');
    };
    produce(write, stopped.signal).then(
      () => {
        lines.end();
        resolve(lines);
      },
      (thrown: Error) => {
        reject(thrown);
        lines.destroy(thrown);
      },
    );
  });
}
