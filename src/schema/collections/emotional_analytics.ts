import { collection, equals, from, index, ofOwner, query, upTo } from '../define.ts';
import { choice } from '../fields/choice.ts';
import { encrypted } from '../fields/facts.ts';
import { group } from '../fields/group.ts';
import { instant } from '../fields/instant.ts';
import { count } from '../fields/integer.ts';
import { list } from '../fields/list.ts';
import { number, percentage, share } from '../fields/number.ts';
import { slug } from '../fields/slug.ts';
import { text } from '../fields/text.ts';
import { uuid } from '../fields/uuid.ts';
import { bookkeeping, documentId } from '../support/bookkeeping.ts';
import { byEmotion, emotion } from '../vocabulary/fields.ts';

const MONTH_MINUTES = 31 * 24 * 60;
const TOO_LITTLE = 'There may be too little data to say.';

const minutesField = (description: string, nullable?: string) =>
  number({ description, minimum: 0, maximum: MONTH_MINUTES, unit: 'min', ...(nullable && { nullable }) });

/** The parts of the document that the specification names `detailed_patterns`: one envelope. */
const sensitive = {
  protection: encrypted({ envelope: 'detailed_patterns' }),
  retention: 'sensitive_emotional_patterns',
} as const;

const emotionalSummary = group(
  {
    dominant_emotion: emotion({ description: 'The state with the most time.' }),
    emotion_distribution: byEmotion(
      group(
        {
          percentage: percentage({ description: 'Share of the time.' }),
          total_time_minutes: minutesField('Time in this state.'),
          session_count: count({ description: 'Sessions in which it was seen.' }),
        },
        { description: 'How much of it there was.' },
      ),
      { description: 'Time by state.' },
    ),
    emotional_stability_score: share({ description: 'Less volatility, higher score.', nullable: TOO_LITTLE }),
    overall_emotional_wellness: share({ description: 'How the learner fared, from bad to good.' }),
  },
  { description: 'The period in short.' },
);

const correlation = group(
  {
    most_productive_emotions: list(
      group(
        {
          emotion: emotion({ description: 'The state.' }),
          learning_effectiveness_score: share({ description: 'How well learning went in it.' }),
          concepts_mastered_rate: number({
            description: 'Concepts mastered in an hour in it.',
            minimum: 0,
            maximum: 1000,
            unit: 'concepts/h',
            nullable: TOO_LITTLE,
          }),
        },
        { description: 'One state.' },
      ),
      { description: 'States in which learning went well.', maxItems: 15, elementKey: ['emotion'] },
    ),
    problematic_emotional_patterns: list(
      group(
        {
          emotion: emotion({ description: 'The state.' }),
          learning_hindrance_score: share({ description: 'How much it hinders.' }),
          common_triggers: list(text({ description: 'A trigger.', maxLength: 500 }), {
            description: 'What brings it about.',
            maxItems: 20,
          }),
          recovery_time_minutes: minutesField('Mean time until it passes.', TOO_LITTLE),
        },
        { description: 'One pattern.' },
      ),
      { description: 'States that hinder, and what brings them about.', maxItems: 15, ...sensitive },
    ),
    optimal_learning_conditions: group(
      {
        best_emotional_state_for_new_concepts: emotion({
          description: 'For new concepts.',
          nullable: TOO_LITTLE,
        }),
        best_emotional_state_for_practice: emotion({ description: 'For practice.', nullable: TOO_LITTLE }),
        best_emotional_state_for_assessment: emotion({
          description: 'For assessment.',
          nullable: TOO_LITTLE,
        }),
      },
      { description: 'The state in which each kind of work goes best.' },
    ),
  },
  { description: 'How feelings and learning went together.' },
);

