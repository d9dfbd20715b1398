import { collection, equals, index, query } from '../define.ts';
import { choice } from '../fields/choice.ts';
import { instant } from '../fields/instant.ts';
import { count } from '../fields/integer.ts';
import { text } from '../fields/text.ts';
import { bookkeeping, documentId } from './bookkeeping.ts';

export const import_runs = collection({
  name: 'import_runs',
  typeName: 'ImportRunDocument',
  description: 'How far each import has come, so that an interrupted one goes on where it stopped.',
  specification: null,
  extension: 'Imports resume after an interruption.',
  database: 'data',
  owner: null,
  identity: ['fingerprint'],
  datedBy: 'updated_at',
  purpose: 'operation',
  retention: 'operation',
  export: false,
  shardKey: null,
  fields: {
    _id: documentId,
    fingerprint: text({ description: 'Hash of the file and of how it is read.', maxLength: 64 }),
    format: text({ description: 'Preset or format.', maxLength: 40 }),
    status: choice(['running', 'finished'], { description: 'Whether all of it was read.' }),
    line: count({ description: 'Lines whose fate is decided.' }),
    stored: count({ description: 'Rows stored.' }),
    repeated: count({ description: 'Rows that were stored before.' }),
    rejected: count({ description: 'Rows rejected, each with its reason in the reject file.' }),
    started_at: instant({ description: 'When it began.' }),
    updated_at: instant({ description: 'When it last moved.' }),
    revision: bookkeeping.revision,
  },
  indexes: [
    index(
      { fingerprint: 1 },
      { why: 'one run for each file', unique: true, extension: 'Support collection.' },
    ),
  ],
  queries: {
    import_run: query({
      why: 'how far the import of a file has come',
      filter: { fingerprint: equals('fingerprint') },
      projection: 'whole',
      answers: 'one',
      index: 'fingerprint_1',
      promise: { slaMs: 100, frequency: 'low' },
    }),
  },
});
