import { among, collection, from, index, ofOwner, query } from '../define.ts';
import { boolean } from '../fields/boolean.ts';
import { choice } from '../fields/choice.ts';
import { encrypted } from '../fields/facts.ts';
import { group } from '../fields/group.ts';
import { instant } from '../fields/instant.ts';
import { count, integer } from '../fields/integer.ts';
import { growingList, list } from '../fields/list.ts';
import { number, share, signedShare } from '../fields/number.ts';
import { record } from '../fields/record.ts';
import { slug } from '../fields/slug.ts';
import { text } from '../fields/text.ts';
import { uuid } from '../fields/uuid.ts';
import { bookkeeping, documentId } from '../support/bookkeeping.ts';
import { emotion, LEARNING_STYLES } from '../vocabulary/fields.ts';

const phrase = text({ description: 'One of them, in words.', maxLength: 200 });

const cognitiveProfile = group(
  {
    learning_style: group(
      {
        primary: choice(LEARNING_STYLES, { description: 'Preferred way of taking in material.' }),
        secondary: choice(LEARNING_STYLES, { description: 'Second preference.', optional: true }),
        confidence_score: share({ description: 'Confidence in the assessment.' }),
        assessment_method: choice(['survey', 'behavioral_analysis', 'hybrid'], {
          description: 'How it was assessed.',
        }),
        last_assessed: instant({ description: 'When it was last assessed.' }),
      },
      { description: 'Stated or observed preference; evidence that matching teaching to it helps is weak.' },
    ),
    processing_characteristics: group(
      {
        processing_speed: choice(['slow', 'average', 'fast'], { description: 'Speed of answering.' }),
        working_memory_capacity: choice(['low', 'average', 'high'], {
          description: 'How much is held in mind.',
        }),
        attention_span_minutes: number({
          description: 'Time until attention drops.',
          minimum: 0,
          maximum: 480,
          unit: 'min',
        }),
        information_processing_preference: choice(['sequential', 'global', 'mixed'], {
          description: 'Step by step, or the whole first.',
        }),
        multitasking_ability: choice(['low', 'average', 'high'], { description: 'Switching between tasks.' }),
      },
      { description: 'How the learner works through material.' },
    ),
    complexity_preferences: group(
      {
        preferred_difficulty_level: share({ description: 'Difficulty at which the learner learns best.' }),
        challenge_tolerance: choice(['low', 'moderate', 'high'], {
          description: 'Tolerance for hard tasks.',
        }),
        explanation_depth_preference: choice(['concise', 'detailed', 'comprehensive'], {
          description: 'Depth of explanations.',
        }),
        example_density_preference: choice(['minimal', 'moderate', 'extensive'], {
          description: 'Number of examples.',
        }),
        abstract_vs_concrete: signedShare({ description: 'From -1, concrete, to 1, abstract.' }),
      },
      { description: 'How complex the material should be.' },
    ),
  },
  { description: 'How the learner thinks.' },
);

const motivationProfile = group(
  {
    goal_orientation: choice(['mastery', 'performance', 'social', 'mixed'], {
      description: 'What drives the learner.',
    }),
    intrinsic_motivation_level: share({ description: 'Motivation from within.' }),
    extrinsic_motivation_responsiveness: share({ description: 'Response to rewards.' }),
    feedback_preference: choice(['immediate', 'periodic', 'milestone_based'], {
      description: 'When feedback helps.',
    }),
    achievement_sensitivity: share({ description: 'Response to gamification.' }),
    autonomy_preference: choice(['guided', 'semi_independent', 'self_directed'], {
      description: 'Wish for guidance.',
    }),
  },
  { description: 'What moves the learner.' },
);

/** Named as the specification names what is sensitive of feelings; always read together. */
const patterns = encrypted({ envelope: 'detailed_patterns' });

