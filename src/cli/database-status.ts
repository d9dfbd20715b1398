import { SCHEMA } from '../schema/schema.ts';
import {
  type CollectionStatus,
  type DatabaseStatus,
  type StoreStatus,
  storeStatus,
} from '../stores/mongo/database-status.ts';
import type { CommonOptions } from './command.ts';
import { type CommandContext, configOf } from './context.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { countText, sizeText, textTable } from './text-table.ts';
import { withConnection } from './with-platform.ts';

const FINGERPRINT_SHOWN = 12;

/** Prints the applied schema, the collections and their sizes. */
export async function databaseStatus(context: CommandContext, { json }: CommonOptions): Promise<ExitCode> {
  const status = await withConnection(context, configOf(context), ({ connection }) =>
    storeStatus(connection, SCHEMA),
  );
  context.terminal.line(json ? JSON.stringify(status) : statusText(status));
  return EXIT.done;
}

function statusText({ databases, collections }: StoreStatus): string {
  return databases
    .map((database) => {
      const own = collections.filter((collection) => collection.database === database.role);
      return `${databaseLine(database)}\n\n${collectionTable(own)}`;
    })
    .join('\n\n');
}

function databaseLine({ role, name, applied, declared }: DatabaseStatus): string {
  const title = `${role === 'data' ? 'Data' : 'Key vault'} (${name}):`;
  if (applied === null) return `${title} no schema applied yet; run \`masterx db migrate\`.`;
  const which = `migration ${applied.seq}, fingerprint ${applied.fingerprint.slice(0, FINGERPRINT_SHOWN)}`;
  return applied.fingerprint === declared
    ? `${title} schema of this version, ${which}.`
    : `${title} another schema than this version's (${which}); look at \`masterx db plan\`.`;
}

function collectionTable(collections: readonly CollectionStatus[]): string {
  if (collections.length === 0) return 'No collections.';
  return textTable(
    [
      { title: 'Collection' },
      { title: 'Documents', align: 'right' },
      { title: 'Size', align: 'right' },
      { title: 'Index size', align: 'right' },
      { title: 'Indexes', align: 'right' },
    ],
    collections.map(({ name, isDeclared, documents, bytes, indexBytes, indexes }) => [
      isDeclared ? name : `${name} (not declared)`,
      countText(documents),
      sizeText(bytes),
      sizeText(indexBytes),
      countText(indexes.length),
    ]),
  );
}
