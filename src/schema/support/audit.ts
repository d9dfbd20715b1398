import { LIMITS } from '../../std/limits.ts';
import { among, before, collection, equals, from, index, query } from '../define.ts';
import { boolean } from '../fields/boolean.ts';
import { bytes } from '../fields/bytes.ts';
import { choice } from '../fields/choice.ts';
import { group } from '../fields/group.ts';
import { instant } from '../fields/instant.ts';
import { count, integer } from '../fields/integer.ts';
import { list } from '../fields/list.ts';
import { text } from '../fields/text.ts';
import { uuid } from '../fields/uuid.ts';
import { ROLES } from '../vocabulary/roles.ts';
import { documentId } from './bookkeeping.ts';

const name = (description: string) => text({ description, maxLength: 200 });

/** One access, by names only: never a value. */
const entry = group(
  {
    at: instant({ description: 'When.' }),
    request_id: name('The request it belongs to.'),
    actor: name('Who: the account or the service.'),
    role: choice(ROLES, { description: 'In which role.' }),
    on_behalf_of: text({
      description: 'For whom, when a person acts through a service.',
      maxLength: 200,
      optional: true,
    }),
    network: text({
      description: 'The network the request came from: 24 bits of an IPv4 address, 48 of an IPv6 address.',
      maxLength: 40,
      optional: true,
    }),
    learner: uuid({ description: 'Whose data; absent when it is nobody’s or of many.', optional: true }),
    learners: count({ description: 'How many learners, where it is not one.', optional: true }),
    collection: name('Which collection.'),
    action: choice(['read', 'insert', 'update', 'delete', 'summarise'], { description: 'What was done.' }),
    operation: name('The named query or operation.'),
    fields: list(name('A path, or `*` for the whole document.'), {
      description: 'Which fields.',
      maxItems: LIMITS.auditEntryFieldsMax,
    }),
    purpose: name('Why.'),
    outcome: choice(['intended', 'committed', 'refused'], {
      description:
        'A read states its intent, and what came of it follows among the outcomes of a later block; a write is committed ' +
        'with its entry; a refusal is kept too.',
    }),
    documents: count({ description: 'How many documents, where known.', optional: true }),
  },
  { description: 'One access.' },
);

/** What came of accesses that stated their intent, by the block they stand in. */
const outcomes = group(
  {
    block: text({ description: 'The block of the intents, as `<writer>/<seq>`.', maxLength: 60 }),
    entries: list(
      group(
        {
          entry: count({ description: 'Place among the entries of that block, from 0.' }),
          outcome: choice(['answered', 'committed', 'denied', 'failed'], {
            description: 'Answered, changed something, was denied after all, or failed.',
          }),
          documents: count({ description: 'How many documents, where known.', optional: true }),
        },
        { description: 'What came of one access.' },
      ),
      { description: 'What came of its accesses.', maxItems: LIMITS.auditBlockEntriesMax },
    ),
  },
  { description: 'What came of accesses of one block.' },
);

const common = {
  _id: documentId,
  writer: uuid({ description: 'The process that wrote it.' }),
  at: instant({ description: 'When it was written.' }),
  entries: list(entry, { description: 'The accesses.', maxItems: LIMITS.auditBlockEntriesMax }),
};

const shared = {
  specification: '5.1',
  database: 'data',
  owner: null,
  datedBy: 'at',
  purpose: 'accountability',
  retention: 'audit',
  export: false,
  shardKey: null,
} as const;

