import { resolve } from 'node:path';
import type { Command } from 'commander';
import { type Commands, type CommonOptions, define } from './command.ts';
import { type CommandContext, configOf } from './context.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { writeExportFile } from './export-file.ts';
import { uuid } from './option-values.ts';
import { countText } from './text-table.ts';
import { withPlatform } from './with-platform.ts';

interface ExportOptions extends CommonOptions {
  readonly learner?: string;
  readonly output?: string;
}

/** `masterx export` */
export function addExport(program: Command, commands: Commands): void {
  const command = program
    .command('export')
    .option('--learner <id>', 'only what belongs to this learner (user_id)', uuid)
    .option('-o, --output <file>', 'write into this new file, packed where its name ends with .gz');
  define(command, commands, {
    summary: "write learners' records as JSON Lines",
    description:
      'Writes everything that is declared for export, one document a line: the concepts, then each account with what belongs ' +
      'to it. `masterx import` reads it again, to the same documents. The records are in plain text: a file is made for its ' +
      'owner only, and is there as a whole or not at all.',
    json: 'with --output one document: { learners, documents, lines, output }; without, the lines are the answer',
    examples: [
      ['export --output everything.jsonl.gz', 'everybody'],
      ['export --learner 6f9619ff-8b86-4d01-b42d-00cf4fc964ff', 'one learner, on standard output'],
    ],
    operation: exportOperation,
  });
}

async function exportOperation(context: CommandContext, options: ExportOptions): Promise<ExitCode> {
  const { terminal, progress, signal, folder } = context;
  const { learner, json } = options;
  const output = options.output === undefined ? undefined : resolve(folder, options.output);
  const { exportDocuments } = await import('../intake/export/export-documents.ts');
  const report = await withPlatform(context, configOf(context), ({ platform }) => {
    const produce = (write: (line: string) => Promise<void>) =>
      exportDocuments(platform, learner === undefined ? {} : { learner }, write, {
        signal,
        onProgress: ({ learners, documents }) =>
          progress.show(`Exported ${countText(documents)} documents of ${countText(learners)} learners`),
      });
    return output === undefined ? produce(terminal.stream) : writeExportFile(output, produce);
  });
  const { learners, documents, lines } = report;
  if (json && output !== undefined) terminal.line(JSON.stringify({ learners, documents, lines, output }));
  else if (!json) {
    const where = output === undefined ? '' : ` into ${output}`;
    terminal.note(`Exported ${countText(documents)} documents of ${countText(learners)} learners${where}.`);
  }
  return EXIT.done;
}
