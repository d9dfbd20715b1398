import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { FileMailer } from './file.ts';
import { describeMailer, newMail, SENDER } from './testing-only/conformance.ts';

const folders: string[] = [];

async function newFolder(): Promise<string> {
  const folder = join(await mkdtemp(join(tmpdir(), 'masterx-mail-')), 'mail');
  folders.push(folder);
  return folder;
}

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

describeMailer('mails as files', async () => {
  const folder = await newFolder();
  const mailer = new FileMailer(folder, SENDER);
  return {
    mailer,
    delivered: async () => {
      const names = await readdir(folder).catch(() => []);
      return Promise.all(names.map((name) => readFile(join(folder, name))));
    },
    close: () => mailer.close(),
  };
});

it('writes one file for a mail however often it is sent, readable by its owner only', async () => {
  const folder = await newFolder();
  const mailer = new FileMailer(folder, SENDER);
  const mail = newMail();
  await Promise.all([mailer.send(mail), mailer.send(mail)]);
  await mailer.send(mail);
  const names = await readdir(folder);
  expect(names).toEqual([`2026-03-01T08-00-00-000Z-${mail.id}.eml`]);
  expect((await stat(join(folder, String(names[0])))).mode & 0o777).toBe(0o600);
});

it('says that the folder cannot be written', async () => {
  const mailer = new FileMailer('/dev/null/mail', SENDER);
  await expect(mailer.send(newMail())).rejects.toMatchObject({ code: 'mail_unavailable' });
  await expect(mailer.health()).rejects.toMatchObject({ code: 'mail_unavailable' });
});
