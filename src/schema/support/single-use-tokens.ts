import { collection, equals, index, ofOwner, query, upTo } from '../define.ts';
import { choice } from '../fields/choice.ts';
import { digest, encrypted } from '../fields/facts.ts';
import { instant } from '../fields/instant.ts';
import { count } from '../fields/integer.ts';
import { text } from '../fields/text.ts';
import { uuid } from '../fields/uuid.ts';
import { TOKEN_PURPOSE_NAMES } from '../vocabulary/token-purposes.ts';
import { bookkeeping, documentId } from './bookkeeping.ts';

/** Links that work once. */
export const single_use_tokens = collection({
  name: 'single_use_tokens',
  typeName: 'SingleUseTokenDocument',
  description:
    'One document for each token that was sent and not used: its digest, what it is for, until when.',
  specification: null,
  extension: 'Addresses are verified and passwords reset by links, for which the specification has no place.',
  database: 'data',
  owner: 'user_id',
  identity: ['user_id', 'token_id'],
  datedBy: 'created_at',
  purpose: 'security',
  retention: 'single_use_token',
  export: false,
  shardKey: { region: 1, user_id: 1 },
  fields: {
    _id: documentId,
    token_id: uuid({ description: 'The part of the token it is found by.' }),
    user_id: uuid({ description: 'The account or the request it is for.' }),
    purpose_of_token: choice(TOKEN_PURPOSE_NAMES, { description: 'What it is for, and for nothing else.' }),
    secret_digest: text({
      description: 'SHA-256 of purpose and secret, in hexadecimal; the secret itself is only in the mail.',
      maxLength: 64,
      protection: digest(),
    }),
    address: text({
      description: 'The address it was sent to, where it proves one.',
      maxLength: 254,
      optional: true,
      identifies: true,
      protection: encrypted(),
    }),
    created_at: instant({ description: 'When it was made.' }),
    expires_at: instant({ description: 'From when on it is worth nothing.' }),
    failed_attempts: count({ description: 'How often it was presented with a wrong secret or purpose.' }),
    ...bookkeeping,
  },
  indexes: [
    index(
      { user_id: 1, token_id: 1 },
      { why: 'one document for each token', unique: true, extension: 'Support collection.' },
    ),
    index({ token_id: 1 }, { why: 'a token by the part it is found by', extension: 'Support collection.' }),
    index(
      { user_id: 1, purpose_of_token: 1 },
      { why: 'the tokens of an account', extension: 'Support collection.' },
    ),
    index({ expires_at: 1 }, { why: 'what is to go', extension: 'Support collection.' }),
  ],
  queries: {
    single_use_token: query({
      why: 'a token that was presented',
      filter: { token_id: equals('token_id') },
      projection: 'whole',
      answers: 'one',
      index: 'token_id_1',
      promise: { slaMs: 50, frequency: 'medium' },
    }),
    tokens_of_account: query({
      why: 'tokens of an account for one purpose that were not used',
      filter: { user_id: ofOwner(), purpose_of_token: equals('purpose') },
      projection: ['token_id', 'expires_at', 'created_at'],
      answers: 'page',
      index: 'user_id_1_purpose_of_token_1',
      promise: { slaMs: 50, frequency: 'medium' },
    }),
    expired_tokens: query({
      why: 'tokens whose time is over, longest first',
      filter: { expires_at: upTo('until') },
      sort: { expires_at: 1 },
      projection: ['user_id', 'token_id', 'expires_at'],
      answers: 'page',
      index: 'expires_at_1',
      promise: { slaMs: 200, frequency: 'low' },
    }),
  },
});
