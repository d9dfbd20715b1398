import { resolve } from 'node:path';
import type { Command } from 'commander';
import { Option } from 'commander';
import { MasterXError } from '../errors/error.ts';
import type { AgeGroup, ImportReport, ImportRequest, LegalBasis } from '../intake/import/request.ts';
import { MAPPING_TARGETS } from '../intake/presets/mapping.ts';
import { PRESET_NAMES, PRESETS, type PresetName } from '../intake/presets/table.ts';
import { detectFormat } from '../intake/readers/format.ts';
import { STDIN_PATH } from '../intake/readers/source.ts';
import { type Commands, type CommonOptions, define } from './command.ts';
import { type CommandContext, configOf } from './context.ts';
import { AGE_GROUPS, LEGAL_BASES } from './declared-choices.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { fractionOf, progressText } from './import-progress.ts';
import { moment } from './option-values.ts';
import { isSample, SAMPLE_DECLARATION, sampleRejectFile } from './places.ts';
import { countText } from './text-table.ts';
import { withPlatform } from './with-platform.ts';

interface ImportOptions extends CommonOptions {
  readonly legalBasis?: LegalBasis;
  readonly ageGroup?: AgeGroup;
  readonly preset?: PresetName;
  readonly map?: string;
  readonly delimiter?: string;
  readonly encoding?: NonNullable<ImportRequest['read']>['encoding'];
  readonly source?: string;
  readonly subject?: string;
  readonly topic?: string;
  readonly learner?: string;
  readonly epoch?: Date;
  readonly beside?: string;
  readonly rejectFile?: string;
  readonly restart?: boolean;
}

/** For the lines of an export, whose accounts bring what was declared of them. */
const UNUSED_DECLARATION = { legalBasis: 'consent', ageGroup: 'unknown' } as const;

/** `masterx import` */
export function addImport(program: Command, commands: Commands): void {
  const command = program
    .command('import')
    .argument('<file>', 'the file, plain or gzip; - for standard input')
    .addOption(
      new Option('--legal-basis <basis>', 'ground on which the records may be kept').choices(LEGAL_BASES),
    )
    .addOption(
      new Option('--age-group <group>', 'age of the learners; unknown is treated as children').choices(
        AGE_GROUPS,
      ),
    )
    .addOption(
      new Option('--preset <name>', 'the kind of table, where its columns do not tell').choices(PRESET_NAMES),
    )
    .option(
      '--map <columns>',
      'columns of another table: learner=student,at=time,concept=skill,correct=right',
    )
    .option('--delimiter <character>', 'between the fields of a table, where its header does not tell')
    .addOption(new Option('--encoding <name>', 'of a table; UTF-8 unless said').choices(['utf8', 'latin1']))
    .option('--source <name>', 'namespace of the identifiers in the file')
    .option('--subject <name>', 'subject, where the table has none')
    .option('--topic <name>', 'topic, where the table has none')
    .option('--learner <id>', "identifier of the learner, where the table is one learner's")
    .option('--epoch <moment>', 'from which small numeric times count; 2020-01-01 unless said', moment)
    .option('--beside <folder>', 'where the tables are that belong to this one; beside it unless said')
    .option('--reject-file <path>', 'where rejected rows go; beside the file unless said')
    .option('--restart', 'begin with the first line, whatever an earlier import has done');
  define(command, commands, {
    summary: "store learners' records from a file",
    description:
      "Stores learners' records: a table, xAPI statements, or the JSON Lines that `masterx export` writes. Every row is " +
      'stored, was stored before, or goes to the reject file with its reason. Importing a file twice adds nothing; an ' +
      'interrupted import goes on where it stopped. Legal basis and age group must be declared, and are recorded with ' +
      'each account; only the samples of the package have theirs, and an export says it of each account.',
    json: 'one document: { rows, stored, repeated, rejected, learners, sessions, rejectFile, resumedFrom, format, seconds }',
    examples: [
      ['import samples/oulad/studentAssessment.csv.gz', 'a sample of the package'],
      ['import attempts.csv --preset kt --legal-basis contract --age-group adult', 'a table of a known kind'],
      [
        'import log.tsv --map learner=student,at=time,concept=skill,correct=right --legal-basis consent --age-group teen',
        'any other table',
      ],
      ['import everything.jsonl.gz', 'what `masterx export` wrote'],
      ['import statements.jsonl --legal-basis public_task --age-group unknown', 'xAPI statements'],
    ],
    operation: importOperation,
  });
  command.addHelpText('after', () => `\n${presetLines()}\n\n${targetLines()}`);
}

