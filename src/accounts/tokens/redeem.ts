import type { SingleUseTokenDocument } from '../../derive/generated/documents.ts';
import type { ActorDocuments } from '../../documents/documents.ts';
import { isError, MasterXError } from '../../errors/error.ts';
import type { TokenPurpose } from '../../schema/vocabulary/token-purposes.ts';
import { LIMITS } from '../../std/limits.ts';
import { fits, partsOf } from './single-use-token.ts';

/** Tokens removed in one step of tidying up. */
const BATCH = 100;

/**
 * Looks at a token that is presented for a purpose. It is not used up by that: `spendToken` does, in the transaction of
 * what it is used for. A wrong secret or purpose is counted, and after a few the token is worth nothing.
 *
 * @throws MasterXError `link_refused`, the same for every reason.
 */
export async function presentToken(
  documents: ActorDocuments,
  purpose: TokenPurpose,
  token: string,
  now: Date,
): Promise<SingleUseTokenDocument> {
  const parts = partsOf(token);
  if (!parts) throw new MasterXError('link_refused');
  const found = await documents
    .collection('single_use_tokens')
    .find('single_use_token', { token_id: parts.id });
  if (!found || found.expires_at.getTime() <= now.getTime()) throw new MasterXError('link_refused');
  if (found.purpose_of_token !== purpose || !fits(parts.secret, purpose, found.secret_digest)) {
    await countFailure(documents, found);
    throw new MasterXError('link_refused');
  }
  return found;
}

/**
 * Uses a token up, within the transaction of what it is used for: of any number of callers one does, and the others'
 * transactions come to nothing.
 *
 * @throws MasterXError `link_refused` when it was used meanwhile.
 */
export async function spendToken(
  within: ActorDocuments,
  { user_id, token_id }: SingleUseTokenDocument,
): Promise<void> {
  const removed = await within.collection('single_use_tokens').remove('spend token', [{ user_id, token_id }]);
  if (removed === 0) throw new MasterXError('link_refused');
}

/** Takes back every token of an account for a purpose; within a transaction, if need be. */
export async function withdrawTokens(
  documents: ActorDocuments,
  userId: string,
  purpose: TokenPurpose,
): Promise<void> {
  const tokens = documents.collection('single_use_tokens');
  const { items } = await tokens.query('tokens_of_account', { purpose }, { learner: userId, limit: BATCH });
  await tokens.remove(
    'withdraw tokens',
    items.map(({ token_id }) => ({ user_id: userId, token_id })),
  );
}

/**
 * Takes back every link by which somebody could take an account over: those for another password and for another address.
 * Whoever sets a password may do it because somebody else had come to know the one before, and sent for them.
 */
export async function withdrawAccountTokens(documents: ActorDocuments, userId: string): Promise<void> {
  for (const purpose of ['reset_password', 'set_password', 'change_address'] as const) {
    await withdrawTokens(documents, userId, purpose);
  }
}

/** Removes tokens whose time is over; how many. */
export async function purgeTokens(
  documents: ActorDocuments,
  now: Date,
  signal?: AbortSignal,
): Promise<number> {
  const tokens = documents.collection('single_use_tokens');
  for (let purged = 0; ; ) {
    signal?.throwIfAborted();
    const { items } = await tokens.query('expired_tokens', { until: now }, { limit: BATCH });
    if (items.length === 0) return purged;
    const removed = await tokens.remove(
      'purge tokens',
      items.map(({ user_id, token_id }) => ({ user_id, token_id })),
    );
    // Where others remove the same, what is left is theirs.
    if (removed === 0) return purged;
    purged += removed;
  }
}

async function countFailure(
  documents: ActorDocuments,
  { user_id, token_id }: SingleUseTokenDocument,
): Promise<void> {
  const tokens = documents.collection('single_use_tokens');
  const identity = { user_id, token_id };
  try {
    const { failed_attempts } = await tokens.revise('count failed token', identity, (stored) => ({
      ...stored,
      failed_attempts: stored.failed_attempts + 1,
    }));
    if (failed_attempts >= LIMITS.tokenAttemptsMax) await tokens.remove('withdraw token', [identity]);
  } catch (thrown) {
    // It was used or taken back meanwhile, so there is nothing to count any more.
    if (!isError(thrown, 'not_found')) throw thrown;
  }
}
