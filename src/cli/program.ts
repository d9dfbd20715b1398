import { Command, Help, type Option } from 'commander';
import { MasterXError } from '../errors/error.ts';
import { addAccountsCommands } from './accounts.ts';
import { addAuditCommands } from './audit.ts';
import { addCertsCommands } from './certs.ts';
import type { Commands } from './command.ts';
import { addDatabaseCommands } from './database.ts';
import { addDoctor } from './doctor.ts';
import { EXIT_MEANINGS } from './exit-codes.ts';
import { addExport } from './export.ts';
import { addGenerate } from './generate.ts';
import { addGuardianshipsCommands } from './guardianships.ts';
import { addImport } from './import.ts';
import { addKeysCommands } from './keys.ts';
import { addLearningCommands } from './learning.ts';
import { nearest } from './nearest.ts';
import { addSchemaCommands } from './schema.ts';
import { addServicesCommands } from './services.ts';
import { addStart } from './start.ts';
import { version } from './version.ts';

const HELP_COLUMNS_MIN = 60;

/** The whole command line. Neither parsing nor a usage error ends the process: `main.ts` decides. */
export function masterxProgram(commands: Commands): Command {
  const { terminal } = commands.context;
  const program = new Command('masterx')
    .description('The learner-data platform under an adaptive, emotion-aware learning product.')
    .version(version(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'say what a command does and takes')
    .helpCommand(false)
    .option('--json', 'the answer as JSON on standard output, and nothing else there')
    .option('--debug', 'with a failure, print its stack and causes (or set MASTERX_DEBUG=1)')
    .configureHelp({ showGlobalOptions: true, visibleGlobalOptions: globalOptions })
    .configureOutput({
      writeOut: (text) => terminal.write(text),
      writeErr: (text) => terminal.note(text.replace(/\n$/, '')),
      getOutHelpWidth: () => Math.max(terminal.columns, HELP_COLUMNS_MIN),
      getErrHelpWidth: () => Math.max(terminal.columns, HELP_COLUMNS_MIN),
      // A usage error is told like every other failure.
      outputError: () => undefined,
    })
    .showSuggestionAfterError(true)
    .exitOverride()
    .addHelpText('after', () => `\n${exitCodeLines()}\n\nSettings: docs/configuration.md`);
  addStart(program, commands);
  addDoctor(program, commands);
  addImport(program, commands);
  addExport(program, commands);
  addGenerate(program, commands);
  addLearningCommands(program, commands);
  addDatabaseCommands(program, commands);
  addKeysCommands(program, commands);
  addAuditCommands(program, commands);
  addCertsCommands(program, commands);
  addAccountsCommands(program, commands);
  addServicesCommands(program, commands);
  addGuardianshipsCommands(program, commands);
  addSchemaCommands(program, commands);
  addHelp(program);
  return program;
}

/** `masterx help [command …]`, for commands within commands as well. */
function addHelp(program: Command): void {
  program
    .command('help [command...]')
    .summary('say what a command does and takes')
    .description('Says what a command does and takes; without one, which commands there are.')
    .action((words: readonly string[]) => commandNamed(program, words).help());
}

function commandNamed(program: Command, words: readonly string[]): Command {
  return words.reduce((parent, word) => {
    const known = parent.commands.map((command) => command.name());
    const found = parent.commands.find((command) => command.name() === word);
    if (found) return found;
    const meant = nearest(word, known);
    throw new MasterXError('usage', {
      detail: `Unknown command '${word}'.${meant === undefined ? '' : ` Did you mean ${meant}?`}`,
      hint: '`masterx --help` lists the commands.',
    });
  }, program);
}

/** Those that say something about every command. */
function globalOptions(this: Help, command: Command): Option[] {
  return Help.prototype.visibleGlobalOptions
    .call(this, command)
    .filter(({ long }) => long !== '--version' && long !== '--help');
}

function exitCodeLines(): string {
  const lines = EXIT_MEANINGS.map(([code, meaning]) => `  ${String(code).padStart(3)}  ${meaning}`);
  return `Exit codes:\n${lines.join('\n')}`;
}
