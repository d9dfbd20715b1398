import { choice } from '../../fields/choice.ts';
import { group } from '../../fields/group.ts';
import { instant } from '../../fields/instant.ts';
import { growingList } from '../../fields/list.ts';
import { share } from '../../fields/number.ts';
import { slug } from '../../fields/slug.ts';
import { text } from '../../fields/text.ts';
import { uuid } from '../../fields/uuid.ts';
import { emotion } from '../../vocabulary/fields.ts';

/** What sessions contribute to what is known of a concept; numbers and names of kinds only. */
export const practiceLog = growingList(
  group(
    {
      session_id: uuid({ description: 'The session.' }),
      interaction_id: text({ description: 'The interaction in it.', maxLength: 64 }),
      session_started_at: instant({ description: 'When the session began.' }),
      at: instant({ description: 'When the concept was attempted or shown.' }),
      score: share({ description: 'Share of the points; absent where nothing was judged.', optional: true }),
      difficulty: share({ description: 'Difficulty of the task.', optional: true }),
      rating: choice(['again', 'hard', 'good', 'easy'], {
        description: 'FSRS grade of the recall; absent where nothing was judged.',
        optional: true,
      }),
      explanation_style: slug({ description: 'Style of the explanation it came with.', optional: true }),
      emotion: emotion({
        description: 'The state that was recognised.',
        optional: true,
        consent: 'emotional_data',
        purpose: 'emotional_support',
        retention: 'aggregated_emotional_data',
      }),
    },
    { description: 'One time.' },
  ),
  {
    description: 'Each time the concept was attempted or shown, in order of time.',
    extension:
      'What comes late, is corrected or deleted changes everything that followed, also when the sessions are gone: it is ' +
      'worked out anew from these.',
  },
);
