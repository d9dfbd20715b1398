import type { GuardianRequestDocument } from '../../derive/generated/documents.ts';
import { MasterXError } from '../../errors/error.ts';
import type { GuardianMethod } from '../../schema/vocabulary/guardian-methods.ts';
import { writeMail } from '../mail/outbox.ts';
import { spendToken } from '../tokens/redeem.ts';
import { ANSWER_WITHIN_MS } from './ask.ts';
import type { GuardianParts } from './context.ts';
import { type RequestView, requestBehind, viewOf } from './open.ts';

/**
 * Confirms a consent by the link of the second mail.
 *
 * @throws MasterXError `link_refused`
 */
export async function confirmByLink(parts: GuardianParts, token: string): Promise<RequestView> {
  const { presented } = await requestBehind(parts, 'guardian_confirmation', token);
  return verified(parts, presented.user_id, 'email_plus', (within) => spendToken(within, presented));
}

/**
 * Confirms a consent because the signed form came: for an operator, who has seen it.
 *
 * @throws MasterXError `not_found`; `conflict` where the guardian chose another way or has not agreed.
 */
export async function confirmByForm(parts: GuardianParts, requestId: string): Promise<RequestView> {
  return verified(parts, requestId, 'signed_form', async () => undefined);
}

/**
 * Ends a request whose signed form will not do: for an operator. Everything of it is about to go.
 *
 * @throws MasterXError `not_found`; `conflict` where no form is waited for.
 */
export async function refuseForm(
  { documents, clock }: GuardianParts,
  requestId: string,
): Promise<RequestView> {
  const at = clock.now();
  const request = await documents
    .collection('guardian_requests')
    .revise('refuse form', { user_id: requestId }, (stored) => {
      assertWaiting(stored, 'signed_form', at);
      return { ...stored, status: 'closed', expires_at: at };
    });
  return viewOf(request);
}

/** Requests whose signed form is waited for, newest first. */
export async function requestsAwaitingForms(
  { documents }: GuardianParts,
  options: { readonly cursor?: string; readonly limit?: number } = {},
) {
  const { items, nextCursor } = await documents
    .collection('guardian_requests')
    .query('requests_of_status', { status: 'consented' }, options);
  return { items: items.filter(({ method }) => method === 'signed_form').map(viewOf), nextCursor };
}

async function verified(
  { documents, clock, entropy }: GuardianParts,
  requestId: string,
  method: GuardianMethod,
  also: (within: GuardianParts['documents']) => Promise<void>,
): Promise<RequestView> {
  const at = clock.now();
  return documents.transaction(async (within) => {
    await also(within);
    const request = await within
      .collection('guardian_requests')
      .revise('verify consent', { user_id: requestId }, (stored) => {
        assertWaiting(stored, method, at);
        return {
          ...stored,
          status: 'verified',
          verified_at: at,
          expires_at: new Date(at.getTime() + ANSWER_WITHIN_MS),
        };
      });
    await writeMail(
      within,
      { template: 'guardian_verified', userId: requestId, address: request.guardian_email, at },
      entropy,
    );
    return viewOf(request);
  });
}

function assertWaiting(
  { status, method, expires_at }: GuardianRequestDocument,
  by: GuardianMethod,
  at: Date,
): void {
  if (status === 'closed' || expires_at.getTime() <= at.getTime()) throw new MasterXError('not_found');
  if (status === 'consented' && method === by) return;
  throw new MasterXError('conflict', {
    detail:
      status === 'consented'
        ? 'The guardian chose another way.'
        : 'There is no consent that waits to be verified.',
  });
}
