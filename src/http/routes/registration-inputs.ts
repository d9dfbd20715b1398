import Type from 'typebox';
import { systemActor } from '../../access/actor.ts';
import type { RegistrationOperations } from '../../accounts/registration/operations.ts';
import { TOKEN_LENGTH } from '../../accounts/tokens/single-use-token.ts';
import type { UserDocument } from '../../derive/generated/documents.ts';
import { LIMITS } from '../../std/limits.ts';
import type { Asking, Surroundings } from '../route.ts';
import { DOCUMENTS, schemaAt } from '../shapes.ts';

const user = DOCUMENTS['UserDocument'];

export const CLOSED = { additionalProperties: false };

/** A token as the link in a mail has it, behind `#token=`. */
export const TOKEN = Type.String({
  pattern: `^[A-Za-z0-9_-]{${TOKEN_LENGTH}}$`,
  description: 'The token of the link.',
});

export const EMAIL = Type.String({
  minLength: 3,
  maxLength: 254,
  pattern: '^[^\\s@<>()\\[\\]\\\\,;:"]+@[^\\s@<>()\\[\\]\\\\,;:"]+$',
  description: 'One address, without a name.',
});

/** Longer ones are refused before anything is reckoned with them; the rules say the rest. */
export const PASSWORD = Type.String({
  minLength: 1,
  maxLength: LIMITS.passwordLengthMax * 4,
  description: 'A new password.',
});

export const NAME = Type.String({ minLength: 1, maxLength: 120, description: 'Display name.' });

export const COUNTRY = Type.String({ pattern: '^[A-Z]{2}$', description: 'ISO 3166-1 alpha-2.' });

export const TIME_ZONE = Type.Unsafe<string>(schemaAt(user, 'profile', 'timezone'));

export const EDUCATION_LEVEL = Type.Unsafe<UserDocument['profile']['education_level']>(
  schemaAt(user, 'profile', 'education_level'),
);

/** How old somebody is: one of the two, or neither. */
export const STATED_AGE = {
  birth_date: Type.Optional(
    Type.String({
      pattern: '^\\d{4}-\\d{2}-\\d{2}$',
      description: 'Day of birth, ISO 8601. The age is reckoned from it; the day itself is not kept.',
    }),
  ),
  age: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 120,
      description: 'Age in whole years, instead of the day of birth.',
    }),
  ),
};

/** Registration as a part of the platform does it for whoever is not signed in: on nobody's behalf, for a stated purpose. */
export function publicly(
  { platform }: Surroundings,
  { requestId, address }: Asking,
  purpose: string,
): RegistrationOperations {
  return platform.as({ ...systemActor('registration', requestId, purpose), address }).registration;
}
