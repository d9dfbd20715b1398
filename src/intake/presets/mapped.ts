import { stemOf } from '../readers/identity.ts';
import { labelOf } from '../readers/label.ts';
import type { EducationLevel, LearnerFacts, PracticeAttempt, SessionType } from '../readers/record.ts';
import { refuse } from '../readers/refusal.ts';
import type { Row } from '../readers/table.ts';
import { inputOf, optional, optionalOutcome, optionalWithin, required, requiredInstant } from './cells.ts';
import type { Mapping, MappingTarget } from './mapping.ts';
import type { RowMapper, TableContext } from './preset.ts';

const EPOCH = new Date(0);
const RESPONSE_SECONDS_MAX = 86_400;
const SESSION_TYPES: readonly SessionType[] = ['study', 'practice', 'assessment', 'revision', 'exploration'];
const EDUCATION_LEVELS: readonly EducationLevel[] = [
  'middle_school',
  'high_school',
  'undergraduate',
  'graduate',
  'professional',
];

/** Reads any table of attempts by a mapping of its columns. */
export function mappedRows(mapping: Mapping, { path, options }: TableContext): RowMapper {
  const source = options.source ?? `csv:${stemOf(path)}`;
  const defaults = { subject: options.subject ?? 'General', topic: options.topic ?? 'General' };
  return {
    looksBack: false,
    map: (row) => attemptOf(new MappedRow(row, mapping), source, defaults, options.epoch),
  };
}

/** A row seen through a mapping: a target that is not mapped is empty. */
class MappedRow {
  constructor(
    readonly row: Row,
    readonly mapping: Mapping,
  ) {}

  read<T>(target: MappingTarget, how: (row: Row, column: string) => T): T | undefined {
    const column = this.mapping[target];
    return column === undefined ? undefined : how(this.row, column);
  }

  text(target: MappingTarget): string | undefined {
    return this.read(target, optional);
  }

  within(target: MappingTarget, low: number, high: number): number | undefined {
    return this.read(target, (row, column) => optionalWithin(row, column, low, high));
  }

  oneOf<T extends string>(target: MappingTarget, allowed: readonly T[]): T | undefined {
    const text = this.text(target)?.toLowerCase();
    if (text === undefined) return undefined;
    return (
      allowed.find((value) => value === text) ??
      refuse(`column ${this.mapping[target]} is not one of ${allowed.join(', ')}`)
    );
  }
}

function attemptOf(
  mapped: MappedRow,
  source: string,
  defaults: { readonly subject: string; readonly topic: string },
  epoch: Date = EPOCH,
): PracticeAttempt {
  const { row, mapping } = mapped;
  const learner = required(row, mapping.learner);
  const at = requiredInstant(row, mapping.at, epoch);
  const outcome = defined({
    correct: mapped.read('correct', optionalOutcome),
    score: mapped.within('score', 0, 1),
    rating: ratingOf(mapped),
  });
  if (Object.keys(outcome).length === 0) refuse('no column says how the attempt ended');
  const session = mapped.text('session') ?? at.toISOString().slice(0, 10);
  const item = mapped.text('item');
  const typed = mapped.text('input');
  const learnerFacts = factsOf(mapped);
  return {
    kind: 'attempt',
    line: row.line,
    source,
    learner,
    attempt: mapped.text('attempt') ?? `row ${row.line}`,
    session: `${learner}|${session}`,
    at,
    sessionType: mapped.oneOf('sessionType', SESSION_TYPES) ?? 'practice',
    subject: labelOf(mapped.text('subject') ?? defaults.subject),
    topic: labelOf(mapped.text('topic') ?? defaults.topic),
    concept: labelOf(required(row, mapping.concept)),
    ...outcome,
    ...defined({
      item: item === undefined ? undefined : labelOf(item),
      difficulty: mapped.within('difficulty', 0, 1),
      responseSeconds: mapped.within('responseSeconds', 0, RESPONSE_SECONDS_MAX),
      input: typed === undefined ? undefined : inputOf(typed),
      learnerFacts: Object.keys(learnerFacts).length === 0 ? undefined : learnerFacts,
    }),
  };
}

function ratingOf(mapped: MappedRow): 1 | 2 | 3 | 4 | undefined {
  const rating = mapped.within('rating', 1, 4);
  if (rating === undefined || rating === 1 || rating === 2 || rating === 3 || rating === 4) return rating;
  return refuse(`column ${mapped.mapping.rating} is not 1, 2, 3 or 4`);
}

function factsOf(mapped: MappedRow): LearnerFacts {
  const country = mapped.text('country')?.toUpperCase();
  if (country !== undefined && !/^[A-Z]{2}$/.test(country)) {
    refuse(`column ${mapped.mapping.country} is not a country of two letters`);
  }
  return defined({
    name: mapped.text('name'),
    email: mapped.text('email'),
    country,
    region: mapped.text('region'),
    educationLevel: mapped.oneOf('educationLevel', EDUCATION_LEVELS),
  });
}

/** The properties that have a value. */
function defined<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
