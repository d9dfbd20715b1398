import { dirname } from 'node:path';
import { MasterXError } from '../../errors/error.ts';
import { days, hours } from '../../std/durations.ts';
import { labelOf } from '../readers/label.ts';
import type { LearnerFacts, PracticeAttempt } from '../readers/record.ts';
import { refuse } from '../readers/refusal.ts';
import { STDIN_PATH } from '../readers/source.ts';
import type { Row } from '../readers/table.ts';
import { optionalNumber, optionalWithin, required } from './cells.ts';
import { type Assessment, assessmentsIn, factsIn, registrationOf } from './oulad-tables.ts';
import type { Preset, RowMapper, TableContext } from './preset.ts';

/** Score from which an assessment counts as passed, of 100 (the data set's description). */
const PASS_SCORE = 40;

/**
 * Scores of the Open University Learning Analytics Dataset (Kuzilek, Hlosta and Zdrahal, Scientific Data 4:170171,
 * 2017). Reads `studentAssessment.csv`; `assessments.csv` and `studentInfo.csv`, plain or gzip, lie beside it.
 *
 * Dates are days relative to the presentation's start. The data set says only the month (B is February, J is October
 * of the year in the code), so the first of that month is assumed; the time of day is unknown and noon UTC stands for
 * it, which is the same day everywhere in the United Kingdom. A score carried over from an earlier presentation
 * (`is_banked`) is kept at the day the data set gives it. The region Ireland holds the north and the republic, so no
 * country is concluded from it. All age bands are adults.
 */
export const oulad: Preset = {
  description: 'assessment scores of the Open University Learning Analytics Dataset (studentAssessment.csv)',
  columns: ['id_assessment', 'id_student', 'date_submitted', 'score'],
  optionalColumns: ['is_banked'],
  example: 'id_assessment,id_student,date_submitted,is_banked,score\n1752,11391,18,0,78',
  open: async (context) => {
    const directory = directoryOf(context);
    const assessments = await assessmentsIn(directory);
    const facts = await factsIn(directory);
    const source = context.options.source ?? 'oulad';
    const mapper: RowMapper = { looksBack: false, map: (row) => attemptOf(row, source, assessments, facts) };
    return mapper;
  },
};

function attemptOf(
  row: Row,
  source: string,
  assessments: ReadonlyMap<string, Assessment>,
  facts: ReadonlyMap<string, LearnerFacts>,
): PracticeAttempt {
  const id = required(row, 'id_assessment');
  const learner = required(row, 'id_student');
  const { module, presentation, type, startMs } =
    assessments.get(id) ?? refuse('column id_assessment names no row of assessments.csv');
  const score = optionalWithin(row, 'score', 0, 100) ?? refuse('column score is empty');
  const day = optionalNumber(row, 'date_submitted') ?? refuse('column date_submitted is empty');
  const learnerFacts = facts.get(registrationOf(module, presentation, learner));
  return {
    kind: 'attempt',
    line: row.line,
    source,
    learner,
    attempt: `${id}|${learner}`,
    session: `${id}|${learner}`,
    at: new Date(startMs + days(day) + hours(12)),
    sessionType: 'assessment',
    subject: labelOf(module),
    topic: labelOf(presentation),
    concept: labelOf(`${module} ${type}`),
    item: labelOf(`Assessment ${id}`),
    correct: score >= PASS_SCORE,
    score: score / 100,
    ...(learnerFacts ? { learnerFacts } : {}),
  };
}

function directoryOf({ path, options }: TableContext): string {
  if (options.beside !== undefined) return options.beside;
  if (path !== STDIN_PATH) return dirname(path);
  throw new MasterXError('usage', {
    detail: 'Standard input has no directory in which assessments.csv and studentInfo.csv could lie.',
    hint: 'Give the path of studentAssessment.csv instead.',
  });
}
