import { collection, equals, index, ofOwner, query } from '../define.ts';
import { choice } from '../fields/choice.ts';
import { instant } from '../fields/instant.ts';
import { uuid } from '../fields/uuid.ts';
import { bookkeeping, documentId } from './bookkeeping.ts';

/** With which educators learners share what they learned. Nothing is shared without the consent to sharing besides. */
export const shares = collection({
  name: 'shares',
  typeName: 'ShareDocument',
  description: 'One document for each learner and educator with whom the learner shares, or shared.',
  specification: null,
  extension: 'Educators see only learners who share with them, and the specification has no place for it.',
  database: 'data',
  owner: 'user_id',
  relates: {
    scope: 'sharing',
    query: 'learners_of_educator',
    person: 'educator_id',
    values: { status: 'active' },
  },
  identity: ['user_id', 'educator_id'],
  datedBy: 'given_at',
  purpose: 'account',
  retention: 'account',
  export: true,
  shardKey: { region: 1, user_id: 1 },
  fields: {
    _id: documentId,
    user_id: uuid({ description: 'The learner; references users.user_id.' }),
    educator_id: uuid({ description: "The educator's account; references users.user_id." }),
    status: choice(['active', 'ended'], { description: 'Whether it is in force.' }),
    given_at: instant({ description: 'When it was given last.' }),
    given_by: choice(['self', 'guardian'], { description: 'Who gave it.' }),
    ended_at: instant({ description: 'When it was taken back.', optional: true }),
    ...bookkeeping,
  },
  indexes: [
    index(
      { user_id: 1, educator_id: 1 },
      { why: 'one document for each learner and educator', unique: true, extension: 'Support collection.' },
    ),
    index(
      { educator_id: 1, status: 1, user_id: 1 },
      { why: 'the learners who share with an educator', extension: 'Support collection.' },
    ),
  ],
  queries: {
    shares_of_learner: query({
      why: 'with whom a learner shares, or shared',
      filter: { user_id: ofOwner() },
      projection: 'whole',
      answers: 'page',
      index: 'user_id_1_educator_id_1',
      promise: { slaMs: 50, frequency: 'low' },
    }),
    learners_of_educator: query({
      why: 'the learners who share with an educator',
      filter: { educator_id: equals('educator_id'), status: equals('status') },
      projection: ['user_id'],
      answers: 'page',
      index: 'educator_id_1_status_1_user_id_1',
      promise: { slaMs: 50, frequency: 'high' },
    }),
  },
});
