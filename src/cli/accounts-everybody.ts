import { systemActor } from '../access/actor.ts';
import type { CommonOptions } from './command.ts';
import { type CommandContext, configOf } from './context.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { withPlatform } from './with-platform.ts';

/** Ends every sign-in of everybody. */
export function signOutEverybody(context: CommandContext, { json }: CommonOptions): Promise<ExitCode> {
  return withPlatform(context, configOf(context), async ({ platform }) => {
    const { terminal, entropy } = context;
    const actor = systemActor('accounts', entropy.uuid(), 'accounts sign-out-everybody');
    const signInsEnded = await platform.as(actor).accounts.signOutEverybody();
    terminal.line(json ? JSON.stringify({ signInsEnded }) : `Sign-ins ended: ${signInsEnded}.`);
    return EXIT.done;
  });
}
