import { isError, MasterXError } from '../../errors/error.ts';
import { isFlooded, writeMail } from '../mail/outbox.ts';
import type { RegistrationParts } from '../registration/context.ts';
import { invalid } from '../registration/input.ts';
import { presentToken, spendToken, withdrawTokens } from '../tokens/redeem.ts';
import { newToken } from '../tokens/single-use-token.ts';

/**
 * Proves an address by the link that was sent to it.
 *
 * @throws MasterXError `link_refused`, also where the account has another address by now.
 */
export async function verifyAddress({ documents, clock }: RegistrationParts, token: string): Promise<void> {
  const now = clock.now();
  const presented = await presentToken(documents, 'verify_address', token, now);
  await documents.transaction(async (within) => {
    await spendToken(within, presented);
    await within.collection('users').revise('verify address', { user_id: presented.user_id }, (account) => {
      if (account.email !== presented.address) throw new MasterXError('link_refused');
      return { ...account, email_verified: true, updated_at: now };
    });
  });
}

/**
 * Takes the wish for another address: the new one is written to, and is the account's once the link comes back. Nothing
 * tells whether somebody else has it.
 *
 * @throws MasterXError `validation_failed`, `not_found`; `too_many_requests` where too much was written for that in a day:
 * the link that was sent last still works.
 */
export async function askNewAddress(
  { documents, clock, entropy }: RegistrationParts,
  userId: string,
  address: string,
): Promise<void> {
  const at = clock.now();
  const account = await documents.collection('users').get('user_profile', {}, { learner: userId });
  if (account.email === address) {
    throw invalid({ path: 'email', message: 'must be another address than the present one' });
  }
  if (await isFlooded(documents, userId, 'confirm_new_address', at)) {
    throw new MasterXError('too_many_requests', {
      detail: 'As many addresses were written to for this account as may be in a day.',
      hint: 'Use the link that was sent last, or ask again tomorrow.',
    });
  }
  const { token, document } = newToken({ purpose: 'change_address', userId, address, at }, entropy);
  // The last wish counts.
  await withdrawTokens(documents, userId, 'change_address');
  await documents.transaction(async (within) => {
    await within.collection('single_use_tokens').insert([document]);
    await writeMail(
      within,
      {
        template: 'confirm_new_address',
        userId,
        address,
        values: { token },
        at,
        expiresAt: document.expires_at,
      },
      entropy,
    );
  });
}

/**
 * Puts the new address in the place of the old one, which is told.
 *
 * @throws MasterXError `link_refused`, also where somebody else has the address.
 */
export async function confirmNewAddress(
  { documents, clock, entropy }: RegistrationParts,
  token: string,
): Promise<void> {
  const at = clock.now();
  const presented = await presentToken(documents, 'change_address', token, at);
  const { user_id: userId, address } = presented;
  if (address === undefined) throw new MasterXError('link_refused');
  try {
    await documents.transaction(async (within) => {
      await spendToken(within, presented);
      let before: string | null = null;
      await within.collection('users').revise('change address', { user_id: userId }, (account) => {
        before = account.email;
        return { ...account, email: address, email_verified: true, updated_at: at };
      });
      if (before === null) return;
      await writeMail(within, { template: 'address_changed', userId, address: before, at }, entropy);
    });
  } catch (thrown) {
    // Taken by somebody else: whoever holds the mailbox may know that no more than anybody.
    throw isError(thrown, 'conflict') ? new MasterXError('link_refused') : thrown;
  }
}
