import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemEntropy } from '../../std/random.ts';
import { KEY_FILE, type KeyFileSettings, openKeyFile } from './file.ts';
import { keyEncryptionKeyConformance } from './testing-only/conformance.ts';

let root: string;
let folders = 0;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'masterx-keys-'));
});

afterAll(() => rm(root, { recursive: true, force: true }));

function settings(changes: Partial<KeyFileSettings> = {}): KeyFileSettings {
  const dataDirectory = join(root, String(folders++));
  return { dataDirectory, keyFile: null, environment: 'test', allowKeyFileInProduction: 'no', ...changes };
}

const openWith = (chosen: KeyFileSettings) => openKeyFile(chosen, systemEntropy);

keyEncryptionKeyConformance('local file', {
  open: () => openWith(settings({ dataDirectory: join(root, 'conformance') })),
  openOther: () => openWith(settings()),
});

describe('the key file', () => {
  it('is written on first use, readable by its owner only, and nothing lies beside it', async () => {
    const chosen = settings();
    await openWith(chosen);
    expect(await readdir(chosen.dataDirectory)).toEqual([KEY_FILE]);
    const { mode } = await stat(join(chosen.dataDirectory, KEY_FILE));
    expect(mode & 0o777).toBe(0o600);
  });

  it('holds the same key the next time', async () => {
    const chosen = settings();
    const first = await openWith(chosen);
    const { plain, wrapped } = await first.generate({ a: 'b' });
    const second = await openWith(chosen);
    expect(second.keyId).toBe(first.keyId);
    expect(await second.unwrap(wrapped, { a: 'b' })).toEqual(plain);
  });

  it('is one file for all that start at once', async () => {
    const chosen = settings();
    const opened = await Promise.all(Array.from({ length: 16 }, () => openWith(chosen)));
    expect(new Set(opened.map(({ keyId }) => keyId)).size).toBe(1);
    expect(await readdir(chosen.dataDirectory)).toEqual([KEY_FILE]);
  });

  it('takes another key that wraps from then on, also for those who have the file open', async () => {
    const chosen = settings();
    const [one, other] = [await openWith(chosen), await openWith(chosen)];
    const { plain, wrapped } = await one.generate({ a: 'b' });
    await one.rotate?.();
    expect(one.keyId).not.toBe(wrapped.kekId);
    const later = await one.wrap(plain, { a: 'b' });
    expect(later.kekId).toBe(one.keyId);
    for (const kek of [one, other, await openWith(chosen)]) {
      expect(await kek.unwrap(wrapped, { a: 'b' })).toEqual(plain);
      expect(await kek.unwrap(later, { a: 'b' })).toEqual(plain);
      expect((await kek.wrap(plain, {})).kekId).toBe(one.keyId);
    }
    expect(await readdir(chosen.dataDirectory)).toEqual([KEY_FILE]);
    expect((await stat(join(chosen.dataDirectory, KEY_FILE))).mode & 0o777).toBe(0o600);
  });

  it('holds a bounded number of keys', async () => {
    const kek = await openWith(settings());
    for (let keys = 1; keys < 16; keys++) await kek.rotate?.();
    await expect(kek.rotate?.()).rejects.toMatchObject({ code: 'conflict' });
    await kek.health();
  });

  it('may stand elsewhere', async () => {
    const keyFile = join(root, 'elsewhere', 'kek');
    const { keyId } = await openWith(settings({ keyFile }));
    expect(JSON.parse(await readFile(keyFile, 'utf8'))).toMatchObject({ key_id: keyId });
  });

  it.each([0o640, 0o604, 0o660, 0o644])('is refused when others may use it (mode %o)', async (mode) => {
    const chosen = settings();
    await openWith(chosen);
    await chmod(join(chosen.dataDirectory, KEY_FILE), mode);
    await expect(openWith(chosen)).rejects.toMatchObject({ code: 'key_file_unsafe' });
  });

  it('is judged by the file a link leads to', async () => {
    const chosen = settings();
    const target = join(root, 'target');
    await writeFile(target, '{}', { mode: 0o644 });
    await mkdir(chosen.dataDirectory);
    await symlink(target, join(chosen.dataDirectory, KEY_FILE));
    await expect(openWith(chosen)).rejects.toMatchObject({ code: 'key_file_unsafe' });
  });

  it.each([
    ['empty', ''],
    ['not JSON', 'secret-looking text'],
    ['another version', '{"version":2,"key_id":"a","key":"b"}'],
    ['a short key', '{"version":1,"key_id":"a","key":"c2hvcnQ="}'],
    ['no object', 'null'],
    ['too long', `"${'x'.repeat(5_000)}"`],
  ])('is refused when it is %s, without quoting it', async (_, content) => {
    const keyFile = join(root, `damaged-${folders++}`);
    await writeFile(keyFile, content, { mode: 0o600 });
    const refused = await openWith(settings({ keyFile })).catch((thrown: unknown) => thrown);
    expect(refused).toMatchObject({ code: 'key_file_unsafe' });
    expect(String(refused)).not.toContain('secret-looking');
    expect(await readFile(keyFile, 'utf8')).toBe(content);
  });

  it('is refused in production unless that is allowed', async () => {
    const production = settings({ environment: 'production' });
    await expect(openWith(production)).rejects.toMatchObject({ code: 'key_file_unsafe' });
    await expect(stat(production.dataDirectory)).rejects.toMatchObject({ code: 'ENOENT' });
    const kek = await openWith({ ...production, allowKeyFileInProduction: 'yes' });
    await expect(kek.health()).resolves.toBeUndefined();
  });

  it('makes keys unavailable where it cannot be written', async () => {
    const blocked = join(root, 'blocked');
    await writeFile(blocked, '');
    const opening = openWith(settings({ keyFile: join(blocked, 'kek') }));
    await expect(opening).rejects.toMatchObject({ code: 'keys_unavailable' });
  });

  it('names both keys when the vault belongs to another file', async () => {
    const [kek, other] = [await openWith(settings()), await openWith(settings())];
    const { wrapped } = await other.generate({});
    const refused = await kek.unwrap(wrapped, {}).catch((thrown: unknown) => thrown);
    expect(String(refused)).toContain(kek.keyId);
    expect(String(refused)).toContain(other.keyId);
  });

  it('does not show its key when it is printed', async () => {
    const chosen = settings();
    const kek = await openWith(chosen);
    const { key } = JSON.parse(await readFile(join(chosen.dataDirectory, KEY_FILE), 'utf8')) as {
      key: string;
    };
    expect(JSON.stringify(kek)).not.toContain(key);
  });
});