const emotionalPatterns = group(
  {
    optimal_emotional_states: list(emotion({ description: 'A state.' }), {
      description: 'States in which the learner learns best.',
      maxItems: 15,
    }),
    problematic_emotional_states: list(emotion({ description: 'A state.' }), {
      description: 'States in which learning suffers.',
      maxItems: 15,
    }),
    stress_triggers: list(phrase, {
      description: 'What brings stress.',
      maxItems: 30,
      protection: patterns,
    }),
    confidence_builders: list(phrase, {
      description: 'What builds confidence.',
      maxItems: 30,
      protection: patterns,
    }),
    engagement_factors: list(phrase, { description: 'What engages.', maxItems: 30, protection: patterns }),
    emotional_recovery_strategies: list(phrase, {
      description: 'What helps after a low.',
      maxItems: 30,
      protection: patterns,
    }),
    emotional_resilience_score: share({
      description: 'How quickly the learner recovers.',
      nullable: 'Needs emotional data, which consent may withhold.',
    }),
  },
  {
    description: 'How feelings and learning go together.',
    consent: 'emotional_data',
    purpose: 'emotional_support',
  },
);

/** Whole ten-thousandths, so that a session can be added and taken away again in any order without a trace. */
const tenThousandths = (description: string) =>
  number({ description, minimum: -(2 ** 40), maximum: 2 ** 40, unit: '10⁻⁴' });

const measure = (description: string, options: { consent?: 'emotional_data' } = {}) =>
  group(
    {
      samples: count({ description: 'Sessions that tell something.' }),
      sum: tenThousandths('Sum of what they showed.'),
      weight: tenThousandths('What the sum is divided by: sessions, hours or concepts.'),
      start: number({ description: 'What was assumed before.', minimum: -1000, maximum: 1000 }),
    },
    {
      description,
      optional: true,
      ...(options.consent && { consent: options.consent, purpose: 'emotional_support' as const }),
    },
  );

const evidence = group(
  {
    since: instant({ description: 'From when on ended sessions are counted.' }),
    sessions: count({ description: 'Sessions that are counted.' }),
    given: boolean({ description: 'Whether there was a view of the learner before.' }),
    measures: group(
      {
        ability: measure('How right answers compare with what the difficulty lets expect, in log-odds.'),
        attention: measure('Length of sessions, in minutes.'),
        persistence: measure('Share of hard sessions that was done.'),
        exploration: measure('Share of sessions that went beyond the task.'),
        velocity: measure('Concepts mastered in an hour.'),
        recovery: measure('Share of sessions begun low that ended better.', { consent: 'emotional_data' }),
      },
      { description: 'What sessions showed, measure by measure.' },
    ),
    subjects: record(
      slug({ description: 'A subject.' }),
      group(
        {
          ability: measure('As over all subjects.'),
          engagement: measure('Share of sessions that was done.'),
          mastery: measure('Share of the concepts met that were mastered.'),
        },
        { description: 'What sessions in the subject showed.' },
      ),
      { description: 'What sessions showed, subject by subject.', maxKeys: 200 },
    ),
    stated: list(
      group(
        {
          field: text({ description: 'Path of the field.', maxLength: 120 }),
          at: instant({ description: 'When it was stated.' }),
        },
        { description: 'One statement.' },
      ),
      { description: 'What the learner stated, which goes before what is learned.', maxItems: 50 },
    ),
  },
  {
    description: 'What the view of the learner rests on.',
    optional: true,
    extension: 'Every value can be explained and worked out in constant time.',
  },
);

