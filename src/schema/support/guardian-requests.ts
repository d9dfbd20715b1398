import { collection, equals, index, ofOwner, query, upTo } from '../define.ts';
import { boolean } from '../fields/boolean.ts';
import { choice } from '../fields/choice.ts';
import { encrypted } from '../fields/facts.ts';
import { group } from '../fields/group.ts';
import { instant } from '../fields/instant.ts';
import { list } from '../fields/list.ts';
import { text } from '../fields/text.ts';
import { uuid } from '../fields/uuid.ts';
import { CONSENTS } from '../vocabulary/consents.ts';
import { GUARDIAN_METHOD_NAMES } from '../vocabulary/guardian-methods.ts';
import { bookkeeping, documentId } from './bookkeeping.ts';

/** Children who wait for a guardian's consent: what COPPA lets be kept to ask for it, and nothing else. */
export const guardian_requests = collection({
  name: 'guardian_requests',
  typeName: 'GuardianRequestDocument',
  description:
    "One document for each child who wants to register: the guardian's address, the child's first name where it was given, and how far the guardian's consent has come.",
  specification: null,
  extension: 'Before a verified consent nothing else may be kept of a child (16 CFR 312.5(c)(1)).',
  database: 'data',
  owner: 'user_id',
  founds: { ageGroup: 'age_group' },
  identity: ['user_id'],
  datedBy: 'created_at',
  purpose: 'security',
  retention: 'guardian_request',
  export: false,
  shardKey: { region: 1, user_id: 1 },
  fields: {
    _id: documentId,
    user_id: uuid({ description: 'The request, under whose own key it is kept; no account.' }),
    age_group: choice(['unknown'], { description: 'No age is kept: whoever waits counts as a child.' }),
    guardian_email: text({
      description: "The guardian's address.",
      maxLength: 254,
      pattern: '^[^\\s@]+@[^\\s@]+$',
      identifies: true,
      protection: encrypted({ blindIndex: { normalise: 'email', version: 1 } }),
    }),
    first_name: text({
      description: "The child's first name, so that the guardian knows whom it is about.",
      maxLength: 60,
      optional: true,
      identifies: true,
      protection: encrypted(),
    }),
    status: choice(['asked', 'claimed', 'consented', 'verified', 'closed'], {
      description:
        'Asked: the guardian was written to. Claimed: a guardian’s account stands behind it. Consented: the guardian agreed. Verified: the agreement was proved, the account can be made. Closed: it was made, or the guardian refused; it is about to go.',
    }),
    guardian_id: uuid({ description: "The guardian's account, once there is one.", optional: true }),
    method: choice(GUARDIAN_METHOD_NAMES, { description: 'How the consent is verified.', optional: true }),
    text_version: text({
      description: 'Version of the texts the guardian agreed to.',
      maxLength: 40,
      optional: true,
    }),
    consents: list(
      group(
        {
          consent: choice(Object.keys(CONSENTS), { description: 'To what.' }),
          given: boolean({ description: 'Given or withheld.' }),
        },
        { description: 'One decision.' },
      ),
      { description: 'What the guardian agreed to, class by class.', maxItems: 20 },
    ),
    created_at: instant({ description: 'When the child asked.' }),
    consented_at: instant({ description: 'When the guardian agreed.', optional: true }),
    verified_at: instant({ description: 'When the agreement was verified.', optional: true }),
    expires_at: instant({ description: 'When everything of the request goes.' }),
    ...bookkeeping,
  },
  indexes: [
    index(
      { user_id: 1 },
      { why: 'one document for each request', unique: true, extension: 'Support collection.' },
    ),
    index(
      { guardian_email: 1, created_at: -1 },
      { why: 'how often an address was written to', extension: 'Support collection.' },
    ),
    index(
      { guardian_id: 1 },
      { why: "a guardian's requests", partialOn: ['guardian_id'], extension: 'Support collection.' },
    ),
    index(
      { status: 1, created_at: -1 },
      { why: 'what waits for an operator', extension: 'Support collection.' },
    ),
    index({ expires_at: 1 }, { why: 'what is to go', extension: 'Support collection.' }),
  ],
  queries: {
    guardian_request: query({
      why: 'one request',
      filter: { user_id: ofOwner() },
      projection: 'whole',
      answers: 'one',
      index: 'user_id_1',
      promise: { slaMs: 50, frequency: 'medium' },
    }),
    requests_to_address: query({
      why: 'how often a guardian was written to lately',
      filter: { guardian_email: equals('guardian_email') },
      sort: { created_at: -1 },
      projection: ['user_id', 'created_at', 'status'],
      answers: 'page',
      index: 'guardian_email_1_created_at_-1',
      promise: { slaMs: 100, frequency: 'medium' },
    }),
    requests_of_guardian: query({
      why: 'the requests that a guardian has taken on',
      filter: { guardian_id: equals('guardian_id') },
      projection: 'whole',
      answers: 'page',
      index: 'guardian_id_1',
      promise: { slaMs: 100, frequency: 'low' },
    }),
    requests_of_status: query({
      why: 'requests that stand at one point, newest first, for an operator',
      filter: { status: equals('status') },
      sort: { created_at: -1 },
      projection: 'whole',
      answers: 'page',
      index: 'status_1_created_at_-1',
      promise: { slaMs: 200, frequency: 'low' },
    }),
    expired_requests: query({
      why: 'requests whose time is over, longest first; nothing that a key is needed for',
      filter: { expires_at: upTo('until') },
      sort: { expires_at: 1 },
      projection: ['user_id', 'expires_at', 'status'],
      answers: 'page',
      index: 'expires_at_1',
      promise: { slaMs: 200, frequency: 'medium' },
    }),
  },
});
