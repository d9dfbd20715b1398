import { days } from '../../std/durations.ts';
import { LIMITS } from '../../std/limits.ts';
import { writeMail } from '../mail/outbox.ts';
import type { RegistrationParts } from '../registration/context.ts';
import { newToken } from '../tokens/single-use-token.ts';

/** How long the guardian's address and the child's first name are kept without an answer. */
export const ANSWER_WITHIN_MS = days(14);

/** All that may be taken of a child before a guardian agreed. */
export interface GuardianAsked {
  readonly guardianEmail: string;
  readonly firstName?: string;
}

/**
 * Keeps the guardian's address and the child's first name under a key of their own, with an end, and writes to the
 * guardian. An address that was written to several times that day is not written to again; the answer is the same.
 */
export async function askGuardian(
  { documents, clock, entropy }: RegistrationParts,
  { guardianEmail, firstName }: GuardianAsked,
): Promise<void> {
  const at = clock.now();
  const requests = documents.collection('guardian_requests');
  const { items: earlier } = await requests.query(
    'requests_to_address',
    { guardian_email: guardianEmail },
    { limit: LIMITS.mailsOfKindPerDayMax },
  );
  const today = earlier.filter(({ created_at }) => at.getTime() - created_at.getTime() < days(1));
  if (today.length >= LIMITS.mailsOfKindPerDayMax) return;
  const requestId = entropy.uuid();
  const { token, document } = newToken({ purpose: 'guardian_request', userId: requestId, at }, entropy);
  await documents.transaction(async (within) => {
    await within.collection('guardian_requests').insert([
      {
        user_id: requestId,
        age_group: 'unknown',
        guardian_email: guardianEmail,
        ...(firstName !== undefined && { first_name: firstName }),
        status: 'asked',
        consents: [],
        created_at: at,
        expires_at: new Date(at.getTime() + ANSWER_WITHIN_MS),
      },
    ]);
    await within.collection('single_use_tokens').insert([document]);
    await writeMail(
      within,
      {
        template: 'guardian_asked',
        userId: requestId,
        address: guardianEmail,
        values: { token, ...(firstName !== undefined && { name: firstName }) },
        at,
        expiresAt: document.expires_at,
      },
      entropy,
    );
  });
}
