import { before, collection, equals, from, index, ofOwner, query, upTo } from '../define.ts';
import { choice } from '../fields/choice.ts';
import { group } from '../fields/group.ts';
import { instant } from '../fields/instant.ts';
import { count } from '../fields/integer.ts';
import { growingList, list } from '../fields/list.ts';
import { number, share } from '../fields/number.ts';
import { record } from '../fields/record.ts';
import { slug } from '../fields/slug.ts';
import { uuid } from '../fields/uuid.ts';
import { bookkeeping, documentId } from '../support/bookkeeping.ts';
import { byEmotion, emotion, LEARNING_STYLES } from '../vocabulary/fields.ts';
import { masteryEvidence } from './content_mastery/evidence.ts';
import { practiceLog } from './content_mastery/practice-log.ts';
import { spacedRepetition } from './content_mastery/spaced-repetition.ts';

const masteryTracking = group(
  {
    current_mastery_level: share({ description: 'Probability that the next task is solved.' }),
    mastery_confidence: share({ description: 'Confidence in that estimate.' }),
    first_exposure_date: instant({ description: 'When the concept was first met.' }),
    last_practiced_date: instant({ description: 'When it was last practised.' }),
    mastery_achieved_date: instant({ description: 'When mastery first rose above 0.8.', optional: true }),
  },
  { description: 'How well the concept is known.' },
);

const historyEntry = group(
  {
    session_id: uuid({ description: 'The session.' }),
    date: instant({ description: 'When.' }),
    activity_type: choice(['introduction', 'practice', 'assessment', 'revision'], {
      description: 'What was done.',
    }),
    performance_score: share({ description: 'Share of right answers or points.' }),
    difficulty_level: share({ description: 'Mean difficulty of the tasks.' }),
    emotional_state: emotion({
      description: 'The dominant state.',
      nullable: 'There may be no emotional data, or no consent to it.',
      consent: 'emotional_data',
      purpose: 'emotional_support',
      retention: 'raw_emotional_data',
    }),
    time_spent_minutes: number({
      description: 'Time on the concept.',
      minimum: 0,
      maximum: 43_200,
      unit: 'min',
    }),
  },
  { description: 'The work on the concept in one session.' },
);

const prerequisites = group(
  {
    prerequisite_concepts: list(
      group(
        {
          concept: slug({ description: 'The concept needed first.' }),
          importance_weight: share({ description: 'How much it matters.' }),
          mastery_required: share({ description: 'Mastery needed at least.' }),
        },
        { description: 'One prerequisite.' },
      ),
      { description: 'What is needed first.', maxItems: 50, elementKey: ['concept'] },
    ),
    dependent_concepts: list(
      group(
        {
          concept: slug({ description: 'The concept that builds on this one.' }),
          dependency_strength: share({ description: 'How much this one helps with it.' }),
        },
        { description: 'One dependent concept.' },
      ),
      { description: 'What builds on it.', maxItems: 50, elementKey: ['concept'] },
    ),
  },
  { description: 'Its place among the concepts.' },
);

const personalisation = group(
  {
    optimal_difficulty_level: share({
      description: 'Difficulty at which the learner learns this best.',
      nullable: 'Needs learning analytics, which consent may withhold.',
    }),
    effective_learning_strategies: list(slug({ description: 'A strategy.' }), {
      description: 'What worked.',
      maxItems: 20,
    }),
    emotional_associations: byEmotion(share({ description: 'Mean performance in the state.' }), {
      description: 'Performance by emotional state.',
      consent: 'emotional_data',
      purpose: 'emotional_support',
    }),
    learning_style_effectiveness: record(
      choice(LEARNING_STYLES, { description: 'A learning style.' }),
      share({ description: 'Mean performance with it.' }),
      { description: 'Performance by style of the material.', maxKeys: LEARNING_STYLES.length },
    ),
  },
  { description: 'What works for this learner.', purpose: 'personalisation', consent: 'analytics' },
);

