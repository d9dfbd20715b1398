import type { MailTemplate } from '../../schema/vocabulary/mail-templates.ts';
import type { Mail } from '../../stores/mail/port.ts';
import { MAIL_TEXTS, type MailPart, type MailValues } from './texts.ts';

/** A mail's text as it is sent: plain, and as HTML that says the same with nothing to load. */
export function rendered(
  template: MailTemplate,
  values: MailValues,
  publicUrl: string,
): Pick<Mail, 'subject' | 'text' | 'html'> {
  const { subject, parts } = MAIL_TEXTS[template](singleLines(values));
  const base = publicUrl.replace(/\/+$/, '');
  return {
    subject,
    text: `${parts.map((part) => plain(part, base)).join('\n\n')}\n`,
    html:
      '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>' +
      `${escaped(subject)}</title></head><body style="font-family:sans-serif;line-height:1.5;max-width:36em">` +
      `${parts.map((part) => markup(part, base)).join('')}</body></html>`,
  };
}

const plain = (part: MailPart, base: string): string =>
  typeof part === 'string' ? part : `${part.label}:\n${base}${part.path}`;

const markup = (part: MailPart, base: string): string =>
  typeof part === 'string'
    ? `<p>${escaped(part)}</p>`
    : `<p><a href="${escaped(base + part.path)}">${escaped(part.label)}</a></p>`;

/** Values come from people: what they hold must neither break a line nor be markup. */
function singleLines(values: MailValues): MailValues {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      value.replace(/\p{Cc}+|[\u2028\u2029]+/gu, ' ').trim(),
    ]),
  );
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
