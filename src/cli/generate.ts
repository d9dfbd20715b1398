import type { Command } from 'commander';
import { systemActor } from '../access/actor.ts';
import { type Commands, type CommonOptions, define } from './command.ts';
import { type CommandContext, configOf } from './context.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { moment, wholeNumber } from './option-values.ts';
import { countText } from './text-table.ts';
import { withPlatform } from './with-platform.ts';

interface GenerateOptions extends CommonOptions {
  readonly learners: number;
  readonly days: number;
  readonly seed: number;
  readonly until?: Date;
}

const LEARNERS_MAX = 10_000_000;
const DAYS_MAX = 3_650;
const SEED_MAX = 2 ** 31 - 1;

/** `masterx generate` */
export function addGenerate(program: Command, commands: Commands): void {
  const command = program
    .command('generate')
    .option('--learners <number>', 'how many learners', wholeNumber(1, LEARNERS_MAX), 10)
    .option('--days <number>', 'days of history', wholeNumber(1, DAYS_MAX), 30)
    .option('--seed <number>', 'the same seed invents the same learners', wholeNumber(0, SEED_MAX), 1)
    .option('--until <moment>', 'when the history ends; the last midnight (UTC) unless said', moment);
  define(command, commands, {
    summary: 'invent learners and store them',
    description:
      'Invents a believable population (accounts, sessions, mastery, emotions) and stores it like every other data: ' +
      'validated, encrypted, audited. Seed, days and end decide what is invented; called again with the same, it passes ' +
      'over what is there, so an interrupted run goes on.',
    json: 'one document: { learners, sessions, interactions, concepts, repeated, seed, days, until }',
    examples: [
      ['generate --learners 50 --days 90 --seed 7', 'ninety days of fifty learners, up to today'],
      ['generate --learners 5 --days 10 --seed 7 --until 2026-03-31', 'the same on every day it is called'],
    ],
    operation: generate,
  });
}

async function generate(context: CommandContext, options: GenerateOptions): Promise<ExitCode> {
  const { terminal, progress, signal, clock, entropy } = context;
  const { learners, days, seed } = options;
  const until = options.until ?? lastMidnight(clock.now());
  const { storePopulation } = await import('../intake/population/store-population.ts');
  const report = await withPlatform(context, configOf(context), ({ platform }) => {
    const actor = platform.as(systemActor('generator', entropy.uuid(), 'storing of invented learners'));
    return storePopulation(
      actor.documents,
      { learners, days, seed, until },
      {
        signal,
        onProgress: (at) =>
          progress.show(
            `Invented ${countText(at.learners)} of ${countText(at.of)} learners, ${countText(at.sessions)} sessions`,
            at.learners / at.of,
          ),
      },
    );
  });
  if (options.json) terminal.line(JSON.stringify({ ...report, seed, days, until }));
  else {
    const { sessions, interactions, repeated } = report;
    terminal.line(
      `${countText(report.learners)} learners with ${countText(sessions)} sessions and ${countText(interactions)} interactions.`,
    );
    if (repeated > 0) terminal.line(`${countText(repeated)} documents were there before.`);
  }
  return EXIT.done;
}

function lastMidnight(now: Date): Date {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()));
}
