import { KiB, MiB } from '../../std/bytes.ts';

/** What one reading holds in memory at most, whatever the file's size. */
export const READ_LIMITS = {
  /** One line of JSON Lines, or one statement of an array. */
  jsonBytesMax: MiB(8),
  /** One row of a table, quoted line breaks included. */
  rowBytesMax: MiB(1),
  /** Lines one quoted field may run over: an unclosed quote spoils so many rows and no more. */
  rowLinesMax: 1_000,
  /** Beginning of a file that is looked at to recognise it. */
  headBytesMax: KiB(64),
  /** Rows of a table that is held as a whole beside the file (modules, registrations). */
  dimensionRowsMax: 500_000,
  slugLengthMax: 64,
  nameLengthMax: 200,
  /** What a learner typed; the rest is cut off. */
  inputLengthMax: 4_000,
} as const;
