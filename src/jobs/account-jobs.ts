import { systemActor } from '../access/actor.ts';
import { hours, minutes, seconds } from '../std/durations.ts';
import type { Job, JobContext } from './job.ts';

const registration = ({ platform, requestId }: JobContext, purpose: string) =>
  platform.as(systemActor('jobs', requestId, purpose)).registration;

/** What follows from registrations: answers, mails, hand-overs, and what has had its time. */
export const ACCOUNT_JOBS: readonly Job[] = [
  {
    name: 'answer-account-requests',
    description: 'Makes the accounts that were asked for, and has links written to whoever asked for one.',
    everyMs: seconds(10),
    run: async (context) => {
      const work = registration(context, 'answering what was asked of addresses');
      return { answered: await work.answerRequests(context.signal) };
    },
  },
  {
    name: 'send-mails',
    description:
      'Sends the mails that are due; those the mail server does not take now are tried again later.',
    everyMs: seconds(10),
    run: async (context) => ({ ...(await registration(context, 'sending mails').sendMails(context.signal)) }),
  },
  {
    name: 'write-notices',
    description:
      'Writes the mails that people switched on, in the early evening of their own day; about children to their guardians.',
    everyMs: minutes(5),
    run: async (context) => ({
      ...(await registration(context, 'telling people what they want to be told').writeNotices(
        context.signal,
      )),
    }),
  },
  {
    name: 'hand-over-guardianships',
    description:
      'Ends the guardianship of learners who are old enough to decide alone in their country, and tells both 30 days before.',
    everyMs: hours(1),
    run: async (context) => ({
      ...(await registration(context, 'hand-over at the age of consent').handOver(context.signal)),
    }),
  },
  {
    name: 'purge-account-requests',
    description:
      'Removes requests to guardians that were not answered in time and destroys their keys; removes links and records of mails that have had their time.',
    everyMs: minutes(10),
    run: (context) => registration(context, 'removing what has had its time').purge(context.signal),
  },
];
