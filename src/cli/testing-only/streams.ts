import { Readable } from 'node:stream';

/** Streams that keep what is written to them. */
export function keptStreams(isTTY = false) {
  const kept = { stdout: '', stderr: '' };
  const stream = (name: keyof typeof kept) => ({
    isTTY,
    columns: 100,
    write(text: string | Uint8Array) {
      kept[name] += String(text);
      return true;
    },
  });
  return { kept, stdout: stream('stdout'), stderr: stream('stderr') };
}

/** A standard input where nobody types. */
export const NOBODY = Object.assign(Readable.from([]), { isTTY: false });
