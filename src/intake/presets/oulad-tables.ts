import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { READ_LIMITS } from '../readers/limits.ts';
import type { EducationLevel, LearnerFacts } from '../readers/record.ts';
import { Refusal, refuse } from '../readers/refusal.ts';
import { ByteSource, unreadable } from '../readers/source.ts';
import { type Row, Table } from '../readers/table.ts';
import { optional, required } from './cells.ts';

/** Month, from 0, in which a presentation starts, by the last letter of its code. */
const START_MONTH: Readonly<Record<string, number>> = { B: 1, J: 9 };

/**
 * `highest_education`, UK qualifications, by the level they lead up to. Schooling below or without A levels counts
 * as high school: the data set's learners are adults who left school.
 */
const EDUCATION: Readonly<Record<string, EducationLevel>> = {
  'No Formal quals': 'high_school',
  'Lower Than A Level': 'high_school',
  'A Level or Equivalent': 'high_school',
  'HE Qualification': 'undergraduate',
  'Post Graduate Qualification': 'graduate',
};

/** One row of `assessments.csv`. */
export interface Assessment {
  readonly module: string;
  readonly presentation: string;
  /** TMA (marked by a tutor), CMA (marked by computer) or Exam. */
  readonly type: string;
  /** Start of the presentation, milliseconds since 1970. */
  readonly startMs: number;
}

/** The assessments by `id_assessment`. */
export async function assessmentsIn(directory: string): Promise<ReadonlyMap<string, Assessment>> {
  const columns = ['code_module', 'code_presentation', 'id_assessment', 'assessment_type'];
  const found = new Map<string, Assessment>();
  await eachRow(directory, 'assessments.csv', columns, (row) => {
    const presentation = required(row, 'code_presentation');
    found.set(required(row, 'id_assessment'), {
      module: required(row, 'code_module'),
      presentation,
      type: required(row, 'assessment_type'),
      startMs:
        presentationStartMs(presentation) ?? refuse('column code_presentation is not a year with B or J'),
    });
  });
  return found;
}

/** What is known about learners, by `registrationOf`. */
export async function factsIn(directory: string): Promise<ReadonlyMap<string, LearnerFacts>> {
  const columns = ['code_module', 'code_presentation', 'id_student', 'region', 'highest_education'];
  const found = new Map<string, LearnerFacts>();
  // One object for all learners of the same facts: tens of thousands share a few dozen.
  const shared = new Map<string, LearnerFacts>();
  await eachRow(directory, 'studentInfo.csv', columns, (row) => {
    const region = optional(row, 'region');
    const educationLevel = EDUCATION[row.cell('highest_education')];
    const kind = `${region}|${educationLevel}`;
    const facts: LearnerFacts = shared.get(kind) ?? {
      ageGroup: 'adult',
      ...(educationLevel ? { educationLevel } : {}),
      ...(region && region !== 'Ireland' ? { country: 'GB' } : {}),
      ...(region ? { region } : {}),
    };
    shared.set(kind, facts);
    const [module, presentation] = [required(row, 'code_module'), required(row, 'code_presentation')];
    found.set(registrationOf(module, presentation, required(row, 'id_student')), facts);
  });
  return found;
}

/** Key of a learner's registration for one presentation of a module. */
export function registrationOf(module: string, presentation: string, learner: string): string {
  return `${module}|${presentation}|${learner}`;
}

/** The assumed start of a presentation such as `2013J`, milliseconds since 1970; undefined for other codes. */
export function presentationStartMs(code: string): number | undefined {
  const month = START_MONTH[code.slice(4)];
  const isYear = /^\d{4}$/.test(code.slice(0, 4));
  return isYear && month !== undefined ? Date.UTC(Number(code.slice(0, 4)), month, 1) : undefined;
}

/** Goes through a table that is held as a whole; a row that is wrong spoils it, for every score needs it. */
async function eachRow(
  directory: string,
  name: string,
  columns: readonly string[],
  take: (row: Row) => void,
): Promise<void> {
  const plain = join(directory, name);
  const path = (await isThere(plain)) ? plain : `${plain}.gz`;
  if (!(await isThere(path))) {
    throw unreadable(plain, 'is missing: it belongs beside studentAssessment.csv, plain or as .gz');
  }
  let rows = 0;
  for await (const row of await Table.open(await ByteSource.open(path), columns)) {
    rows += 1;
    if (rows > READ_LIMITS.dimensionRowsMax) throw unreadable(path, `has more than ${rows - 1} rows`);
    if ('reason' in row) throw unreadable(path, `cannot be used: line ${row.line}, ${row.reason}`);
    try {
      take(row);
    } catch (thrown) {
      if (!(thrown instanceof Refusal)) throw thrown;
      throw unreadable(path, `cannot be used: line ${row.line}, ${thrown.message}`);
    }
  }
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
