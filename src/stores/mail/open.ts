import { join, resolve } from 'node:path';
import type { Config } from '../../config/settings.ts';
import type { Credential } from '../../transport/credential.ts';
import { FileMailer } from './file.ts';
import type { Mailer } from './port.ts';
import { SmtpMailer } from './smtp.ts';
import { UnsetMailer } from './unset.ts';

/** The settings that decide how mails go out. */
export type MailSettings = Pick<
  Config,
  'smtpUrl' | 'mailFrom' | 'mailDirectory' | 'dataDirectory' | 'environment'
>;

/**
 * What the settings ask for: a mail server where one is named, else files in a folder; in production nothing else than a
 * mail server.
 *
 * @param credential the authorities that may vouch for the mail server
 */
export function openMailer(settings: MailSettings, credential: Pick<Credential, 'clientContext'>): Mailer {
  const { smtpUrl, mailFrom } = settings;
  switch (kindOfMailer(settings)) {
    case 'smtp':
      return new SmtpMailer({ url: smtpUrl ?? '', credential }, mailFrom);
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
