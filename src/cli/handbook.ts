import type { Command } from 'commander';
import { CONFIG_FILE } from '../config/load.ts';
import type { Setting } from '../config/setting.ts';
import { SETTINGS } from '../config/settings.ts';
import { code, page, table } from '../derive/markdown.ts';
import { systemClock } from '../std/clock.ts';
import { systemEntropy } from '../std/random.ts';
import { EXIT_MEANINGS } from './exit-codes.ts';
import { masterxProgram } from './program.ts';
import { progressLine } from './progress-line.ts';
import { terminalOn } from './terminal.ts';

const COLUMNS = 100;

/** The pages of the handbook that are written from the code: by file name. */
export function handbook(): Readonly<Record<string, string>> {
  return { 'cli.md': commandsPage(), 'configuration.md': settingsPage() };
}

function commandsPage(): string {
  return page(
    generatedFrom('src/cli'),
    '# The command line',
    'In a checkout the commands are called by `npm run masterx -- <command>`; where the package is installed, by `masterx`.',
    '## Exit codes',
    table(
      ['Code', 'Meaning'],
      EXIT_MEANINGS.map(([number, meaning]) => [String(number), meaning]),
    ),
    '## Output',
    'The answer goes to standard output, progress and notes to standard error. With `--json` standard output holds JSON and nothing ' +
      'else; a failure is then one document `{ error: { code, title, detail, violations, hint, retryable } }`. Colours and ' +
      'progress bars appear on a terminal only; `NO_COLOR` switches the colours off.',
    ...helpTexts().map(([name, text]) => `## ${code(name)}\n\n\`\`\`text\n${text.trimEnd()}\n\`\`\``),
  );
}

/** The help of every command that does something, as it is printed. */
function helpTexts(): readonly (readonly [name: string, text: string])[] {
  let printed = '';
  const collecting = {
    columns: COLUMNS,
    isTTY: false,
    write: (text: string | Uint8Array) => {
      printed += String(text);
      return true;
    },
  };
  const terminal = terminalOn(collecting, collecting, {});
  const program = masterxProgram({
    context: {
      terminal,
      progress: progressLine(terminal, systemClock, process.stderr),
      environment: {},
      folder: '.',
      signal: new AbortController().signal,
      clock: systemClock,
      entropy: systemEntropy,
      ask: async () => null,
      askSecret: async () => '',
    },
    ended: () => undefined,
  });
  return leavesOf(program, '').map(([name, command]) => {
    printed = '';
    command.outputHelp();
    return [name, printed] as const;
  });
}

function leavesOf(command: Command, before: string): readonly (readonly [string, Command])[] {
  const name = `${before}${command.name()}`;
  if (command.commands.length === 0) return [[name, command]];
  const own: readonly (readonly [string, Command])[] = before === '' ? [[name, command]] : [];
  return [
    ...own,
    ...command.commands
      .filter((inner) => inner.name() !== 'help')
      .flatMap((inner) => leavesOf(inner, `${name} `)),
  ];
}

function settingsPage(): string {
  const settings: readonly Setting<unknown>[] = Object.values(SETTINGS);
  return page(
    generatedFrom('src/config/settings.ts'),
    '# Configuration',
    `Settings come from the environment, then from ${code(CONFIG_FILE)} in the working folder (an object of the same names), then ` +
      'from the defaults. A wrong or unknown one is refused at the start, all of them at once. Relative folders are taken from the ' +
      'working folder. Nothing needs to be set to try MasterX.',
    table(
      ['Variable', 'Default', 'Expects', 'What it decides'],
      settings.map((setting) => [
        code(setting.variable),
        setting.fallback === null || String(setting.fallback) === '' ? '–' : code(String(setting.fallback)),
        expectationOf(setting),
        setting.description,
      ]),
    ),
    '## Besides',
    table(
      ['Variable', 'What it decides'],
      [
        [code('MASTERX_DEBUG'), 'Set to anything, failing commands print their stack and causes.'],
        [code('NO_COLOR'), 'Set to anything, nothing is printed in colours.'],
        [code('MASTERX_CHROMIUM'), 'For the tests: the browser to use. Without it one is looked for.'],
        [code('MASTERX_TEST_ENGINE'), 'For the tests: the embedded engine to use, as MASTERX_ENGINE.'],
      ],
    ),
  );
}

/** What the reader of a setting asks for, by its own words about a text that is nothing. */
function expectationOf(setting: Setting<unknown>): string {
  const read = setting.read('\u0000');
  return 'expected' in read ? read.expected : 'text';
}

function generatedFrom(where: string): string {
  return `<!-- Generated from ${where} by \`npm run generate\`. Do not edit. -->`;
}
