import { collection, equals, from, index, query } from '../define.ts';
import { instant } from '../fields/instant.ts';
import { integer } from '../fields/integer.ts';
import { list } from '../fields/list.ts';
import { text } from '../fields/text.ts';
import { uuid } from '../fields/uuid.ts';
import { documentId } from './bookkeeping.ts';

const shared = {
  specification: null,
  owner: null,
  purpose: 'operation',
  retention: 'operation',
  export: false,
  shardKey: null,
} as const;

/** A hash names the declared state of one database; the record of the highest number is in force. */
const migrations = {
  ...shared,
  description: 'Which declared state the database was brought to, when, and by which steps.',
  identity: ['seq'],
  datedBy: 'finished_at',
  fields: {
    _id: documentId,
    seq: integer({ description: 'Number of the migration, from 1.', minimum: 1, maximum: 2 ** 31 - 1 }),
    fingerprint: text({ description: 'SHA-256 of the declared state, in hexadecimal.', maxLength: 64 }),
    steps: list(text({ description: 'One step, in words.', maxLength: 1000 }), {
      description: 'What was done; the steps of an attempt that was interrupted are not among them.',
      maxItems: 5000,
    }),
    started_at: instant({ description: 'When it began.' }),
    finished_at: instant({ description: 'When the database was found to be as declared.' }),
  },
  indexes: [
    index({ seq: -1 }, { why: 'the migration in force', unique: true, extension: 'Support collection.' }),
  ],
  queries: {
    latest_migration: query({
      why: 'the declared state the database was last brought to',
      filter: { seq: from('seq') },
      sort: { seq: -1 },
      projection: ['seq', 'fingerprint'],
      answers: 'one',
      index: 'seq_-1',
      promise: { slaMs: 100, frequency: 'low' },
    }),
  },
} as const;

export const schema_migrations = collection({
  ...migrations,
  name: 'schema_migrations',
  typeName: 'SchemaMigrationDocument',
  extension: 'A start with an unchanged schema costs one read.',
  database: 'data',
});

export const vault_migrations = collection({
  ...migrations,
  name: 'vault_migrations',
  typeName: 'VaultMigrationDocument',
  extension: 'The vault is restored apart from the data and says for itself how far it is.',
  database: 'vault',
});

export const leases = collection({
  ...shared,
  name: 'leases',
  typeName: 'LeaseDocument',
  description: 'Work that only one process at a time may do, and which one does it.',
  extension: 'Migrations and jobs run once across nodes.',
  database: 'data',
  identity: ['_id'],
  datedBy: 'until',
  fields: {
    _id: text({ description: 'The work.', maxLength: 200 }),
    holder: uuid({ description: 'The process that does it.' }),
    taken_at: instant({ description: 'When it took it.' }),
    until: instant({ description: 'When another may take it, unless it is renewed before.' }),
  },
  indexes: [],
  queries: {
    lease: query({
      why: 'who does a piece of work, and until when',
      filter: { _id: equals('name') },
      projection: 'whole',
      answers: 'one',
      index: '_id_',
      promise: { slaMs: 50, frequency: 'medium' },
    }),
  },
});
