import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { FileMailer } from '../../src/stores/mail/file.ts';
import type { Mailer } from '../../src/stores/mail/port.ts';

/** A mail as it arrived. */
export interface Arrived {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Mails as files in a folder of their own, and what lies there. */
export interface Mailbox {
  readonly mailer: Mailer;
  /** The mails to an address, oldest first; everybody's without one. */
  mails(to?: string): Promise<readonly Arrived[]>;
  /** The token of the last link that was sent to an address, on the page of that name. */
  token(to: string, page: string): Promise<string>;
  close(): Promise<void>;
}

export async function openMailbox(): Promise<Mailbox> {
  const folder = await mkdtemp(join(tmpdir(), 'masterx-mailbox-'));
  const mailer = new FileMailer(folder, 'MasterX <no-reply@masterx.example>');
  const mails = async (to?: string): Promise<readonly Arrived[]> => {
    const all = (await readdir(folder)).filter((name) => name.endsWith('.eml'));
    const arrivals = await Promise.all(
      all.map(async (name) => ({ name, at: (await stat(join(folder, name), { bigint: true })).mtimeNs })),
    );
    const names = arrivals.sort((a, b) => (a.at < b.at ? -1 : 1)).map(({ name }) => name);
    const arrived = await Promise.all(
      names.map(async (name) => {
        const {
          to: recipient,
          subject = '',
          text = '',
          html,
        } = await simpleParser(await readFile(join(folder, name)));
        const address = recipient && !Array.isArray(recipient) ? recipient.text : '';
        return { to: address, subject, text, html: html || '' };
      }),
    );
    return arrived.filter((mail) => to === undefined || mail.to === to);
  };
  return {
    mailer,
    mails,
    token: async (to, page) => {
      const pattern = new RegExp(`/${page}#token=([A-Za-z0-9_-]+)`, 'g');
      const found = (await mails(to)).flatMap(({ text }) =>
        [...text.matchAll(pattern)].map(([, token]) => token),
      );
      const last = found.at(-1);
      if (last === undefined) throw new Error(`no link to ${page} was sent to ${to}`);
      return last;
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}
