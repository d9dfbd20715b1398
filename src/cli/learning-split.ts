import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { type SplitBy, splitTable } from '../intake/evaluation/split-table.ts';
import { PRESET_NAMES, type PresetName } from '../intake/presets/table.ts';
import { STDIN_PATH } from '../intake/readers/source.ts';
import { type Commands, type CommonOptions, define } from './command.ts';
import type { CommandContext } from './context.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { writeExportFile } from './export-file.ts';
import { properShare, wholeNumber } from './option-values.ts';
import { countText } from './text-table.ts';

interface SplitOptions extends CommonOptions {
  readonly preset: PresetName;
  readonly by: SplitBy;
  readonly testShare: number;
  readonly seed: number;
  readonly train: string;
  readonly test: string;
}

const SEED_MAX = 2 ** 31 - 1;

/** `masterx learning split` */
export function addLearningSplit(learning: Command, commands: Commands): void {
  const command = learning
    .command('split')
    .argument('<file>', 'the table, plain or gzip')
    .addOption(new Option('--preset <name>', 'the kind of table').choices(PRESET_NAMES).makeOptionMandatory())
    .addOption(
      new Option('--by <what>', 'part whole learners, or at a moment')
        .choices(['learner', 'time'])
        .default('learner'),
    )
    .option('--test-share <share>', 'how much goes to the test', properShare, 0.2)
    .option('--seed <number>', 'the same seed parts the learners the same way', wholeNumber(0, SEED_MAX), 1)
    .requiredOption('--train <file>', 'new file for training, packed where its name ends with .gz')
    .requiredOption('--test <file>', 'new file for testing, packed where its name ends with .gz');
  define(command, commands, {
    summary: 'part a table into one for training and one for testing',
    description:
      'Parts a table of attempts in the order of its rows. By learner, every row of a learner goes to the same part, and ' +
      'about the share of the learners to the test; by time, about the last share of all rows are the test. Rows that ' +
      'cannot be read are in neither part. Needs no database. The parts hold records of people in plain text: they are ' +
      'made for their owner only.',
    json: 'one document: { trainRows, testRows, rejected, cut, by, seed }',
    examples: [
      [
        'learning split practice.csv.gz --preset lkt --by learner --seed 1 --train train.csv --test test.csv',
        'a fifth of the learners for the test',
      ],
      [
        'learning split practice.csv.gz --preset lkt --by time --train train.csv --test test.csv',
        'the last fifth of the rows for the test',
      ],
    ],
    operation: split,
  });
}

async function split(
  { terminal, signal, folder }: CommandContext,
  { preset, by, testShare, seed, train, test, json }: SplitOptions,
  file = STDIN_PATH,
): Promise<ExitCode> {
  const path = file === STDIN_PATH ? file : resolve(folder, file);
  const report = await writeExportFile(resolve(folder, train), (toTrain) =>
    writeExportFile(resolve(folder, test), (toTest) =>
      splitTable(
        { path, preset, by, testShare, seed },
        { train: (line) => toTrain(`${line}\n`), test: (line) => toTest(`${line}\n`) },
        signal,
      ),
    ),
  );
  if (json) terminal.line(JSON.stringify({ ...report, by, seed }));
  else {
    const { trainRows, testRows, rejected, cut } = report;
    terminal.line(`${countText(trainRows)} rows for training, ${countText(testRows)} for testing.`);
    if (cut !== null) terminal.line(`Those for testing begin with ${cut.toISOString()}.`);
    if (rejected > 0) terminal.line(`${countText(rejected)} rows cannot be read and are in neither.`);
  }
  return EXIT.done;
}
