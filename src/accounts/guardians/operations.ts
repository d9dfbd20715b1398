import type { StatedAge } from '../registration/input.ts';
import { claimRequest } from './claim.ts';
import { consentToRequest, type Decisions, type GuardianConsent } from './consent.ts';
import type { GuardianParts } from './context.ts';
import { type Correction, correctWard, decideForWard, deleteWard, withdrawConsent } from './decide.ts';
import { type LearnerFacts, makeLearner } from './make-learner.ts';
import { type RequestView, viewOf } from './open.ts';
import { wardOf, wardsOf } from './wards.ts';

export type GuardianOperations = ReturnType<typeof guardianOperations>;

/** Requests of one guardian that are listed. */
const REQUESTS_MAX = 50;

/** What somebody who is signed in may do for the learners in their care. Whose they are is looked up each time. */
export function guardianOperations(parts: GuardianParts, guardianId: string) {
  return {
    /** Takes on a child's request by its link. */
    claim: (token: string, age: StatedAge = {}) => claimRequest(parts, guardianId, token, age),
    /** The requests taken on that are not done. */
    requests: async (): Promise<readonly RequestView[]> => {
      const { items } = await parts.documents
        .collection('guardian_requests')
        .query('requests_of_guardian', { guardian_id: guardianId }, { limit: REQUESTS_MAX });
      return items.filter(({ status }) => status !== 'closed').map(viewOf);
    },
    /** Agrees, class of use by class of use. */
    consent: (requestId: string, consent: GuardianConsent) =>
      consentToRequest(parts, guardianId, requestId, consent),
    /** Makes the child's account, once the consent is verified. */
    makeLearner: (requestId: string, facts: LearnerFacts) => makeLearner(parts, guardianId, requestId, facts),
    /** The learners in somebody's care. */
    wards: () => wardsOf(parts, guardianId),
    /** One of them. @throws MasterXError `not_found` */
    ward: (learner: string) => wardOf(parts, guardianId, learner),
    /** Gives and withdraws consents. @throws MasterXError `not_found`, `validation_failed`, `conflict` */
    decide: (learner: string, consents: Decisions, textVersion: string) =>
      decideForWard(parts, guardianId, learner, consents, textVersion),
    /** Corrects what is kept. @throws MasterXError `not_found`, `validation_failed` */
    correct: (learner: string, correction: Correction) => correctWard(parts, guardianId, learner, correction),
    /** Asks for deletion. @throws MasterXError `not_found` */
    delete: (learner: string) => deleteWard(parts, guardianId, learner),
    /** Withdraws the consent to everything. @throws MasterXError `not_found` */
    withdraw: (learner: string) => withdrawConsent(parts, guardianId, learner),
  };
}
