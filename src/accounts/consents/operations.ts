import type { ConsentName } from '../../schema/vocabulary/consents.ts';
import { clearWithdrawn, planClearing, verifyClearing } from './clearing.ts';
import type { ConsentContext } from './context.ts';
import { type ConsentDecision, decideConsent } from './decide.ts';
import { type EducatorView, educatorOf, endShare, giveShare, sharesOf } from './shares.ts';
import { type ConsentsOfLearner, consentsOf } from './standing.ts';

type PageOptions = { readonly cursor?: string; readonly limit?: number };

/** What learners decide about their data, as one actor may see and change it. */
export function consentOperations(context: ConsentContext) {
  return {
    /** How the consents of a learner stand, with what was decided. */
    of: (learner: string): Promise<ConsentsOfLearner> => consentsOf(context, learner),
    /** Gives or withdraws a consent, and answers how all stand then. */
    decide: async (learner: string, consent: ConsentName, decision: ConsentDecision) => {
      await decideConsent(context, learner, consent, decision);
      return consentsOf(context, learner);
    },
    /** What would be removed of a learner's data if a consent is withdrawn. */
    planClearing: (learner: string, consent: ConsentName) => planClearing(context, learner, consent),
    /** Removes what is kept under consents that were withdrawn since a moment. */
    clearWithdrawn: (since: Date, signal?: AbortSignal) => clearWithdrawn(context, since, signal),
    /** How many documents still hold something under a consent. */
    verifyClearing: (learner: string, consent: ConsentName) => verifyClearing(context, learner, consent),
    /** With which educators a learner shares, or shared. */
    shares: (learner: string, options: PageOptions = {}) => sharesOf(context, learner, options),
    /** Whom one would share with. @throws MasterXError `not_found` */
    educator: (educator: string): Promise<EducatorView> => educatorOf(context, educator),
    share: (learner: string, educator: string) => giveShare(context, learner, educator),
    endShare: (learner: string, educator: string) => endShare(context, learner, educator),
  };
}

export type ConsentOperations = ReturnType<typeof consentOperations>;
