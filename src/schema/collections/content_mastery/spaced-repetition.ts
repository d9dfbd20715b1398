import { boolean } from '../../fields/boolean.ts';
import { choice } from '../../fields/choice.ts';
import { group } from '../../fields/group.ts';
import { instant } from '../../fields/instant.ts';
import { count } from '../../fields/integer.ts';
import { growingList } from '../../fields/list.ts';
import { number, share } from '../../fields/number.ts';

const DAYS_MAX = 36_500;
const dayCount = (description: string) =>
  number({ description, minimum: 0, maximum: DAYS_MAX, unit: 'days' });

export const spacedRepetition = group(
  {
    repetition_interval_days: dayCount('Days from the last review to the next.'),
    next_review_date: instant({ description: 'When the next review is due.' }),
    reviews: count({
      description: 'Reviews in all.',
      extension: 'Says when there are enough reviews to fit parameters to the learner.',
    }),
    lapses: count({
      description: 'Reviews at which it was forgotten.',
      extension: 'Tells what keeps being forgotten from what is merely due.',
    }),
    is_leech: boolean({
      description: 'Whether it keeps being forgotten: eight lapses or more.',
      extension: 'Reviewing a leech again and again costs much and helps little; it is shown as such.',
    }),
    review_history: growingList(
      group(
        {
          date: instant({ description: 'When.' }),
          performance_score: share({ description: 'How it went.' }),
          interval_adjustment: number({
            description: 'Change of the interval.',
            minimum: -DAYS_MAX,
            maximum: DAYS_MAX,
            unit: 'days',
          }),
          rating: choice(['again', 'hard', 'good', 'easy'], {
            description: 'FSRS grade of the recall.',
            optional: true,
            extension: 'Other parameters give another schedule, which is worked out from the grades.',
          }),
        },
        { description: 'One review.' },
      ),
      { description: 'The reviews.', retention: 'learning_history', elementKey: ['date'] },
    ),
    forgetting_curve_parameters: group(
      {
        initial_strength: dayCount('FSRS stability after the first review.'),
        decay_rate: number({
          description: 'Exponent of the FSRS forgetting curve.',
          minimum: 0,
          maximum: 10,
        }),
        stability: dayCount('FSRS stability: days until recall falls to 90 in 100.'),
        difficulty: number({
          description: 'FSRS difficulty; 0 before the first review.',
          minimum: 0,
          maximum: 10,
          extension: 'FSRS has a difficulty and the schema no place for it (architecture 9).',
        }),
        parameters_version: count({
          description: "Which of the learner's parameters these follow from; 0 for the published ones.",
          extension: 'Parameters are fitted to a learner once there are enough reviews.',
        }),
      },
      { description: 'How the concept is forgotten (FSRS-6).' },
    ),
  },
  { description: 'When to review.' },
);
