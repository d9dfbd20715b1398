import type { GuardianRequestDocument } from '../../derive/generated/documents.ts';
import type { ActorDocuments } from '../../documents/documents.ts';
import { MasterXError } from '../../errors/error.ts';
import type { DecisionParts } from '../consents/enter.ts';
import type { AllowedBy } from '../context.ts';
import type { RegistrationParts } from '../registration/context.ts';

/** What the operations of guardians work with. */
export interface GuardianParts extends RegistrationParts {
  /** From a consent to the mail that asks to confirm it, in milliseconds. */
  readonly confirmAfterMs: number;
  /** Puts consents of a learner in force where the door goes by them; may stand on another deployment. */
  readonly enforce: DecisionParts['enforce'];
  readonly allowedBy: AllowedBy;
}

/** A request that a guardian has taken on. @throws MasterXError `not_found` for anybody else. */
export async function requestOf(
  documents: ActorDocuments,
  guardianId: string,
  requestId: string,
): Promise<GuardianRequestDocument> {
  const request = await documents
    .collection('guardian_requests')
    .find('guardian_request', {}, { learner: requestId });
  if (request?.guardian_id !== guardianId || request.status === 'closed') throw new MasterXError('not_found');
  return request;
}
