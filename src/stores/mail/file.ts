import { randomBytes } from 'node:crypto';
import { link, mkdir, open, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { MasterXError } from '../../errors/error.ts';
import { composed } from './compose.ts';
import type { Mail, Mailer } from './port.ts';

/**
 * Mails as `.eml` files in a folder, one for each, named by time and id: for development and tests. A mail that is sent
 * again is the same file. Only the owner may read them: they hold links that sign in.
 */
export class FileMailer implements Mailer {
  readonly #folder: string;
  readonly #from: string;
  readonly #transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });

  constructor(folder: string, from: string) {
    this.#folder = folder;
    this.#from = from;
  }

  async send(mail: Mail): Promise<void> {
    const { message } = await this.#transport.sendMail(composed(mail, this.#from));
    const name = `${mail.at.toISOString().replace(/[:.]/g, '-')}-${mail.id}.eml`;
    await this.#reach(async () => {
      const unfinished = join(this.#folder, `.unfinished-${randomBytes(6).toString('hex')}`);
      try {
        await write(unfinished, message as Buffer);
        await link(unfinished, join(this.#folder, name)).catch((thrown: unknown) => {
          if (codeOf(thrown) !== 'EEXIST') throw thrown;
        });
      } finally {
        await unlink(unfinished).catch((thrown: unknown) => {
          if (codeOf(thrown) !== 'ENOENT') throw thrown;
        });
      }
    });
  }

  async health(): Promise<void> {
    await this.#reach(async () => undefined);
  }

  async close(): Promise<void> {
    this.#transport.close();
  }

  async #reach(work: () => Promise<void>): Promise<void> {
    try {
      await mkdir(this.#folder, { recursive: true, mode: 0o700 });
      await work();
    } catch (cause) {
      const code = codeOf(cause);
      if (code === undefined) throw cause;
      throw new MasterXError('mail_unavailable', {
        cause,
        detail: `The folder of mails cannot be written (${code}).`,
        hint: 'Set MASTERX_MAIL_DIR to a folder of yours, or MASTERX_SMTP_URL.',
      });
    }
  }
}

async function write(path: string, message: Buffer): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(message);
    await file.sync();
  } finally {
    await file.close();
  }
}

const codeOf = (thrown: unknown): string | undefined =>
  thrown instanceof Error &&
  'code' in thrown &&
  typeof thrown.code === 'string' &&
  /^E[A-Z]+$/.test(thrown.code)
    ? thrown.code
    : undefined;