export const learning_dna = collection({
  name: 'learning_dna',
  typeName: 'LearningDNADocument',
  description: 'One document for each learner: how the learner learns, and how that view came about.',
  specification: '1.2',
  database: 'data',
  owner: 'user_id',
  identity: ['user_id'],
  datedBy: 'updated_at',
  purpose: 'personalisation',
  consent: 'analytics',
  retention: 'account',
  export: true,
  shardKey: { region: 1, user_id: 1 },
  fields: {
    _id: documentId,
    user_id: uuid({ description: 'The learner; references users.user_id.' }),
    created_at: instant({ description: 'When the first assessment was made.' }),
    updated_at: instant({ description: 'When it last changed.' }),
    version: integer({ description: 'Counts the evolutions, from 1.', minimum: 1, maximum: 2 ** 31 - 1 }),
    cognitive_profile: cognitiveProfile,
    motivation_profile: motivationProfile,
    emotional_learning_patterns: emotionalPatterns,
    assessment_history: growingList(
      group(
        {
          date: instant({ description: 'When.' }),
          assessment_type: choice(['initial', 'behavioral_update', 'user_feedback', 'performance_based'], {
            description: 'What led to the change.',
          }),
          changes_made: list(text({ description: 'One change, in words.', maxLength: 500 }), {
            description: 'What changed.',
            maxItems: 50,
            protection: encrypted(),
          }),
          confidence_delta: signedShare({ description: 'Change of confidence.' }),
        },
        { description: 'One assessment.' },
      ),
      { description: 'How the view of the learner evolved.', elementKey: ['date', 'assessment_type'] },
    ),
    learning_effectiveness: group(
      {
        subjects_performance: record(
          slug({ description: 'A subject.' }),
          group(
            {
              mastery_rate: share({ description: 'Share of the practised concepts that are mastered.' }),
              engagement_level: share({ description: 'Engagement in the subject.' }),
              optimal_difficulty: share({ description: 'Difficulty at which the subject is learned best.' }),
            },
            { description: 'How the subject goes.' },
          ),
          { description: 'Performance by subject.', maxKeys: 200 },
        ),
        overall_learning_velocity: number({
          description: 'Concepts mastered in an hour of learning.',
          minimum: 0,
          maximum: 1000,
          unit: 'concepts/h',
        }),
        personalization_effectiveness: share({ description: 'How much personalisation helps.' }),
      },
      { description: 'How effective learning is.' },
    ),
    evidence,
    ...bookkeeping,
  },
  indexes: [
    index({ user_id: 1 }, { why: 'unique index - one DNA per user', unique: true }),
    index({ updated_at: -1 }, { why: 'recent updates for analytics' }),
    index({ 'cognitive_profile.learning_style.primary': 1 }, { why: 'learning style analytics' }),
    index({ 'learning_effectiveness.overall_learning_velocity': -1 }, { why: 'performance analytics' }),
  ],
  queries: {
    learning_dna_profile: query({
      why: 'get complete user profile and learning DNA (the DNA)',
      specification: 'user_profile_lookup',
      filter: { user_id: ofOwner() },
      projection: 'whole',
      answers: 'one',
      index: 'user_id_1',
      promise: { slaMs: 100, frequency: 'very high' },
    }),
    recently_evolved: query({
      why: 'learning DNA that changed lately, latest first',
      filter: { updated_at: from('since') },
      sort: { updated_at: -1 },
      projection: ['user_id', 'updated_at', 'version'],
      answers: 'page',
      index: 'updated_at_-1',
      promise: { slaMs: 200, frequency: 'low' },
    }),
    by_learning_style: query({
      why: 'learners of some learning styles',
      filter: { 'cognitive_profile.learning_style.primary': among('styles') },
      projection: ['user_id', 'cognitive_profile.learning_style'],
      answers: 'page',
      index: 'cognitive_profile.learning_style.primary_1',
      promise: { slaMs: 500, frequency: 'low' },
    }),
    fastest_learners: query({
      why: 'learners by velocity, fastest first',
      filter: { 'learning_effectiveness.overall_learning_velocity': from('at_least') },
      sort: { 'learning_effectiveness.overall_learning_velocity': -1 },
      projection: ['user_id', 'learning_effectiveness.overall_learning_velocity'],
      answers: 'page',
      index: 'learning_effectiveness.overall_learning_velocity_-1',
      promise: { slaMs: 500, frequency: 'low' },
    }),
  },
});
