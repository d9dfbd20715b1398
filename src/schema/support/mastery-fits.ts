import { collection, equals, from, index, query } from '../define.ts';
import { group } from '../fields/group.ts';
import { instant } from '../fields/instant.ts';
import { count, integer } from '../fields/integer.ts';
import { list } from '../fields/list.ts';
import { number, share } from '../fields/number.ts';
import { text } from '../fields/text.ts';
import { bookkeeping, documentId } from './bookkeeping.ts';

const logOdds = (description: string) =>
  number({ description, minimum: -100, maximum: 100, unit: 'log-odds' });
const nats = (description: string) => number({ description, minimum: 0, maximum: 100, unit: 'nats' });

const counts = (description: string) =>
  group(
    { learners: count({ description: 'Learners.' }), attempts: count({ description: 'Their attempts.' }) },
    { description },
  );

const quality = {
  auc: share({ description: 'Area under the ROC curve.' }),
  log_loss: nats('Mean negative log likelihood.'),
  rmse: share({ description: 'Root of the mean squared error.' }),
  ece: share({ description: 'Expected calibration error.' }),
};

/** The weights of the mastery model that were fitted to the store, each with how good it was. */
export const mastery_fits = collection({
  name: 'mastery_fits',
  typeName: 'MasteryFitDocument',
  description: 'One document for each fit of the mastery model that was put in force; the newest is.',
  specification: null,
  extension: 'The parameters of the mastery model have no place in the specification.',
  database: 'data',
  owner: null,
  identity: ['version'],
  datedBy: 'fitted_at',
  // Fitted to this store and no part of what an export carries to another.
  purpose: 'personalisation',
  retention: 'operation',
  export: false,
  shardKey: null,
  fields: {
    _id: documentId,
    version: integer({ description: 'Counts the fits, from 1.', minimum: 1, maximum: 2 ** 31 - 1 }),
    fitted_at: instant({ description: 'When it was fitted.' }),
    trained: counts('What it was fitted to.'),
    held_out: counts('What it was judged by: whole learners that it was not fitted to.'),
    from: instant({ description: 'The first of the attempts.' }),
    until: instant({ description: 'The last of them.' }),
    intercept: logOdds('Log-odds before anything speaks for or against.'),
    weights: list(
      group(
        {
          feature: text({ description: 'Name of the feature.', maxLength: 64 }),
          weight: logOdds('What one unit of it adds.'),
        },
        { description: 'One weight.' },
      ),
      { description: 'The weights.', maxItems: 50, elementKey: ['feature'] },
    ),
    quality: group(quality, { description: 'How good it is on what was held out.' }),
    published_quality: group(quality, { description: 'How good the published weights are on the same.' }),
    calibration: list(
      group(
        {
          low: share({ description: 'Predictions from here on …' }),
          high: share({ description: '… and below this.' }),
          count: count({ description: 'How many there were.' }),
          predicted: share({ description: 'Their mean.', nullable: 'The bin is empty.' }),
          observed: share({ description: 'Share of right answers.', nullable: 'The bin is empty.' }),
        },
        { description: 'One bin.' },
      ),
      { description: 'Predicted beside observed, bin by bin.', maxItems: 20 },
    ),
    revision: bookkeeping.revision,
  },
  indexes: [
    index({ version: -1 }, { why: 'the fit in force', unique: true, extension: 'Support collection.' }),
  ],
  queries: {
    mastery_fit_in_force: query({
      why: 'the weights the mastery model works with',
      filter: { version: from('version') },
      sort: { version: -1 },
      projection: 'whole',
      answers: 'one',
      index: 'version_-1',
      promise: { slaMs: 50, frequency: 'high' },
    }),
    mastery_fit_of_version: query({
      why: 'the weights that an estimate followed from',
      filter: { version: equals('version') },
      projection: 'whole',
      answers: 'one',
      index: 'version_-1',
      promise: { slaMs: 50, frequency: 'low' },
    }),
  },
});
