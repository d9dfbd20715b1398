import { collection, equals, from, index, ofOwner, query } from '../define.ts';
import { choice } from '../fields/choice.ts';
import { group } from '../fields/group.ts';
import { instant } from '../fields/instant.ts';
import { number } from '../fields/number.ts';
import { record } from '../fields/record.ts';
import { slug } from '../fields/slug.ts';
import { uuid } from '../fields/uuid.ts';
import { bookkeeping, documentId } from './bookkeeping.ts';

const tenThousandths = (description: string) =>
  number({ description, minimum: -1e12, maximum: 1e12, unit: 'ten-thousandths' });

const share = (description: string) =>
  group(
    { sum: tenThousandths('What is added to the sum.'), weight: tenThousandths('With which weight.') },
    { description },
  );

/** What each ended session adds to the evidence of the learning DNA. */
export const dna_contributions = collection({
  name: 'dna_contributions',
  typeName: 'DnaContributionDocument',
  description:
    'One document for each session that counts for the learning DNA: what it adds to the evidence.',
  specification: null,
  extension:
    'A session that is corrected or deleted takes away exactly what it added, also when its record is gone or the consents ' +
    'are others.',
  database: 'data',
  owner: 'user_id',
  identity: ['user_id', 'session_id'],
  datedBy: 'started_at',
  purpose: 'personalisation',
  consent: 'analytics',
  retention: 'account',
  export: true,
  shardKey: { region: 1, user_id: 1 },
  fields: {
    _id: documentId,
    session_id: uuid({ description: 'The session.' }),
    user_id: uuid({ description: 'The learner; references users.user_id.' }),
    started_at: instant({ description: 'When the session began.' }),
    subject: slug({ description: 'Its subject.' }),
    measures: record(
      choice(['ability', 'attention', 'persistence', 'exploration', 'velocity'], {
        description: 'A measure.',
      }),
      share('What it adds.'),
      { description: 'By measure.', maxKeys: 5 },
    ),
    recovery: group(
      { sum: tenThousandths('What is added to the sum.'), weight: tenThousandths('With which weight.') },
      {
        description: 'What it adds to the share of sessions begun low that ended better.',
        optional: true,
        consent: 'emotional_data',
        purpose: 'emotional_support',
      },
    ),
    of_subject: record(
      choice(['ability', 'engagement', 'mastery'], { description: 'A measure of the subject.' }),
      share('What it adds.'),
      { description: 'By measure of the subject.', maxKeys: 3 },
    ),
    ...bookkeeping,
  },
  indexes: [
    index(
      { user_id: 1, session_id: 1 },
      { why: 'one document for each session', unique: true, extension: 'Support collection.' },
    ),
    index({ user_id: 1, started_at: 1 }, { why: 'all of a learner', extension: 'Support collection.' }),
  ],
  queries: {
    dna_contribution_of_session: query({
      why: 'what one session adds',
      filter: { user_id: ofOwner(), session_id: equals('session_id') },
      projection: 'whole',
      answers: 'one',
      index: 'user_id_1_session_id_1',
      promise: { slaMs: 100, frequency: 'low' },
    }),
    dna_contributions_of_learner: query({
      why: 'what every session of a learner adds, for export and for the check',
      filter: { user_id: ofOwner(), started_at: from('since') },
      sort: { started_at: 1 },
      projection: 'whole',
      answers: 'page',
      index: 'user_id_1_started_at_1',
      promise: { slaMs: 1000, frequency: 'low' },
    }),
  },
});
