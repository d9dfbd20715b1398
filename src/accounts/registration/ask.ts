import { MasterXError } from '../../errors/error.ts';
import { askGuardian } from '../guardians/ask.ts';
import { ageGroupOf, decidingAge, whoDecides } from './age.ts';
import type { RegistrationParts } from './context.ts';
import { required, type StatedAge, statedAge } from './input.ts';

/** What whoever registers says. Of a child nothing is kept but the guardian's address and the first name. */
export interface Registration extends StatedAge {
  readonly country?: string;
  readonly email?: string;
  readonly password?: string;
  readonly name?: string;
  readonly timezone?: string;
  readonly guardian_email?: string;
  readonly first_name?: string;
}

/** What comes next, by age and country alone. */
export interface AgeGate {
  /** Who has to agree: the person, or a guardian. */
  readonly decides: 'self' | 'guardian';
  /** The age from which on a person in that country decides alone. */
  readonly consent_age: number;
}

/** What comes next for whoever registers. */
export type NextStep = 'verify_address' | 'guardian_consent';

/** Looks at an age and a country, and keeps nothing. @throws MasterXError `validation_failed` */
export function passAgeGate(stated: StatedAge & Pick<Registration, 'country'>, now: Date): AgeGate {
  const country = stated.country ?? null;
  return { decides: whoDecides(statedAge(stated, now), country), consent_age: decidingAge(country) };
}

/**
 * Takes a registration. Whether the address is taken is not looked at: that is done by `answerRequests`, so that the same
 * is done here in either case.
 *
 * @throws MasterXError `validation_failed`, `overloaded`; `guardian_needed` where a guardian has to agree and none is
 * named. Nothing was kept then.
 */
export async function askRegistration(
  parts: RegistrationParts,
  registration: Registration,
): Promise<{ readonly next: NextStep }> {
  const { documents, clock, entropy, passwords } = parts;
  const now = clock.now();
  const age = statedAge(registration, now);
  const { guardian_email, first_name, country, name, timezone } = registration;
  if (age === null || passAgeGate(registration, now).decides === 'guardian') {
    if (guardian_email === undefined) throw new MasterXError('guardian_needed');
    await askGuardian(parts, {
      guardianEmail: guardian_email,
      ...(first_name !== undefined && { firstName: first_name }),
    });
    return { next: 'guardian_consent' };
  }
  const email = required('email', registration.email);
  const password = required('password', registration.password);
  await passwords.assertGood(password, { email, name: name ?? null });
  const group = ageGroupOf(age);
  await documents.collection('account_requests').insert([
    {
      user_id: entropy.uuid(),
      age_group: group === 'child' ? 'unknown' : group,
      status: 'waiting',
      kind: 'register',
      email,
      password_hash: await passwords.hash(password),
      ...(name !== undefined && { name }),
      age,
      ...(country !== undefined && { country }),
      ...(timezone !== undefined && { timezone }),
      created_at: now,
    },
  ]);
  return { next: 'verify_address' };
}

/** Takes the wish for a new password, or for another mail to verify an address, whoever's address it is. */
export async function askByAddress(
  { documents, clock, entropy }: RegistrationParts,
  kind: 'reset_password' | 'verify_address',
  email: string,
): Promise<void> {
  await documents.collection('account_requests').insert([
    {
      user_id: entropy.uuid(),
      age_group: 'unknown',
      status: 'waiting',
      kind,
      email,
      created_at: clock.now(),
    },
  ]);
}
