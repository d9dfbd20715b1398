import type { NewConceptDocument } from '../../derive/generated/documents.ts';
import { CONCEPTS, namesOf } from './curriculum.ts';

/** Who the concepts of the practice curriculum come from. */
export const CURRICULUM_SOURCE = 'MasterX practice curriculum';

/** The practice curriculum as documents of the `concepts` collection. */
export function conceptDocuments(): NewConceptDocument[] {
  return CONCEPTS.map((concept) => ({
    subject: concept.subject,
    topic: concept.topic,
    concept: concept.slug,
    names: namesOf(concept),
    translations: {},
    prerequisites: concept.prerequisites.map((prerequisite) => ({ ...prerequisite })),
    source: CURRICULUM_SOURCE,
  }));
}
