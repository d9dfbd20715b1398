import { MasterXError } from '../../errors/error.ts';
import { PLANS } from '../../schema/vocabulary/plans.ts';
import type { Entropy } from '../../std/random.ts';
import type { AccountContext, AllowedBy } from '../context.ts';
import { changingOwn, subscriberOf } from '../subscription/context.ts';
import { planInForce } from '../subscription/standing.ts';
import { withdrawTokens } from '../tokens/redeem.ts';
import { newToken } from '../tokens/single-use-token.ts';

/** What families are changed with. */
export interface FamilyContext extends AccountContext {
  readonly entropy: Entropy;
  readonly allowedBy: AllowedBy;
}

/** An invitation as whoever made it passes it on. */
export interface FamilyInvitation {
  /** Works once, for whoever has it. */
  readonly code: string;
  readonly expires_at: Date;
}

const BILLING = 'subscriptions:write';
const PURPOSE = 'family_invitation';

/**
 * Makes an invitation to the family plan of a holder. There are never more of them than there is room for.
 *
 * @throws MasterXError `conflict` where no family plan is in force or the family is full; `not_found`, `access_denied`.
 */
export async function inviteToFamily(context: FamilyContext, holder: string): Promise<FamilyInvitation> {
  const documents = await changingOwn(context, holder, 'inviting to a family', BILLING);
  const now = context.clock.now();
  return documents.transaction(async (within) => {
    const { subscription } = await subscriberOf(within, holder);
    if (planInForce(subscription, now) !== 'family' || subscription.covered_by !== undefined) {
      throw new MasterXError('conflict', {
        detail: 'No family plan of this account is in force.',
        hint: 'Choose the family plan first.',
      });
    }
    const family = await within.collection('families').find('family_of', {}, { learner: holder });
    const { items } = await within
      .collection('single_use_tokens')
      .query('tokens_of_account', { purpose: PURPOSE }, { learner: holder });
    const open = items.filter(({ expires_at }) => expires_at > now);
    if (1 + (family?.members.length ?? 0) + open.length >= PLANS.family.peopleMax) {
      throw new MasterXError('conflict', {
        detail: 'There is no room left in the family, open invitations counted.',
        hint: 'Take back invitations, or remove a member.',
      });
    }
    const { token, document } = newToken({ purpose: PURPOSE, userId: holder, at: now }, context.entropy);
    await within.collection('single_use_tokens').insert([document]);
    return { code: token, expires_at: document.expires_at };
  });
}

/** Takes back every invitation that was not accepted. @throws MasterXError `not_found`, `access_denied` */
export async function withdrawInvitations(context: FamilyContext, holder: string): Promise<void> {
  const documents = await changingOwn(context, holder, 'taking back invitations to a family', BILLING);
  await withdrawTokens(documents, holder, PURPOSE);
}
