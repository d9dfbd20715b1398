import { LIMITS } from '../../std/limits.ts';
import { before, collection, equals, from, index, ofOwner, query } from '../define.ts';
import { choice } from '../fields/choice.ts';
import { digest, encrypted } from '../fields/facts.ts';
import { group } from '../fields/group.ts';
import { instant } from '../fields/instant.ts';
import { count } from '../fields/integer.ts';
import { list } from '../fields/list.ts';
import { text } from '../fields/text.ts';
import { uuid } from '../fields/uuid.ts';
import { ACCOUNT_ROLES } from '../vocabulary/roles.ts';
import { bookkeeping, documentId } from './bookkeeping.ts';

/** Characters of a SHA-256 digest in base64url. */
const DIGEST_LENGTH = 43;

const shared = {
  specification: null,
  database: 'data',
  owner: 'user_id',
  purpose: 'security',
  export: false,
  shardKey: { region: 1, user_id: 1 },
} as const;

const where = { protection: encrypted({ envelope: 'where' }), identifies: true } as const;

/** Each time somebody signed in, and how it goes on: the family of its refresh tokens. */
export const sign_ins = collection({
  ...shared,
  name: 'sign_ins',
  typeName: 'SignInDocument',
  description:
    'One document for each sign-in: on which device, since when, until when, and the digest of the one refresh token that goes on with it.',
  extension:
    'Tokens that can be ended, devices that can be told apart and reuse that is noticed need a record of each sign-in.',
  identity: ['user_id', 'sign_in_id'],
  datedBy: 'last_used_at',
  retention: 'sign_ins',
  fields: {
    _id: documentId,
    sign_in_id: uuid({ description: 'Identifier of the sign-in; access tokens name it as `sid`.' }),
    user_id: uuid({ description: 'The account; references users.user_id.' }),
    role: choice(ACCOUNT_ROLES, { description: 'The role its access tokens carry.' }),
    stage: choice(['second_factor', 'enrolment', 'open'], {
      description: 'Whether the second factor is still waited for, or has to be set up first.',
    }),
    channel: choice(['browser', 'api'], {
      description: 'How the refresh token travels: in a cookie that pages cannot read, or in bodies.',
    }),
    began_at: instant({ description: 'When the password was given.' }),
    last_used_at: instant({ description: 'When a token was last issued for it.' }),
    expires_at: instant({ description: 'When it is over, or was ended.' }),
    end_reason: choice(
      [
        'signed_out',
        'signed_out_everywhere',
        'ended_elsewhere',
        'signed_in_again',
        'password_changed',
        'second_factor_changed',
        'second_factor_demanded',
        'everybody_signed_out',
        'refresh_token_reused',
        'attempts_exhausted',
        'account_closed',
      ],
      { description: 'Why it was ended before its time.', optional: true },
    ),
    device: text({
      description: 'What the program that signed in said of itself.',
      maxLength: 200,
      nullable: 'It said nothing.',
      ...where,
    }),
    address: text({
      description: 'The network address it was begun from.',
      maxLength: 64,
      nullable: 'It was not begun over a network.',
      ...where,
    }),
    family_key: text({
      description: 'Key of the tags in its refresh tokens: tells an earlier one from a forged one.',
      maxLength: DIGEST_LENGTH,
      protection: encrypted(),
    }),
    generation: count({ description: 'Counts its refresh tokens.' }),
    token_digest: text({
      description: 'SHA-256 of the one token that is taken, base64url.',
      maxLength: DIGEST_LENGTH,
      protection: digest(),
    }),
    attempts: count({ description: 'Codes of a second factor that were wrong.' }),
    ...bookkeeping,
  },
  indexes: [
    index(
      { user_id: 1, sign_in_id: 1 },
      { why: 'the sign-in of a token', unique: true, extension: 'Support collection.' },
    ),
    index(
      { user_id: 1, expires_at: -1 },
      { why: 'the open sign-ins of an account', extension: 'Support collection.' },
    ),
    index({ expires_at: 1 }, { why: 'sign-ins that are long over', extension: 'Support collection.' }),
  ],
  queries: {
    sign_in_by_id: query({
      why: 'the sign-in a refresh token belongs to',
      filter: { user_id: ofOwner(), sign_in_id: equals('sign_in_id') },
      projection: 'whole',
      answers: 'one',
      index: 'user_id_1_sign_in_id_1',
      promise: { slaMs: 50, frequency: 'high' },
    }),
    sign_in_standing: query({
      why: 'whether a sign-in goes on',
      filter: { user_id: ofOwner(), sign_in_id: equals('sign_in_id') },
      projection: ['sign_in_id', 'user_id', 'role', 'stage', 'expires_at'],
      answers: 'one',
      index: 'user_id_1_sign_in_id_1',
      promise: { slaMs: 50, frequency: 'very high' },
    }),
    open_sign_ins: query({
      why: 'the sign-ins of an account that are not over, the longest lasting first',
      filter: { user_id: ofOwner(), expires_at: from('now') },
      sort: { expires_at: -1 },
      projection: [
        'sign_in_id',
        'user_id',
        'role',
        'stage',
        'channel',
        'began_at',
        'last_used_at',
        'expires_at',
        'device',
        'address',
      ],
      answers: 'page',
      index: 'user_id_1_expires_at_-1',
      promise: { slaMs: 100, frequency: 'low' },
    }),
    every_open_sign_in: query({
      why: 'the sign-ins of everybody that are not over, the next to be over first',
      filter: { expires_at: from('now') },
      sort: { expires_at: 1 },
      projection: ['sign_in_id', 'user_id', 'began_at', 'expires_at'],
      answers: 'page',
      index: 'expires_at_1',
      promise: { slaMs: 200, frequency: 'low' },
    }),
    sign_ins_over: query({
      why: 'sign-ins that are over for so long that they go',
      filter: { expires_at: before('until') },
      sort: { expires_at: 1 },
      projection: ['sign_in_id', 'user_id', 'expires_at'],
      answers: 'page',
      index: 'expires_at_1',
      promise: { slaMs: 200, frequency: 'daily' },
    }),
  },
});

