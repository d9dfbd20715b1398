import { collection, index, ofOwner, query } from '../define.ts';
import { group } from '../fields/group.ts';
import { instant } from '../fields/instant.ts';
import { list } from '../fields/list.ts';
import { uuid } from '../fields/uuid.ts';
import { PEOPLE_MAX } from '../vocabulary/plans.ts';
import { bookkeeping, documentId } from './bookkeeping.ts';

/** Whom a family plan covers besides the one who holds it. */
export const families = collection({
  name: 'families',
  typeName: 'FamilyDocument',
  description:
    'One document for each account that ever had somebody in its family plan: who the members are. Says nothing of what they learn.',
  specification: null,
  extension:
    'A family plan is for several people, and the specification does not say for whom (architecture 16).',
  database: 'data',
  owner: 'user_id',
  identity: ['user_id'],
  datedBy: 'updated_at',
  purpose: 'subscription',
  retention: 'account',
  export: true,
  shardKey: { region: 1, user_id: 1 },
  fields: {
    _id: documentId,
    user_id: uuid({ description: 'Who holds the plan; references users.user_id.' }),
    updated_at: instant({ description: 'When somebody last joined or left.' }),
    members: list(
      group(
        {
          member: uuid({ description: 'The account; references users.user_id.' }),
          joined_at: instant({ description: 'When it joined.' }),
        },
        { description: 'One member.' },
      ),
      {
        description: 'Everybody the plan covers but the one who holds it.',
        maxItems: PEOPLE_MAX - 1,
        elementKey: ['member'],
      },
    ),
    ...bookkeeping,
  },
  indexes: [
    index(
      { user_id: 1 },
      { why: 'one document for each holder', unique: true, extension: 'Support collection.' },
    ),
  ],
  queries: {
    family_of: query({
      why: 'the members of a family plan',
      filter: { user_id: ofOwner() },
      projection: 'whole',
      answers: 'one',
      index: 'user_id_1',
      promise: { slaMs: 50, frequency: 'low' },
    }),
  },
});
