import Type from 'typebox';
import { UUID_PATTERN } from '../../schema/fields/uuid.ts';
import { SLUG_PATTERN } from '../../std/slugs.ts';

export const identifier = (description: string) =>
  Type.String({ format: 'uuid', pattern: UUID_PATTERN, description });

/** The parts of paths. */
export const LEARNER = { user_id: identifier('The learner.') };
export const SESSION = { ...LEARNER, session_id: identifier('The session.') };

const slug = (description: string) => Type.String({ pattern: SLUG_PATTERN, description });

export const CONCEPT = {
  ...LEARNER,
  subject: slug('Its subject.'),
  topic: slug('Its topic.'),
  concept: slug('The concept.'),
};
