import { systemActor } from '../access/actor.ts';
import type { KeyCheck } from '../lifecycle/key-check.ts';
import type { CommonOptions } from './command.ts';
import { type CommandContext, configOf } from './context.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';
import { countText, textTable } from './text-table.ts';
import { withPlatform } from './with-platform.ts';

interface VerifyOptions extends CommonOptions {
  readonly documents?: number;
  readonly from?: string;
}

/** Opens everything that is encrypted, to see whether it opens. */
export async function keysVerify(
  context: CommandContext,
  { json, documents, from }: VerifyOptions,
): Promise<ExitCode> {
  const { terminal, entropy, progress, signal } = context;
  const check = await withPlatform(context, configOf(context), async ({ platform }) => {
    const actor = platform.as(systemActor('keys', entropy.uuid(), 'proof that everything opens'));
    try {
      return await actor.keys.verify({
        ...(documents !== undefined && { documentsMax: documents }),
        ...(from !== undefined && { from }),
        signal,
        onProgress: (what, looked) => progress.show(`Opening ${what}: ${countText(looked)}`),
      });
    } finally {
      progress.end();
    }
  });
  if (json) terminal.line(JSON.stringify(check));
  else tell(check, terminal);
  return check.verdict === 'good' ? EXIT.done : EXIT.failed;
}

function tell({ verdict, learners, locked, containers }: KeyCheck, terminal: Terminal): void {
  const bad = terminal.paint.answer.red;
  terminal.line(`Keys of ${countText(learners)} learners unwrap.`);
  for (const learner of locked) terminal.line(`${bad('locked:')} the keys of ${learner} do not unwrap.`);
  terminal.line('');
  terminal.line(
    textTable(
      [
        { title: 'Collection' },
        ...['Documents', 'Envelopes opened', 'Erased', 'Refused'].map(
          (title) => ({ title, align: 'right' }) as const,
        ),
      ],
      containers.map(({ container, documents, values, erased, refused }) => [
        container,
        ...[documents, values, erased, refused.length].map(countText),
      ]),
    ),
  );
  for (const { container, refused } of containers) {
    for (const id of refused) terminal.line(`${bad('refused:')} ${container} ${id} does not open.`);
  }
  terminal.line(verdict === 'good' ? 'Everything opens that should.' : 'Not everything opens that should.');
}
