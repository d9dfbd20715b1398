import { type ParsedMail, simpleParser } from 'mailparser';
import { afterEach, describe, expect, it } from 'vitest';
import { isError } from '../../../errors/error.ts';
import { systemEntropy } from '../../../std/random.ts';
import { type Mail, type Mailer, MailRefused } from '../port.ts';

/** A mailer, and what has come of its mails where they go. */
export interface OpenedMailer {
  readonly mailer: Mailer;
  /** The mails as they were delivered. */
  delivered(): Promise<readonly Buffer[]>;
  close(): Promise<void>;
}

export const SENDER = 'MasterX <no-reply@masterx.example>';

export function newMail(change: Partial<Mail> = {}): Mail {
  return {
    id: systemEntropy.uuid(),
    to: 'reader@example.org',
    subject: 'Grüße — 数学',
    text: 'Guten Tag,\n\nhttps://masterx.example/verify#token=abc_DEF-123\n',
    html: '<p>Guten Tag,</p><p><a href="https://masterx.example/verify#token=abc_DEF-123">Öffnen</a></p>',
    at: new Date('2026-03-01T08:00:00Z'),
    ...change,
  };
}

/** What every mailer does. `open` answers one with the sender `SENDER`. */
export function describeMailer(name: string, open: () => Promise<OpenedMailer>): void {
  describe(name, () => {
    const opened: OpenedMailer[] = [];
    const openOne = async () => {
      const one = await open();
      opened.push(one);
      return one;
    };
    afterEach(async () => {
      for (const one of opened.splice(0)) await one.close();
    });

    const parsed = async (one: OpenedMailer): Promise<ParsedMail[]> =>
      Promise.all((await one.delivered()).map((raw) => simpleParser(raw)));

    it('delivers text and HTML, as they were written, to the one address', async () => {
      const one = await openOne();
      const mail = newMail();
      await one.mailer.health();
      await one.mailer.send(mail);
      const [got, ...others] = await parsed(one);
      expect(others).toEqual([]);
      expect(got).toMatchObject({
        subject: mail.subject,
        messageId: `<${mail.id}@masterx.example>`,
        date: mail.at,
        html: mail.html,
        to: { text: mail.to },
        from: { value: [{ name: 'MasterX', address: 'no-reply@masterx.example' }] },
        attachments: [],
      });
      expect(got?.text?.trimEnd()).toBe(mail.text.trimEnd());
      expect(got?.headers.get('auto-submitted')).toBe('auto-generated');
    });

    it('keeps what is sent again recognisable as the same mail', async () => {
      const one = await openOne();
      const mail = newMail();
      await one.mailer.send(mail);
      await one.mailer.send(mail);
      expect(new Set((await parsed(one)).map(({ messageId }) => messageId)).size).toBe(1);
    });

    it('sends many at once', async () => {
      const one = await openOne();
      const mails = Array.from({ length: 20 }, () => newMail());
      await Promise.all(mails.map((mail) => one.mailer.send(mail)));
      const ids = (await parsed(one)).map(({ messageId }) => messageId);
      expect([...ids].sort()).toEqual(mails.map(({ id }) => `<${id}@masterx.example>`).sort());
    });

    it.each([
      'two@example.org, three@example.org',
      'a@example.org\r\nBcc: b@example.org',
      'Name <a@example.org>',
      'no address',
      `${'a'.repeat(250)}@example.org`,
    ])('refuses %j for an address, and sends nothing', async (to) => {
      const one = await openOne();
      await expect(one.mailer.send(newMail({ to }))).rejects.toThrow(MailRefused);
      expect(await one.delivered()).toEqual([]);
    });

    it('lets no subject write headers', async () => {
      const one = await openOne();
      const subject = 'Hello\r\nBcc: b@example.org';
      await expect(one.mailer.send(newMail({ subject }))).rejects.toThrow(MailRefused);
    });

    it('fetches nothing that a text names', async () => {
      const one = await openOne();
      await one.mailer.send(newMail({ html: '<img src="file:///etc/passwd"><p>Text</p>' }));
      const [got] = await parsed(one);
      expect(got?.attachments).toEqual([]);
    });
  });
}

/** Whether a failure says that the mail may be sent later. */
export const mayBeSentLater = (thrown: unknown) => isError(thrown, 'mail_unavailable');
