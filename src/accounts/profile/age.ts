import type { UserDocument } from '../../derive/generated/documents.ts';

/** What of an account tells how old the person is. */
export interface Aged {
  readonly profile: Pick<UserDocument['profile'], 'age' | 'age_recorded_at'>;
  readonly origin: Pick<UserDocument['origin'], 'age_group'>;
}

/** From here on a person is no child in the sense of COPPA (16 CFR § 312.2). */
const TEEN = 13;
const ADULT = 18;
const OLDEST = 120;

/** How old a person is at least: the recorded age and the whole years since; null where none was recorded. */
export function leastAge({ profile: { age, age_recorded_at } }: Aged, now: Date): number | null {
  if (age === undefined || age_recorded_at === undefined) return null;
  const years = now.getUTCFullYear() - age_recorded_at.getUTCFullYear();
  const birthday = new Date(age_recorded_at);
  birthday.setUTCFullYear(now.getUTCFullYear());
  return age + Math.max(0, birthday > now ? years - 1 : years);
}

/** As `leastAge`; where no age was recorded the least that the declared group can be, and null where nobody knows. */
export function knownAge(person: Aged, now: Date): number | null {
  const { age_group } = person.origin;
  return leastAge(person, now) ?? (age_group === 'adult' ? ADULT : age_group === 'teen' ? TEEN : null);
}

/** Whether a person counts as a child: under 13, or of an age that nobody knows. */
export function isChild(person: Aged, now: Date): boolean {
  const age = leastAge(person, now);
  if (age !== null) return age < TEEN;
  return person.origin.age_group !== 'teen' && person.origin.age_group !== 'adult';
}

/**
 * The ages a person may enter for oneself: nobody becomes a child, or no child any more, by saying so, and whoever is not
 * grown up is at most as old as the record certainly makes them: a year more at each entry would add up. Null where somebody else has to enter it.
 */
export function agesToEnter(
  person: Aged,
  now: Date,
): { readonly least: number; readonly most: number } | null {
  if (isChild(person, now)) return null;
  const age = leastAge(person, now) ?? (person.origin.age_group === 'adult' ? ADULT : ADULT - 1);
  return age >= ADULT ? { least: ADULT, most: OLDEST } : { least: TEEN, most: age };
}
