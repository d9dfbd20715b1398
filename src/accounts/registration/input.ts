import { MasterXError, type Violation } from '../../errors/error.ts';
import { ageOn } from './age.ts';

/** An age as it is asked for: a birth date, of which only the age is kept, or the age itself, or neither. */
export interface StatedAge {
  readonly birth_date?: string;
  readonly age?: number;
}

/** The age that was stated, in whole years; null where none was. @throws MasterXError `validation_failed` */
export function statedAge({ birth_date, age }: StatedAge, now: Date): number | null {
  if (birth_date !== undefined && age !== undefined) {
    throw invalid({ path: 'age', message: 'must not be given beside birth_date' });
  }
  if (birth_date === undefined) return age ?? null;
  const reckoned = ageOn(birth_date, now);
  // Nobody is that old; whoever errs is asked again rather than taken for unknown.
  if (reckoned === null || reckoned > AGE_MAX) {
    throw invalid({ path: 'birth_date', message: 'must be a day that a living person was born on' });
  }
  return reckoned;
}

/** As the schema has it. */
const AGE_MAX = 120;

/** What is there, or the refusal that it is missing. @throws MasterXError `validation_failed` */
export function required<T>(path: string, value: T | undefined): T {
  if (value === undefined) throw invalid({ path, message: 'must be given' });
  return value;
}

export const invalid = (...violations: readonly Violation[]) =>
  new MasterXError('validation_failed', { violations });
