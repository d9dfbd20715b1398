import { stemOf } from '../readers/identity.ts';
import { labelOf } from '../readers/label.ts';
import type { PracticeAttempt } from '../readers/record.ts';
import { refuse } from '../readers/refusal.ts';
import type { Row } from '../readers/table.ts';
import { optionalNumber, optionalWithin, required, requiredInstant } from './cells.ts';
import type { Preset, RowMapper } from './preset.ts';
import { Sitting } from './sitting.ts';

const EPOCH = new Date(0);

/**
 * A flash-card review log as the open-spaced-repetition projects write it: one learner, named after the file unless
 * the options say who. `review_duration` is milliseconds. Rating 1 (again) is a wrong answer, 2 to 4 are right ones.
 */
export const fsrs: Preset = {
  description: "one learner's flash-card reviews with FSRS ratings, sorted by time",
  columns: ['card_id', 'review_rating', 'review_time'],
  optionalColumns: ['review_duration'],
  example:
    'card_id,review_rating,review_time,review_duration\n1711684180217,3,2024-03-29T20:32:32+00:00,7241',
  open: async ({ path, options }) => {
    const sitting = new Sitting();
    const learner = options.learner ?? stemOf(path);
    const shared = {
      kind: 'attempt',
      source: options.source ?? 'fsrs',
      learner,
      sessionType: 'revision',
      subject: labelOf(options.subject ?? 'Flash cards'),
      topic: labelOf(options.topic ?? 'Reviews'),
    } as const;
    const map = (row: Row): PracticeAttempt => {
      const card = required(row, 'card_id');
      const rating = ratingOf(row);
      const at = requiredInstant(row, 'review_time', EPOCH);
      const milliseconds =
        row.cell('review_duration') === '' ? undefined : optionalNumber(row, 'review_duration');
      if (milliseconds !== undefined && milliseconds < 0) refuse('column review_duration is negative');
      return {
        ...shared,
        line: row.line,
        attempt: `${learner}|${card}|${at.toISOString()}`,
        session: sitting.of(learner, at, at.toISOString()),
        at,
        concept: labelOf(`Card ${card}`),
        rating,
        correct: rating > 1,
        ...(milliseconds === undefined ? {} : { responseSeconds: milliseconds / 1000 }),
      };
    };
    const mapper: RowMapper = { looksBack: true, map };
    return mapper;
  },
};

function ratingOf(row: Row): 1 | 2 | 3 | 4 {
  const rating = optionalWithin(row, 'review_rating', 1, 4);
  if (rating === 1 || rating === 2 || rating === 3 || rating === 4) return rating;
  return refuse('column review_rating is not 1, 2, 3 or 4');
}
