import { LIMITS } from '../../std/limits.ts';
import { among, collection, equals, index, query } from '../define.ts';
import { boolean } from '../fields/boolean.ts';
import { bytes } from '../fields/bytes.ts';
import { choice } from '../fields/choice.ts';
import { group } from '../fields/group.ts';
import { instant } from '../fields/instant.ts';
import { count, integer } from '../fields/integer.ts';
import { list } from '../fields/list.ts';
import { record } from '../fields/record.ts';
import { slug } from '../fields/slug.ts';
import { text } from '../fields/text.ts';
import { uuid } from '../fields/uuid.ts';
import { CONSENTS } from '../vocabulary/consents.ts';

const shared = {
  specification: '5.1',
  database: 'vault',
  datedBy: 'created_at',
  purpose: 'operation',
  export: false,
  shardKey: null,
} as const;

const key = (description: string) => text({ description, maxLength: 200 });
const wrapped = bytes({ description: 'The key, wrapped.', maxBytes: 8192 });
const created_at = instant({ description: 'When it was made.' });
const tenant = key('The tenant.');
const epoch = integer({ description: 'Epoch, from 1.', minimum: 1, maximum: 2 ** 31 - 1 });
const kek_id = key('The key-encryption key that wrapped it.');
const destroy_at = instant({
  description: 'When it may be destroyed, once another epoch took its place.',
  optional: true,
});
const key_id = bytes({ description: 'Identifier of a data key, as envelopes name it.', maxBytes: 16 });
const branch_epoch = count({ description: 'Epoch of the branch key that wrapped it.' });

export const branch_keys = collection({
  ...shared,
  name: 'branch_keys',
  typeName: 'BranchKeyDocument',
  description: 'The keys, one for each tenant and epoch, that wrap the keys of the learners.',
  extension: 'AES-256-GCM with KMS keys and rotation is demanded and has no collection (protection, keys).',
  owner: null,
  identity: ['_id'],
  retention: 'operation',
  fields: { _id: key('Tenant and epoch.'), tenant, epoch, wrapped, kek_id, created_at, destroy_at },
  indexes: [
    index(
      { tenant: 1, epoch: -1 },
      { why: 'latest epoch of a tenant', unique: true, extension: 'Support collection.' },
    ),
  ],
  queries: {
    branch_key: query({
      why: 'the branch key of an epoch, or the latest',
      filter: { tenant: equals('tenant') },
      sort: { epoch: -1 },
      projection: 'whole',
      answers: 'page',
      index: 'tenant_1_epoch_-1',
      promise: { slaMs: 50, frequency: 'medium' },
    }),
  },
});

export const index_keys = collection({
  ...shared,
  name: 'index_keys',
  typeName: 'IndexKeyDocument',
  description: 'The keys of blind indexes, search tokens and pseudonyms, by purpose and epoch.',
  extension: 'Blind indexes need keys with epochs of their own (protection, keys).',
  owner: null,
  identity: ['_id'],
  retention: 'operation',
  fields: {
    _id: key('Tenant, purpose and epoch.'),
    tenant,
    purpose: key('What it is for.'),
    epoch,
    wrapped,
    kek_id,
    created_at,
    destroy_at,
    state: choice(['adding', 'current', 'retiring', 'retired'], {
      description:
        'Values are written under every epoch that is not retired, and looked up under the highest that is current.',
      optional: true,
    }),
  },
  indexes: [
    index(
      { tenant: 1, purpose: 1, epoch: -1 },
      { why: 'latest epoch of a purpose', unique: true, extension: 'Support collection.' },
    ),
  ],
  queries: {
    index_key: query({
      why: 'the index key of a purpose, latest first',
      filter: { tenant: equals('tenant'), purpose: equals('purpose') },
      sort: { epoch: -1 },
      projection: 'whole',
      answers: 'page',
      index: 'tenant_1_purpose_1_epoch_-1',
      promise: { slaMs: 50, frequency: 'medium' },
    }),
  },
});

