import { boolean } from '../../fields/boolean.ts';
import { group } from '../../fields/group.ts';
import { instant } from '../../fields/instant.ts';
import { count } from '../../fields/integer.ts';
import { number } from '../../fields/number.ts';
import { record } from '../../fields/record.ts';
import { slug } from '../../fields/slug.ts';
import { text } from '../../fields/text.ts';

/** What the sums of a session rest on, so that each further interaction costs the same. */
export const evidence = group(
  {
    timed_answers: count({ description: 'Answers whose response time is known.' }),
    observations: count({ description: 'Observed emotional states.' }),
    interactions: count({ description: 'Interactions that are summed up.' }),
    latest_at: instant({
      description: 'When the latest of them was; what is dated before it came late.',
      optional: true,
    }),
    latest_interaction: text({
      description: 'Its identifier, which orders interactions of one moment.',
      maxLength: 64,
      optional: true,
    }),
    concepts: record(
      slug({ description: 'A concept.' }),
      group(
        {
          attempts: count({ description: 'Judged attempts.' }),
          score_sum: number({ description: 'Sum of their scores.', minimum: 0, maximum: 2 ** 31 }),
        },
        { description: 'How the concept went.' },
      ),
      { description: 'The concepts that were worked on, the first 200.', maxKeys: 200 },
    ),
    tasks: group(
      {
        attempts: count({ description: 'Judged attempts.' }),
        score_sum: number({ description: 'Sum of their scores.', minimum: 0, maximum: 2 ** 31 }),
        difficulty_sum: number({ description: 'Sum of their difficulties.', minimum: 0, maximum: 2 ** 31 }),
      },
      { description: 'Attempts at tasks of known difficulty; absent before the first.', optional: true },
    ),
    end_given: instant({
      description: 'The end that was given; it lasts longer where something came later.',
      optional: true,
    }),
    ended_recorded: instant({
      description: 'When its end was recorded; what others count it for begins then.',
      optional: true,
    }),
    idle_since: instant({
      description: 'When something of it was last recorded; absent once it has ended.',
      optional: true,
    }),
    planned_interactions: count({ description: 'Interactions that were planned.', optional: true }),
    abandoned: boolean({
      description: 'Whether the platform ended it because nothing came any more.',
      optional: true,
    }),
  },
  {
    description: 'What the means rest on.',
    extension:
      'Means are updated in constant time, however long the session is, and what comes late is noticed.',
  },
);
