import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { MasterXError } from '../../errors/error.ts';
import { READ_LIMITS } from './limits.ts';

/** What stands for standard input in place of a path. */
export const STDIN_PATH = '-';

/**
 * The bytes of a file or of standard input, unpacked when they are gzip (told by the first bytes, not by the name).
 * Read once, in order; `head` may be looked at before without losing it.
 */
export class ByteSource implements AsyncIterable<Buffer> {
  readonly #chunks: AsyncIterator<Buffer>;
  #head: Buffer[] = [];
  #bytesRead = 0;

  private constructor(
    readonly path: string,
    raw: Readable,
    readonly bytesTotal: number | undefined,
  ) {
    this.#chunks = unpacked(path, asBuffers(raw), (bytes) => {
      this.#bytesRead += bytes;
    });
  }

  /** Opens `path`, or `stdin` for `-`. `file_unreadable` when there is no such file. */
  static async open(path: string, stdin: Readable = process.stdin): Promise<ByteSource> {
    if (path === STDIN_PATH) return new ByteSource(path, stdin, undefined);
    const found = await stat(path).catch((cause: unknown) => {
      throw unreadable(path, 'is not there or may not be read', cause);
    });
    if (found.isDirectory()) throw unreadable(path, 'is a directory');
    return new ByteSource(path, createReadStream(path), found.isFile() ? found.size : undefined);
  }

  /** Bytes of the file that were taken so far, unpacked where it is packed; what was only read ahead does not count. */
  get bytesRead(): number {
    return this.#bytesRead;
  }

  /** The first unpacked bytes: at least `READ_LIMITS.headBytesMax`, or all there are. */
  async head(): Promise<Buffer> {
    let length = this.#head.reduce((sum, chunk) => sum + chunk.length, 0);
    while (length < READ_LIMITS.headBytesMax) {
      const next = await this.#chunks.next();
      if (next.done) break;
      this.#head.push(next.value);
      length += next.value.length;
    }
    return Buffer.concat(this.#head);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer> {
    try {
      const head = this.#head;
      this.#head = [];
      yield* head;
      for (let next = await this.#chunks.next(); !next.done; next = await this.#chunks.next())
        yield next.value;
    } finally {
      await this.close();
    }
  }

  /** Lets go of the file. Reading to the end does so by itself. */
  async close(): Promise<void> {
    await this.#chunks.return?.();
  }
}

async function* asBuffers(raw: Readable): AsyncGenerator<Buffer> {
  for await (const chunk of raw) yield Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk);
}

async function* unpacked(
  path: string,
  packed: AsyncGenerator<Buffer>,
  taken: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  try {
    let first = Buffer.alloc(0);
    while (first.length < 2) {
      const next = await packed.next();
      if (next.done) break;
      first = Buffer.concat([first, next.value]);
    }
    if (first.length >= 2 && first.readUInt16BE(0) === 0x1f8b) {
      yield* gunzipped(first, packed, taken);
    } else {
      for await (const chunk of startingWith(first, packed)) {
        taken(chunk.length);
        yield chunk;
      }
    }
  } catch (cause) {
    throw cause instanceof MasterXError ? cause : unreadable(path, reasonOf(cause), cause);
  } finally {
    await packed.return(undefined);
  }
}

async function* startingWith(first: Buffer, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  if (first.length > 0) yield first;
  yield* rest;
}

async function* gunzipped(
  first: Buffer,
  rest: AsyncGenerator<Buffer>,
  taken: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  const gunzip = createGunzip();
  const flow = pipeline(Readable.from(startingWith(first, rest), { objectMode: false }), gunzip);
  // Whatever breaks the flow breaks the loop below as well, which reports it.
  flow.catch(() => undefined);
  let bytesTaken = 0;
  const count = () => {
    taken(gunzip.bytesWritten - bytesTaken);
    bytesTaken = gunzip.bytesWritten;
  };
  for await (const chunk of gunzip) {
    count();
    yield chunk;
  }
  await flow;
  count();
}

function reasonOf(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (code === 'Z_BUF_ERROR') return 'is cut off: its compressed data ends too early';
  if (typeof code === 'string' && code.startsWith('Z_'))
    return 'is damaged: its compressed data cannot be unpacked';
  return 'cannot be read';
}

/** The failure to read `path`, in words that follow its name. */
export function unreadable(path: string, reason: string, cause?: unknown): MasterXError {
  const name = path === STDIN_PATH ? 'Standard input' : path;
  return new MasterXError('file_unreadable', { detail: `${name} ${reason}.`, cause });
}
