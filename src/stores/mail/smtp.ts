import { createTransport, type Transporter } from 'nodemailer';
import type SMTPPool from 'nodemailer/lib/smtp-pool/index.js';
import { MasterXError } from '../../errors/error.ts';
import { minutes, seconds } from '../../std/durations.ts';
import type { Credential } from '../../transport/credential.ts';
import { isLoopback } from '../../transport/loopback.ts';
import { TLS_PROFILE } from '../../transport/tls-profile.ts';
import { composed } from './compose.ts';
import { type Mail, MailDeferred, type Mailer, MailRefused } from './port.ts';

/** How long a mail server is waited for, and how much is asked of it at once. */
export const SMTP_LIMITS = {
  connectionsMax: 3,
  mailsPerConnectionMax: 100,
  /** Mails handed to the pool and not yet sent; whoever comes with more is refused. */
  waitingMax: 200,
  connectMsMax: seconds(10),
  greetingMsMax: seconds(10),
  /** Without a word of the server. */
  silenceMsMax: seconds(30),
  /** From handing a mail over to the server's word, waiting for a connection included. */
  sendMsMax: minutes(2),
} as const;

/** Where the mail server is, and how it is known. */
export interface SmtpServer {
  /** `smtps://` speaks TLS from the first byte, `smtp://` begins it (STARTTLS) unless the server is on this machine. */
  readonly url: string;
  /** The authorities that may vouch for it, as they are when a connection is made; the system’s own without. */
  readonly credential?: Pick<Credential, 'clientContext'>;
  /** Whether mail may go without TLS; by default, only to this machine. */
  readonly plain?: boolean;
}

/**
 * Mails over SMTP, through a bounded pool of connections. TLS 1.3 or none at all: older versions are refused, and a
 * server on another machine without TLS as well.
 *
 * Nothing is repeated in here: what may succeed later is `MailDeferred` or `mail_unavailable`, and whoever keeps the mail tries again.
 */
export class SmtpMailer implements Mailer {
  readonly #transport: Transporter<SMTPPool.SentMessageInfo>;
  readonly #from: string;
  readonly #underWay = new Set<Promise<unknown>>();

  constructor(server: SmtpServer, from: string) {
    this.#transport = createTransport(poolOptions(server));
    this.#from = from;
  }

  async send(mail: Mail): Promise<void> {
    const message = composed(mail, this.#from);
    if (this.#underWay.size >= SMTP_LIMITS.waitingMax) {
      throw unavailable('Too many mails wait for the mail server.');
    }
    const sending = this.#transport.sendMail(message);
    this.#underWay.add(sending);
    try {
      await within(SMTP_LIMITS.sendMsMax, sending);
    } catch (thrown) {
      throw smtpFailure(thrown);
    } finally {
      this.#underWay.delete(sending);
    }
  }

  async health(): Promise<void> {
    try {
      await within(SMTP_LIMITS.sendMsMax, this.#transport.verify());
    } catch (thrown) {
      throw smtpFailure(thrown);
    }
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.#underWay);
    this.#transport.close();
  }
}

function poolOptions({ url, credential, plain }: SmtpServer): SMTPPool.Options {
  const { protocol, hostname, port, username, password } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '');
  const isTls = protocol === 'smtps:';
  const mayBePlain = plain ?? isLoopback(host);
  return {
    pool: true,
    host,
    port: port === '' ? (isTls ? 465 : 587) : Number(port),
    secure: isTls,
    requireTLS: !isTls && !mayBePlain,
    ignoreTLS: !isTls && mayBePlain,
    tls: {
      ...TLS_PROFILE,
      rejectUnauthorized: true,
      ...(credential && { secureContext: credential.clientContext }),
    },
    ...(username !== '' && {
      auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    }),
    maxConnections: SMTP_LIMITS.connectionsMax,
    maxMessages: SMTP_LIMITS.mailsPerConnectionMax,
    connectionTimeout: SMTP_LIMITS.connectMsMax,
    dnsTimeout: SMTP_LIMITS.connectMsMax,
    greetingTimeout: SMTP_LIMITS.greetingMsMax,
    socketTimeout: SMTP_LIMITS.silenceMsMax,
    logger: false,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(unavailable('The mail server did not answer in time.')), ms);
  });
  try {
    return await Promise.race([work, over]);
  } finally {
    clearTimeout(timer);
  }
}

/** Failures that say something of the mail and not of the server. */
const OF_THE_MAIL = new Set(['EENVELOPE', 'EMESSAGE']);

/** The server is about to close the connection, whatever it was asked (RFC 5321 §3.8). */
const CLOSING = 421;

/** What went wrong, without what the server wrote: it may quote the address. */
function smtpFailure(thrown: unknown): MasterXError | MailRefused | MailDeferred {
  if (thrown instanceof MasterXError || thrown instanceof MailRefused) return thrown;
  const { code, responseCode, command } = (thrown ?? {}) as Partial<Record<string, unknown>>;
  const reply = typeof responseCode === 'number' ? responseCode : null;
  if (reply !== null && reply >= 500 && typeof code === 'string' && OF_THE_MAIL.has(code)) {
    return new MailRefused(reply);
  }
  if (reply !== null && reply !== CLOSING && code === 'EENVELOPE' && command === 'RCPT TO') {
    return new MailDeferred(reply);
  }
  const name = typeof code === 'string' ? code : 'no code';
  const cause = new Error(`SMTP: ${name}${reply === null ? '' : ` ${reply}`}`);
  if (code === 'EAUTH' || code === 'ENOAUTH') {
    return unavailable('The mail server does not know these credentials.', cause);
  }
  if (code === 'ETLS') return unavailable('The mail server does not speak TLS 1.3.', cause);
  return unavailable('The mail server could not be reached, or would not take the mail now.', cause);
}

function unavailable(detail: string, cause?: Error): MasterXError {
  return new MasterXError('mail_unavailable', { detail, ...(cause && { cause }) });
}
