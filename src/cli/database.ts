import type { Command } from 'commander';
import { type Commands, define, loaded } from './command.ts';

/** `masterx db …` */
export function addDatabaseCommands(program: Command, commands: Commands): void {
  const db = program
    .command('db')
    .helpCommand(false)
    .summary("plan, apply and look at the database's schema")
    .description("Plans, applies and looks at the database's schema: collections, validators and indexes.");
  define(db.command('plan'), commands, {
    summary: 'print what a migration would do',
    description:
      'Compares what the schema declares with what the database has and prints the difference: the steps a migration ' +
      'would take, what stored documents stand in its way, and collections that are not declared (they are never ' +
      'dropped). Changes nothing.',
    json: 'one document: { steps: [{ kind, database, collection, text, … }], obstacles, undeclared }',
    examples: [
      ['db plan', 'of the database in MASTERX_MONGODB_URI, or of the embedded one'],
      ['db plan --json', 'for a check before a release'],
    ],
    operation: loaded(async () => (await import('./database-plan.ts')).databasePlan),
  });
  define(
    db
      .command('migrate')
      .option('--dry-run', 'print the plan and change nothing')
      .option(
        '--force',
        'tighten validators although stored documents do not fit them; build unique indexes anew while nobody writes',
      ),
    commands,
    {
      summary: "bring the database to this version's schema",
      description:
        'Creates and changes collections, validators and indexes until the database is as declared. Drops no collection. ' +
        'Refused before anything is changed when stored documents stand in the way; may be repeated after a crash at ' +
        'any moment, and run by several processes at once.',
      json: 'one document: { outcome, steps, obstacles, undeclared }',
      examples: [
        ['db migrate --dry-run', 'what it would do'],
        ['db migrate', 'do it'],
      ],
      operation: loaded(async () => (await import('./database-migrate.ts')).databaseMigrate),
    },
  );
  define(db.command('status'), commands, {
    summary: 'print the applied schema, the collections and their sizes',
    description:
      'Prints which schema each of the two databases has, and for each collection about how many documents it holds, ' +
      'their size and its indexes. Numbers and names only, never a document.',
    json: 'one document: { databases, collections }',
    examples: [['db status', 'of the data and of the key vault']],
    operation: loaded(async () => (await import('./database-status.ts')).databaseStatus),
  });
  define(db.command('audit'), commands, {
    summary: 'prove that every named query uses its index',
    description:
      'Asks the server to explain every named query, with the values of a stored document, and prints the index it ' +
      'used and what it examined. The exit code is 1 when a query does not use its index, reads every document or ' +
      'examines more than it answers with. Counts and names only, never a document.',
    json: 'one document: { verdict, serverLimits, queries: [{ collection, query, declaredIndex, indexes, keys, documents, returned, verdict, faults }] }',
    examples: [['db audit', 'after `masterx start` or `masterx import`, so that there is something to find']],
    operation: loaded(async () => (await import('./database-audit.ts')).databaseAudit),
  });
}
