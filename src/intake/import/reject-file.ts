import { access, constants, type FileHandle, open, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { MasterXError } from '../../errors/error.ts';
import { STDIN_PATH } from '../readers/source.ts';

/** What every line of a reject file begins with. */
const BEGINNING = '{"line":';

/** Where the rejects of a file go unless said. */
export function rejectPathOf(path: string): string {
  return path === STDIN_PATH ? join(process.cwd(), 'stdin.rejects.jsonl') : `${path}.rejects.jsonl`;
}

/**
 * Rejected rows with their reasons, as JSON Lines `{"line": 7, "reason": "column score is empty"}`. The file is made
 * with the first reject. Rejects are kept in memory until `flush`.
 */
export class RejectFile {
  readonly path: string;
  #waiting: string[] = [];
  #handle: FileHandle | null = null;
  #bytes: number;

  private constructor(path: string, bytes: number) {
    this.path = path;
    this.#bytes = bytes;
  }

  /**
   * Goes on behind the first `keptBytes` of a file that is there, and drops what follows them.
   *
   * @throws MasterXError `usage` when the file holds anything but rejects, or cannot be written.
   */
  static async open(path: string, keptBytes: number): Promise<RejectFile> {
    const handle = await open(path, 'r+').catch(async (cause: unknown) => {
      if (codeOf(cause) !== 'ENOENT') throw unwritable(path, 'cannot be written', cause);
      await access(dirname(path), constants.W_OK).catch((thrown: unknown) => {
        throw unwritable(path, 'cannot be written', thrown);
      });
      return null;
    });
    if (handle === null) return new RejectFile(path, 0);
    try {
      const { size } = await handle.stat();
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(BEGINNING.length), 0, BEGINNING.length, 0);
      if (size > 0 && buffer.toString('utf8', 0, bytesRead) !== BEGINNING) {
        throw unwritable(path, 'holds something else than rejected rows');
      }
      const file = new RejectFile(path, Math.min(size, keptBytes));
      await handle.truncate(file.#bytes);
      return file;
    } finally {
      await handle.close();
    }
  }

  /** Rejects not yet in the file. */
  get waiting(): number {
    return this.#waiting.length;
  }

  add(line: number, reason: string): void {
    this.#waiting.push(`${JSON.stringify({ line, reason })}\n`);
  }

  /** Writes what waits; resolves to the size of the file. */
  async flush(): Promise<number> {
    if (this.#waiting.length === 0) return this.#bytes;
    const chunk = Buffer.from(this.#waiting.join(''));
    this.#waiting = [];
    this.#handle ??= await open(this.path, 'a').catch((cause: unknown) => {
      throw unwritable(this.path, 'cannot be written', cause);
    });
    await this.#handle.appendFile(chunk);
    await this.#handle.datasync();
    this.#bytes += chunk.byteLength;
    return this.#bytes;
  }

  /** Closes the file; one without rejects is taken away. */
  async close(): Promise<void> {
    await this.#handle?.close();
    this.#handle = null;
    if (this.#bytes === 0) await rm(this.path, { force: true });
  }
}

function codeOf(thrown: unknown): unknown {
  return thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
}

function unwritable(path: string, reason: string, cause?: unknown): MasterXError {
  return new MasterXError('usage', {
    detail: `The reject file ${path} ${reason}.`,
    hint: 'Name another place for rejected rows with --reject-file.',
    cause,
  });
}
