import Type from 'typebox';
import { UUID_PATTERN } from '../../schema/fields/uuid.ts';

const identifier = (description: string) =>
  Type.String({ format: 'uuid', pattern: UUID_PATTERN, description });

/** The parts of paths. */
export const LEARNER = { user_id: identifier('The learner.') };
export const SESSION = { ...LEARNER, session_id: identifier('The session.') };
