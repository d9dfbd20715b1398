import { collection, index, ofOwner, query, upTo } from '../define.ts';
import { choice } from '../fields/choice.ts';
import { encrypted } from '../fields/facts.ts';
import { instant } from '../fields/instant.ts';
import { integer } from '../fields/integer.ts';
import { text } from '../fields/text.ts';
import { uuid } from '../fields/uuid.ts';
import { TIME_ZONE_PATTERN } from '../vocabulary/time-zones.ts';
import { bookkeeping, documentId } from './bookkeeping.ts';

/**
 * What is asked of an address by whoever is not signed in. Whether there is an account is looked up only afterwards, by a
 * job, so that neither an answer nor its time can tell.
 */
export const account_requests = collection({
  name: 'account_requests',
  typeName: 'AccountRequestDocument',
  description:
    'One document for each registration, reset of a password or repeated verification that was asked for and is not answered yet.',
  specification: null,
  extension: 'The same is done at once whether or not there is such an account (ASVS 5.0, 6.3.8).',
  database: 'data',
  owner: 'user_id',
  founds: { ageGroup: 'age_group' },
  identity: ['user_id'],
  datedBy: 'created_at',
  purpose: 'security',
  retention: 'account_request',
  export: false,
  shardKey: { region: 1, user_id: 1 },
  fields: {
    _id: documentId,
    user_id: uuid({ description: 'The request, under whose own key it is kept; no account.' }),
    age_group: choice(['teen', 'adult', 'unknown'], { description: 'Of whoever registers; else unknown.' }),
    status: choice(['waiting', 'answered'], {
      description: 'Answered: its key is about to be destroyed, and the document to go.',
    }),
    kind: choice(['register', 'reset_password', 'verify_address'], { description: 'What was asked for.' }),
    email: text({
      description: 'The address.',
      maxLength: 254,
      pattern: '^[^\\s@]+@[^\\s@]+$',
      identifies: true,
      protection: encrypted(),
    }),
    password_hash: text({
      description: 'Argon2id hash of the password of the account that is to be made.',
      maxLength: 255,
      optional: true,
      protection: encrypted(),
    }),
    name: text({
      description: 'Display name of whoever registers.',
      maxLength: 120,
      optional: true,
      identifies: true,
      protection: encrypted(),
    }),
    age: integer({
      description: 'Age in whole years of whoever registers.',
      minimum: 13,
      maximum: 120,
      unit: 'years',
      optional: true,
    }),
    country: text({
      description: 'Country, ISO 3166-1 alpha-2.',
      maxLength: 2,
      pattern: '^[A-Z]{2}$',
      optional: true,
    }),
    timezone: text({
      description: 'IANA time zone.',
      maxLength: 64,
      pattern: TIME_ZONE_PATTERN,
      optional: true,
    }),
    created_at: instant({ description: 'When it was asked for.' }),
    ...bookkeeping,
  },
  indexes: [
    index(
      { user_id: 1 },
      { why: 'one document for each request', unique: true, extension: 'Support collection.' },
    ),
    index({ created_at: 1 }, { why: 'what is to be answered', extension: 'Support collection.' }),
  ],
  queries: {
    account_request: query({
      why: 'one request',
      filter: { user_id: ofOwner() },
      projection: 'whole',
      answers: 'one',
      index: 'user_id_1',
      promise: { slaMs: 50, frequency: 'medium' },
    }),
    account_requests_waiting: query({
      why: 'requests that are not answered yet, longest waiting first; nothing that a key is needed for',
      filter: { created_at: upTo('until') },
      sort: { created_at: 1 },
      projection: ['user_id', 'status', 'created_at'],
      answers: 'page',
      index: 'created_at_1',
      promise: { slaMs: 100, frequency: 'medium' },
    }),
  },
});
