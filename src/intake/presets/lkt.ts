import { identityOf } from '../readers/identity.ts';
import { instantOfMs } from '../readers/instant.ts';
import { labelOf } from '../readers/label.ts';
import type { PracticeAttempt, Statement } from '../readers/record.ts';
import { refuse } from '../readers/refusal.ts';
import type { Row } from '../readers/table.ts';
import { inputOf, optional, optionalNumber, required, requiredInstant } from './cells.ts';
import type { Preset, RowMapper } from './preset.ts';

const EPOCH = new Date(0);
const TIMEOUT = '[timeout]';

/**
 * Cloze practice as DataShop exports it and the R package LKT carries it (column names as R writes them).
 *
 * `Time` is the clock where the learner sat, without a zone, at the start of the trial; `CF..Response.Time.` is the
 * instant of the answer in milliseconds since 1970, so it is preferred, and `Time` counts as UTC without it.
 * `CF..End.Latency.` is milliseconds from the start to the answer, -1 when there was none. An outcome of STUDY is
 * exposure: the sentence was shown with its answer. One session is one `Session.Id` and unit of a learner: a
 * post-test taken at the same sitting as practice is a session of its own. Both have one topic, for they exercise the
 * same concepts.
 */
export const lkt: Preset = {
  description: 'cloze practice from DataShop with typed answers and response times (R package LKT)',
  columns: ['Anon.Student.Id', 'Time', 'Outcome', 'KC..Default.'],
  optionalColumns: [
    'Session.Id',
    'Input',
    'Level..Unitname.',
    'Problem.Name',
    'KC..Cluster.',
    'CF..Response.Time.',
    'CF..End.Latency.',
  ],
  example:
    'Anon.Student.Id,Session.Id,Time,Outcome,Input,KC..Default.\n' +
    'Stu_1,"Tue, 03 Nov 2015",2015-11-02 19:49:38,CORRECT,mean,15-3 The __________ is …',
  open: async ({ options }) => {
    const mapper: RowMapper = {
      looksBack: false,
      map: (row) =>
        recordOf(
          row,
          options.source ?? 'lkt',
          options.subject ?? 'Statistics',
          options.topic ?? 'Cloze sentences',
        ),
    };
    return mapper;
  },
};

function recordOf(row: Row, source: string, subject: string, topic: string): PracticeAttempt | Statement {
  const learner = required(row, 'Anon.Student.Id');
  const outcome = required(row, 'Outcome').toUpperCase();
  const knowledge = required(row, 'KC..Default.');
  const unit = optional(row, 'Level..Unitname.') ?? 'Practice';
  const typed = row.cell('Input');
  const latencyMs = optionalNumber(row, 'CF..End.Latency.');
  const at = answeredAt(row);
  const event = {
    line: row.line,
    source,
    learner,
    attempt: identityOf(learner, row.cell('Time'), row.cell('CF..Response.Time.'), knowledge, outcome),
    session: identityOf(learner, optional(row, 'Session.Id') ?? at.toISOString().slice(0, 10), unit),
    at,
    sessionType: /test/i.test(unit) ? 'assessment' : 'practice',
    subject: labelOf(subject),
    topic: labelOf(topic),
    concept: labelOf(optional(row, 'KC..Cluster.') ?? knowledge),
    item: labelOf(optional(row, 'Problem.Name') ?? knowledge),
    ...(typed === '' || typed === TIMEOUT ? {} : { input: inputOf(typed) }),
    ...(latencyMs === undefined || latencyMs < 0 ? {} : { responseSeconds: latencyMs / 1000 }),
  } as const;
  switch (outcome) {
    case 'CORRECT':
      return { kind: 'attempt', ...event, correct: true };
    case 'INCORRECT':
      return { kind: 'attempt', ...event, correct: false };
    case 'STUDY':
      return { kind: 'statement', ...event, interactionType: 'feedback', verb: labelOf('studied') };
    default:
      return refuse('column Outcome is none of CORRECT, INCORRECT and STUDY');
  }
}

function answeredAt(row: Row): Date {
  const answeredMs = optionalNumber(row, 'CF..Response.Time.');
  if (answeredMs === undefined) return requiredInstant(row, 'Time', EPOCH);
  return instantOfMs(answeredMs) ?? refuse('column CF..Response.Time. is not a time between 1970 and 2099');
}
