import { dayOf } from './dates.ts';

/** A choice in words that somebody of twelve understands: what it is, and what yes and no come to. */
export interface ConsentWords {
  readonly title: string;
  readonly yes: string;
  readonly no: string;
}

const WORDS: Record<string, ConsentWords> = {
  analytics: {
    title: 'Find out how learning goes best',
    yes: 'MasterX looks at how the learning goes, explains things in a fitting way, and picks exercises that are not too easy and not too hard.',
    no: 'You can learn all the same. Exercises are the same for everybody.',
  },
  emotional_data: {
    title: 'Remember feelings',
    yes: 'MasterX keeps whether learning felt good, boring or too much, and goes easier when it is too much.',
    no: 'Nothing about feelings is kept, and what was kept is no longer used.',
  },
  data_sharing: {
    title: 'Show teachers what was learned',
    yes: 'Teachers and family who were chosen one by one can see the name, subjects and results. Never what was written, never feelings.',
    no: 'Nobody but the learner, and a guardian where there is one, sees how it goes.',
  },
  research: {
    title: 'Help research',
    yes: 'What was learned may be used, without a name, to find out how people learn.',
    no: 'It is used for no research.',
  },
  third_parties: {
    title: 'Give data to other companies',
    yes: 'Others, such as makers of AI models, may get data and keep it.',
    no: 'They get nothing that they may keep.',
  },
};

/** The words of a consent; its own description where there are none for it yet. */
export function consentWords(consent: string, description = ''): ConsentWords {
  return WORDS[consent] ?? { title: consent.replace(/_/g, ' '), yes: description, no: 'It is not done.' };
}

/** A version of the words by the day it is from; others by their name. */
export const versionName = (version: string) =>
  /^\d{4}-\d\d-\d\d$/.test(version) ? dayOf(version) : version;

/** Who decided. */
export function deciderName(by: string | null, isOwn: boolean): string {
  if (by === 'guardian') return 'A parent or guardian';
  if (by === 'platform') return 'MasterX';
  if (by === 'import') return 'Whoever brought the data here';
  return isOwn ? 'You' : 'The learner';
}
