import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { FileObjectStore } from './file.ts';
import { describeObjectStore } from './testing-only/conformance.ts';

const folders: string[] = [];

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'masterx-objects-'));
  folders.push(folder);
  return folder;
}

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

describeObjectStore('objects in a folder', async () => new FileObjectStore(await newFolder()));

it('leaves objects read-only and nothing unfinished', async () => {
  const folder = await newFolder();
  const store = new FileObjectStore(folder);
  await store.putOnce('a/one', Buffer.from('1'));
  await store.putOnce('a/one', Buffer.from('1'));
  expect(await readdir(join(folder, 'a'))).toEqual(['one']);
  expect((await stat(join(folder, 'a/one'))).mode & 0o777).toBe(0o400);
});

it('says that it cannot be reached', async () => {
  const store = new FileObjectStore('/dev/null/objects');
  await expect(store.putOnce('a', Buffer.from('1'))).rejects.toMatchObject({ code: 'store_unavailable' });
});