const interventions = group(
  {
    interventions_applied: list(
      group(
        {
          intervention_type: slug({ description: 'What was done.' }),
          application_count: count({ description: 'How often.' }),
          success_rate: share({
            description: 'Share after which the learner felt better.',
            nullable: TOO_LITTLE,
          }),
          average_effectiveness_rating: number({
            description: "Mean of the learner's ratings.",
            minimum: 1,
            maximum: 5,
            unit: 'points',
            nullable: 'Nobody rated it.',
          }),
        },
        { description: 'One kind of intervention.' },
      ),
      { description: 'What was done and how it worked.', maxItems: 50, elementKey: ['intervention_type'] },
    ),
    emotional_recovery_patterns: group(
      {
        average_recovery_time_minutes: byEmotion(minutesField('Mean time until it passes.'), {
          description: 'Recovery by state.',
        }),
        most_effective_recovery_strategies: list(
          group(
            {
              strategy: text({ description: 'What helps.', maxLength: 200 }),
              success_rate: share({ description: 'How often it helps.' }),
              applicable_emotions: list(emotion({ description: 'A state.' }), {
                description: 'States it helps with.',
                maxItems: 15,
              }),
            },
            { description: 'One strategy.' },
          ),
          { description: 'What helps best.', maxItems: 20 },
        ),
      },
      { description: 'How the learner recovers.', ...sensitive },
    ),
  },
  { description: 'What was done about it.' },
);

const phrases = (description: string) =>
  list(text({ description: 'One of them, in words.', maxLength: 200 }), { description, maxItems: 30 });

const trends = group(
  {
    emotional_trends: list(
      group(
        {
          emotion: emotion({ description: 'The state.' }),
          trend_direction: choice(['increasing', 'decreasing', 'stable'], { description: 'Where it goes.' }),
          change_percentage: number({
            description: 'Change against the period before.',
            minimum: -100,
            maximum: 100_000,
            unit: '%',
          }),
          time_period: text({ description: 'The period compared, such as "7 days".', maxLength: 60 }),
        },
        { description: 'One trend.' },
      ),
      { description: 'Where states are going.', maxItems: 45 },
    ),
    temporal_patterns: group(
      {
        best_learning_times: phrases('Times of day when feelings help.'),
        challenging_periods: phrases('Times when hindering feelings are common.'),
        emotional_biorhythm_insights: phrases('Rhythms that were seen.'),
      },
      { description: 'When the learner feels how.', ...sensitive },
    ),
  },
  { description: 'Change and rhythm.' },
);

