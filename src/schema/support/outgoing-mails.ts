import { collection, equals, from, index, ofOwner, query, upTo } from '../define.ts';
import { choice } from '../fields/choice.ts';
import { encrypted } from '../fields/facts.ts';
import { instant } from '../fields/instant.ts';
import { count } from '../fields/integer.ts';
import { record } from '../fields/record.ts';
import { slug } from '../fields/slug.ts';
import { text } from '../fields/text.ts';
import { uuid } from '../fields/uuid.ts';
import { MAIL_TEMPLATES } from '../vocabulary/mail-templates.ts';
import { bookkeeping, documentId } from './bookkeeping.ts';

/** Mails on their way out, written in the transaction of what they tell of. */
export const outgoing_mails = collection({
  name: 'outgoing_mails',
  typeName: 'OutgoingMailDocument',
  description:
    'One document for each mail: to whom and with what until it is sent; afterwards only that there was one.',
  specification: null,
  extension: 'A mail is written with what it tells of, so that a crash loses none.',
  database: 'data',
  owner: 'user_id',
  identity: ['user_id', 'mail_id'],
  datedBy: 'created_at',
  purpose: 'security',
  retention: 'outgoing_mail',
  export: false,
  shardKey: { region: 1, user_id: 1 },
  fields: {
    _id: documentId,
    mail_id: uuid({ description: 'The mail; stands in its Message-ID.' }),
    user_id: uuid({ description: 'The account or the request it is about.' }),
    template: choice(MAIL_TEMPLATES, { description: 'Which mail.' }),
    status: choice(['waiting', 'sent', 'failed'], {
      description: 'Waiting for its time or another attempt; sent; or given up.',
    }),
    address: text({
      description: 'Where it goes; gone once it is sent.',
      maxLength: 254,
      optional: true,
      identifies: true,
      protection: encrypted(),
    }),
    values: record(slug({ description: 'A name.' }), text({ description: 'A value.', maxLength: 300 }), {
      description: 'What the template is filled with, by name; gone once it is sent.',
      maxKeys: 10,
      optional: true,
      protection: encrypted(),
    }),
    created_at: instant({ description: 'When it was written.' }),
    due_at: instant({ description: 'When it is to be sent, or tried again.' }),
    expires_at: instant({ description: 'From when on it would be of no use.' }),
    attempts: count({ description: 'How often it was tried.' }),
    ...bookkeeping,
  },
  indexes: [
    index(
      { user_id: 1, mail_id: 1 },
      { why: 'one document for each mail', unique: true, extension: 'Support collection.' },
    ),
    index({ status: 1, due_at: 1 }, { why: 'what is to be sent', extension: 'Support collection.' }),
    index(
      { user_id: 1, template: 1, created_at: 1 },
      { why: 'mails about an account', extension: 'Support collection.' },
    ),
    index({ created_at: 1 }, { why: 'what is to go', extension: 'Support collection.' }),
  ],
  queries: {
    outgoing_mail: query({
      why: 'one mail',
      filter: { user_id: ofOwner(), mail_id: equals('mail_id') },
      projection: 'whole',
      answers: 'one',
      index: 'user_id_1_mail_id_1',
      promise: { slaMs: 50, frequency: 'medium' },
    }),
    mails_due: query({
      why: 'mails that are to be sent now, longest waiting first; nothing that a key is needed for',
      filter: { status: equals('status'), due_at: upTo('until') },
      sort: { due_at: 1 },
      projection: ['mail_id', 'user_id', 'due_at', 'created_at'],
      answers: 'page',
      index: 'status_1_due_at_1',
      promise: { slaMs: 100, frequency: 'medium' },
    }),
    mails_about_account: query({
      why: 'which mails of a kind went out about an account lately, so that none is flooded',
      filter: {
        user_id: ofOwner(),
        created_at: from('since'),
        template: equals('template'),
      },
      sort: { created_at: 1 },
      projection: ['mail_id', 'template', 'status', 'created_at'],
      answers: 'page',
      index: 'user_id_1_template_1_created_at_1',
      promise: { slaMs: 50, frequency: 'medium' },
    }),
    mails_before: query({
      why: 'mails that were written before a moment, oldest first',
      filter: { created_at: upTo('until') },
      sort: { created_at: 1 },
      projection: ['user_id', 'mail_id', 'created_at'],
      answers: 'page',
      index: 'created_at_1',
      promise: { slaMs: 200, frequency: 'low' },
    }),
  },
});
