import { collection, index, ofOwner, query, upTo } from '../define.ts';
import { instant } from '../fields/instant.ts';
import { uuid } from '../fields/uuid.ts';
import { bookkeeping, documentId } from './bookkeeping.ts';

/** When the platform looks next whether a person is to be written to. */
export const notice_schedules = collection({
  name: 'notice_schedules',
  typeName: 'NoticeScheduleDocument',
  description:
    'One document for each account that wants mails: when it is looked next whether there is something to tell, and of what was told.',
  specification: null,
  extension: 'The specification has the choice of notifications and no place for when the next is due.',
  database: 'data',
  owner: 'user_id',
  identity: ['user_id'],
  datedBy: 'wanted_at',
  purpose: 'account',
  setBy: 'platform',
  retention: 'account',
  export: true,
  shardKey: { region: 1, user_id: 1 },
  fields: {
    _id: documentId,
    user_id: uuid({ description: 'The account; references users.user_id.' }),
    wanted_at: instant({ description: 'When mails were asked for last.' }),
    next_at: instant({ description: 'When it is looked next: an early evening of the person’s own.' }),
    mastery_told_until: instant({
      description: 'Up to when it was told of what was mastered.',
    }),
    plan_ending_told: instant({
      description: 'The end of a plan that was told of last.',
      optional: true,
    }),
    ...bookkeeping,
  },
  indexes: [
    index(
      { user_id: 1 },
      { why: 'one document for each account', unique: true, extension: 'Support collection.' },
    ),
    index({ next_at: 1 }, { why: 'who is to be looked at', extension: 'Support collection.' }),
  ],
  queries: {
    notice_schedule: query({
      why: 'when an account is looked at next',
      filter: { user_id: ofOwner() },
      projection: 'whole',
      answers: 'one',
      index: 'user_id_1',
      promise: { slaMs: 50, frequency: 'medium' },
    }),
    notices_due: query({
      why: 'accounts that are to be looked at now, longest waiting first',
      filter: { next_at: upTo('until') },
      sort: { next_at: 1 },
      projection: ['user_id', 'next_at'],
      answers: 'page',
      index: 'next_at_1',
      promise: { slaMs: 100, frequency: 'medium' },
    }),
  },
});
