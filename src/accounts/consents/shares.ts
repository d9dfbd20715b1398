import type { ShareDocument } from '../../derive/generated/documents.ts';
import type { Answer, Page } from '../../documents/parts.ts';
import { MasterXError } from '../../errors/error.ts';
import { assertMayGive, type ConsentContext, deciderOf, forActor } from './context.ts';

/** With whom a learner shares, or shared. @throws MasterXError `access_denied` */
export async function sharesOf(
  context: ConsentContext,
  learner: string,
  options: { readonly cursor?: string; readonly limit?: number },
): Promise<Page<ShareDocument>> {
  await deciderOf(context, learner);
  return forActor(context)
    .collection('shares')
    .query('shares_of_learner', {}, { ...options, learner });
}

/** Whom one would share with. */
export interface EducatorView {
  readonly educator_id: string;
  /** Null where the account has none. */
  readonly name: string | null;
}

/**
 * The name of an educator, for whoever was given the educator's number: nobody should share with somebody unknown.
 *
 * @throws MasterXError `not_found` for everybody else's number: it does not say whose it is.
 */
export async function educatorOf(context: ConsentContext, educator: string): Promise<EducatorView> {
  const users = forActor(context, 'naming an educator').collection('users');
  const asked = { learner: educator };
  const [account, shown] = await Promise.all([
    users.find('account_ground', {}, asked),
    users.find('public_profile', {}, asked),
  ]);
  if (!isEducator(account)) throw noEducator();
  return { educator_id: educator, name: shown?.profile.name ?? null };
}

/**
 * Shares what the learner learned with an educator. It takes effect while the learner also consents to sharing.
 *
 * @throws MasterXError `not_found` where there is no such educator; `access_denied`, `guardian_decides`.
 */
export async function giveShare(
  context: ConsentContext,
  learner: string,
  educator: string,
): Promise<ShareDocument> {
  const decider = await deciderOf(context, learner);
  if (decider === 'platform') throw new MasterXError('access_denied');
  await assertMayGive(context, learner, decider, 'data_sharing');
  const documents = forActor(context);
  const account = await documents.collection('users').find('account_ground', {}, { learner: educator });
  if (!isEducator(account)) throw noEducator();
  const at = context.clock.now();
  const given = { status: 'active', given_at: at, given_by: decider } as const;
  const identity = { user_id: learner, educator_id: educator };
  const shares = context.access.as(context.actor).collection('shares');
  const [stored] = await shares.insert([{ ...identity, ...given }], () => true);
  if (stored?.document.status === 'active') return stored.document;
  return shares.revise('share again', identity, ({ ended_at: _, ...before }) => ({ ...before, ...given }));
}

/** Takes a share back; it is over at once. Taken back twice, nothing changes. @throws MasterXError `not_found` */
export async function endShare(
  context: ConsentContext,
  learner: string,
  educator: string,
): Promise<ShareDocument> {
  await deciderOf(context, learner);
  const at = context.clock.now();
  return context.access
    .as(context.actor)
    .collection('shares')
    .revise('end the share', { user_id: learner, educator_id: educator }, (before) =>
      before.status === 'ended' ? before : { ...before, status: 'ended', ended_at: at },
    );
}

function isEducator(account: Answer<'users', 'account_ground'> | null): boolean {
  return account?.account_status === 'active' && account.roles.includes('educator');
}

const noEducator = () => new MasterXError('not_found', { detail: 'There is no such educator.' });
