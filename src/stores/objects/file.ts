import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readdir, readFile, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { MasterXError } from '../../errors/error.ts';
import { invariant } from '../../std/assert.ts';
import { isObjectName, OBJECT_BYTES_MAX, type ObjectStore, OtherObject } from './port.ts';

/** What a file is called while it is written; no name of an object begins so. */
const UNFINISHED = '.unfinished-';

/**
 * Objects as read-only files below a folder. A crash leaves an object whole or not at all. The lock is the file's mode: it
 * keeps from mistakes, not from whoever may change the folder; for that, point the folder at storage that cannot be
 * overwritten.
 */
export class FileObjectStore implements ObjectStore {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async putOnce(name: string, bytes: Uint8Array): Promise<void> {
    const path = this.#pathOf(name);
    await reach(name, async () => {
      const folder = dirname(path);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const unfinished = join(folder, `${UNFINISHED}${randomBytes(6).toString('hex')}`);
      try {
        await write(unfinished, bytes);
        await link(unfinished, path);
      } catch (thrown) {
        if (codeOf(thrown) !== 'EEXIST') throw thrown;
        if (!(await readFile(path)).equals(bytes)) throw new OtherObject(name);
      } finally {
        await unlink(unfinished).catch((thrown: unknown) => {
          if (codeOf(thrown) !== 'ENOENT') throw thrown;
        });
      }
      await syncFolder(folder);
    });
  }

  async get(name: string): Promise<Buffer | null> {
    const path = this.#pathOf(name);
    return reach(name, async () => {
      try {
        const { size } = await stat(path);
        invariant(size <= OBJECT_BYTES_MAX, 'an object that is read in one piece is small');
        return await readFile(path);
      } catch (thrown) {
        if (codeOf(thrown) === 'ENOENT') return null;
        throw thrown;
      }
    });
  }

  async list(prefix: string, { after = '', limit }: { after?: string; limit: number }): Promise<string[]> {
    invariant(prefix.endsWith('/') && isObjectName(prefix.slice(0, -1)), 'a prefix ends with a slash');
    return reach(prefix, async () => {
      const folder = join(this.#folder, prefix);
      const files = await readdir(folder, { recursive: true, withFileTypes: true }).catch(
        (thrown: unknown) => {
          if (codeOf(thrown) === 'ENOENT') return [];
          throw thrown;
        },
      );
      return files
        .filter((file) => file.isFile() && !file.name.startsWith(UNFINISHED))
        .map((file) => prefix + join(file.parentPath, file.name).slice(folder.length))
        .filter((name) => name > after)
        .sort()
        .slice(0, limit);
    });
  }

  #pathOf(name: string): string {
    invariant(isObjectName(name), 'an object has a name that stays in its store');
    return join(this.#folder, name);
  }
}

async function write(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o400);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes a new name in a folder durable; not every file system lets a folder be synced. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } catch (thrown) {
    if (codeOf(thrown) !== 'EINVAL' && codeOf(thrown) !== 'EPERM') throw thrown;
  } finally {
    await handle.close();
  }
}

async function reach<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (codeOf(cause) === undefined) throw cause;
    throw new MasterXError('store_unavailable', {
      cause,
      detail: `The object ${name} could not be reached in the object store (${codeOf(cause)}).`,
    });
  }
}

const codeOf = (thrown: unknown): string | undefined =>
  thrown instanceof Error &&
  'code' in thrown &&
  typeof thrown.code === 'string' &&
  /^E[A-Z]+$/.test(thrown.code)
    ? thrown.code
    : undefined;
