import { systemActor } from '../access/actor.ts';
import { MasterXError } from '../errors/error.ts';
import type { ActorPlatform } from '../platform.ts';
import { UUID_PATTERN } from '../schema/fields/uuid.ts';
import type { CommonOptions, Operation } from './command.ts';
import { configOf } from './context.ts';
import { EXIT } from './exit-codes.ts';
import { withPlatform } from './with-platform.ts';

const UUID = new RegExp(UUID_PATTERN);

const DONE = {
  suspend: 'Suspended',
  reactivate: 'Opened again',
  'sign-out': 'Signed out',
  'end-second-factor': 'Without a second factor',
} as const;

/** Suspends an account, opens it again, or ends its sign-ins or second factor. */
export function accountState(what: keyof typeof DONE): Operation<CommonOptions> {
  return (context, { json }, word = '') =>
    withPlatform(context, configOf(context), async ({ platform }) => {
      const { terminal, entropy } = context;
      const { accounts } = platform.as(systemActor('accounts', entropy.uuid(), `accounts ${what}`));
      const userId = await identified(accounts, word);
      const done = await change(accounts, what, userId);
      if (json) terminal.line(JSON.stringify(done));
      else {
        const ended = done.signInsEnded > 0 ? `; sign-ins ended: ${done.signInsEnded}` : '';
        terminal.line(`${DONE[what]}: ${done.user_id} (${done.account_status})${ended}.`);
      }
      return EXIT.done;
    });
}

async function identified(accounts: ActorPlatform['accounts'], word: string): Promise<string> {
  const text = word.toLowerCase();
  if (UUID.test(text)) return text;
  if (text.includes('@')) return (await accounts.ofAddress(word)).user_id;
  throw new MasterXError('usage', { detail: 'An account is named by its address or its user_id.' });
}

async function change(accounts: ActorPlatform['accounts'], what: keyof typeof DONE, userId: string) {
  switch (what) {
    case 'suspend':
      return accounts.suspend(userId);
    case 'reactivate':
      return { ...(await accounts.reactivate(userId)), signInsEnded: 0 };
    case 'sign-out':
      return accounts.signOut(userId);
    case 'end-second-factor':
      return accounts.endFactor(userId);
  }
}
