import type { SendMailOptions } from 'nodemailer';
import { type Mail, MailRefused } from './port.ts';

/** Characters of an address (RFC 5321 §4.5.3.1.3). */
const ADDRESS_LENGTH_MAX = 254;

/** One address: nothing that would make a second recipient or another header of it. */
const ADDRESS = /^[^\s@<>()[\]\\,;:"]+@[^\s@<>()[\]\\,;:"]+$/;

/** A mail for nodemailer, which may fetch nothing for it: neither files nor addresses. */
export function composed(mail: Mail, from: string): SendMailOptions {
  const { id, to, subject, text, html, at } = mail;
  if (to.length > ADDRESS_LENGTH_MAX || !ADDRESS.test(to) || /[\r\n]/.test(subject))
    throw new MailRefused(null);
  return {
    from,
    to,
    subject,
    text,
    html,
    date: at,
    messageId: `<${id}@${domainOf(from)}>`,
    // RFC 3834: nobody's absence is to be answered to a machine.
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** The domain of `Name <address@domain>` or of an address alone. */
function domainOf(from: string): string {
  return /@([^\s@<>]+?)>?$/.exec(from)?.[1] ?? 'localhost';
}
