import { systemActor } from '../access/actor.ts';
import type { KeyStatus } from '../protection/key-status.ts';
import type { CommonOptions } from './command.ts';
import { type CommandContext, configOf } from './context.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';
import { countText, textTable } from './text-table.ts';
import { withPlatform } from './with-platform.ts';

/** Prints how the tenant's keys stand. */
export async function keysStatus(context: CommandContext, { json }: CommonOptions): Promise<ExitCode> {
  const { terminal, entropy } = context;
  const config = configOf(context);
  const status = await withPlatform(context, config, ({ platform }) =>
    platform.as(systemActor('keys', entropy.uuid(), 'looking after the keys')).keys.status(),
  );
  const vault = {
    deployment: config.keyVaultUri === null ? 'shared' : 'own',
    database: config.keyVaultDatabase,
  };
  if (json) terminal.line(JSON.stringify({ ...status, vault }));
  else {
    terminal.line(`Key vault: ${vault.database}, ${vaultText(vault.deployment)}.`);
    tell(status, terminal);
  }
  return EXIT.done;
}

function vaultText(deployment: string): string {
  return deployment === 'own'
    ? 'on a deployment of its own (MASTERX_KEYVAULT_URI)'
    : 'a second database of the deployment that holds the data';
}

function tell({ kekId, branchEpochs, indexEpochs }: KeyStatus, terminal: Terminal): void {
  terminal.line(`Key-encryption key: ${kekId}.`);
  const day = (at: Date) => at.toISOString().slice(0, 10);
  const state = (isCurrent: boolean) => (isCurrent ? 'current' : 'old');
  terminal.line('');
  terminal.line(
    textTable(
      [
        { title: 'Branch epoch', align: 'right' },
        { title: 'Learners', align: 'right' },
        { title: 'Since' },
        { title: 'State' },
        { title: 'Wrapped by' },
      ],
      branchEpochs.map(({ epoch, learners, createdAt, isCurrent, kekId: by }) => [
        String(epoch),
        countText(learners),
        day(createdAt),
        state(isCurrent),
        by,
      ]),
    ),
  );
  terminal.line('');
  terminal.line(
    textTable(
      [
        { title: 'Index key' },
        { title: 'Epoch', align: 'right' },
        { title: 'Since' },
        { title: 'State' },
        { title: 'Wrapped by' },
      ],
      indexEpochs.map(({ purpose, epoch, createdAt, isCurrent, kekId: by }) => [
        purpose,
        String(epoch),
        day(createdAt),
        state(isCurrent),
        by,
      ]),
    ),
  );
}
