import { choice } from '../../fields/choice.ts';
import { group } from '../../fields/group.ts';
import { instant } from '../../fields/instant.ts';
import { count } from '../../fields/integer.ts';
import { list } from '../../fields/list.ts';
import { number, share } from '../../fields/number.ts';
import { record } from '../../fields/record.ts';
import { slug } from '../../fields/slug.ts';
import { text } from '../../fields/text.ts';
import { uuid } from '../../fields/uuid.ts';
import { byEmotion } from '../../vocabulary/fields.ts';

const sum = (description: string) => number({ description, minimum: 0, maximum: 2 ** 31 });

const scores = (description: string) =>
  group(
    { attempts: count({ description: 'Judged attempts.' }), score_sum: sum('Sum of their scores.') },
    { description },
  );

const place = (description: string) =>
  group(
    {
      at: instant({ description: 'When.' }),
      session_id: uuid({ description: 'In which session.' }),
      interaction_id: text({ description: 'With which interaction.', maxLength: 64 }),
    },
    { description, optional: true },
  );

/** What the estimate of mastery and what is said of the learner rest on, so that each further attempt costs the same. */
export const masteryEvidence = group(
  {
    attempts: count({ description: 'Assessed attempts so far.' }),
    score_sum: sum('Sum of their scores.'),
    hard_score_sum: sum('The same, each score weighted by how unlikely a right answer was.'),
    easy_miss_sum: sum('What was missing to full scores, weighted by how likely a right answer was.'),
    recent: list(
      group(
        { at: instant({ description: 'When.' }), score: share({ description: 'Share of the points.' }) },
        { description: 'One attempt.' },
      ),
      { description: 'The latest attempts, oldest first.', maxItems: 10 },
    ),
    last_met_at: instant({
      description: 'When the concept was last attempted or shown.',
      optional: true,
    }),
    first: place('Where the concept was first met; absent where practice was not recorded here.'),
    latest: place('The latest of the practice that is worked in; what comes before it came late.'),
    latest_history: group(
      {
        date: instant({ description: 'Its date.' }),
        session_id: uuid({ description: 'Its session.' }),
      },
      { description: 'The latest entry of the learning history.', optional: true },
    ),
    reviewed_in: uuid({ description: 'The session of the last review.', optional: true }),
    mastered: group(
      {
        session_id: uuid({ description: 'The session.' }),
        confidence: share({ description: 'Confidence in it at that moment.' }),
      },
      { description: 'Where mastery first rose above 0.8.', optional: true },
    ),
    model_version: count({
      description:
        'The fit of the mastery model that the estimate follows from; 0 for the published weights.',
      optional: true,
    }),
    tasks: group(
      {
        attempts: count({ description: 'Judged attempts.' }),
        score_sum: sum('Sum of their scores.'),
        difficulty_sum: sum('Sum of their difficulties.'),
      },
      { description: 'Attempts at tasks of known difficulty; absent before the first.', optional: true },
    ),
    by_style: record(
      slug({ description: 'A style of explanation.' }),
      scores('Attempts that came with it.'),
      { description: 'Attempts by style of explanation, the first 20.', maxKeys: 20, optional: true },
    ),
    by_emotion: byEmotion(scores('Attempts in the state.'), {
      description: 'Attempts by emotional state.',
      optional: true,
      consent: 'emotional_data',
      purpose: 'emotional_support',
      retention: 'aggregated_emotional_data',
    }),
    consents: list(choice(['analytics', 'emotional_data'], { description: 'A consent.' }), {
      description: 'The consents of the learner that this was worked out under.',
      maxItems: 2,
      optional: true,
    }),
  },
  {
    description: 'What the estimate of mastery rests on.',
    extension: 'The model is updated in constant time, however long the history is.',
  },
);