/** What an account proves besides its password. */
export const second_factors = collection({
  ...shared,
  name: 'second_factors',
  typeName: 'SecondFactorDocument',
  description: 'The second factor of an account: the secret of its authenticator, and its recovery codes.',
  extension: '`two_factor_enabled` is demanded and what it takes has no field.',
  identity: ['user_id'],
  datedBy: 'created_at',
  retention: 'account',
  fields: {
    _id: documentId,
    user_id: uuid({ description: 'The account; references users.user_id.' }),
    created_at: instant({ description: 'When it was begun.' }),
    secret: text({
      description: 'Shared secret of the authenticator (RFC 6238), base32.',
      maxLength: 64,
      protection: encrypted(),
    }),
    confirmed_at: instant({
      description: 'When a first code proved that the authenticator has it.',
      nullable: 'It was begun and is not in force.',
    }),
    last_step: count({ description: 'Time step of the last code that was taken: none is taken twice.' }),
    recovery_codes: list(
      group(
        {
          digest: text({
            description: 'SHA-256 over the account and the code, base64url.',
            maxLength: DIGEST_LENGTH,
            protection: digest(),
          }),
        },
        { description: 'One code that was not used yet.' },
      ),
      { description: 'Codes that each stand in for the authenticator once.', maxItems: LIMITS.recoveryCodes },
    ),
    ...bookkeeping,
  },
  indexes: [
    index({ user_id: 1 }, { why: 'one for each account', unique: true, extension: 'Support collection.' }),
  ],
  queries: {
    second_factor: query({
      why: 'what a code is checked against',
      filter: { user_id: ofOwner() },
      projection: 'whole',
      answers: 'one',
      index: 'user_id_1',
      promise: { slaMs: 50, frequency: 'medium' },
    }),
  },
});
