import type { ConsentName } from './consents.ts';

/**
 * What one person can be to a learner, as far as it opens the learner's data. A collection declares that its documents
 * make such a relation (`relates`).
 */
export const RELATIONS = {
  wards: 'Learners under the guardianship of the person, verified and in force.',
  sharing: 'Learners who agreed to sharing and share with this person.',
} as const;

export type RelationScope = keyof typeof RELATIONS;

/** The consent a relation rests on besides the document that makes it. */
export const RELATION_CONSENTS = {
  wards: null,
  sharing: 'data_sharing',
} as const satisfies Record<RelationScope, ConsentName | null>;
