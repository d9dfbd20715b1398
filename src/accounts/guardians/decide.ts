import type { UserDocument } from '../../derive/generated/documents.ts';
import type { ActorDocuments } from '../../documents/documents.ts';
import { days } from '../../std/durations.ts';
import { type DecidedBy, type EnteredDecision, enterDecisions } from '../consents/enter.ts';
import { writeMail } from '../mail/outbox.ts';
import { ageGroupOf } from '../registration/age.ts';
import { type StatedAge, statedAge } from '../registration/input.ts';
import { assertCovered, assertCurrent, type Decisions } from './consent.ts';
import type { GuardianParts } from './context.ts';
import { followCorrection } from './hand-over-date.ts';
import { CONSENT_NAMES, noticeWords } from './notice.ts';
import { guardianshipOf, type WardView, wardOf } from './wards.ts';

/** From the wish for deletion to everything being gone (retention `account`). */
const DELETED_WITHIN_MS = days(30);

/** What a guardian may correct. */
export interface Correction extends StatedAge {
  readonly name?: string;
  readonly country?: string;
  readonly timezone?: string;
  readonly education_level?: UserDocument['profile']['education_level'];
}

/**
 * Gives or withdraws consents for a learner; those not named stay as they are.
 *
 * @throws MasterXError `not_found`, `validation_failed`, `conflict` as for a first consent.
 */
export async function decideForWard(
  parts: GuardianParts,
  guardianId: string,
  learner: string,
  consents: Decisions,
  textVersion: string,
): Promise<WardView> {
  const { method } = await guardianshipOf(parts.documents, guardianId, learner);
  assertCovered(method, consents);
  assertCurrent(textVersion);
  await enterDecisions(parts, learner, entered(consents), byGuardian(parts, guardianId));
  return wardOf(parts, guardianId, learner);
}

/** Decisions as they stand in the history, under the words of the notice. */
function entered(consents: Decisions): readonly EnteredDecision[] {
  return CONSENT_NAMES.flatMap((consent) => {
    const given = consents[consent];
    return given === undefined ? [] : [{ consent, given, words: noticeWords(consent) }];
  });
}

const byGuardian = ({ clock }: GuardianParts, guardian_id: string): DecidedBy => ({
  decided_by: 'guardian',
  guardian_id,
  at: clock.now(),
});

/**
 * Corrects what is kept of a learner. With another age or country the hand-over has another date.
 *
 * @throws MasterXError `not_found`; `validation_failed`, also for an age at which the learner decides alone: that is taken
 * from the recorded one only.
 */
export async function correctWard(
  { documents, clock, recordAge, ...parts }: GuardianParts,
  guardianId: string,
  learner: string,
  { name, country, timezone, education_level, ...stated }: Correction,
): Promise<WardView> {
  await guardianshipOf(documents, guardianId, learner);
  const at = clock.now();
  const age = statedAge(stated, at);
  await documents.transaction(async (within) => {
    const { profile } = await within
      .collection('users')
      .revise('guardian corrects', { user_id: learner }, (account) => ({
        ...account,
        updated_at: at,
        ...(age !== null && { origin: { ...account.origin, age_group: ageGroupOf(age) } }),
        profile: {
          ...account.profile,
          ...(name !== undefined && { name }),
          ...(timezone !== undefined && { timezone }),
          ...(education_level !== undefined && { education_level }),
          ...(age !== null && { age, age_recorded_at: at }),
          ...(country !== undefined && { location: { ...account.profile.location, country } }),
        },
      }));
    await followCorrection(within, { learner, guardianId, profile, hasAge: age !== null });
  });
  if (age !== null) await recordAge(learner, ageGroupOf(age));
  return wardOf({ documents, clock, recordAge, ...parts }, guardianId, learner);
}

/** Asks for the deletion of everything that is kept of a learner; nobody signs in to the account from then on. */
export async function deleteWard(
  parts: GuardianParts,
  guardianId: string,
  learner: string,
): Promise<WardView> {
  await guardianshipOf(parts.documents, guardianId, learner);
  await parts.documents.transaction((within) => close(parts, within, learner));
  return wardOf(parts, guardianId, learner);
}

/**
 * Withdraws the consent altogether (16 CFR 312.6(a)(2)): nothing more is collected, what is there is deleted, and the
 * guardianship ends.
 */
export async function withdrawConsent(
  parts: GuardianParts,
  guardianId: string,
  learner: string,
): Promise<void> {
  const { documents, clock, entropy } = parts;
  await guardianshipOf(documents, guardianId, learner);
  const guardian = await documents.collection('users').get('user_profile', {}, { learner: guardianId });
  const at = clock.now();
  const none = Object.fromEntries(CONSENT_NAMES.map((consent) => [consent, false]));
  await enterDecisions(parts, learner, entered(none), byGuardian(parts, guardianId), async (within) => {
    await close(parts, within, learner);
    await within
      .collection('guardianships')
      .revise('withdraw consent', { user_id: learner, guardian_id: guardianId }, (stored) => ({
        ...stored,
        status: 'ended',
        ended_at: at,
        ended_by: 'guardian',
      }));
    if (guardian.email === null) return;
    await writeMail(
      within,
      { template: 'guardianship_ended', userId: guardianId, address: guardian.email, at },
      entropy,
    );
  });
}

async function close(
  { clock, endSignIns }: GuardianParts,
  within: ActorDocuments,
  learner: string,
): Promise<void> {
  const at = clock.now();
  await within.collection('users').revise('close account', { user_id: learner }, (account) => ({
    ...account,
    account_status: 'deleted',
    deletion: account.deletion ?? {
      requested_at: at,
      due_at: new Date(at.getTime() + DELETED_WITHIN_MS),
    },
    updated_at: at,
  }));
  await endSignIns(within, learner, 'account_closed');
}
