import { MasterXError } from '../../errors/error.ts';
import type { ConsentName } from '../../schema/vocabulary/consents.ts';
import type { GuardianMethod } from '../../schema/vocabulary/guardian-methods.ts';
import { writeMail } from '../mail/outbox.ts';
import { invalid } from '../registration/input.ts';
import { withdrawTokens } from '../tokens/redeem.ts';
import { newToken } from '../tokens/single-use-token.ts';
import { ANSWER_WITHIN_MS } from './ask.ts';
import { type GuardianParts, requestOf } from './context.ts';
import { beyondMethod, CONSENT_NAMES, NOTICE_VERSION } from './notice.ts';
import { type RequestView, viewOf } from './open.ts';

/** Yes or no to each class of use. */
export type Decisions = Readonly<Partial<Record<ConsentName, boolean>>>;

/** What a guardian agrees to, and how that is to be proved. */
export interface GuardianConsent {
  readonly method: GuardianMethod;
  /** Every class of use, each with a yes or a no. */
  readonly consents: Decisions;
  /** Version of the texts that were shown. */
  readonly textVersion: string;
}

/**
 * Takes a guardian's consent, which counts only once it is verified: with `email_plus` by a second mail some time later,
 * with `signed_form` by an operator. Given again, it takes the place of the one before.
 *
 * @throws MasterXError `not_found`; `validation_failed` where a class of use is not decided, or the method is too weak for
 * one; `conflict` where the texts have changed meanwhile, or the consent is verified already.
 */
export async function consentToRequest(
  parts: GuardianParts,
  guardianId: string,
  requestId: string,
  { method, consents, textVersion }: GuardianConsent,
): Promise<RequestView> {
  const { documents, clock, entropy, confirmAfterMs } = parts;
  assertDecided(consents);
  assertCovered(method, consents);
  assertCurrent(textVersion);
  const { guardian_email: address } = await requestOf(documents, guardianId, requestId);
  const at = clock.now();
  const dueAt = new Date(at.getTime() + confirmAfterMs);
  const { token, document } = newToken(
    { purpose: 'guardian_confirmation', userId: requestId, at, from: dueAt },
    entropy,
  );
  await withdrawTokens(documents, requestId, 'guardian_confirmation');
  return documents.transaction(async (within) => {
    const request = await within
      .collection('guardian_requests')
      .revise('consent to request', { user_id: requestId }, (stored) => {
        if (stored.status !== 'claimed' && stored.status !== 'consented') {
          throw new MasterXError('conflict', { detail: 'This consent is verified already.' });
        }
        return {
          ...stored,
          status: 'consented',
          method,
          text_version: textVersion,
          consents: CONSENT_NAMES.map((consent) => ({ consent, given: consents[consent] === true })),
          consented_at: at,
          expires_at: new Date(at.getTime() + ANSWER_WITHIN_MS),
        };
      });
    if (method === 'email_plus') {
      await within.collection('single_use_tokens').insert([document]);
      await writeMail(
        within,
        {
          template: 'guardian_confirm',
          userId: requestId,
          address,
          values: { token },
          at,
          dueAt,
          expiresAt: document.expires_at,
        },
        entropy,
      );
    }
    return viewOf(request);
  });
}

/** @throws MasterXError `validation_failed` unless every class of use has a yes or a no of its own. */
export function assertDecided(consents: Decisions): void {
  const missing = CONSENT_NAMES.filter((consent) => consents[consent] === undefined);
  if (missing.length === 0) return;
  throw invalid(
    ...missing.map((consent) => ({ path: `consents.${consent}`, message: 'must be decided: true or false' })),
  );
}

/** @throws MasterXError `validation_failed` for a yes that the method is too weak for. */
export function assertCovered(method: GuardianMethod, consents: Decisions): void {
  const given = CONSENT_NAMES.filter((consent) => consents[consent] === true);
  const beyond = beyondMethod(method, given);
  if (beyond.length === 0) return;
  throw invalid(
    ...beyond.map((consent) => ({
      path: `consents.${consent}`,
      message: `cannot be given by the method ${method}: others come to know of the child (16 CFR 312.5(b)(2)(vi))`,
    })),
  );
}

/** @throws MasterXError `conflict` for a decision about other texts than those that hold now. */
export function assertCurrent(textVersion: string): void {
  if (textVersion === NOTICE_VERSION) return;
  throw new MasterXError('conflict', {
    detail: `The texts have changed; they are of version ${NOTICE_VERSION} now.`,
    hint: 'Show them again, and ask again.',
  });
}
