import { among, collection, index, ofOwner, query } from '../define.ts';
import { group } from '../fields/group.ts';
import { instant } from '../fields/instant.ts';
import { count } from '../fields/integer.ts';
import { growingList, list } from '../fields/list.ts';
import { number } from '../fields/number.ts';
import { uuid } from '../fields/uuid.ts';
import { bookkeeping, documentId } from './bookkeeping.ts';

const logLoss = (description: string) => number({ description, minimum: 0, maximum: 100, unit: 'nats' });

const fit = {
  version: count({ description: 'Counts the fits of this learner, from 1.' }),
  weights: list(number({ description: 'A weight, w0 to w20.', minimum: 0, maximum: 100 }), {
    description: 'The 21 weights of FSRS-6.',
    maxItems: 21,
  }),
  fitted_at: instant({ description: 'When they were fitted.' }),
  reviews: count({ description: 'Reviews they were fitted to.' }),
  log_loss: logLoss('Loss on later reviews that the weights had not seen.'),
  published_log_loss: logLoss('Loss of the published weights on the same reviews.'),
};

/** How reviews are planned for one learner. */
export const review_settings = collection({
  name: 'review_settings',
  typeName: 'ReviewSettingsDocument',
  description: 'One document for each learner whose reviews are planned otherwise than for everybody.',
  specification: null,
  extension: 'Desired retention and fitted FSRS parameters have no place in the specification.',
  database: 'data',
  owner: 'user_id',
  identity: ['user_id'],
  datedBy: 'updated_at',
  purpose: 'learning',
  retention: 'mastery',
  export: true,
  shardKey: { region: 1, user_id: 1 },
  fields: {
    _id: documentId,
    user_id: uuid({ description: 'The learner; references users.user_id.' }),
    updated_at: instant({ description: 'When it last changed.' }),
    desired_retention: number({
      description: 'Probability of recall at which a review is due.',
      minimum: 0.7,
      maximum: 0.97,
    }),
    parameters: group(fit, {
      description: 'The weights in force; without any, the published ones are.',
      optional: true,
    }),
    fits: growingList(group(fit, { description: 'One fit.' }), {
      description: 'Every fit that was put in force.',
      elementKey: ['version'],
    }),
    ...bookkeeping,
  },
  indexes: [
    index(
      { user_id: 1 },
      { why: 'one document for each learner', unique: true, extension: 'Support collection.' },
    ),
  ],
  queries: {
    review_settings_of: query({
      why: "how a learner's reviews are planned",
      filter: { user_id: ofOwner() },
      projection: 'whole',
      answers: 'one',
      index: 'user_id_1',
      promise: { slaMs: 50, frequency: 'very high' },
    }),
    review_settings_of_learners: query({
      why: 'how the reviews of some learners are planned',
      filter: { user_id: among('learners') },
      projection: 'header',
      answers: 'page',
      index: 'user_id_1',
      promise: { slaMs: 50, frequency: 'very high' },
    }),
  },
});
