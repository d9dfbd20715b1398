import { boolean } from '../../fields/boolean.ts';
import { choice } from '../../fields/choice.ts';
import { encrypted } from '../../fields/facts.ts';
import { group } from '../../fields/group.ts';
import { instant } from '../../fields/instant.ts';
import { count } from '../../fields/integer.ts';
import { list } from '../../fields/list.ts';
import { number, share, signedShare } from '../../fields/number.ts';
import { slug } from '../../fields/slug.ts';
import { text } from '../../fields/text.ts';
import { emotion } from '../../vocabulary/fields.ts';

/** Who answers as the AI tutor. */
export const AI_PROVIDERS = ['groq', 'gemini', 'emergent'] as const;

const aiResponse = group(
  {
    text: text({
      description: 'What the tutor answered.',
      maxLength: 20_000,
      protection: encrypted({ searchTokens: { key: 'learner' } }),
    }),
    provider_used: choice(AI_PROVIDERS, { description: 'Who answered.' }),
    response_time_ms: number({ description: 'How long it took.', minimum: 0, maximum: 600_000, unit: 'ms' }),
    tokens_used: count({ description: 'Tokens of question and answer.', unit: 'tokens' }),
    cost_usd: number({ description: 'What it cost.', minimum: 0, maximum: 10_000, unit: 'USD' }),
    quality_score: share({
      description: 'Quality of the answer.',
      optional: true,
      extension: "Nothing says what an answer's quality was (architecture 8).",
    }),
    cached: boolean({
      description: 'Whether the answer came from a cache.',
      optional: true,
      extension: 'Nothing says whether an answer came from a cache (architecture 8).',
    }),
  },
  {
    description: 'The answer of the AI tutor.',
    optional: true,
    purpose: 'ai_operation',
    retention: 'ai_interaction_logs',
  },
);

/** One exchange of a session: what was said, answered, felt, adapted and assessed. */
export const interaction = group(
  {
    interaction_id: text({
      description: 'Identifier of the interaction within its session.',
      maxLength: 64,
      pattern: '^[A-Za-z0-9_-]+$',
    }),
    timestamp: instant({ description: 'When.' }),
    interaction_type: choice(['question', 'response', 'feedback', 'assessment'], {
      description: 'What it is.',
    }),
    user_input: text({
      description: "The learner's own words.",
      maxLength: 20_000,
      optional: true,
      protection: encrypted({ searchTokens: { key: 'learner' } }),
      retention: 'ai_interaction_logs',
    }),
    ai_response: aiResponse,
    emotional_context: group(
      {
        detected_emotion: emotion({ description: 'The state that was recognised.' }),
        confidence: share({ description: 'Confidence of the recognition.' }),
        emotional_intensity: share({ description: 'How strong it was.' }),
        adaptation_applied: list(slug({ description: 'An adaptation.' }), {
          description: 'What the platform did about it.',
          maxItems: 20,
        }),
      },
      {
        description: 'How the learner felt.',
        optional: true,
        consent: 'emotional_data',
        purpose: 'emotional_support',
        retention: 'raw_emotional_data',
      },
    ),
    personalization_applied: group(
      {
        difficulty_adjustment: signedShare({ description: 'Change of difficulty.' }),
        explanation_style: slug({ description: 'Style of the explanation.' }),
        content_modifications: list(slug({ description: 'A modification.' }), {
          description: 'What was changed for this learner.',
          maxItems: 20,
        }),
      },
      { description: 'How it was adapted.', optional: true, purpose: 'personalisation' },
    ),
    assessed: group(
      {
        concept: slug({ description: 'The concept that was exercised.' }),
        topic: slug({ description: 'Its topic.' }),
        correct: boolean({ description: 'Whether the answer was right.', optional: true }),
        score: share({ description: 'Share of the points reached.', optional: true }),
        difficulty: share({ description: 'Difficulty of the task.', optional: true }),
        rating: choice(['again', 'hard', 'good', 'easy'], {
          description: "The learner's own rating of a recall, FSRS grades 1 to 4.",
          optional: true,
        }),
        response_time_seconds: number({
          description: 'How long the answer took.',
          minimum: 0,
          maximum: 86_400,
          unit: 's',
          optional: true,
        }),
        item: slug({ description: 'The task or card.', optional: true }),
      },
      {
        description: 'What the interaction shows about a concept.',
        optional: true,
        extension:
          'Nothing says which concept an interaction exercised or whether the answer was right (architecture 8).',
      },
    ),
  },
  { description: 'One exchange.' },
);
