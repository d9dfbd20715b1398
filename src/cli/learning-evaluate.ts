import { resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { type Command, Option } from 'commander';
import { type LogReport, readLog } from '../intake/evaluation/read-log.ts';
import { PRESET_NAMES, type PresetName } from '../intake/presets/table.ts';
import { type Evaluation, evaluate, type ModelQuality } from '../learning/evaluation/evaluate.ts';
import { PracticeLog } from '../learning/evaluation/practice-log.ts';
import { calibrationChart } from './calibration-chart.ts';
import { type Commands, type CommonOptions, define } from './command.ts';
import type { CommandContext } from './context.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { countText, textTable } from './text-table.ts';

interface EvaluateOptions extends CommonOptions {
  readonly preset: PresetName;
  readonly train: string;
  readonly test: string;
}

/** `masterx learning evaluate` */
export function addLearningEvaluate(learning: Command, commands: Commands): void {
  const command = learning
    .command('evaluate')
    .addOption(
      new Option('--preset <name>', 'the kind of both tables').choices(PRESET_NAMES).makeOptionMandatory(),
    )
    .requiredOption('--train <file>', 'the table the models are fitted to')
    .requiredOption('--test <file>', 'the table whose attempts are predicted');
  define(command, commands, {
    summary: 'measure the mastery model on files, beside others',
    description:
      'Fits the mastery model to one table and replays it, then predicts each attempt of the other before seeing it, in the ' +
      'order of the file, and learns from it. Prints AUC, log loss, RMSE and calibration beside a constant, an item-only ' +
      'logistic regression, PFA, BKT and Best-LR on the same attempts. Learners of the test that are in the training go on ' +
      'where they stopped. Everything that is chosen is chosen from the training table. Needs no database and stores ' +
      'nothing; about 1.5 KB of memory a row.',
    json:
      'one document: { train, test, trainAttempts, testAttempts, learners, items, skills, attemptsPerSecond, ' +
      'models: [{ model, name, seconds, attempts, auc, logLoss, rmse, ece, calibration }] }',
    examples: [
      ['learning evaluate --train train.csv --test test.csv --preset lkt', 'what `learning split` made'],
      ['learning evaluate --train a.tsv --test b.tsv --preset kt --json', 'for a script'],
    ],
    operation: evaluateOperation,
  });
}

async function evaluateOperation(
  { terminal, progress, signal, folder, clock }: CommandContext,
  { preset, train, test, json }: EvaluateOptions,
): Promise<ExitCode> {
  const log = new PracticeLog();
  const read = (path: string, isTest: boolean) =>
    readLog(
      log,
      { path: resolve(folder, path), preset, isTest },
      {
        signal,
        onProgress: (share) => progress.show(`Reading ${isTest ? 'the test' : 'the training'}`, share),
      },
    );
  const reports = { train: await read(train, false), test: await read(test, true) };
  const evaluation = await evaluate(log, clock, async (next, share) => {
    progress.show(`Measuring: ${next}`, share);
    // Lets a signal arrive between two models.
    await setImmediate();
    signal.throwIfAborted();
  });
  progress.end();
  if (json) terminal.line(JSON.stringify({ ...reports, ...evaluation }));
  else for (const line of evaluationLines(evaluation, reports)) terminal.line(line);
  return EXIT.done;
}

function evaluationLines(
  evaluation: Evaluation,
  reports: Readonly<Record<'train' | 'test', LogReport>>,
): readonly string[] {
  const { trainAttempts, testAttempts, learners, items, skills, attemptsPerSecond, models } = evaluation;
  const [own] = models;
  return [
    `${countText(trainAttempts)} attempts for training, ${countText(testAttempts)} for testing: ` +
      `${countText(learners)} learners, ${countText(items)} items, ${countText(skills)} skills.`,
    ...(['train', 'test'] as const).flatMap((part) => rejectLines(part, reports[part])),
    '',
    qualityTable(models),
    '',
    `The mastery model replays ${countText(attemptsPerSecond)} attempts a second.`,
    ...(own ? ['', 'Its calibration on the test:', calibrationChart(own.calibration)] : []),
  ];
}

function rejectLines(part: string, { rejected, firstReject }: LogReport): readonly string[] {
  if (rejected === 0 || firstReject === null) return [];
  const { line, reason } = firstReject;
  return [
    `${countText(rejected)} rows of the ${part} table cannot be read; the first, line ${line}: ${reason}.`,
  ];
}

/** The models, one a line. */
export function qualityTable(models: readonly ModelQuality[]): string {
  const figure = (title: string) => ({ title, align: 'right' }) as const;
  return textTable(
    [{ title: 'Model' }, ...['AUC', 'Log loss', 'RMSE', 'ECE', 'Seconds'].map(figure)],
    models.map(({ name, auc, logLoss, rmse, ece, seconds }) => [
      name,
      auc === null ? '–' : auc.toFixed(4),
      logLoss.toFixed(4),
      rmse.toFixed(4),
      ece.toFixed(4),
      seconds.toFixed(1),
    ]),
  );
}
