import { setImmediate } from 'node:timers/promises';
import type { Command } from 'commander';
import type { Recovered } from '../intake/recovery/recover-mastery.ts';
import { type Commands, type CommonOptions, define } from './command.ts';
import type { CommandContext } from './context.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { wholeNumber } from './option-values.ts';
import { countText, textTable } from './text-table.ts';

interface RecoverOptions extends CommonOptions {
  readonly learners: number;
  readonly days: number;
  readonly seed: number;
}

/** When the invented histories end: the same on every day it is called. */
const UNTIL = new Date('2026-06-01T00:00:00Z');
const LEARNERS_MAX = 10_000;
const DAYS_MAX = 365;
const SEED_MAX = 2 ** 31 - 1;
/** Share of right answers of invented learners in the long run: what is known without looking at anybody. */
const USUAL_SHARE = 0.72;

/** `masterx learning recover` */
export function addLearningRecover(learning: Command, commands: Commands): void {
  const command = learning
    .command('recover')
    .option('--learners <number>', 'how many learners are invented', wholeNumber(1, LEARNERS_MAX), 300)
    .option('--days <number>', 'days of their history', wholeNumber(1, DAYS_MAX), 90)
    .option('--seed <number>', 'the same seed invents the same learners', wholeNumber(0, SEED_MAX), 7);
  define(command, commands, {
    summary: 'compare estimates with what is true of invented learners',
    description:
      'Invents learners of whom is known how likely each answer really was and how they really fared, lets the platform’s ' +
      'methods estimate it from what would be recorded, and tells how near they come: mastery before each attempt, with and ' +
      'without what a concept builds on; wellness of weeks; and whether trends have the right direction. Needs no database and ' +
      'stores nothing.',
    json: 'one document: { learners, days, seed, mastery: { constant, own, withPrerequisites, first }, feelings }',
    examples: [['learning recover --learners 300 --seed 7', 'what docs/learning.md shows']],
    operation: recover,
  });
}

async function recover(
  { terminal, progress, signal }: CommandContext,
  { learners, days, seed, json }: RecoverOptions,
): Promise<ExitCode> {
  const { generateLearner } = await import('../intake/generator/population.ts');
  const { MasteryRecoveries } = await import('../intake/recovery/recover-mastery.ts');
  const { recoverFeelings } = await import('../intake/recovery/recover-feelings.ts');
  const recoveries = new MasteryRecoveries(USUAL_SHARE);
  for (let index = 0; index < learners; index++) {
    recoveries.add(generateLearner({ days, seed, until: UNTIL }, index));
    progress.show(`Looked at ${countText(index + 1)} learners`, (index + 1) / learners);
    await setImmediate();
    signal.throwIfAborted();
  }
  const mastery = recoveries.result();
  const feelings = recoverFeelings(learners, seed);
  progress.end();
  if (json) terminal.line(JSON.stringify({ learners, days, seed, mastery, feelings }));
  else {
    const row = (name: string, { attempts, rmse, meanError, correlation, logLoss }: Recovered) => [
      name,
      countText(attempts),
      ...[rmse, meanError, correlation, logLoss].map((figure) => figure.toFixed(4)),
    ];
    const figure = (title: string) => ({ title, align: 'right' }) as const;
    terminal.line(
      textTable(
        [
          { title: 'Chance of a right answer' },
          ...['Attempts', 'RMSE', 'Mean error', 'Correlation', 'Log loss'].map(figure),
        ],
        [
          row('Constant', mastery.constant),
          row('Own practice', mastery.own),
          row('With prerequisites', mastery.withPrerequisites),
          row('First attempts, own practice', mastery.first.own),
          row('First attempts, with prerequisites', mastery.first.withPrerequisites),
        ],
      ),
    );
    const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
    terminal.line('');
    terminal.line(
      `Wellness of ${countText(feelings.weeks)} weeks: off by ${feelings.wellnessError.toFixed(3)} on average, ` +
        `correlation ${feelings.wellnessCorrelation.toFixed(3)}. Of ${countText(feelings.clearChanges)} clear changes of a ` +
        `state’s share ${percent(feelings.directionsRight)} have the right direction, ` +
        `${percent(feelings.directionsOpposite)} the opposite one.`,
    );
  }
  return EXIT.done;
}
