import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { MiB } from '../std/bytes.ts';
import { codeOf } from './processes.ts';

/** Size of one log file; one older file is kept beside it, so a log takes at most twice this. */
const FILE_BYTES_MAX = MiB(4);
/** Characters kept in memory to explain a failure. */
const TAIL_CHARACTERS_MAX = 2_000;

/** A log file of bounded size: when full it becomes `<name>.1`, replacing the one before. */
export class BoundedLog {
  #bytes: number;
  #tail = '';

  constructor(
    readonly path: string,
    readonly bytesMax: number = FILE_BYTES_MAX,
  ) {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    this.#bytes = sizeOf(path);
  }

  write(text: string): void {
    const chunk = Buffer.from(text);
    if (this.#bytes > 0 && this.#bytes + chunk.length > this.bytesMax) {
      renameSync(this.path, `${this.path}.1`);
      this.#bytes = 0;
    }
    const kept = chunk.subarray(-this.bytesMax);
    appendFileSync(this.path, kept, { mode: 0o600 });
    this.#bytes += kept.length;
    this.#tail = (this.#tail + text).slice(-TAIL_CHARACTERS_MAX);
  }

  /** The last lines that were written through this object. */
  tail(lines: number): string {
    return this.#tail.trim().split('\n').slice(-lines).join('\n');
  }
}

function sizeOf(path: string): number {
  try {
    return statSync(path).size;
  } catch (thrown) {
    if (codeOf(thrown) === 'ENOENT') return 0;
    throw thrown;
  }
}
