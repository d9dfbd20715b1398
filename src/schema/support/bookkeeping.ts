import { integer } from '../fields/integer.ts';
import { objectId } from '../fields/object-id.ts';
import { slug } from '../fields/slug.ts';

/** The database's own identifier, first in every collection. */
export const documentId = objectId({
  description: "The database's own identifier.",
  managed: true,
});

/** What every per-learner document carries besides the specification's fields. */
export const bookkeeping = {
  region: slug({
    description: 'Region the learner belongs to.',
    extension: 'Leads the shard key, so that zones keep learners in their region (architecture, scale).',
    managed: true,
    purpose: 'operation',
    retention: 'operation',
    export: false,
  }),
  revision: integer({
    description: 'Counts the changes of the document, from 1.',
    minimum: 1,
    maximum: 2 ** 31 - 1,
    extension: 'Compare-and-set: a change based on an older revision is repeated, never lost.',
    managed: true,
    purpose: 'operation',
    retention: 'operation',
    export: false,
  }),
};
