import type { GuardianshipDocument } from '../../derive/generated/documents.ts';
import type { ActorDocuments } from '../../documents/documents.ts';
import type { MailTemplate } from '../../schema/vocabulary/mail-templates.ts';
import { days } from '../../std/durations.ts';
import { writeMail } from '../mail/outbox.ts';
import { ageGroupOf } from '../registration/age.ts';
import type { RegistrationParts } from '../registration/context.ts';
import { handOverOf } from './hand-over-date.ts';

/** Both are told so long before. */
const TOLD_BEFORE_MS = days(30);

/** Guardianships looked up at once. */
const BATCH = 50;

/** What a run of the job did. */
export interface HandedOver {
  /** Guardianships that ended. */
  readonly ended: number;
  /** Of whom both were told that it is near. */
  readonly told: number;
}

type Due = GuardianshipDocument;

/**
 * Ends the guardianships of learners who are certainly old enough by now, and tells both of those that will be soon. What
 * is recorded of the learner is looked at again before, so that a corrected age or country counts.
 */
export async function handOver(parts: RegistrationParts, signal?: AbortSignal): Promise<HandedOver> {
  const { documents, clock } = parts;
  const done = { ended: 0, told: 0 };
  const until = new Date(clock.now().getTime() + TOLD_BEFORE_MS);
  let cursor: string | undefined;
  do {
    const { items, nextCursor } = await documents
      .collection('guardianships')
      .query('hand_overs_due', { status: 'active', until }, { limit: BATCH, ...(cursor && { cursor }) });
    for (const guardianship of items) {
      signal?.throwIfAborted();
      const outcome = await handOverOne(parts, guardianship);
      if (outcome !== null) done[outcome]++;
    }
    cursor = nextCursor ?? undefined;
  } while (cursor !== undefined);
  return done;
}

async function handOverOne(parts: RegistrationParts, due: Due): Promise<keyof HandedOver | null> {
  const { documents, clock } = parts;
  const now = clock.now();
  const users = documents.collection('users');
  const account = await users.find('user_profile', {}, { learner: due.user_id });
  if (account === null) return null;
  const planned = handOverOf(account.profile, due);
  const isDue = planned.hand_over_at.getTime() <= now.getTime();
  const isNear = planned.hand_over_at.getTime() - TOLD_BEFORE_MS <= now.getTime();
  const isToTell = !isDue && isNear && due.told_at === undefined;
  const guardian = await users.find('user_profile', {}, { learner: due.guardian_id });
  // First, so that a run which is interrupted does it again: it is so whether or not the guardianship ends now.
  if (isDue) await parts.recordAge(due.user_id, ageGroupOf(planned.consent_age));
  return documents.transaction(async (within) => {
    await within
      .collection('guardianships')
      .revise('hand over', { user_id: due.user_id, guardian_id: due.guardian_id }, (stored) => ({
        ...stored,
        ...planned,
        ...(isToTell && { told_at: now }),
        ...(isDue && { status: 'ended' as const, ended_at: now, ended_by: 'hand_over' as const }),
      }));
    if (isDue) {
      // Certainly no child any more, so that the learner decides alone from now on.
      await within.collection('users').revise('hand over', { user_id: due.user_id }, (stored) => ({
        ...stored,
        origin: { ...stored.origin, age_group: ageGroupOf(planned.consent_age) },
        updated_at: now,
      }));
    }
    if (!isDue && !isToTell) return null;
    const people = [account, guardian].flatMap((person) => person ?? []);
    await tell(parts, within, people, isDue ? 'hand_over_done' : 'hand_over_near', planned.hand_over_at);
    return isDue ? 'ended' : 'told';
  });
}

async function tell(
  { clock, entropy }: RegistrationParts,
  within: ActorDocuments,
  people: readonly { readonly user_id: string; readonly email: string | null }[],
  template: MailTemplate,
  date: Date,
): Promise<void> {
  for (const { user_id: userId, email: address } of people) {
    if (address === null) continue;
    const values = { date: date.toISOString().slice(0, 10) };
    await writeMail(within, { template, userId, address, values, at: clock.now() }, entropy);
  }
}
