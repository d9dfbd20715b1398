import type { UserDocument } from '../../derive/generated/documents.ts';
import { days } from '../../std/durations.ts';
import { CHILD_AGE_MAX, consentAgeIn } from './consent-ages.ts';

/** Full age; whoever vouches for a child is of it. */
export const ADULT_AGE = 18;

/** What is known of an account's age: never the birth date. */
export type RecordedAge = Pick<UserDocument['profile'], 'age' | 'age_recorded_at'>;

/**
 * Time zones lie up to 14 hours before and 12 behind UTC, so that an age taken by the UTC date may be a day early or
 * late for whoever it is about.
 */
const ZONE_MARGIN_MS = days(1);

/**
 * The age in whole years on the UTC date of `at`. Whoever was born on 29 February has the birthday on 1 March in other
 * years. Null for a day that does not exist or is to come.
 *
 * @param birthDate ISO 8601, `2015-02-28`.
 */
export function ageOn(birthDate: string, at: Date): number | null {
  const born = new Date(`${birthDate}T00:00:00Z`);
  if (Number.isNaN(born.getTime()) || born.toISOString().slice(0, 10) !== birthDate) return null;
  const years = at.getUTCFullYear() - born.getUTCFullYear();
  const hadBirthday = at.getTime() >= inYears(born, years).getTime();
  const age = hadBirthday ? years : years - 1;
  return age < 0 ? null : age;
}

/**
 * The earliest moment at which a person is certainly of an age, when all that is known is the age in whole years at a
 * moment: the birthday may have been that very day, or nearly a year before.
 */
export function certainlyOfAge(recorded: { readonly age: number; readonly at: Date }, age: number): Date {
  return new Date(inYears(recorded.at, age - recorded.age).getTime() + ZONE_MARGIN_MS);
}

/** The age group an account is recorded with. */
export function ageGroupOf(age: number | null): UserDocument['origin']['age_group'] {
  if (age === null) return 'unknown';
  if (age < CHILD_AGE_MAX) return 'child';
  return age < ADULT_AGE ? 'teen' : 'adult';
}

/** Whether somebody of this age in this country decides alone, or a guardian does. */
export function whoDecides(age: number | null, country: string | null): 'self' | 'guardian' {
  return age !== null && age >= decidingAge(country) ? 'self' : 'guardian';
}

/** The age from which on a learner decides alone: that of the country, and nowhere below 13. */
export const decidingAge = (country: string | null): number => Math.max(consentAgeIn(country), CHILD_AGE_MAX);

/** The same date so many years later, or 1 March where there is no such date. */
function inYears(date: Date, years: number): Date {
  const moved = new Date(date);
  moved.setUTCFullYear(moved.getUTCFullYear() + years);
  return moved;
}
