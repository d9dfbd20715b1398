import { collection, equals, index, ofOwner, query, upTo } from '../define.ts';
import { choice } from '../fields/choice.ts';
import { instant } from '../fields/instant.ts';
import { integer } from '../fields/integer.ts';
import { text } from '../fields/text.ts';
import { uuid } from '../fields/uuid.ts';
import { GUARDIAN_METHOD_NAMES } from '../vocabulary/guardian-methods.ts';
import { bookkeeping, documentId } from './bookkeeping.ts';

/** Who decides for a learner who may not yet decide alone. */
export const guardianships = collection({
  name: 'guardianships',
  typeName: 'GuardianshipDocument',
  description:
    'One document for each learner and guardian: since when the guardian decides for the learner, how that was verified, and until when.',
  specification: null,
  extension: 'Guardians are demanded (COPPA, GDPR Art. 8) and have no place in the specification.',
  database: 'data',
  owner: 'user_id',
  identity: ['user_id', 'guardian_id'],
  relates: {
    scope: 'wards',
    query: 'wards_of_guardian',
    person: 'guardian_id',
    values: { status: 'active' },
  },
  datedBy: 'verified_at',
  purpose: 'accountability',
  setBy: 'platform',
  retention: 'account',
  export: true,
  shardKey: { region: 1, user_id: 1 },
  fields: {
    _id: documentId,
    user_id: uuid({ description: 'The learner; references users.user_id.' }),
    guardian_id: uuid({ description: "The guardian's account; references users.user_id." }),
    status: choice(['active', 'ended'], {
      description: 'Whether the guardian decides for the learner now; an ended one gives no access.',
    }),
    method: choice(GUARDIAN_METHOD_NAMES, { description: "How the guardian's consent was verified." }),
    text_version: text({ description: 'Version of the notice the guardian was given.', maxLength: 40 }),
    verified_at: instant({ description: "When the guardian's consent was verified." }),
    hand_over_at: instant({
      description:
        'The earliest moment at which the learner is certainly old enough to decide alone, by the recorded age and the country.',
    }),
    told_at: instant({ description: 'When both were told that the hand-over is near.', optional: true }),
    ended_at: instant({ description: 'When it ended.', optional: true }),
    ended_by: choice(['hand_over', 'guardian', 'operator'], {
      description: 'What ended it.',
      optional: true,
    }),
    consent_age: integer({
      description: 'Age of consent that the hand-over was reckoned with.',
      minimum: 13,
      maximum: 18,
      unit: 'years',
    }),
    ...bookkeeping,
  },
  indexes: [
    index(
      { user_id: 1, guardian_id: 1 },
      { why: 'one document for each learner and guardian', unique: true, extension: 'Support collection.' },
    ),
    index(
      { guardian_id: 1, status: 1 },
      { why: 'the learners a guardian decides for', extension: 'Support collection.' },
    ),
    index(
      { status: 1, hand_over_at: 1 },
      { why: 'guardianships that are to end', extension: 'Support collection.' },
    ),
  ],
  queries: {
    guardianship: query({
      why: 'whether and how a guardian decides for a learner',
      filter: { user_id: ofOwner(), guardian_id: equals('guardian_id') },
      projection: 'whole',
      answers: 'one',
      index: 'user_id_1_guardian_id_1',
      promise: { slaMs: 50, frequency: 'high' },
    }),
    guardians_of_learner: query({
      why: 'who decides, or decided, for a learner',
      filter: { user_id: ofOwner() },
      projection: 'whole',
      answers: 'page',
      index: 'user_id_1_guardian_id_1',
      promise: { slaMs: 50, frequency: 'medium' },
    }),
    wards_of_guardian: query({
      why: 'the learners a guardian decides for, or decided for',
      filter: { guardian_id: equals('guardian_id'), status: equals('status') },
      projection: 'whole',
      answers: 'page',
      index: 'guardian_id_1_status_1',
      promise: { slaMs: 50, frequency: 'high' },
    }),
    hand_overs_due: query({
      why: 'guardianships whose learners are old enough by now, longest first',
      filter: { status: equals('status'), hand_over_at: upTo('until') },
      sort: { hand_over_at: 1 },
      projection: 'whole',
      answers: 'page',
      index: 'status_1_hand_over_at_1',
      promise: { slaMs: 200, frequency: 'daily' },
    }),
  },
});
