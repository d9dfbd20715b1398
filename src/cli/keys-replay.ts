import { systemActor } from '../access/actor.ts';
import type { CommonOptions } from './command.ts';
import { type CommandContext, configOf } from './context.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { countText } from './text-table.ts';
import { withPlatform } from './with-platform.ts';

interface ReplayOptions extends CommonOptions {
  readonly serving?: boolean;
}

/** Erases again everyone whom the ledger of erasures names. */
export async function keysReplay(
  context: CommandContext,
  { json, serving }: ReplayOptions,
): Promise<ExitCode> {
  const { terminal, entropy, progress, signal } = context;
  const { looked, erased } = await withPlatform(context, configOf(context), ({ platform }) =>
    platform.as(systemActor('keys', entropy.uuid(), 'replay of erasures')).erasures.replay({
      isAlone: serving !== true,
      signal,
      onProgress: (done, of) =>
        progress.show(
          `Looking at the learners of the ledger: ${countText(done)} of ${countText(of)}`,
          of === 0 ? 1 : done / of,
        ),
    }),
  );
  if (json) terminal.line(JSON.stringify({ looked, erased }));
  else if (looked === 0) terminal.line('The ledger of erasures names nobody.');
  else terminal.line(`${countText(looked)} learners of the ledger: ${toldOf(erased)}.`);
  return EXIT.done;
}

function toldOf(erased: number): string {
  return erased === 0
    ? 'nothing of them is here'
    : `${countText(erased)} were back and are erased again; nothing of the others is here`;
}
