import type { Access } from '../api/types.ts';
import { capital, lowerWords } from './names.ts';
import { counted } from './numbers.ts';

/** Who can be told apart on the pages: more would be jargon, fewer would hide something. */
export const WHO = ['you', 'guardian', 'educator', 'staff', 'service', 'platform', 'other'] as const;
export type Who = (typeof WHO)[number];

const WHO_BY_ROLE: Record<Access['role'], Exclude<Who, 'you'>> = {
  learner: 'other',
  guardian: 'guardian',
  educator: 'educator',
  support: 'staff',
  analyst: 'staff',
  privacy_officer: 'staff',
  operator: 'staff',
  service: 'service',
  system: 'platform',
};

/** Whose hand it was. What the platform does for a person, such as showing this page, is that person's doing. */
export function whoOf({ actor, on_behalf_of, role }: Access, learner: string): Who {
  return actor === learner || on_behalf_of === learner ? 'you' : WHO_BY_ROLE[role];
}

/** What each is called within a sentence: by the learner, and by whoever looks at a learner's page. */
export const whoNamed = (who: Who, isOwn: boolean): string =>
  who === 'you'
    ? isOwn
      ? 'you'
      : 'the learner'
    : {
        guardian: 'a parent or guardian',
        educator: 'a teacher',
        staff: 'people who run MasterX',
        service: 'a connected service',
        platform: 'MasterX itself',
        other: 'another account',
      }[who];

/** The same at the beginning of one. */
export const whoName = (who: Who, isOwn: boolean): string => capital(whoNamed(who, isOwn));

/** In which role staff acted; for the others the name says it already. */
const ROLE: Partial<Record<Access['role'], string>> = {
  support: 'support',
  analyst: 'analyst',
  privacy_officer: 'privacy officer',
  operator: 'operator',
};

export const staffRole = (role: Access['role']) => ROLE[role];

/** What the parts of a record are called; one that has no name here goes by its own. */
const PARTS: Record<string, string> = {
  users: 'the account',
  learning_dna: 'the learning DNA',
  dna_contributions: 'the learning DNA',
  learning_sessions: 'sessions',
  emotional_analytics: 'feelings',
  emotional_contributions: 'feelings',
  content_mastery: 'progress',
  review_settings: 'the settings of reviews',
  consents: 'choices',
  learner_contexts: 'choices',
  shares: 'sharing',
  families: 'the family',
  guardianships: 'guardians',
  guardian_requests: 'questions to guardians',
  account_requests: 'the registration',
  single_use_tokens: 'links sent by mail',
  outgoing_mails: 'mails',
  notice_schedules: 'mails',
  sign_ins: 'devices',
  second_factors: 'the second step',
  audit_blocks: 'this list',
};

export const partName = (collection: string) => PARTS[collection] ?? lowerWords(collection);

const DONE: Record<Access['action'], string> = {
  read: 'looked at',
  summarise: 'added up',
  insert: 'added to',
  update: 'changed',
  delete: 'deleted',
};

export const doneName = (action: Access['action']) => DONE[action];

/** What came of an access; a read is told with how much it found. */
export function outcomeName({ outcome, documents }: Pick<Access, 'outcome' | 'documents'>): string {
  if (outcome === 'answered' && documents === 0) return 'found nothing';
  if (outcome === 'answered' && documents !== undefined) return `got ${counted(documents, 'record')}`;
  return OUTCOMES[outcome];
}

const OUTCOMES: Record<Access['outcome'], string> = {
  answered: 'answered',
  committed: 'done',
  refused: 'refused',
  denied: 'refused',
  failed: 'failed',
  under_way: 'under way',
  unknown: 'outcome unknown',
};

/** Reasons that the trail says in a word of its own. */
const REASONS: Record<string, string> = {
  'own data': 'their own data',
  operation: 'running the platform',
  support: 'helping with the account',
  analyst: 'figures over many learners',
  privacy_officer: 'answering a question about privacy',
  guardian: 'caring for the learner',
  educator: 'teaching',
  service: 'the connection to the service',
};

/** Why: what staff works on stands behind the reason, in brackets. */
export function reasonName(purpose: string, isOwn: boolean): string {
  if (purpose === 'own data') return isOwn ? 'your own data' : 'their own data';
  const [, reason = purpose, ticket] = /^(.*?) \((.+)\)$/.exec(purpose) ?? [];
  const words = REASONS[reason] ?? lowerWords(reason);
  return ticket === undefined ? words : `${words}, for the request ${ticket}`;
}
