import { before, collection, equals, from, index, ofOwner, query, upTo } from '../define.ts';
import { choice } from '../fields/choice.ts';
import { encrypted } from '../fields/facts.ts';
import { group } from '../fields/group.ts';
import { instant } from '../fields/instant.ts';
import { count } from '../fields/integer.ts';
import { list } from '../fields/list.ts';
import { number } from '../fields/number.ts';
import { slug } from '../fields/slug.ts';
import { text } from '../fields/text.ts';
import { uuid } from '../fields/uuid.ts';
import { emotion } from '../vocabulary/fields.ts';
import { PARTS_OF_DAY } from '../vocabulary/parts-of-day.ts';
import { bookkeeping, documentId } from './bookkeeping.ts';

const sum = (description: string) => number({ description, minimum: 0, maximum: 2 ** 31 });
const sealed = { protection: encrypted({ envelope: 'felt' }) } as const;

const attempts = (description: string) =>
  group(
    { count: count({ description: 'Judged attempts.' }), score_sum: sum('Sum of their scores.') },
    { description },
  );

const felt = group(
  {
    emotion: emotion({ description: 'The state.' }),
    observations: count({ description: 'How often it was observed.' }),
    minutes: sum('Time in it.'),
    wellness_sum: sum('Sum of the wellness of its observations.'),
    wellness_minutes: sum('Wellness times minutes.'),
    attempts_new: attempts('Attempts in it at concepts that were new.'),
    attempts_practice: attempts('Attempts in it at other concepts.'),
    attempts_assessment: attempts('Attempts in it of assessments.'),
    mastered: count({ description: 'Concepts mastered in it.' }),
    recoveries: count({ description: 'Low stretches that began with it and passed.' }),
    recovery_minutes: sum('How long those were.'),
    triggers: list(
      group(
        {
          trigger: text({ description: 'What brought it about.', maxLength: 500 }),
          count: count({ description: 'How often.' }),
        },
        { description: 'One trigger.' },
      ),
      { description: 'The most frequent triggers.', maxItems: 20 },
    ),
  },
  { description: 'One state.' },
);

/** What each session adds to the emotional summaries of its day, week and month. */
export const emotional_contributions = collection({
  name: 'emotional_contributions',
  typeName: 'EmotionalContributionDocument',
  description:
    'One document for each session with observed feelings: the sums that it adds to the summaries of its day, week and month.',
  specification: null,
  extension:
    'Summaries are made from these sums, so that they can be made again when the observations are gone.',
  database: 'data',
  owner: 'user_id',
  identity: ['user_id', 'session_id'],
  datedBy: 'local_date',
  purpose: 'emotional_support',
  consent: 'emotional_data',
  retention: 'aggregated_emotional_data',
  export: true,
  shardKey: { region: 1, user_id: 1 },
  fields: {
    _id: documentId,
    session_id: uuid({ description: 'The session.' }),
    user_id: uuid({ description: 'The learner; references users.user_id.' }),
    started_at: instant({ description: 'When the session began.' }),
    local_date: instant({ description: 'Midnight UTC of the local date on which it began.' }),
    time_zone: text({ description: 'IANA time zone of that date.', maxLength: 64 }),
    stale_since: instant({
      description: 'Since when the session holds more than these sums; absent when they are worked out.',
      optional: true,
    }),
    stability_steps: count({ description: 'Pairs of successive observations.' }),
    stability_squares: sum('Sum of the squared differences of pleasure over them.'),
    states: list(felt, { description: 'State by state.', maxItems: 15, ...sealed }),
    parts_of_day: list(
      group(
        {
          part: choice(PARTS_OF_DAY, { description: 'Part of the local day.' }),
          minutes: sum('Observed time.'),
          wellness_minutes: sum('Wellness times minutes.'),
          helping_minutes: sum('Time in helping states.'),
          hindering_minutes: sum('Time in hindering states.'),
        },
        { description: 'One part.' },
      ),
      { description: 'When it was felt.', maxItems: 4, ...sealed },
    ),
    interventions: list(
      group(
        {
          intervention_type: slug({ description: 'What was done.' }),
          applied: count({ description: 'How often.' }),
          judged: count({ description: 'How often a state was observed before and after.' }),
          helped: count({ description: 'How often wellness rose.' }),
          ratings: count({ description: 'How often it was rated.' }),
          rating_sum: sum('Sum of the ratings.'),
          helped_states: list(emotion({ description: 'A state.' }), {
            description: 'States it helped in.',
            maxItems: 15,
          }),
        },
        { description: 'One kind.' },
      ),
      { description: 'What was done.', maxItems: 50, ...sealed },
    ),
    ...bookkeeping,
  },
  indexes: [
    index(
      { user_id: 1, session_id: 1 },
      { why: 'one document for each session', unique: true, extension: 'Support collection.' },
    ),
    index(
      { user_id: 1, local_date: 1 },
      { why: 'the sessions of a period', extension: 'Support collection.' },
    ),
    index(
      { stale_since: 1 },
      { why: 'what is to be worked out', partialOn: ['stale_since'], extension: 'Support collection.' },
    ),
  ],
  queries: {
    contribution_of_session: query({
      why: 'what one session adds',
      filter: { user_id: ofOwner(), session_id: equals('session_id') },
      projection: 'whole',
      answers: 'one',
      index: 'user_id_1_session_id_1',
      promise: { slaMs: 100, frequency: 'medium' },
    }),
    contributions_of_learner: query({
      why: 'what every session of a learner adds, for export',
      filter: { user_id: ofOwner(), local_date: from('since') },
      sort: { local_date: 1 },
      projection: 'whole',
      answers: 'page',
      index: 'user_id_1_local_date_1',
      promise: { slaMs: 1000, frequency: 'low' },
    }),
    contributions_of_period: query({
      why: "what a learner's sessions of a period add, in order of time",
      filter: { user_id: ofOwner(), local_date: [from('since'), before('until')] },
      sort: { local_date: 1 },
      projection: 'whole',
      answers: 'page',
      index: 'user_id_1_local_date_1',
      promise: { slaMs: 200, frequency: 'medium' },
    }),
    stale_contributions: query({
      why: 'sessions whose sums are to be worked out, longest waiting first',
      filter: { stale_since: upTo('until') },
      sort: { stale_since: 1 },
      projection: ['session_id', 'user_id', 'stale_since'],
      answers: 'page',
      index: 'stale_since_1',
      promise: { slaMs: 200, frequency: 'medium' },
    }),
  },
});
