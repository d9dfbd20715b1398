import { createInterface } from 'node:readline/promises';

/** Asks a question and answers what was typed; null where nobody is there to type. */
export type Ask = (question: string, signal: AbortSignal) => Promise<string | null>;

/** Where questions are asked and answers typed. */
export interface Asked {
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly stderr: NodeJS.WritableStream & { readonly isTTY?: boolean };
}

/** Asks on a terminal. Where standard input or standard error is none, nobody is asked. */
export function askOn({ stdin, stderr }: Asked): Ask {
  return async (question, signal) => {
    if (stdin.isTTY !== true || stderr.isTTY !== true) return null;
    const line = createInterface({ input: stdin, output: stderr });
    try {
      return await line.question(question, { signal });
    } finally {
      line.close();
    }
  };
}
