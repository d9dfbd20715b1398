import { dictionary } from '../derive/dictionary.ts';
import { logicalSchema } from '../derive/logical-schema.ts';
import { MasterXError } from '../errors/error.ts';
import { SCHEMA } from '../schema/schema.ts';
import { invariant } from '../std/assert.ts';
import type { CommonOptions } from './command.ts';
import type { CommandContext } from './context.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { nearest } from './nearest.ts';
import { textTable } from './text-table.ts';

/** Prints all collections, or one of them. */
export async function schemaShow(
  { terminal }: CommandContext,
  { json }: CommonOptions,
  name?: string,
): Promise<ExitCode> {
  const { collections } = logicalSchema(SCHEMA);
  if (name === undefined) {
    terminal.line(json ? JSON.stringify({ collections }) : overview());
    return EXIT.done;
  }
  const collection = collections[name];
  if (!collection) throw unknownCollection(name, Object.keys(collections));
  if (json) {
    terminal.line(JSON.stringify({ collections: { [name]: collection } }));
    return EXIT.done;
  }
  const page = dictionary(SCHEMA)[`${name}.md`];
  invariant(page !== undefined, `the dictionary has no page for ${name}`);
  terminal.write(page.replace(/^<!--.*-->\n+/, ''));
  return EXIT.done;
}

function overview(): string {
  return textTable(
    [{ title: 'Collection' }, { title: 'Fields', align: 'right' }, { title: 'What it holds' }],
    Object.entries(logicalSchema(SCHEMA).collections).map(([name, { fields, description }]) => [
      name,
      String(fields.length),
      description,
    ]),
  );
}

function unknownCollection(name: string, known: readonly string[]): MasterXError {
  const meant = nearest(name, known);
  const suggestion = meant === undefined ? '' : ` Did you mean ${meant}?`;
  return new MasterXError('usage', {
    detail: `There is no collection ${name}.${suggestion}`,
    hint: '`masterx schema show` lists the collections.',
  });
}