async function importOperation(
  context: CommandContext,
  options: ImportOptions,
  file = STDIN_PATH,
): Promise<ExitCode> {
  const { terminal, progress, signal, folder } = context;
  const config = configOf(context);
  const path = file === STDIN_PATH ? file : resolve(folder, file);
  const request = await requestOf(path, options, folder, config.dataDirectory);
  const { importFile } = await import('../intake/import/import-file.ts');
  const report = await withPlatform(context, config, ({ platform }) =>
    importFile(platform, request, {
      onProgress: (at) => progress.show(progressText(at), fractionOf(at)),
      signal,
    }),
  );
  if (options.json) terminal.line(JSON.stringify(report));
  else for (const line of reportLines(report)) terminal.line(line);
  return EXIT.done;
}

async function requestOf(
  path: string,
  options: ImportOptions,
  folder: string,
  dataDirectory: string,
): Promise<ImportRequest> {
  const sample = path !== STDIN_PATH && isSample(path);
  const { legalBasis, ageGroup } = await declarationOf(path, sample, options);
  const { preset, map, delimiter, encoding, source, subject, topic, learner, epoch, beside, restart } =
    options;
  const rejectFile = options.rejectFile ?? (sample ? sampleRejectFile(path, dataDirectory) : undefined);
  return {
    path,
    legalBasis,
    ageGroup,
    restart: restart === true,
    ...(rejectFile !== undefined && { rejectFile: resolve(folder, rejectFile) }),
    read: {
      ...(preset !== undefined && { preset }),
      ...(map !== undefined && { mapping: map }),
      ...(delimiter !== undefined && { delimiter: delimiter === '\\t' ? '\t' : delimiter }),
      ...(encoding !== undefined && { encoding }),
      ...(source !== undefined && { source }),
      ...(subject !== undefined && { subject }),
      ...(topic !== undefined && { topic }),
      ...(learner !== undefined && { learner }),
      ...(epoch !== undefined && { epoch }),
      ...(beside !== undefined && { beside: resolve(folder, beside) }),
    },
  };
}

/** What is declared; a sample has its own, and an export says it of each account. */
async function declarationOf(
  path: string,
  sample: boolean,
  options: ImportOptions,
): Promise<Pick<ImportRequest, 'legalBasis' | 'ageGroup'>> {
  const { legalBasis, ageGroup } = { ...(sample && SAMPLE_DECLARATION), ...declared(options) };
  if (legalBasis !== undefined && ageGroup !== undefined) return { legalBasis, ageGroup };
  const isExport = path !== STDIN_PATH && (await detectFormat(path)).kind === 'documents';
  if (!isExport) throw undeclared(options);
  return { ...UNUSED_DECLARATION, ...declared(options) };
}

function declared({ legalBasis, ageGroup }: ImportOptions): Pick<ImportOptions, 'legalBasis' | 'ageGroup'> {
  return { ...(legalBasis !== undefined && { legalBasis }), ...(ageGroup !== undefined && { ageGroup }) };
}

function undeclared({ legalBasis, ageGroup }: ImportOptions): MasterXError {
  const missing = [
    ...(legalBasis === undefined ? [`--legal-basis (${LEGAL_BASES.join(', ')})`] : []),
    ...(ageGroup === undefined ? [`--age-group (${AGE_GROUPS.join(', ')})`] : []),
  ];
  return new MasterXError('usage', {
    detail: `Records of people need a declaration of why they may be kept and how old they are. Missing: ${missing.join(' and ')}.`,
    hint: 'Add what is missing; it is recorded with every account. Ask whoever answers for data protection if you do not know it.',
  });
}

function reportLines(report: ImportReport): readonly string[] {
  const { rows, stored, repeated, rejected, learners, sessions, rejectFile, resumedFrom, format, seconds } =
    report;
  const counts = `${countText(stored)} stored, ${countText(repeated)} there before, ${countText(rejected)} rejected`;
  return [
    `${countText(rows)} rows (${format}) in ${seconds.toFixed(1)} s: ${counts}.`,
    `${countText(learners)} new accounts, ${countText(sessions)} new sessions.`,
    ...(resumedFrom > 0
      ? [`Went on behind line ${countText(resumedFrom)}; the counts are of the whole file.`]
      : []),
    ...(rejectFile === null ? [] : [`Why rows were rejected: ${rejectFile}`]),
  ];
}

function presetLines(): string {
  const lines = PRESET_NAMES.map((name) => `  ${name.padEnd(8)}${PRESETS[name].description}`);
  return `Presets:\n${lines.join('\n')}`;
}

function targetLines(): string {
  const lines = Object.entries(MAPPING_TARGETS).map(([target, holds]) => `  ${target.padEnd(17)}${holds}`);
  return `What --map can name:\n${lines.join('\n')}`;
}
