import type { GuardianRequestDocument } from '../../derive/generated/documents.ts';
import { MasterXError } from '../../errors/error.ts';
import type { TokenPurpose } from '../../schema/vocabulary/token-purposes.ts';
import { presentToken, spendToken } from '../tokens/redeem.ts';
import type { GuardianParts } from './context.ts';

/** How a request stands, as its guardian sees it. */
export interface RequestView {
  readonly request_id: string;
  readonly first_name: string | null;
  readonly status: GuardianRequestDocument['status'];
  readonly method: GuardianRequestDocument['method'] | null;
  readonly consents: GuardianRequestDocument['consents'];
  /** When everything of it goes unless it goes on. */
  readonly expires_at: Date;
}

export function viewOf(request: GuardianRequestDocument): RequestView {
  return {
    request_id: request.user_id,
    first_name: request.first_name ?? null,
    status: request.status,
    method: request.method ?? null,
    consents: request.consents,
    expires_at: request.expires_at,
  };
}

/** The request a link leads to; the link is not used up by looking. @throws MasterXError `link_refused` */
export async function openRequest(parts: GuardianParts, token: string): Promise<RequestView> {
  return viewOf((await requestBehind(parts, 'guardian_request', token)).request);
}

/** The token and the request it leads to. @throws MasterXError `link_refused` */
export async function requestBehind(
  { documents, clock }: GuardianParts,
  purpose: TokenPurpose,
  token: string,
) {
  const presented = await presentToken(documents, purpose, token, clock.now());
  const request = await documents
    .collection('guardian_requests')
    .find('guardian_request', {}, { learner: presented.user_id });
  if (request === null || request.status === 'closed') throw new MasterXError('link_refused');
  return { presented, request };
}

/**
 * Says no by a link, of either mail: everything of the request is about to go.
 *
 * @throws MasterXError `link_refused`
 */
export async function refuseRequest(
  parts: GuardianParts,
  token: string,
  purpose: 'guardian_request' | 'guardian_confirmation',
): Promise<void> {
  const { presented } = await requestBehind(parts, purpose, token);
  const now = parts.clock.now();
  await parts.documents.transaction(async (within) => {
    await spendToken(within, presented);
    await within
      .collection('guardian_requests')
      .revise('refuse request', { user_id: presented.user_id }, (stored) => ({
        ...stored,
        status: 'closed',
        expires_at: now,
      }));
  });
}
