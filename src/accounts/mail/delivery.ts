import type { OutgoingMailDocument } from '../../derive/generated/documents.ts';
import type { ActorDocuments } from '../../documents/documents.ts';
import { isError } from '../../errors/error.ts';
import type { Clock } from '../../std/clock.ts';
import { days, hours, minutes } from '../../std/durations.ts';
import { MailDeferred, type Mailer, MailRefused } from '../../stores/mail/port.ts';
import { rendered } from './render.ts';

/** What sending mails takes. */
export interface DeliveryParts {
  readonly documents: ActorDocuments;
  readonly mailer: Mailer;
  readonly clock: Clock;
  /** Links begin with it. */
  readonly publicUrl: string;
}

/** How a run of the outbox went. */
export interface Delivered {
  readonly sent: number;
  /** Given up: refused for good, of no use any more, or tried too often. */
  readonly failed: number;
  /** To be tried again later. */
  readonly postponed: number;
}

/** From one attempt to the next; after the last the mail is given up. */
const WAITS_MS = [minutes(1), minutes(5), minutes(15), hours(1), hours(4), hours(8)] as const;

/** Mails looked up at once. */
const BATCH = 50;

/** How long it stays on record that there was a mail (retention `outgoing_mail`). */
const KEPT_MS = days(7);

type Place = Pick<OutgoingMailDocument, 'user_id' | 'mail_id'>;

/**
 * Sends the mails that are due, longest waiting first. Each is claimed before it is sent, by putting off its next attempt:
 * whoever dies in between leaves it to be tried again, under the same Message-ID, and of several nodes one sends it. When
 * the mail server is away the run ends; the mails wait. A mail that its recipient's side alone does not take now waits alone.
 */
export async function sendDueMails(parts: DeliveryParts, signal?: AbortSignal): Promise<Delivered> {
  const { documents, clock } = parts;
  const done = { sent: 0, failed: 0, postponed: 0 };
  const mails = documents.collection('outgoing_mails');
  for (;;) {
    const { items } = await mails.query(
      'mails_due',
      { status: 'waiting', until: clock.now() },
      { limit: BATCH },
    );
    for (const { user_id, mail_id, due_at } of items) {
      signal?.throwIfAborted();
      const outcome = await deliver(parts, { user_id, mail_id }, due_at);
      if (outcome === 'taken') continue;
      done[outcome === 'away' ? 'postponed' : outcome]++;
      if (outcome === 'away') return done;
    }
    if (items.length < BATCH) return done;
  }
}

async function deliver(
  parts: DeliveryParts,
  place: Place,
  dueAt: Date,
): Promise<keyof Delivered | 'taken' | 'away'> {
  const { mailer, clock, publicUrl } = parts;
  const mail = await claimed(parts, place, dueAt);
  if (mail === null) return 'taken';
  const { mail_id: id, template, address, values = {}, created_at: at, expires_at, attempts } = mail;
  if (address === undefined || expires_at.getTime() <= clock.now().getTime()) {
    return settle(parts, place, 'failed');
  }
  try {
    await mailer.send({ id, to: address, at, ...rendered(template, values, publicUrl) });
  } catch (thrown) {
    if (thrown instanceof MailRefused) return settle(parts, place, 'failed');
    const isDeferred = thrown instanceof MailDeferred;
    if (!isDeferred && !isError(thrown, 'mail_unavailable')) throw thrown;
    if (attempts >= WAITS_MS.length) return settle(parts, place, 'failed');
    return isDeferred ? 'postponed' : 'away';
  }
  return settle(parts, place, 'sent');
}

/** Puts off the next attempt; null where another node did, or the mail is gone. */
async function claimed(
  { documents, clock }: DeliveryParts,
  place: Place,
  dueAt: Date,
): Promise<OutgoingMailDocument | null> {
  let isMine = false;
  try {
    const mail = await documents.collection('outgoing_mails').revise('claim mail', place, (stored) => {
      isMine = stored.status === 'waiting' && stored.due_at.getTime() === dueAt.getTime();
      if (!isMine) return stored;
      const wait = WAITS_MS[Math.min(stored.attempts, WAITS_MS.length - 1)] ?? 0;
      return {
        ...stored,
        attempts: stored.attempts + 1,
        due_at: new Date(clock.now().getTime() + wait),
      };
    });
    return isMine ? mail : null;
  } catch (thrown) {
    if (isError(thrown, 'not_found')) return null;
    if (!isError(thrown, 'key_destroyed')) throw thrown;
    // Whoever it was about is gone, and nobody can read it any more.
    await documents.collection('outgoing_mails').remove('remove unreadable mail', [place]);
    return null;
  }
}

/** Keeps that there was a mail, and nothing of what stood in it. */
async function settle<S extends 'sent' | 'failed'>(
  { documents }: DeliveryParts,
  place: Place,
  status: S,
): Promise<S> {
  await documents
    .collection('outgoing_mails')
    .revise(`mail ${status}`, place, ({ address: _, values: __, ...stored }) => ({ ...stored, status }));
  return status;
}

/** Removes the records of mails of more than seven days ago; how many. */
export async function purgeMails(
  documents: ActorDocuments,
  now: Date,
  signal?: AbortSignal,
): Promise<number> {
  const mails = documents.collection('outgoing_mails');
  for (let purged = 0; ; ) {
    signal?.throwIfAborted();
    const { items } = await mails.query(
      'mails_before',
      { until: new Date(now.getTime() - KEPT_MS) },
      { limit: BATCH },
    );
    const removed = await mails.remove(
      'purge mails',
      items.map(({ user_id, mail_id }) => ({ user_id, mail_id })),
    );
    if (removed === 0) return purged;
    purged += removed;
  }
}
