import { collection, equals, from, index, ofOwner, query } from '../define.ts';
import { boolean } from '../fields/boolean.ts';
import { choice } from '../fields/choice.ts';
import { instant } from '../fields/instant.ts';
import { text } from '../fields/text.ts';
import { uuid } from '../fields/uuid.ts';
import { CONSENT_LANGUAGES } from '../vocabulary/consent-texts.ts';
import { CONSENTS } from '../vocabulary/consents.ts';
import { LEGAL_BASES } from '../vocabulary/legal-bases.ts';
import { bookkeeping, documentId } from './bookkeeping.ts';

/** What learners decided about each use of their data, one decision after the other. Added to, never changed. */
export const consents = collection({
  name: 'consents',
  typeName: 'ConsentDocument',
  description:
    'One document for each decision about a consent: what, given or withdrawn, when, by whom and under which words. The proof of what was agreed to (GDPR Art. 7(1)).',
  specification: null,
  extension: 'The specification has settings of the present and no history (architecture 16).',
  database: 'data',
  owner: 'user_id',
  identity: ['user_id', 'decision_id'],
  datedBy: 'decided_at',
  purpose: 'accountability',
  setBy: 'platform',
  retention: 'account',
  export: true,
  shardKey: { region: 1, user_id: 1 },
  fields: {
    _id: documentId,
    decision_id: uuid({ description: 'The decision.' }),
    user_id: uuid({ description: 'The learner; references users.user_id.' }),
    consent: choice(Object.keys(CONSENTS), { description: 'To what.' }),
    given: boolean({ description: 'Given, or withdrawn.' }),
    version: text({
      description: 'Version of the words that were shown; absent where an import declared the ground.',
      maxLength: 40,
      optional: true,
    }),
    language: choice(CONSENT_LANGUAGES, { description: 'Language they were shown in.', optional: true }),
    text_hash: text({
      description: 'SHA-256 of the words, in hexadecimal.',
      maxLength: 64,
      optional: true,
    }),
    basis: choice(LEGAL_BASES, {
      description: 'The ground that an import declared beside the consent.',
      optional: true,
    }),
    decided_at: instant({ description: 'When.' }),
    decided_by: choice(['self', 'guardian', 'platform', 'import'], {
      description:
        'Who decided: the learner, a guardian, an operation of the platform, or whoever imported the learner and answers for the ground.',
    }),
    guardian_id: uuid({ description: 'Which guardian, where it was one.', optional: true }),
    cleared_at: instant({
      description: 'When everything kept under a withdrawn consent was removed.',
      optional: true,
    }),
    ...bookkeeping,
  },
  indexes: [
    index(
      { user_id: 1, decision_id: 1 },
      { why: 'one document for each decision', unique: true, extension: 'Support collection.' },
    ),
    index(
      { user_id: 1, decided_at: -1 },
      { why: 'the decisions of a learner, latest first', extension: 'Support collection.' },
    ),
    index(
      { user_id: 1, consent: 1, decided_at: -1 },
      { why: 'the decision in force about one consent', extension: 'Support collection.' },
    ),
    index(
      { given: 1, decided_at: -1 },
      { why: 'what was withdrawn lately', extension: 'Support collection.' },
    ),
  ],
  queries: {
    consents_of_learner: query({
      why: 'what a learner decided, latest first',
      filter: { user_id: ofOwner() },
      sort: { decided_at: -1 },
      projection: 'whole',
      answers: 'page',
      index: 'user_id_1_decided_at_-1',
      promise: { slaMs: 100, frequency: 'low' },
    }),
    decision_in_force: query({
      why: 'the latest decision about one consent, however many there are',
      filter: { user_id: ofOwner(), consent: equals('consent') },
      sort: { decided_at: -1 },
      projection: 'whole',
      answers: 'one',
      index: 'user_id_1_consent_1_decided_at_-1',
      promise: { slaMs: 50, frequency: 'low' },
    }),
    withdrawals: query({
      why: 'consents withdrawn since a moment, whose data is to be removed',
      filter: { given: equals('given'), decided_at: from('since') },
      sort: { decided_at: -1 },
      projection: 'whole',
      answers: 'page',
      index: 'given_1_decided_at_-1',
      promise: { slaMs: 500, frequency: 'daily' },
    }),
  },
});
