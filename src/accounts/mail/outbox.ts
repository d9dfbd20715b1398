import type { ActorDocuments } from '../../documents/documents.ts';
import type { MailTemplate } from '../../schema/vocabulary/mail-templates.ts';
import { TOKEN_PURPOSES } from '../../schema/vocabulary/token-purposes.ts';
import { days } from '../../std/durations.ts';
import { LIMITS } from '../../std/limits.ts';
import type { Entropy } from '../../std/random.ts';
import type { MailValues } from './texts.ts';

/** A mail to be written. */
export interface MailOrder {
  readonly template: MailTemplate;
  /** The account or the request it is about, under whose key it waits. */
  readonly userId: string;
  readonly address: string;
  readonly values?: MailValues;
  readonly at: Date;
  /** When it is to be sent; at once unless said. */
  readonly dueAt?: Date;
  /** From when on it would be of no use, such as the end of its link; two days after it is due unless said. */
  readonly expiresAt?: Date;
}

/** Writes a mail into the outbox, in the transaction of what it tells of; a job sends it. */
export async function writeMail(within: ActorDocuments, order: MailOrder, entropy: Entropy): Promise<void> {
  const { template, userId, address, values, at, dueAt = at } = order;
  await within.collection('outgoing_mails').insert([
    {
      mail_id: entropy.uuid(),
      user_id: userId,
      template,
      status: 'waiting',
      address,
      values: { ...values },
      created_at: at,
      due_at: dueAt,
      expires_at: order.expiresAt ?? new Date(dueAt.getTime() + days(2)),
      attempts: 0,
    },
  ]);
}

/**
 * How long a mail counts, where that is not a day. Anybody can ask for the link to a new password, so whoever uses up what
 * may be written must not keep the holder out: it counts while its link works, and until then there is one in the mailbox.
 */
const COUNTED_MS: Partial<Record<MailTemplate, number>> = {
  reset_password: TOKEN_PURPOSES.reset_password.validMs,
};

/** Whether as many mails of a kind were written about an account lately as may be: nobody's address is flooded. */
export async function isFlooded(
  documents: ActorDocuments,
  userId: string,
  template: MailTemplate,
  now: Date,
): Promise<boolean> {
  // What is as old as that counts no more.
  const since = new Date(now.getTime() - (COUNTED_MS[template] ?? days(1)) + 1);
  const { items } = await documents
    .collection('outgoing_mails')
    .query(
      'mails_about_account',
      { since, template },
      { learner: userId, limit: LIMITS.mailsOfKindPerDayMax },
    );
  return items.length >= LIMITS.mailsOfKindPerDayMax;
}
