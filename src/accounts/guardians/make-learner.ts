import type { UserDocument } from '../../derive/generated/documents.ts';
import { MasterXError } from '../../errors/error.ts';
import { isConsent } from '../../schema/vocabulary/consents.ts';
import { invariant } from '../../std/assert.ts';
import { type EnteredDecision, historyOf } from '../consents/enter.ts';
import { withConsents } from '../consents/privacy-settings.ts';
import { writeMail } from '../mail/outbox.ts';
import { accountOf } from '../registration/account.ts';
import { certainlyOfAge, decidingAge, whoDecides } from '../registration/age.ts';
import { invalid, required, type StatedAge, statedAge } from '../registration/input.ts';
import { newToken } from '../tokens/single-use-token.ts';
import { type GuardianParts, requestOf } from './context.ts';
import { noticeWords } from './notice.ts';

/** What the guardian says of the child. */
export interface LearnerFacts extends StatedAge {
  readonly name: string;
  readonly country?: string;
  readonly timezone?: string;
  readonly education_level?: UserDocument['profile']['education_level'];
  /** An address of the child's own, to sign in with; it is written to, and choosing a password proves it. */
  readonly email?: string;
}

/**
 * Makes the account of a child whose guardian's consent is verified, and the guardianship with it. Nothing of the child was
 * kept before but what asking took; the request goes.
 *
 * @throws MasterXError `not_found`; `conflict` where the consent is not verified; `validation_failed` for whoever is old
 * enough to register alone.
 */
export async function makeLearner(
  parts: GuardianParts,
  guardianId: string,
  requestId: string,
  facts: LearnerFacts,
): Promise<{ readonly user_id: string }> {
  const { documents, clock, entropy } = parts;
  const at = clock.now();
  const age = required('age', statedAge(facts, at) ?? undefined);
  const country = facts.country ?? null;
  if (whoDecides(age, country) === 'self') {
    throw invalid({ path: 'age', message: 'must be below the age at which the learner registers alone' });
  }
  const request = await requestOf(documents, guardianId, requestId);
  const guardian = await documents.collection('users').get('user_profile', {}, { learner: guardianId });
  const userId = entropy.uuid();
  const decisions = request.consents.flatMap(({ consent, given }): EnteredDecision[] =>
    isConsent(consent) ? [{ consent, given, words: noticeWords(consent, request.text_version) }] : [],
  );
  const account = accountOf(
    {
      ...{ userId, email: null, passwordHash: null, name: facts.name, age, country },
      timezone: facts.timezone ?? guardian.profile.timezone,
      role: 'learner',
      isVerified: false,
      educationLevel: facts.education_level ?? null,
    },
    at,
  );
  const by = {
    decided_by: 'guardian',
    guardian_id: guardianId,
    at: request.consented_at ?? at,
  } as const;
  await documents.transaction(async (within) => {
    const { method, text_version, verified_at } = await within
      .collection('guardian_requests')
      .revise('make learner', { user_id: requestId }, (stored) => {
        if (stored.status !== 'verified') {
          throw new MasterXError('conflict', {
            detail: 'The consent is not verified, or the account was made already.',
          });
        }
        return { ...stored, status: 'closed', expires_at: at };
      });
    invariant(method && text_version && verified_at, 'a verified consent says how, to what and when');
    await within.collection('users').insert([withConsents(account, decisions)]);
    // Where the account does not come about nothing is kept that a consent is for; where it does they are in force.
    const consents = Object.fromEntries(decisions.map(({ consent, given }) => [consent, given]));
    await parts.enforce(userId, consents, by.at);
    await within.collection('guardianships').insert([
      {
        user_id: userId,
        guardian_id: guardianId,
        status: 'active',
        method,
        text_version,
        verified_at,
        hand_over_at: certainlyOfAge({ age, at }, decidingAge(country)),
        consent_age: decidingAge(country),
      },
    ]);
    await within.collection('consents').insert([...historyOf(userId, decisions, by, entropy)]);
    await tellThem(parts, within, guardian, { userId, at, email: facts.email });
  });
  return { user_id: userId };
}

async function tellThem(
  { entropy }: GuardianParts,
  within: GuardianParts['documents'],
  guardian: Pick<UserDocument, 'user_id' | 'email'>,
  { userId, at, email }: { readonly userId: string; readonly at: Date; readonly email: string | undefined },
): Promise<void> {
  if (guardian.email !== null) {
    await writeMail(
      within,
      { template: 'learner_made', userId: guardian.user_id, address: guardian.email, at },
      entropy,
    );
  }
  if (email === undefined) return;
  // The address is the child's once the link came back; until then nobody learns whether it is taken.
  const { token, document } = newToken({ purpose: 'set_password', userId, address: email, at }, entropy);
  await within.collection('single_use_tokens').insert([document]);
  await writeMail(
    within,
    {
      template: 'set_password',
      userId,
      address: email,
      values: { token },
      at,
      expiresAt: document.expires_at,
    },
    entropy,
  );
}
