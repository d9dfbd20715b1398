import { KiB } from '../../std/bytes.ts';
import { collection, equals, index, query } from '../define.ts';
import { bytes } from '../fields/bytes.ts';
import { choice } from '../fields/choice.ts';
import { instant } from '../fields/instant.ts';
import { count } from '../fields/integer.ts';
import { number } from '../fields/number.ts';
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
    line: count({ description: 'Line up to which the fate of every row is decided.' }),
    reached: count({ description: 'Last line that was read; of those after `line` some are decided.' }),
    waiting: bytes({
      description:
        'Lines up to `reached` that wait in sessions not yet written: as runs, each two varints, the gap and the length.',
      maxBytes: KiB(256),
    }),
    stored: count({ description: 'Rows stored.' }),
    repeated: count({ description: 'Rows that were stored before.' }),
    rejected: count({ description: 'Rows rejected, each with its reason in the reject file.' }),
    learners: count({ description: 'Accounts made.' }),
    sessions: count({ description: 'Sessions begun.' }),
    reject_bytes: number({
      description: 'Size of the reject file; what is behind it was written by a run that broke off.',
      minimum: 0,
      maximum: 2 ** 40,
      unit: 'bytes',
    }),
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
