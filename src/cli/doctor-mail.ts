import type { Config } from '../config/settings.ts';
import { MasterXError } from '../errors/error.ts';
import { kindOfMailer, mailFolderOf, openMailer } from '../stores/mail/open.ts';
import type { Credential } from '../transport/credential.ts';
import { type Finding, good, notice, problem } from './doctor-finding.ts';

/** How mails go out, and whether they would. Nothing is sent. */
export async function mailFinding(config: Config, credential: Credential | undefined): Promise<Finding> {
  const kind = kindOfMailer(config);
  const facts = { kind, from: config.mailFrom, publicUrl: config.publicUrl };
  if (kind === 'unset') {
    const hint = 'Set MASTERX_SMTP_URL: nobody can register or set a new password without mails.';
    return notice('Mail', 'no mail server is set; mails wait', hint, facts);
  }
  if (kind === 'file') return good('Mail', `files in ${mailFolderOf(config)}; nothing is sent`, facts);
  // Without its authorities it is not known, which is told of the certificates.
  if (credential === undefined) return notice('Mail', 'not looked at', 'See the certificates.', facts);
  const mailer = openMailer(config, credential);
  try {
    await mailer.health();
  } catch (thrown) {
    const { message, hint, code } = MasterXError.from(thrown);
    return problem('Mail', message, hint, { ...facts, code });
  } finally {
    await mailer.close();
  }
  const unset = [
    ...(config.publicUrl === null ? ['MASTERX_PUBLIC_URL'] : []),
    ...(/@localhost>?$/.test(config.mailFrom) ? ['MASTERX_MAIL_FROM'] : []),
  ];
  if (unset.length === 0) return good('Mail', `the mail server answers; from ${config.mailFrom}`, facts);
  const text = `the mail server answers; ${unset.join(' and ')} ${unset.length > 1 ? 'are' : 'is'} not set`;
  return notice('Mail', text, 'Links and replies would lead to this machine.', facts);
}
