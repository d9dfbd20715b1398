import type { Command } from 'commander';
import { type Commands, define, loaded } from './command.ts';

/** `masterx schema …` */
export function addSchemaCommands(program: Command, commands: Commands): void {
  const schema = program
    .command('schema')
    .helpCommand(false)
    .summary('show what the schema declares')
    .description('Shows what the schema of this version declares. Needs no database.');
  define(schema.command('show').argument('[collection]', 'one collection, with every field'), commands, {
    summary: 'print the collections, or one of them with every field',
    description:
      'Without a collection: all of them, with what they hold. With one: its fields with type, protection, purpose, ' +
      'consent and retention, its indexes and its queries, as a page of Markdown.',
    json: 'one document: { collections }, each with every field and everything that holds for it, inherited or not',
    examples: [
      ['schema show', 'all collections'],
      ['schema show learning_sessions', 'one collection'],
      ['schema show users --json', 'for a program'],
    ],
    operation: loaded(async () => (await import('./schema-show.ts')).schemaShow),
  });
  define(
    schema.command('dictionary').option('-o, --output <folder>', 'write the pages into this folder instead'),
    commands,
    {
      summary: 'print or write the data dictionary',
      description:
        'The data dictionary: a page of Markdown for each collection and for retention, purposes, protection, export, ' +
        'service levels, sharding and search. Into a folder, or one after another on standard output.',
      json: 'one document: { pages: { name: text } }, or { written: [paths] } with --output',
      examples: [
        ['schema dictionary --output dictionary', 'as files'],
        ['schema dictionary > dictionary.md', 'as one text'],
      ],
      operation: loaded(async () => (await import('./schema-dictionary.ts')).schemaDictionary),
    },
  );
}
