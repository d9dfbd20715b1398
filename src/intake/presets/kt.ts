import { stemOf } from '../readers/identity.ts';
import { labelOf } from '../readers/label.ts';
import type { Label, PracticeAttempt } from '../readers/record.ts';
import { refuse } from '../readers/refusal.ts';
import type { Row } from '../readers/table.ts';
import { optional, optionalWithin, required, requiredInstant } from './cells.ts';
import type { Preset, RowMapper, TableContext } from './preset.ts';
import { Sitting } from './sitting.ts';

const DEFAULT_EPOCH = new Date('2020-01-01T00:00:00Z');

/**
 * The table most knowledge-tracing research shares (for example theophilegervet/learner-performance-prediction).
 * One row is one attempt. `timestamp` counts seconds from the first row of the data set, or is 0 or empty
 * where times are unknown: rows of one learner then follow each other by a millisecond, so that their order holds.
 * Several skills of a row (`12~~31`, `12~31`, `12_31`) are one concept, their combination, as research has it.
 */
export const kt: Preset = {
  description: 'knowledge-tracing research data, tab separated, sorted by learner and time',
  columns: ['user_id', 'item_id', 'timestamp', 'correct', 'skill_id'],
  optionalColumns: [],
  example: 'user_id\titem_id\ttimestamp\tcorrect\tskill_id\n8\t7\t0\t0\t6',
  open: async (context) => new KtMapper(context),
};

class KtMapper implements RowMapper {
  readonly looksBack = true;
  readonly #sitting = new Sitting();
  readonly #source: string;
  readonly #epoch: Date;
  readonly #subject: Label;
  readonly #topic: Label;
  #last: { readonly learner: string; readonly toldMs: number; readonly givenMs: number } | undefined;

  constructor({ path, options }: TableContext) {
    this.#source = options.source ?? `kt:${stemOf(path)}`;
    this.#epoch = options.epoch ?? DEFAULT_EPOCH;
    this.#subject = labelOf(options.subject ?? 'Practice');
    this.#topic = labelOf(options.topic ?? 'Skills');
  }

  map(row: Row): PracticeAttempt {
    const learner = required(row, 'user_id');
    const parts = skillParts(required(row, 'skill_id'));
    const concept = skillLabel(parts);
    const score = optionalWithin(row, 'correct', 0, 1) ?? refuse('column correct is empty');
    const told =
      optional(row, 'timestamp') === undefined ? this.#epoch : requiredInstant(row, 'timestamp', this.#epoch);
    const at = this.#ordered(learner, told);
    const item = optional(row, 'item_id');
    return {
      kind: 'attempt',
      line: row.line,
      source: this.#source,
      learner,
      attempt: `row ${row.line}`,
      session: this.#sitting.of(learner, at, `row ${row.line}`),
      at,
      sessionType: 'practice',
      subject: this.#subject,
      topic: this.#topic,
      concept,
      ...(parts.length === 1 ? {} : { skills: parts.map((part) => skillLabel([part])) }),
      ...(item === undefined ? {} : { item: labelOf(`Item ${item}`) }),
      // Some data sets keep partial credit.
      ...(score === 0 || score === 1 ? { correct: score === 1 } : { score }),
    };
  }

  /** Rows of one learner at one instant, in the order of the file. */
  #ordered(learner: string, told: Date): Date {
    const last = this.#last?.learner === learner ? this.#last : undefined;
    const toldMs = told.getTime();
    const givenMs = last && toldMs >= last.toldMs ? Math.max(toldMs, last.givenMs + 1) : toldMs;
    this.#last = { learner, toldMs, givenMs };
    return new Date(givenMs);
  }
}

/** Underscores part skills only between numbers: in a skill's name they stand for spaces. */
function skillParts(text: string): readonly string[] {
  const parts = text.split(/^\d+(?:_\d+)+$/.test(text) ? '_' : /~+/).filter((part) => part !== '');
  if (parts.length === 0) refuse('column skill_id names no skill');
  if (parts.length === 1) return parts;
  return [...new Set(parts)].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
}

function skillLabel(parts: readonly string[]): Label {
  const isNumbered = parts.every((part) => /^\d+(?:\.0)?$/.test(part));
  const names = parts.map((part) => part.replace(/\.0$/, '')).join(' + ');
  const label = labelOf(isNumbered ? `Skill ${names}` : names);
  const plain = parts.length > 1 && isNumbered ? `skill-${names.replaceAll(' + ', '-')}` : label.slug;
  return { ...label, slug: plain.length <= 64 ? plain : label.slug };
}
