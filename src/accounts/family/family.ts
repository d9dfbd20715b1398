import { PLANS } from '../../schema/vocabulary/plans.ts';
import { forActor } from '../context.ts';
import { subscriberOf } from '../subscription/context.ts';
import type { FamilyContext } from './invitations.ts';
import { mayBeKnown } from './wards.ts';

/** Who shares a family plan, as whoever asks may know it: names, and nothing of what anybody learns. */
export interface FamilyView {
  /** Whether the account holds the plan, is covered by somebody else's, or neither. */
  readonly role: 'holder' | 'member' | 'none';
  /** Those covered besides the holder; only the holder is told. */
  readonly members: readonly {
    readonly user_id: string;
    /** Null where the account is gone, has no name, or is a ward's of whom others are not to know. */
    readonly name: string | null;
    readonly joined_at: Date;
  }[];
  readonly people_max: number;
}

/** The family of an account. @throws MasterXError `not_found`, `access_denied` */
export async function familyOf(context: FamilyContext, learner: string): Promise<FamilyView> {
  const own = context.access.as(context.actor);
  const { subscription } = await subscriberOf(own, learner);
  const people_max = PLANS.family.peopleMax;
  if (subscription.covered_by !== undefined) return { role: 'member', members: [], people_max };
  const family = await own.collection('families').find('family_of', {}, { learner });
  const isHolder = subscription.plan === 'family' || (family?.members.length ?? 0) > 0;
  const platform = forActor(context, 'subscription', 'naming the members of a family');
  const members = await Promise.all(
    (family?.members ?? []).map(async ({ member, joined_at }) => {
      const isKnown = await mayBeKnown(platform, context.allowedBy, member, learner);
      const found = isKnown
        ? await platform.collection('users').find('public_profile', {}, { learner: member })
        : null;
      return { user_id: member, name: found?.profile.name ?? null, joined_at };
    }),
  );
  return { role: isHolder ? 'holder' : 'none', members, people_max };
}
