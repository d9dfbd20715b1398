import { systemActor } from '../access/actor.ts';
import type { NamedRoles } from './accounts.ts';
import type { CommonOptions } from './command.ts';
import { type CommandContext, configOf } from './context.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { withPlatform } from './with-platform.ts';

interface CreateOptions extends CommonOptions {
  readonly email: string;
  readonly role: NamedRoles;
  readonly name?: string;
}

/** Opens an account for somebody who works here. */
export async function createAccount(
  context: CommandContext,
  { email, role, name, json }: CreateOptions,
): Promise<ExitCode> {
  const { terminal, entropy, signal, askSecret } = context;
  const config = configOf(context);
  const password = await askSecret(`Password for ${email}: `, signal);
  const made = await withPlatform(context, config, ({ platform }) =>
    platform
      .as(systemActor('accounts', entropy.uuid(), 'opening an account'))
      .accounts.open({ email, name: name ?? null, password, roles: role }),
  );
  if (json) terminal.line(JSON.stringify(made));
  else terminal.line(`Opened the account ${made.user_id} (${made.roles.join(', ')}).`);
  return EXIT.done;
}