export const learner_contexts = collection({
  ...shared,
  name: 'learner_contexts',
  typeName: 'LearnerContextDocument',
  description:
    'One document for each learner: the wrapped data key, the region, the age class, the consents.',
  extension: 'A key for each learner, outside the backups, makes erasure reach every copy (architecture 15).',
  owner: '_id',
  identity: ['_id'],
  retention: 'account',
  fields: {
    _id: uuid({ description: 'The learner; references users.user_id.' }),
    tenant,
    key_id,
    wrapped_key: wrapped,
    branch_epoch,
    other_keys: list(
      group(
        {
          key_id,
          wrapped_key: wrapped,
          branch_epoch,
          state: choice(['adding', 'retiring', 'retired'], { description: 'Where it stands.' }),
        },
        { description: 'Another data key of the learner.' },
      ),
      {
        description: 'Data keys that open what they sealed, and the one that is about to become current.',
        maxItems: LIMITS.learnerKeysMax,
        optional: true,
      },
    ),
    keys_revision: count({ description: 'Counts the changes of the keys.', optional: true }),
    seal_blocks: count({
      description: 'Blocks of 16,384 envelopes that processes reserved for sealing with the current key.',
      optional: true,
    }),
    region: slug({ description: 'Region of the learner.' }),
    age_class: choice(['child', 'teen', 'adult', 'unknown'], {
      description: 'Age class; unknown counts as a child.',
    }),
    consents: record(
      choice(Object.keys(CONSENTS), { description: 'A consent.' }),
      boolean({ description: 'Whether it is given.' }),
      { description: 'What the learner agreed to.', maxKeys: Object.keys(CONSENTS).length },
    ),
    consents_decided_at: record(
      choice(Object.keys(CONSENTS), { description: 'A consent.' }),
      instant({ description: 'When it was decided.' }),
      {
        description:
          'When the latest decision about each consent was made; what was decided before is not given any more.',
        maxKeys: Object.keys(CONSENTS).length,
        optional: true,
      },
    ),
    created_at,
  },
  indexes: [
    index(
      { key_id: 1 },
      { why: 'the learner of an envelope', unique: true, extension: 'Support collection.' },
    ),
    index(
      { tenant: 1, branch_epoch: 1 },
      { why: 'how many keys an epoch wraps, and which', extension: 'Support collection.' },
    ),
  ],
  queries: {
    learner_contexts_of: query({
      why: 'contexts of some learners',
      filter: { _id: among('learners') },
      projection: 'whole',
      answers: 'page',
      index: '_id_',
      promise: { slaMs: 50, frequency: 'very high' },
    }),
  },
});

export const key_rotations = collection({
  ...shared,
  name: 'key_rotations',
  typeName: 'KeyRotationDocument',
  description: 'How far each rotation of keys has come, so that another process can go on with it.',
  extension:
    'Rotation goes on while the service runs and survives the process that does it (protection, keys).',
  datedBy: 'started_at',
  owner: null,
  identity: ['_id'],
  retention: 'operation',
  fields: {
    _id: key('Tenant and target.'),
    tenant,
    target: key('What is rotated.'),
    revision: count({ description: 'Counts the changes of this record, from 1.' }),
    step: key('The step under way, or done.'),
    step_begun_at: instant({ description: 'When the step began.' }),
    reached: text({
      description: 'How far the step has come: the last one that is finished.',
      maxLength: 200,
      nullable: 'The step has just begun.',
    }),
    only: text({
      description: 'The learner it was asked for.',
      maxLength: 64,
      nullable: 'It was asked for all of the tenant.',
    }),
    epoch: count({ description: 'Epoch that takes the place of the one before; 0 where there are none.' }),
    counts: record(slug({ description: 'What is counted.' }), count({ description: 'How many.' }), {
      description: 'What was done.',
      maxKeys: 32,
    }),
    started_at: instant({ description: 'When it began.' }),
    finished_at: instant({ description: 'When it was done.', nullable: 'It is under way.' }),
  },
  indexes: [
    index(
      { tenant: 1, target: 1 },
      { why: 'the rotations of a tenant', unique: true, extension: 'Support collection.' },
    ),
  ],
  queries: {
    key_rotations_of: query({
      why: 'the rotations of a tenant, each in its last state',
      filter: { tenant: equals('tenant') },
      sort: { target: 1 },
      projection: 'whole',
      answers: 'page',
      index: 'tenant_1_target_1',
      promise: { slaMs: 50, frequency: 'low' },
    }),
  },
});