export const emotional_analytics = collection({
  name: 'emotional_analytics',
  typeName: 'EmotionalAnalyticsDocument',
  description:
    'Summaries of how a learner felt: one document for each day, week and month with observations.',
  specification: '1.4',
  database: 'data',
  owner: 'user_id',
  identity: ['user_id', 'data_source', 'analysis_date'],
  datedBy: 'analysis_date',
  purpose: 'emotional_support',
  consent: 'emotional_data',
  retention: 'aggregated_emotional_data',
  export: true,
  shardKey: { region: 1, user_id: 1 },
  fields: {
    _id: documentId,
    user_id: uuid({ description: 'The learner; references users.user_id.' }),
    analysis_date: instant({
      description: "Midnight UTC of the first day of the period in the learner's time zone.",
    }),
    data_source: choice(['daily_aggregation', 'weekly_summary', 'monthly_report'], {
      description: 'The period.',
    }),
    emotional_summary: emotionalSummary,
    learning_correlation_analysis: correlation,
    intervention_effectiveness: interventions,
    trends_and_patterns: trends,
    ...bookkeeping,
  },
  indexes: [
    index({ user_id: 1, analysis_date: -1 }, { why: 'user emotional trends' }),
    index({ analysis_date: -1 }, { why: 'platform-wide emotional health analytics' }),
    index({ 'emotional_summary.dominant_emotion': 1 }, { why: 'emotion-based insights' }),
    index({ 'emotional_summary.overall_emotional_wellness': -1 }, { why: 'wellness ranking' }),
    index(
      { user_id: 1, data_source: 1, analysis_date: -1 },
      {
        why: 'one document for each period; the documents of one kind in order of time',
        unique: true,
        extension:
          'Daily, weekly and monthly documents share the collection without a unique key (architecture 12).',
      },
    ),
  ],
  queries: {
    emotional_analytics_dashboard: query({
      why: 'aggregate emotional analytics for dashboard',
      specification: 'emotional_analytics_dashboard',
      filter: { user_id: ofOwner(), data_source: equals('data_source'), analysis_date: from('since') },
      sort: { analysis_date: -1 },
      projection: 'whole',
      answers: 'page',
      index: 'user_id_1_data_source_1_analysis_date_-1',
      promise: { slaMs: 500, frequency: 'medium' },
    }),
    emotions_of_learner: query({
      why: 'every emotional summary of a learner, latest first, for export',
      filter: { user_id: ofOwner(), analysis_date: from('since') },
      sort: { analysis_date: -1 },
      projection: 'whole',
      answers: 'page',
      index: 'user_id_1_analysis_date_-1',
      promise: { slaMs: 1000, frequency: 'low' },
    }),
    emotional_wellness_trends: query({
      why: 'wellness by day',
      specification: 'emotional_wellness_trends',
      filter: { user_id: ofOwner(), data_source: equals('data_source'), analysis_date: from('since') },
      sort: { analysis_date: -1 },
      projection: [
        'analysis_date',
        'emotional_summary.overall_emotional_wellness',
        'emotional_summary.dominant_emotion',
      ],
      answers: 'page',
      index: 'user_id_1_data_source_1_analysis_date_-1',
      promise: { slaMs: 300, frequency: 'medium', cacheSeconds: 3600 },
    }),
    emotional_history: query({
      why: "all of a learner's summaries in a period, newest first",
      filter: { user_id: ofOwner(), analysis_date: [from('since'), upTo('until')] },
      sort: { analysis_date: -1 },
      projection: 'whole',
      answers: 'page',
      index: 'user_id_1_analysis_date_-1',
      promise: { slaMs: 500, frequency: 'low' },
    }),
    platform_wellness: query({
      why: 'mean wellness of the platform by day',
      filter: { analysis_date: [from('since'), upTo('until')] },
      projection: ['analysis_date', 'emotional_summary.overall_emotional_wellness'],
      answers: 'page',
      index: 'analysis_date_-1',
      promise: { slaMs: 1000, frequency: 'low', cacheSeconds: 6 * 3600 },
      summary: {
        stages: [
          { $match: { data_source: 'daily_aggregation' } },
          {
            $group: {
              _id: { $dateToString: { format: '%Y-%m-%d', date: '$analysis_date' } },
              learners: { $sum: 1 },
              wellness: { $avg: '$emotional_summary.overall_emotional_wellness' },
            },
          },
          { $sort: { _id: 1 } },
          { $project: { _id: 0, day: '$_id', learners: 1, wellness: 1 } },
        ],
        learners: 'learners',
        answer: {
          day: text({ description: 'Day, ISO 8601.', maxLength: 10 }),
          learners: count({ description: 'Learners with observations.' }),
          wellness: share({ description: 'Mean wellness.' }),
        },
      },
    }),
    learners_in_emotion: query({
      why: 'periods that one state dominated',
      filter: { 'emotional_summary.dominant_emotion': equals('emotion') },
      projection: ['user_id', 'analysis_date', 'data_source', 'emotional_summary.dominant_emotion'],
      answers: 'page',
      index: 'emotional_summary.dominant_emotion_1',
      promise: { slaMs: 500, frequency: 'low' },
    }),
    wellness_ranking: query({
      why: 'periods by wellness, best first',
      filter: { 'emotional_summary.overall_emotional_wellness': upTo('at_most') },
      sort: { 'emotional_summary.overall_emotional_wellness': -1 },
      projection: ['user_id', 'analysis_date', 'data_source', 'emotional_summary.overall_emotional_wellness'],
      answers: 'page',
      index: 'emotional_summary.overall_emotional_wellness_-1',
      promise: { slaMs: 500, frequency: 'low' },
    }),
  },
});
