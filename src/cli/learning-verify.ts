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
    summary: 'sum up sessions and feelings anew and tell what differs',
    description:
      'Takes the newest sessions of the newest accounts, works out from their interactions what they amount to, and compares ' +
      'it with what is stored; so it does with the emotional summaries that were made from sums of sessions. Changes ' +
      'nothing. The exit code is 1 when anything differs.',
    json: 'one document: { learners, sessions, summaries, differences: [{ learner, what, parts }] }',
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
    const counts = { learners: 0, sessions: 0, summaries: 0 };
    const differences: { learner: string; what: string; parts: readonly string[] }[] = [];
    const { items } = await actor.learners.list(undefined, { limit: learners });
    for (const { user_id: learner } of items) {
      signal.throwIfAborted();
      const recent = await actor.sessions.recent(learner, EVER, { limit: sessions });
      for (const { session_id } of recent.items) {
        const parts = await actor.sessions.verify(session_id);
        if (parts.length > 0) differences.push({ learner, what: `session ${session_id}`, parts });
      }
      const emotions = await actor.insight.verifyEmotions(learner);
      for (const { period, parts } of emotions.differences)
        differences.push({ learner, what: period, parts });
      counts.learners++;
      counts.sessions += recent.items.length;
      counts.summaries += emotions.summaries;
      progress.show(`Looked at ${countText(counts.sessions)} sessions`, counts.learners / items.length);
    }
    return { ...counts, differences };
  });
  if (json) terminal.line(JSON.stringify(report));
  else {
    const { differences } = report;
    terminal.line(
      `${countText(report.sessions)} sessions and ${countText(report.summaries)} emotional summaries of ` +
        `${countText(report.learners)} learners: ${differences.length === 0 ? 'nothing differs' : `${countText(differences.length)} differ`}.`,
    );
    for (const { what, learner, parts } of differences)
      terminal.line(`${what} of ${learner}: ${parts.join(', ')}`);
  }
  return report.differences.length === 0 ? EXIT.done : EXIT.failed;
}
