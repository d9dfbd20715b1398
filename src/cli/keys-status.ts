import { systemActor } from '../access/actor.ts';
import type { ErasedPage } from '../protection/erasure-bound.ts';
import type { KeyStatus } from '../protection/key-status.ts';
import { days } from '../std/durations.ts';
import type { CommonOptions } from './command.ts';
import { type CommandContext, configOf } from './context.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';
import { countText, textTable } from './text-table.ts';
import { withPlatform } from './with-platform.ts';

interface StatusOptions extends CommonOptions {
  readonly erasedAfter: number;
  readonly erasedLimit: number;
}

/** Prints how the tenant's keys stand, and who was erased. */
export async function keysStatus(
  context: CommandContext,
  { json, erasedAfter, erasedLimit }: StatusOptions,
): Promise<ExitCode> {
  const { terminal, entropy, clock } = context;
  const config = configOf(context);
  const { status, erased } = await withPlatform(context, config, async ({ platform }) => {
    const { keys, erasures } = platform.as(systemActor('keys', entropy.uuid(), 'looking after the keys'));
    return { status: await keys.status(), erased: await erasures.list(erasedAfter, erasedLimit) };
  });
  const vault = {
    deployment: config.keyVaultUri === null ? 'shared' : 'own',
    database: config.keyVaultDatabase,
  };
  const bound = { vaultBackupDays: config.vaultBackupDays, keyEpochDays: config.keyEpochDays };
  const overdue = overdueEpochs(status, clock.now(), config.keyEpochDays);
  if (json) terminal.line(JSON.stringify({ ...status, vault, overdue, bound, erased }));
  else {
    terminal.line(`Key vault: ${vault.database}, ${vaultText(vault.deployment)}.`);
    tell(status, terminal);
    tellErased(erased, terminal);
    for (const epoch of overdue) {
      terminal.line(
        `${terminal.paint.answer.yellow('overdue:')} branch epoch ${epoch} is older than ${config.keyEpochDays} days; the dates of ` +
          'erasures hold only while it is rotated in time.',
      );
    }
  }
  return EXIT.done;
}

/** Branch epochs that should have given way: the dates of erasures count on it. */
function overdueEpochs({ branchEpochs }: KeyStatus, now: Date, keyEpochDays: number): readonly number[] {
  return branchEpochs
    .filter(({ createdAt }) => now.getTime() - createdAt.getTime() > days(keyEpochDays))
    .map(({ epoch }) => epoch);
}

function tellErased({ learners, count, next }: ErasedPage, terminal: Terminal): void {
  terminal.line('');
  terminal.line(`Erased learners: ${countText(count)}.`);
  if (learners.length === 0) return;
  const day = (at: Date | null) => at?.toISOString().slice(0, 10) ?? 'under way';
  terminal.line('');
  terminal.line(
    textTable(
      [{ title: 'Learner' }, { title: 'Erased' }, { title: 'Beyond recovery after' }],
      learners.map(({ learner, erasedAt, beyondRecoveryAt }) => [
        learner,
        day(erasedAt),
        beyondRecoveryAt === null ? '' : day(beyondRecoveryAt),
      ]),
    ),
  );
  if (next !== null) terminal.line(`More with --erased-after ${next}.`);
}

function vaultText(deployment: string): string {
  return deployment === 'own'
    ? 'on a deployment of its own (MASTERX_KEYVAULT_URI)'
    : 'a second database of the deployment that holds the data';
}

function branchState(isCurrent: boolean, destroyAt: Date | null): string {
  if (isCurrent) return 'current';
  return destroyAt === null ? 'old' : `to be destroyed after ${destroyAt.toISOString()}`;
}

function tell({ kekId, branchEpochs, indexEpochs, rotations }: KeyStatus, terminal: Terminal): void {
  terminal.line(`Key-encryption key: ${kekId}.`);
  const day = (at: Date) => at.toISOString().slice(0, 10);
  terminal.line('');
  if (branchEpochs.length === 0) terminal.line('No branch keys yet: the first learner gets one made.');
  else {
    terminal.line(
      textTable(
        [
          { title: 'Branch epoch', align: 'right' },
          { title: 'Learners', align: 'right' },
          { title: 'Since' },
          { title: 'State' },
          { title: 'Wrapped by' },
        ],
        branchEpochs.map(({ epoch, learners, createdAt, isCurrent, destroyAt, kekId: by }) => [
          String(epoch),
          countText(learners),
          day(createdAt),
          branchState(isCurrent, destroyAt),
          by,
        ]),
      ),
    );
  }
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
      indexEpochs.map(({ purpose, epoch, createdAt, state, isCurrent, kekId: by }) => [
        purpose,
        String(epoch),
        day(createdAt),
        // Two are current for a moment between two steps; the lower one gives way.
        state === 'current' && !isCurrent ? 'retiring' : state,
        by,
      ]),
    ),
  );
  for (const { target, only, step, startedAt } of rotations) {
    terminal.line('');
    terminal.line(
      `${terminal.paint.answer.yellow('under way:')} the rotation of ${target} keys${only === null ? '' : ` of ${only}`} since ` +
        `${startedAt.toISOString()}, at the step "${step}". Where no process is at it any more, the same command goes on.`,
    );
  }
}
