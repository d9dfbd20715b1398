import type { Command } from 'commander';
import { systemActor } from '../access/actor.ts';
import { type Commands, type CommonOptions, define } from './command.ts';
import { type CommandContext, configOf } from './context.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { wholeNumber } from './option-values.ts';
import { countText } from './text-table.ts';
import { withPlatform } from './with-platform.ts';

interface VerifyOptions extends CommonOptions {
  readonly learners: number;
  readonly sessions: number;
}

const EVER = new Date(0);

/** `masterx learning verify` */
export function addLearningVerify(learning: Command, commands: Commands): void {
  const command = learning
    .command('verify')
    .option('--learners <number>', 'the newest accounts to look at', wholeNumber(1, 200), 20)
    .option('--sessions <number>', 'the newest sessions of each', wholeNumber(1, 200), 20);
  define(command, commands, {
    summary: 'work out anew what was derived from sessions and tell what differs',
    description:
      'Takes the newest sessions of the newest accounts, works out from their interactions what they amount to, and compares ' +
      'it with what is stored. So it does with everything else that was derived for these learners: mastery and reviews from ' +
      'the practice of each concept, and that from the sessions; the learning DNA from what each session added; the emotional ' +
      'summaries from the sums of their sessions. What was imported or generated without these is passed over. Changes ' +
      'nothing. The exit code is 1 when anything differs.',
    json: 'one document: { learners, sessions, concepts, contributions, summaries, differences: [{ learner, what, parts }] }',
    examples: [['learning verify --learners 50', 'fifty accounts, twenty sessions of each']],
    operation: verify,
  });
}

async function verify(
  context: CommandContext,
  { learners, sessions, json }: VerifyOptions,
): Promise<ExitCode> {
  const { terminal, progress, signal, entropy } = context;
  const report = await withPlatform(context, configOf(context), async ({ platform }) => {
    const actor = platform.as(systemActor('verify', entropy.uuid(), 'checking what was derived'));
    const counts = { learners: 0, sessions: 0, concepts: 0, contributions: 0, summaries: 0 };
    const differences: { learner: string; what: string; parts: readonly string[] }[] = [];
    const { items } = await actor.learners.list(undefined, { limit: learners });
    for (const { user_id: learner } of items) {
      signal.throwIfAborted();
      const recent = await actor.sessions.recent(learner, EVER, { limit: sessions });
      for (const { session_id } of recent.items) {
        const parts = await actor.sessions.verify(session_id);
        if (parts.length > 0) differences.push({ learner, what: `session ${session_id}`, parts });
      }
      const derived = await actor.insight.verify(learner);
      for (const difference of derived.differences) differences.push({ learner, ...difference });
      counts.learners++;
      counts.sessions += recent.items.length;
      counts.concepts += derived.concepts;
      counts.contributions += derived.contributions;
      counts.summaries += derived.summaries;
      progress.show(`Looked at ${countText(counts.sessions)} sessions`, counts.learners / items.length);
    }
    return { ...counts, differences };
  });
  if (json) terminal.line(JSON.stringify(report));
  else {
    const { differences } = report;
    terminal.line(
      `${countText(report.sessions)} sessions, ${countText(report.concepts)} concepts, ` +
        `${countText(report.contributions)} contributions to the learning DNA and ${countText(report.summaries)} emotional ` +
        `summaries of ${countText(report.learners)} learners: ${differences.length === 0 ? 'nothing differs' : `${countText(differences.length)} differ`}.`,
    );
    for (const { what, learner, parts } of differences)
      terminal.line(`${what} of ${learner}: ${parts.join(', ')}`);
  }
  return report.differences.length === 0 ? EXIT.done : EXIT.failed;
}
