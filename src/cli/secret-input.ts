import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { KiB } from '../std/bytes.ts';
import type { Asked } from './confirmation.ts';

/** Asks for something that must not be seen, or reads the first line of standard input where nobody sits there. */
export type AskSecret = (question: string, signal: AbortSignal) => Promise<string>;

const SECRET_BYTES_MAX = KiB(4);

/** Asks on a terminal without showing what is typed. A secret is never an argument: whoever lists processes sees those. */
export function askSecretOn({ stdin, stderr }: Asked): AskSecret {
  return async (question, signal) => {
    if (stdin.isTTY !== true) return firstLine(stdin, signal);
    stderr.write(question);
    const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
    const line = createInterface({ input: stdin, output: nowhere, terminal: true });
    try {
      return await line.question('', { signal });
    } finally {
      line.close();
      stderr.write('\n');
    }
  };
}

async function firstLine(stdin: NodeJS.ReadableStream, signal: AbortSignal): Promise<string> {
  let text = '';
  for await (const chunk of stdin) {
    signal.throwIfAborted();
    text += String(chunk);
    if (text.includes('\n') || text.length > SECRET_BYTES_MAX) break;
  }
  const [first = ''] = text.split(/\r?\n/, 1);
  return first;
}