export const audit_blocks = collection({
  ...shared,
  name: 'audit_blocks',
  typeName: 'AuditBlockDocument',
  description: 'Every access, in blocks that each writer chains under a key.',
  extension: 'The specification demands that all data access is logged and has no collection for it.',
  identity: ['writer', 'seq'],
  fields: {
    ...common,
    seq: integer({
      description: 'Place in the chain of the writer, from 1.',
      minimum: 1,
      maximum: 2 ** 31 - 1,
    }),
    epoch: integer({
      description: 'Epoch of the audit key that the key of the chain is derived from.',
      minimum: 1,
      maximum: 2 ** 31 - 1,
    }),
    outcomes: list(outcomes, {
      description: 'What came of accesses whose intents stand in earlier blocks.',
      maxItems: LIMITS.auditBlockEntriesMax,
      optional: true,
    }),
    previous: bytes({ description: 'The hash of the block before; zeros for the first.', maxBytes: 32 }),
    hash: bytes({
      description: 'HMAC-SHA-256 of this block without its hash, under the key of the chain.',
      maxBytes: 32,
    }),
  },
  indexes: [
    index(
      { writer: 1, seq: 1 },
      { why: 'one block for each place of a chain', unique: true, extension: 'Support collection.' },
    ),
    index({ at: -1 }, { why: 'latest accesses', extension: 'Support collection.' }),
    index(
      { 'entries.learner': 1, at: -1 },
      { why: 'who looked at the data of a learner', extension: 'Support collection.' },
    ),
    index(
      { 'outcomes.block': 1 },
      {
        why: 'what came of the accesses of a block',
        partialOn: ['outcomes.block'],
        extension: 'Support collection.',
      },
    ),
  ],
  queries: {
    audit_of_learner: query({
      why: 'who looked at or changed the data of a learner, latest first',
      filter: { 'entries.learner': equals('about'), at: [from('since'), before('until')] },
      sort: { at: -1 },
      projection: ['at', 'writer', 'seq', 'entries'],
      answers: 'page',
      index: 'entries.learner_1_at_-1',
      promise: { slaMs: 500, frequency: 'low' },
    }),
    audit_of_period: query({
      why: 'all accesses of a period, latest first',
      filter: { at: [from('since'), before('until')] },
      sort: { at: -1 },
      projection: ['at', 'writer', 'seq', 'entries'],
      answers: 'page',
      index: 'at_-1',
      promise: { slaMs: 500, frequency: 'low' },
    }),
    outcomes_of_blocks: query({
      why: 'what came of the accesses of some blocks',
      filter: { 'outcomes.block': among('blocks') },
      projection: ['outcomes'],
      answers: 'page',
      index: 'outcomes.block_1',
      promise: { slaMs: 500, frequency: 'low' },
    }),
    audit_of_writer: query({
      why: 'the chain of one writer, from a place on',
      filter: { writer: equals('writer'), seq: from('seq') },
      sort: { writer: 1, seq: 1 },
      projection: 'whole',
      answers: 'page',
      index: 'writer_1_seq_1',
      promise: { slaMs: 500, frequency: 'low' },
    }),
  },
});

export const audit_outbox = collection({
  ...shared,
  name: 'audit_outbox',
  typeName: 'AuditOutboxDocument',
  description:
    'Accesses that wrote, kept in the same transaction as what they wrote until they are in a chain.',
  extension: 'A write and its entry become durable together or not at all (protection, audit).',
  identity: ['_id'],
  fields: common,
  indexes: [
    index({ at: -1 }, { why: 'latest accesses', extension: 'Support collection.' }),
    index(
      { 'entries.learner': 1, at: -1 },
      { why: 'who changed the data of a learner', extension: 'Support collection.' },
    ),
  ],
  queries: {
    outbox_to_seal: query({
      why: 'what has waited longest for its place in a chain',
      filter: { at: from('since') },
      sort: { at: 1 },
      projection: 'whole',
      answers: 'page',
      index: 'at_-1',
      promise: { slaMs: 500, frequency: 'low' },
    }),
  },
});

export const audit_checkpoints = collection({
  ...shared,
  name: 'audit_checkpoints',
  typeName: 'AuditCheckpointDocument',
  description: 'How far the chains had come, signed; a copy of each stands in the object store.',
  extension: 'What was cut off the end of a chain leaves no trace in it (protection, audit).',
  identity: ['seq'],
  fields: {
    _id: documentId,
    seq: integer({ description: 'Number of the checkpoint, from 1.', minimum: 1, maximum: 2 ** 31 - 1 }),
    at: instant({ description: 'Blocks written before are behind a head of this or an earlier checkpoint.' }),
    epoch: integer({ description: 'Epoch of the key that signed.', minimum: 1, maximum: 2 ** 31 - 1 }),
    previous: bytes({ description: 'SHA-256 of the checkpoint before; zeros for the first.', maxBytes: 32 }),
    heads: list(
      group(
        {
          writer: uuid({ description: 'Whose chain.' }),
          seq: integer({ description: 'Its last block.', minimum: 1, maximum: 2 ** 31 - 1 }),
          hash: bytes({ description: 'The hash of that block.', maxBytes: 32 }),
          at: instant({ description: 'When that block was written.' }),
          closed: boolean({ description: 'Whether nothing follows.' }),
        },
        { description: 'The head of one chain.' },
      ),
      { description: 'Chains that may go on, and those closed since the checkpoint before.', maxItems: 1000 },
    ),
    retained: group(
      {
        since: instant({ description: 'Chains that ended before are removed, their retention being over.' }),
        checkpoint: integer({
          description: 'Checkpoints before this one are removed.',
          minimum: 1,
          maximum: 2 ** 31 - 1,
        }),
      },
      {
        description: 'From when on the trail reaches; absent where it reaches back to its beginning.',
        optional: true,
      },
    ),
    hash: bytes({ description: 'SHA-256 of this checkpoint.', maxBytes: 32 }),
    signature: bytes({ description: 'Ed25519 over the hash.', maxBytes: 64 }),
  },
  indexes: [
    index({ seq: -1 }, { why: 'the checkpoint in force', unique: true, extension: 'Support collection.' }),
  ],
  queries: {
    checkpoints: query({
      why: 'checkpoints, latest first',
      filter: { seq: from('seq') },
      sort: { seq: -1 },
      projection: 'whole',
      answers: 'page',
      index: 'seq_-1',
      promise: { slaMs: 500, frequency: 'low' },
    }),
  },
});
