import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Config } from '../../config/settings.ts';
import { MasterXError } from '../../errors/error.ts';
import { FileMailer } from './file.ts';
import type { Mailer } from './port.ts';
import { SmtpMailer } from './smtp.ts';
import { UnsetMailer } from './unset.ts';

/** The settings that decide how mails go out. */
export type MailSettings = Pick<
  Config,
  'smtpUrl' | 'smtpCaFile' | 'mailFrom' | 'mailDirectory' | 'dataDirectory' | 'environment'
>;

/**
 * What the settings ask for: a mail server where one is named, else files in a folder; in production nothing else than a
 * mail server.
 *
 * @throws MasterXError `configuration_invalid` when the certificates cannot be read.
 */
export async function openMailer(settings: MailSettings): Promise<Mailer> {
  const { smtpUrl, smtpCaFile, mailFrom } = settings;
  switch (kindOfMailer(settings)) {
    case 'smtp':
      return new SmtpMailer(
        { url: smtpUrl ?? '', ...(smtpCaFile !== null && { ca: await readCertificates(smtpCaFile) }) },
        mailFrom,
      );
    case 'file':
      return new FileMailer(mailFolderOf(settings), mailFrom);
    case 'unset':
      return new UnsetMailer();
  }
}

/** How mails go out. */
export function kindOfMailer({
  smtpUrl,
  environment,
}: Pick<MailSettings, 'smtpUrl' | 'environment'>): 'smtp' | 'file' | 'unset' {
  if (smtpUrl !== null) return 'smtp';
  return environment === 'production' ? 'unset' : 'file';
}

/** Where mails lie that go nowhere. */
export function mailFolderOf({
  mailDirectory,
  dataDirectory,
}: Pick<MailSettings, 'mailDirectory' | 'dataDirectory'>): string {
  return resolve(mailDirectory ?? join(dataDirectory, 'mail'));
}

async function readCertificates(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new MasterXError('configuration_invalid', {
      detail: 'The file of MASTERX_SMTP_CA_FILE cannot be read.',
      cause,
    });
  }
}
