import type { Stats } from 'node:fs';
import { type FileHandle, link, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Config } from '../../config/settings.ts';
import { MasterXError } from '../../errors/error.ts';
import { invariant } from '../../std/assert.ts';
import type { Entropy } from '../../std/random.ts';
import { KEY_BYTES, unwrapKey, wrapKey } from './key-wrap.ts';
import type { EncryptionContext, GeneratedKey, KeyEncryptionKey, WrappedKey } from './port.ts';

/** Name of the key file in the data folder. */
export const KEY_FILE = 'key-encryption-key';

const OWNER_ONLY = 0o600;
const OTHERS = 0o077;
const FILE_BYTES_MAX = 4_096;
/** Windows has no such permission bits; there the folder's access list decides. */
const HAS_MODES = process.platform !== 'win32';

/** The settings that decide about the key file. */
export type KeyFileSettings = Pick<
  Config,
  'dataDirectory' | 'keyFile' | 'environment' | 'allowKeyFileInProduction'
>;

interface KeyInFile {
  readonly key_id: string;
  /** 32 bytes, base64. */
  readonly key: string;
}

/** Until a key is rotated; then the file is of version 2. */
interface SingleKeyFile extends KeyInFile {
  readonly version: 1;
}

interface KeyFileContent {
  readonly version: 2;
  /** The one that wraps first; the others unwrap what they wrapped. */
  readonly keys: readonly KeyInFile[];
}

/** Keys a file holds; what was wrapped by one of them must be wrapped anew before it is taken out by hand. */
const KEYS_MAX = 16;

/**
 * The key-encryption key in a local file, for development and tests: JSON with a key id and 256 random bits, readable
 * by its owner only. Written on first use; of several processes that start at once all end up with the same key.
 *
 * @throws MasterXError `key_file_unsafe` in production (unless allowed), when others may read the file, or when it is
 * not a key file; `keys_unavailable` when it can be neither read nor written.
 */
export async function openKeyFile(settings: KeyFileSettings, entropy: Entropy): Promise<KeyEncryptionKey> {
  if (settings.environment === 'production' && settings.allowKeyFileInProduction !== 'yes') {
    throw new MasterXError('key_file_unsafe', {
      detail: 'A local key file is meant for development, and this is production.',
      hint: 'Name a KMS key in MASTERX_KMS_KEY_ID, or set MASTERX_ALLOW_KEY_FILE_IN_PRODUCTION=yes if you accept that whoever copies the file can read everything.',
    });
  }
  const path = resolve(settings.keyFile ?? join(settings.dataDirectory, KEY_FILE));
  try {
    const content = (await readKeyFile(path)) ?? (await createKeyFile(path, entropy));
    return new FileKey(path, content, entropy);
  } catch (thrown) {
    if (thrown instanceof MasterXError) throw thrown;
    throw new MasterXError('keys_unavailable', {
      detail: `The key file ${path} can be neither read nor written.`,
      cause: thrown,
    });
  }
}

class FileKey implements KeyEncryptionKey {
  readonly #path: string;
  readonly #entropy: Entropy;
  #content: KeyFileContent;

  constructor(path: string, content: KeyFileContent, entropy: Entropy) {
    this.#path = path;
    this.#content = content;
    this.#entropy = entropy;
  }

  get keyId(): string {
    return this.#current().key_id;
  }

  async generate(context: EncryptionContext): Promise<GeneratedKey> {
    const plain = this.#entropy.bytes(KEY_BYTES);
    return { plain, wrapped: await this.wrap(plain, context) };
  }

  /** Keys are wrapped rarely, so the file is asked first: another process may have rotated it. */
  async wrap(plainKey: Uint8Array, context: EncryptionContext): Promise<WrappedKey> {
    invariant(plainKey.byteLength === KEY_BYTES, 'a key to wrap has 256 bits');
    await this.#read();
    const { key_id, key } = this.#current();
    return { kekId: key_id, bytes: wrapKey(Buffer.from(key, 'base64'), plainKey, context, this.#entropy) };
  }

  async unwrap(wrapped: WrappedKey, context: EncryptionContext): Promise<Buffer> {
    const key = this.#withId(wrapped.kekId) ?? (await this.#read().then(() => this.#withId(wrapped.kekId)));
    if (key) return unwrapKey(Buffer.from(key.key, 'base64'), wrapped.bytes, context);
    throw new MasterXError('keys_unavailable', {
      detail: `The key vault was written under ${wrapped.kekId}; the key file ${this.#path} holds ${this.keyId}.`,
      hint: 'Put the key file back that belongs to this key vault (MASTERX_KEY_FILE).',
    });
  }

  async rotate(): Promise<void> {
    await this.#read();
    const { keys } = this.#content;
    if (keys.length >= KEYS_MAX) {
      throw new MasterXError('conflict', {
        detail: `The key file ${this.#path} holds ${KEYS_MAX} keys already.`,
        hint: 'Take out the last ones, under which `masterx keys status` shows nothing and no backup of the vault is kept.',
      });
    }
    await replaceKeyFile(this.#path, { version: 2, keys: [newKey(this.#entropy), ...keys] }, this.#entropy);
    await this.#read();
  }

  /** The key is in memory for as long as the process lives, so it is always at hand. */
  async health(): Promise<void> {
    await this.unwrap(await this.wrap(this.#entropy.bytes(KEY_BYTES), { purpose: 'health' }), {
      purpose: 'health',
    });
  }

  close(): void {
    // Nothing is open.
  }

  #current(): KeyInFile {
    const [current] = this.#content.keys;
    invariant(current, 'a key file holds a key');
    return current;
  }

  #withId(id: string): KeyInFile | undefined {
    return this.#content.keys.find(({ key_id }) => key_id === id);
  }

  /** A file that is away for a moment leaves what was read before. */
  async #read(): Promise<void> {
    this.#content = (await readKeyFile(this.#path)) ?? this.#content;
  }
}

