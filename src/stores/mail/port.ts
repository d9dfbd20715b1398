/** A mail as it goes out: to one address, as plain text and as simple HTML that says the same. */
export interface Mail {
  /** Tells this mail from every other, whoever sends it again: a UUID. Stands in Message-ID. */
  readonly id: string;
  /** One address, without a name. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** When it was written; stands in Date. */
  readonly at: Date;
}

/** Thrown by `send` when the other side will never take this mail: the address does not exist, or takes none. */
export class MailRefused extends Error {
  override readonly name = 'MailRefused';
  /** The reply of the server, without its text, which may quote the address; null where none was asked. */
  readonly reply: number | null;

  constructor(reply: number | null) {
    super(
      reply === null ? 'The mail cannot be sent as it is.' : `The mail server refused the mail (${reply}).`,
    );
    this.reply = reply;
  }
}

/** Thrown by `send` when this one mail is not taken now and may be later, such as where a mailbox is full; others may be sent. */
export class MailDeferred extends Error {
  override readonly name = 'MailDeferred';
  /** The reply of the server, without its text, which may quote the address. */
  readonly reply: number;

  constructor(reply: number) {
    super(`The mail server does not take the mail for this recipient now (${reply}).`);
    this.reply = reply;
  }
}

/** Sends mails. The same conformance suite runs over every adapter. */
export interface Mailer {
  /**
   * Hands a mail over; resolves once the other side is responsible for it. A mail that is sent again after a crash has
   * the same Message-ID, by which a receiver knows it.
   *
   * @throws MailRefused when it can never be sent.
   * @throws MailDeferred when it may be sent later, and others now.
   * @throws MasterXError `mail_unavailable` when no mail can be sent now.
   */
  send(mail: Mail): Promise<void>;
  /** Resolves when mails can be handed over. @throws MasterXError `mail_unavailable` */
  health(): Promise<void>;
  /** Lets what is under way finish and closes every connection. */
  close(): Promise<void>;
}