export const content_mastery = collection({
  name: 'content_mastery',
  typeName: 'ContentMasteryDocument',
  description: 'One document for each learner and concept: how well it is known and when to review it.',
  specification: '1.5',
  database: 'data',
  owner: 'user_id',
  identity: ['user_id', 'subject', 'topic', 'concept'],
  datedBy: 'mastery_tracking.last_practiced_date',
  purpose: 'learning',
  retention: 'mastery',
  export: true,
  shardKey: { region: 1, user_id: 1 },
  fields: {
    _id: documentId,
    user_id: uuid({ description: 'The learner; references users.user_id.' }),
    subject: slug({ description: 'Subject.' }),
    topic: slug({ description: 'Topic within the subject.' }),
    concept: slug({ description: 'Concept within the topic.' }),
    mastery_tracking: masteryTracking,
    learning_history: growingList(historyEntry, {
      description: 'The work on the concept, session by session.',
      retention: 'learning_history',
      elementKey: ['session_id', 'activity_type'],
    }),
    spaced_repetition_data: spacedRepetition,
    prerequisite_relationships: prerequisites,
    personalization_data: personalisation,
    practice_log: practiceLog,
    evidence: masteryEvidence,
    ...bookkeeping,
  },
  indexes: [
    index({ user_id: 1, subject: 1 }, { why: 'user progress by subject' }),
    index({ user_id: 1, 'mastery_tracking.current_mastery_level': -1 }, { why: 'user strengths' }),
    index(
      { subject: 1, topic: 1, 'mastery_tracking.current_mastery_level': -1 },
      { why: 'content difficulty analysis' },
    ),
    index({ 'spaced_repetition_data.next_review_date': 1 }, { why: 'upcoming reviews query' }),
    index(
      { user_id: 1, 'spaced_repetition_data.next_review_date': 1 },
      { why: 'user-specific review schedule' },
    ),
    index(
      { user_id: 1, subject: 1, topic: 1, concept: 1 },
      {
        why: 'one document for each learner and concept',
        unique: true,
        extension: 'The collection has no unique key (architecture 12).',
      },
    ),
  ],
  queries: {
    content_mastery_lookup: query({
      why: "get user's mastery levels for personalization",
      specification: 'content_mastery_lookup',
      filter: { user_id: ofOwner() },
      sort: { subject: 1, topic: 1, concept: 1 },
      projection: 'header',
      answers: 'page',
      index: 'user_id_1_subject_1_topic_1_concept_1',
      promise: { slaMs: 150, frequency: 'very high' },
    }),
    mastery_of_learner: query({
      why: 'every concept of a learner with its history, for export',
      filter: { user_id: ofOwner() },
      sort: { subject: 1, topic: 1, concept: 1 },
      projection: 'whole',
      answers: 'page',
      index: 'user_id_1_subject_1_topic_1_concept_1',
      promise: { slaMs: 1000, frequency: 'low' },
    }),
    mastery_of_subject: query({
      why: "get user's mastery levels in one subject",
      specification: 'content_mastery_lookup',
      filter: { user_id: ofOwner(), subject: equals('subject') },
      sort: { topic: 1, concept: 1 },
      projection: 'header',
      answers: 'page',
      index: 'user_id_1_subject_1_topic_1_concept_1',
      promise: { slaMs: 150, frequency: 'very high' },
    }),
    concept_mastery: query({
      why: 'one concept of a learner',
      filter: {
        user_id: ofOwner(),
        subject: equals('subject'),
        topic: equals('topic'),
        concept: equals('concept'),
      },
      projection: 'whole',
      answers: 'one',
      index: 'user_id_1_subject_1_topic_1_concept_1',
      promise: { slaMs: 100, frequency: 'very high' },
    }),
    strengths: query({
      why: "a learner's concepts, best known first",
      filter: { user_id: ofOwner(), 'mastery_tracking.current_mastery_level': upTo('at_most') },
      sort: { 'mastery_tracking.current_mastery_level': -1 },
      projection: 'header',
      answers: 'page',
      index: 'user_id_1_mastery_tracking.current_mastery_level_-1',
      promise: { slaMs: 150, frequency: 'medium' },
    }),
    spaced_repetition_due: query({
      why: 'find concepts due for review today',
      specification: 'spaced_repetition_due',
      filter: { user_id: ofOwner(), 'spaced_repetition_data.next_review_date': before('until') },
      sort: { 'spaced_repetition_data.next_review_date': 1 },
      projection: [
        'subject',
        'topic',
        'concept',
        'mastery_tracking',
        'spaced_repetition_data.next_review_date',
        'spaced_repetition_data.repetition_interval_days',
        'spaced_repetition_data.reviews',
        'spaced_repetition_data.lapses',
        'spaced_repetition_data.is_leech',
        'spaced_repetition_data.forgetting_curve_parameters',
      ],
      answers: 'page',
      index: 'user_id_1_spaced_repetition_data.next_review_date_1',
      promise: { slaMs: 100, frequency: 'daily' },
    }),
    reviews_upcoming: query({
      why: 'reviews of all learners in a period, soonest first',
      filter: { 'spaced_repetition_data.next_review_date': [from('since'), before('until')] },
      sort: { 'spaced_repetition_data.next_review_date': 1 },
      projection: ['user_id', 'concept', 'spaced_repetition_data.next_review_date'],
      answers: 'page',
      index: 'spaced_repetition_data.next_review_date_1',
      promise: { slaMs: 500, frequency: 'daily' },
    }),
    hardest_content: query({
      why: 'mastery of a topic over all learners, best first',
      filter: { subject: equals('subject'), topic: equals('topic') },
      sort: { 'mastery_tracking.current_mastery_level': -1 },
      projection: ['concept', 'mastery_tracking.current_mastery_level'],
      answers: 'page',
      index: 'subject_1_topic_1_mastery_tracking.current_mastery_level_-1',
      promise: { slaMs: 500, frequency: 'low' },
    }),
    user_progress_dashboard: query({
      why: 'mean mastery by subject',
      specification: 'user_progress_dashboard',
      filter: { user_id: ofOwner() },
      projection: ['subject', 'mastery_tracking.current_mastery_level'],
      answers: 'page',
      index: 'user_id_1_subject_1',
      promise: { slaMs: 200, frequency: 'medium', cacheSeconds: 15 * 60 },
      summary: {
        stages: [
          {
            $group: {
              _id: '$subject',
              mastery_avg: { $avg: '$mastery_tracking.current_mastery_level' },
              concepts: { $sum: 1 },
              mastered: {
                $sum: { $cond: [{ $gt: ['$mastery_tracking.current_mastery_level', 0.8] }, 1, 0] },
              },
            },
          },
          { $sort: { _id: 1 } },
          { $project: { _id: 0, subject: '$_id', mastery_avg: 1, concepts: 1, mastered: 1 } },
        ],
        answer: {
          subject: slug({ description: 'Subject.' }),
          mastery_avg: share({ description: 'Mean mastery of its concepts.' }),
          concepts: count({ description: 'Concepts met.' }),
          mastered: count({ description: 'Concepts above 0.8.' }),
        },
      },
    }),
  },
});
