import { systemActor } from '../access/actor.ts';
import { MasterXError } from '../errors/error.ts';
import type { ActorPlatform } from '../platform.ts';
import { SHRED_STEPS, type ShredPlan, type ShredStep } from '../privacy/shred.ts';
import type { CommonOptions } from './command.ts';
import { type CommandContext, configOf } from './context.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';
import { countText, textTable } from './text-table.ts';
import { withPlatform } from './with-platform.ts';

interface ShredCommandOptions extends CommonOptions {
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

const SAYS: Readonly<Record<ShredStep, string>> = {
  ledger: 'Writing the ledger of erasures',
  key: 'Destroying the keys',
  tokens: 'Removing the hashes of the address',
  caches: 'Waiting until no other process can hold the key or write with it (about two minutes)',
  again: 'Destroying what came back meanwhile',
  verify: 'Looking whether anything is left',
  outcome: 'Writing the outcome',
};

/** Destroys a learner's keys, and with them what every copy holds of the learner. */
export async function keysShred(
  context: CommandContext,
  { dryRun, yes, json }: ShredCommandOptions,
  word = '',
): Promise<ExitCode> {
  const learner = word.toLowerCase();
  const { terminal, entropy } = context;
  return withPlatform(context, configOf(context), async ({ platform }) => {
    const actor = platform.as(systemActor('keys', entropy.uuid(), 'erasure of a learner'));
    const plan = await actor.erasures.plan(learner);
    const isToDo = plan.state === 'present' || plan.state === 'under way';
    const done =
      dryRun || !isToDo ? plan : await shredOnceConfirmed(context, actor, plan, yes === true, json);
    if (json) terminal.line(JSON.stringify(done));
    else tell(done, terminal);
    return EXIT.done;
  });
}

async function shredOnceConfirmed(
  context: CommandContext,
  actor: ActorPlatform,
  plan: ShredPlan,
  isConfirmed: boolean,
  json: boolean,
): Promise<ShredPlan> {
  const { terminal, progress, signal } = context;
  if (!isConfirmed) {
    if (!json) tell(plan, terminal);
    await confirm(context, plan.learner);
  }
  try {
    return await actor.erasures.shred(plan.learner, {
      signal,
      onStep: (step) => progress.show(SAYS[step], SHRED_STEPS.indexOf(step) / SHRED_STEPS.length),
    });
  } finally {
    progress.end();
  }
}

async function confirm({ ask, signal }: CommandContext, learner: string): Promise<void> {
  const typed = await ask('This cannot be undone. Type the identifier of the learner to go on: ', signal);
  if (typed?.trim().toLowerCase() === learner) return;
  throw new MasterXError('usage', {
    detail:
      typed === null
        ? 'Nobody is there to confirm that the learner is to be erased.'
        : 'What was typed is not the identifier: nothing was changed.',
    hint: 'Look with --dry-run; then repeat with --yes.',
  });
}

const STATES: Readonly<Record<ShredPlan['state'], string>> = {
  unknown: 'is not known here; there is nothing to erase',
  present: 'is here',
  'under way': 'is being erased; repeat the command to finish it',
  erased: 'is erased',
};

function tell(plan: ShredPlan, terminal: Terminal): void {
  const day = (at: Date) => at.toISOString().slice(0, 10);
  terminal.line(`${plan.learner} ${STATES[plan.state]}.`);
  if (plan.keys > 0)
    terminal.line(`Data keys: ${plan.keys}${plan.intendedAt === null ? ', to be destroyed' : ''}.`);
  if (plan.beyondRecoveryAt) {
    terminal.line(
      `Nobody can bring the key back after ${day(plan.beyondRecoveryAt)}, when the last backup of the key vault is gone.`,
    );
  }
  const remains = plan.remains.filter(({ documents }) => documents > 0);
  if (remains.length === 0) return;
  terminal.line('What is left, under a random identifier:');
  terminal.line('');
  terminal.line(
    textTable(
      [
        { title: 'Collection' },
        ...['Documents', 'Unreadable', 'Plain', 'Identifying', 'With hashes'].map(
          (title) => ({ title, align: 'right' }) as const,
        ),
      ],
      remains.map((one) => [
        one.collection,
        ...[
          one.documents,
          one.unreadable.length,
          one.plain.length,
          one.identifying.length,
          one.withTokens,
        ].map(countText),
      ]),
    ),
  );
  terminal.line('');
  terminal.line(
    'Unreadable, plain and identifying count fields; which they are, and what is plain, `--json` lists.',
  );
}
