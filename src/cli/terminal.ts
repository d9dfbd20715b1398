import type { Environment } from '../embedded/environment.ts';

/** Where a command writes: its answer to standard output, everything said on the way to standard error. */
export interface Terminal {
  /** Part of the answer, as it is. */
  readonly write: (text: string) => void;
  /** Part of a long answer; resolves when the reader has room for more. */
  readonly stream: (text: string) => Promise<void>;
  /** A line of the answer. */
  readonly line: (text: string) => void;
  /** A line on standard error. */
  readonly note: (text: string) => void;
  /** Whether somebody watches standard error, so that lines may be redrawn. */
  readonly isWatched: boolean;
  /** Columns of the answer. */
  readonly columns: number;
  /** Colours of the answer, and of what is said on the way. */
  readonly paint: { readonly answer: Paint; readonly note: Paint };
}

/** Text in colours, or as it is where there are none. */
export type Paint = Readonly<Record<keyof typeof CODES, (text: string) => string>>;

type Output = Pick<NodeJS.WriteStream, 'write' | 'isTTY'> & {
  readonly columns?: number;
  readonly once?: NodeJS.WriteStream['once'];
};

const CODES = { bold: [1, 22], dim: [2, 22], red: [31, 39], green: [32, 39], yellow: [33, 39] } as const;
const COLUMNS_DEFAULT = 100;
const COLUMNS_MAX = 120;

/** The terminal of two streams. NO_COLOR (no-color.org) switches colours off; so does writing to no terminal. */
export function terminalOn(stdout: Output, stderr: Output, environment: Environment): Terminal {
  const mayColour = !environment['NO_COLOR'] && environment['TERM'] !== 'dumb';
  return {
    write: (text) => void stdout.write(text),
    stream: async (text) => {
      if (stdout.write(text)) return;
      await new Promise<void>((resolve) => stdout.once?.('drain', resolve));
    },
    line: (text) => void stdout.write(`${text}\n`),
    note: (text) => void stderr.write(`${text}\n`),
    isWatched: stderr.isTTY === true && environment['TERM'] !== 'dumb',
    columns: Math.min(stdout.columns ?? COLUMNS_DEFAULT, COLUMNS_MAX),
    paint: {
      answer: paint(mayColour && stdout.isTTY === true),
      note: paint(mayColour && stderr.isTTY === true),
    },
  };
}

function paint(isColoured: boolean): Paint {
  const of =
    ([on, off]: readonly [number, number]) =>
    (text: string) =>
      isColoured ? `\u001b[${on}m${text}\u001b[${off}m` : text;
  return {
    bold: of(CODES.bold),
    dim: of(CODES.dim),
    red: of(CODES.red),
    green: of(CODES.green),
    yellow: of(CODES.yellow),
  };
}
