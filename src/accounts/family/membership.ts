import type { ActorDocuments } from '../../documents/documents.ts';
import { isError, MasterXError } from '../../errors/error.ts';
import { PLANS } from '../../schema/vocabulary/plans.ts';
import { changingOwn, subscriberOf } from '../subscription/context.ts';
import { isInForce, planInForce } from '../subscription/standing.ts';
import { presentToken, spendToken } from '../tokens/redeem.ts';
import type { FamilyContext } from './invitations.ts';
import { mayBeKnown } from './wards.ts';

const BILLING = 'subscriptions:write';

const refused = (detail: string, hint: string): MasterXError =>
  new MasterXError('conflict', { detail, hint });

/**
 * Joins the family plan that an invitation is to: from then on its AI queries are shared. Of any number of accounts that
 * use an invitation at once one joins, and a family never has more members than its plan covers.
 *
 * @throws MasterXError `link_refused` for an invitation that does not work; `conflict` where a plan of the account's own is
 * in force, or the family is full or over; `guardian_decides` for whoever is in somebody's care, unless the plan is the
 * guardian's or `data_sharing` is given; `not_found`, `access_denied`.
 */
export async function joinFamily(context: FamilyContext, learner: string, code: string): Promise<void> {
  const documents = await changingOwn(context, learner, 'joining a family', BILLING);
  const now = context.clock.now();
  const invitation = await presentToken(documents, 'family_invitation', code, now);
  const holder = invitation.user_id;
  if (holder === learner) throw refused('Nobody joins a plan of one’s own.', 'Pass the invitation on.');
  if (!(await mayBeKnown(documents, context.allowedBy, learner, holder))) {
    throw new MasterXError('guardian_decides', {
      detail: 'Whoever holds the plan would come to know of a learner in somebody’s care.',
      hint: 'Join a plan of the guardian’s, or ask the guardian to allow sharing.',
    });
  }
  await documents.transaction(async (within) => {
    await spendToken(within, invitation);
    const { subscription } = await subscriberOf(within, holder);
    if (planInForce(subscription, now) !== 'family') {
      throw refused('The family plan is not in force any more.', 'Ask whoever invited you.');
    }
    await within.collection('users').revise('join a family', { user_id: learner }, (user) => {
      const { subscription: own } = user;
      if (own.covered_by !== undefined) throw refused('A family plan covers the account.', 'Leave it first.');
      if (PLANS[own.plan].isPaid && isInForce(own, now)) {
        throw refused('A plan of the account’s own is in force.', 'Cancel it, and join when it is over.');
      }
      return { ...user, subscription: { ...own, covered_by: holder } };
    });
    const first = { user_id: holder, updated_at: now, members: [{ member: learner, joined_at: now }] };
    const [made] = await within.collection('families').insert([first], () => true);
    if (!made?.repeated) return;
    await within.collection('families').revise('join a family', { user_id: holder }, (family) => {
      const others = family.members.filter(({ member }) => member !== learner);
      if (1 + others.length >= PLANS.family.peopleMax) {
        throw refused('The family is full.', 'Ask whoever invited you.');
      }
      return { ...family, updated_at: now, members: [...others, { member: learner, joined_at: now }] };
    });
  });
}

/** Leaves a family plan. Done again, it changes nothing. @throws MasterXError `not_found`, `access_denied` */
export async function leaveFamily(context: FamilyContext, learner: string): Promise<void> {
  const documents = await changingOwn(context, learner, 'leaving a family', BILLING);
  const { subscription } = await subscriberOf(documents, learner);
  if (subscription.covered_by === undefined) return;
  await part(documents, subscription.covered_by, learner, context.clock.now());
}

/**
 * Removes a member from the family plan of a holder. Done again, it changes nothing.
 *
 * @throws MasterXError `not_found`, `access_denied`.
 */
export async function removeFromFamily(
  context: FamilyContext,
  holder: string,
  member: string,
): Promise<void> {
  const documents = await changingOwn(context, holder, 'removing a member from a family', BILLING);
  const family = await documents.collection('families').find('family_of', {}, { learner: holder });
  if (!family?.members.some((one) => one.member === member)) return;
  await part(documents, holder, member, context.clock.now());
}

/** Both sides of a membership go together, as far as they are there: an account may have been erased. */
async function part(documents: ActorDocuments, holder: string, member: string, now: Date): Promise<void> {
  await documents.transaction(async (within) => {
    await whereItIs(() =>
      within.collection('users').revise('part with a family', { user_id: member }, (user) => {
        const { covered_by, ...own } = user.subscription;
        return covered_by === holder ? { ...user, subscription: own } : user;
      }),
    );
    await whereItIs(() =>
      within.collection('families').revise('part with a member', { user_id: holder }, (family) => {
        const members = family.members.filter((one) => one.member !== member);
        return members.length < family.members.length ? { ...family, updated_at: now, members } : family;
      }),
    );
  });
}

async function whereItIs(change: () => Promise<unknown>): Promise<void> {
  try {
    await change();
  } catch (thrown) {
    if (!isError(thrown, 'not_found') && !isError(thrown, 'key_destroyed')) throw thrown;
  }
}
