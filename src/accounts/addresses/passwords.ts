import { isError, MasterXError } from '../../errors/error.ts';
import type { TokenPurpose } from '../../schema/vocabulary/token-purposes.ts';
import { writeMail } from '../mail/outbox.ts';
import type { RegistrationParts } from '../registration/context.ts';
import { withPassword } from '../sign-in/change-password.ts';
import { presentToken, spendToken, withdrawAccountTokens } from '../tokens/redeem.ts';

/**
 * Sets a password by the link that was sent for it; that the link came back proves the address as well. Every sign-in ends
 * and every other link by which the account could be taken over with it, failed attempts and their lock are forgotten, and the account's holder is told.
 *
 * @param purpose `reset_password`, or `set_password` for a learner whose guardian made the account.
 * @throws MasterXError `link_refused`; `validation_failed` for a weak password, after which the link still works.
 */
export async function setPasswordByLink(
  { documents, clock, entropy, passwords, endSignIns }: RegistrationParts,
  purpose: Extract<TokenPurpose, 'reset_password' | 'set_password'>,
  token: string,
  password: string,
): Promise<void> {
  const at = clock.now();
  const presented = await presentToken(documents, purpose, token, at);
  const { user_id: userId, address } = presented;
  const account = await documents.collection('users').find('user_profile', {}, { learner: userId });
  if (account?.account_status !== 'active' || address === undefined) throw new MasterXError('link_refused');
  await passwords.assertGood(password, { email: address, name: account.profile.name });
  const hash = await passwords.hash(password);
  try {
    await documents.transaction(async (within) => {
      await spendToken(within, presented);
      await within.collection('users').revise('set password', { user_id: userId }, (stored) => {
        // The link was sent to an address that is no longer the account's.
        if (stored.email !== null && stored.email !== address) throw new MasterXError('link_refused');
        return { ...withPassword(stored, hash, at), email: address, email_verified: true };
      });
      await withdrawAccountTokens(within, userId);
      await endSignIns(within, userId, 'password_changed');
      if (purpose === 'reset_password') {
        await writeMail(within, { template: 'password_changed', userId, address, at }, entropy);
      }
    });
  } catch (thrown) {
    throw isError(thrown, 'conflict') ? new MasterXError('link_refused') : thrown;
  }
}
