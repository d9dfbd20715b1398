import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { dictionary } from '../derive/dictionary.ts';
import { SCHEMA } from '../schema/schema.ts';
import type { CommonOptions } from './command.ts';
import type { CommandContext } from './context.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { refusedFile } from './refused-file.ts';

interface DictionaryOptions extends CommonOptions {
  readonly output?: string;
}

/** Prints the data dictionary, or writes it into a folder. */
export async function schemaDictionary(
  { terminal, folder }: CommandContext,
  { output, json }: DictionaryOptions,
): Promise<ExitCode> {
  const pages = dictionary(SCHEMA);
  if (output === undefined) {
    if (json) terminal.line(JSON.stringify({ pages }));
    else terminal.write(Object.values(pages).join('\n'));
    return EXIT.done;
  }
  const target = resolve(folder, output);
  const written = Object.keys(pages).map((name) => join(target, name));
  try {
    await mkdir(target, { recursive: true });
    for (const [name, text] of Object.entries(pages)) await writeFile(join(target, name), text);
  } catch (thrown) {
    throw refusedFile(target, thrown);
  }
  terminal.line(json ? JSON.stringify({ written }) : `Wrote ${written.length} pages into ${target}.`);
  return EXIT.done;
}
