import { type Command, InvalidArgumentError, Option } from 'commander';
import { ACCOUNT_ROLES, type AccountRole } from '../schema/vocabulary/roles.ts';
import { type Commands, define, loaded } from './command.ts';

/** `masterx accounts …` */
export function addAccountsCommands(program: Command, commands: Commands): void {
  const accounts = program
    .command('accounts')
    .summary('accounts of those who work here, and who may sign in')
    .description('Opens accounts for those who work here, and lets people in or keeps them out.');
  define(
    accounts
      .command('create')
      .requiredOption('--email <address>', 'the address to sign in with', address)
      .addOption(
        new Option('--role <role...>', 'what the account may act as; repeat it, or name several')
          .choices(ACCOUNT_ROLES.filter((role) => role !== 'service'))
          .makeOptionMandatory(),
      )
      .option('--name <name>', 'how the person is called'),
    commands,
    {
      summary: 'open an account for somebody who works here',
      description:
        'Opens an account, such as that of the first operator. The password is asked for on the terminal without showing it, ' +
        'or is the first line of standard input; never an argument. Learners register themselves.',
      json: 'one document: { user_id, account_status, roles }',
      examples: [
        ['accounts create --email ops@example.org --role operator', 'the first operator'],
        [
          'accounts create --email ada@example.org --role educator support < password.txt',
          'without a terminal',
        ],
      ],
      operation: loaded(async () => (await import('./accounts-create.ts')).createAccount),
    },
  );
  addEverybody(accounts, commands);
  const states = [
    {
      name: 'suspend',
      summary: 'keep an account from signing in',
      description:
        'Suspends an account: whoever is signed in to it is signed out, and nobody can sign in until it is opened again. ' +
        'Nothing of it is deleted.',
      does: 'for whoever left, or an account somebody else got hold of',
    },
    {
      name: 'reactivate',
      summary: 'let an account sign in again',
      description:
        'Opens an account again that was suspended, or that is locked after failed attempts to sign in.',
      does: 'and forget failed attempts',
    },
    {
      name: 'sign-out',
      summary: 'end every sign-in of an account',
      description:
        'Ends every sign-in of an account. Access tokens that were given are refused within ten seconds.',
      does: 'as after a device was lost',
    },
    {
      name: 'end-second-factor',
      summary: 'for whoever lost the authenticator and the recovery codes',
      description:
        'Ends the second factor of an account, and every sign-in. Be certain first who asks, as certain as when the account ' +
        'was opened: from then on the password alone lets in, or whoever works here sets up another factor with it.',
      does: 'once you have seen the person',
    },
  ] as const;
  for (const { name, summary, description, does } of states) {
    define(accounts.command(name).argument('<account>', 'its address, or its user_id'), commands, {
      summary,
      description,
      json: 'one document: { user_id, account_status, roles, signInsEnded }',
      examples: [[`accounts ${name} ada@example.org`, does]],
      operation: loaded(async () => (await import('./accounts-state.ts')).accountState(name)),
    });
  }
}

function addEverybody(accounts: Command, commands: Commands): void {
  define(accounts.command('sign-out-everybody'), commands, {
    summary: 'end every sign-in of everybody',
    description:
      'Ends every sign-in of every account: everybody signs in again. Access tokens that were given are refused within ten ' +
      'seconds. Services are not concerned: they are revoked one by one.',
    json: 'one document: { signInsEnded }',
    examples: [['accounts sign-out-everybody', 'as after tokens may have leaked']],
    operation: loaded(async () => (await import('./accounts-everybody.ts')).signOutEverybody),
  });
}

/** The roles that were named. */
export type NamedRoles = readonly AccountRole[];

function address(text: string): string {
  if (/^[^\s@]+@[^\s@]+$/.test(text) && text.length <= 254) return text;
  throw new InvalidArgumentError('Expected an address such as ada@example.org.');
}