/** The content, or `null` when there is no such file. Permissions are those of the opened file, not of its name. */
async function readKeyFile(path: string): Promise<KeyFileContent | null> {
  let file: FileHandle;
  try {
    file = await open(path, 'r');
  } catch (thrown) {
    if (hasCode(thrown, 'ENOENT')) return null;
    throw thrown;
  }
  try {
    refuseUnsafe(path, await file.stat());
    return parseKeyFile(path, await file.readFile('utf8'));
  } finally {
    await file.close();
  }
}

/**
 * Written aside in full, then given its name by a hard link: that fails when the name is taken, so the first process
 * wins and nobody ever reads half a file.
 */
async function createKeyFile(path: string, entropy: Entropy): Promise<KeyFileContent> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeAside(path, { version: 1, ...newKey(entropy) }, entropy, (aside) =>
    link(aside, path).catch((thrown: unknown) => {
      if (!hasCode(thrown, 'EEXIST')) throw thrown;
    }),
  );
  const stored = await readKeyFile(path);
  if (stored === null) {
    throw new MasterXError('keys_unavailable', { detail: `The key file ${path} vanished.` });
  }
  return stored;
}

/** Written aside in full, then given the name of what was there: a reader finds the one or the other. */
function replaceKeyFile(path: string, content: KeyFileContent, entropy: Entropy): Promise<void> {
  return writeAside(path, content, entropy, (aside) => rename(aside, path));
}

async function writeAside(
  path: string,
  content: SingleKeyFile | KeyFileContent,
  entropy: Entropy,
  give: (aside: string) => Promise<void>,
): Promise<void> {
  const aside = `${path}.${entropy.uuid()}.new`;
  try {
    const file = await open(aside, 'wx', OWNER_ONLY);
    try {
      await file.writeFile(`${JSON.stringify(content)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await give(aside);
  } finally {
    await rm(aside, { force: true });
  }
  await syncFolder(dirname(path));
}

function newKey(entropy: Entropy): KeyInFile {
  return { key_id: `file:${entropy.uuid()}`, key: entropy.bytes(KEY_BYTES).toString('base64') };
}

/** Makes the new name survive a power cut: data sealed under a key that is gone would be lost. */
async function syncFolder(path: string): Promise<void> {
  if (!HAS_MODES) return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

function refuseUnsafe(path: string, stats: Stats): void {
  if (!stats.isFile() || stats.size > FILE_BYTES_MAX) throw notAKeyFile(path);
  if (HAS_MODES && (stats.mode & OTHERS) !== 0) {
    const mode = (stats.mode & 0o777).toString(8);
    throw new MasterXError('key_file_unsafe', {
      detail: `Others than its owner may use ${path} (mode ${mode}).`,
    });
  }
}

function parseKeyFile(path: string, text: string): KeyFileContent {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    // Without its cause: a parser quotes what it read.
    throw notAKeyFile(path);
  }
  const keys = keysIn(content);
  if (keys === null) throw notAKeyFile(path);
  return { version: 2, keys };
}

function keysIn(content: unknown): readonly KeyInFile[] | null {
  if (typeof content !== 'object' || content === null) return null;
  const { version, keys } = content as Partial<Record<keyof KeyFileContent, unknown>>;
  if (version === 1) return isKey(content) ? [content] : null;
  if (version !== 2 || !Array.isArray(keys) || keys.length === 0 || keys.length > KEYS_MAX) return null;
  return keys.every(isKey) ? keys : null;
}

function isKey(content: unknown): content is KeyInFile {
  if (typeof content !== 'object' || content === null) return false;
  const { key_id, key } = content as Partial<Record<keyof KeyInFile, unknown>>;
  if (typeof key_id !== 'string' || key_id === '' || typeof key !== 'string') return false;
  return Buffer.from(key, 'base64').byteLength === KEY_BYTES;
}

function notAKeyFile(path: string): MasterXError {
  return new MasterXError('key_file_unsafe', {
    detail: `${path} is not a key file this version reads.`,
    hint: 'Point MASTERX_KEY_FILE at the right file, or restore it from where you keep it.',
  });
}

function hasCode(thrown: unknown, code: string): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === code;
}
