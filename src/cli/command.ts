import type { Command } from 'commander';
import type { CommandContext } from './context.ts';
import type { ExitCode } from './exit-codes.ts';

/** Options every command understands. */
export interface CommonOptions {
  /** The answer as JSON. */
  readonly json: boolean;
}

/** What a command does, once its line was understood. Answers the exit code. */
export type Operation<Options> = (
  context: CommandContext,
  options: Options & CommonOptions,
  ...words: readonly string[]
) => Promise<ExitCode>;

/** An operation whose program is loaded when the command is called: neither help nor a usage error waits for it. */
export function loaded<Options>(load: () => Promise<Operation<Options>>): Operation<Options> {
  return async (context, options, ...words) => (await load())(context, options, ...words);
}

/** Where commands are added: what they work with, and who is told how they ended. */
export interface Commands {
  readonly context: CommandContext;
  readonly ended: (code: ExitCode) => void;
}

/** An example of the help: a line to type, and what it does. */
export type Example = readonly [line: string, does: string];

/** Describes a command, and says what it does when it is called. */
export function define<Options>(
  command: Command,
  { context, ended }: Commands,
  about: {
    /** One line, for the list of commands. */
    readonly summary: string;
    /** What it does and what it leaves, in a few sentences. */
    readonly description: string;
    /** What `--json` prints. */
    readonly json: string;
    readonly examples: readonly Example[];
    readonly operation: Operation<Options>;
  },
): Command {
  return command
    .summary(about.summary)
    .description(about.description)
    .addHelpText('after', () => `\nExamples:\n${exampleLines(about.examples)}\n\nWith --json: ${about.json}`)
    .action(async (...parameters: unknown[]) => {
      // Commander hands over the words, the options and the command; the command knows all of them.
      const called = parameters.at(-1) as Command;
      const options = called.optsWithGlobals<Options & Partial<CommonOptions>>();
      ended(await about.operation(context, { ...options, json: options.json === true }, ...called.args));
    });
}

function exampleLines(examples: readonly Example[]): string {
  return examples.map(([line, does]) => `  $ masterx ${line}\n      ${does}`).join('\n');
}
