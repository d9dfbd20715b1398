import { collection, equals, from, index, ofOwner, query, upTo } from '../define.ts';
import { boolean } from '../fields/boolean.ts';
import { choice } from '../fields/choice.ts';
import { encrypted } from '../fields/facts.ts';
import { group } from '../fields/group.ts';
import { instant } from '../fields/instant.ts';
import { count } from '../fields/integer.ts';
import { growingList, list } from '../fields/list.ts';
import { number, percentage, share } from '../fields/number.ts';
import { record } from '../fields/record.ts';
import { slug } from '../fields/slug.ts';
import { text } from '../fields/text.ts';
import { uuid } from '../fields/uuid.ts';
import { bookkeeping, documentId } from '../support/bookkeeping.ts';
import { emotion, remark } from '../vocabulary/fields.ts';
import { attemptsOfLearner } from './learning_sessions/attempts-of-learner.ts';
import { evidence } from './learning_sessions/evidence.ts';
import { AI_PROVIDERS, interaction } from './learning_sessions/interaction.ts';

const DAY_MINUTES = 24 * 60;

const concepts = (description: string) =>
  list(slug({ description: 'A concept.' }), { description, maxItems: 200 });

const rating = (description: string) =>
  number({ description, minimum: 1, maximum: 5, unit: 'points', optional: true });

/** Texts that pages of the history always read together: one envelope, so that a page opens one for each session. */
const together = encrypted({ envelope: 'objectives_and_recommendations' });

const sessionContext = group(
  {
    session_type: choice(['study', 'practice', 'assessment', 'revision', 'exploration'], {
      description: 'What kind of session it is.',
    }),
    subject: slug({ description: 'Its subject.' }),
    topics: list(slug({ description: 'A topic.' }), { description: 'Its topics.', maxItems: 100 }),
    learning_objectives: list(text({ description: 'One objective.', maxLength: 500 }), {
      description: 'What the session aims at.',
      maxItems: 50,
      protection: together,
    }),
    initial_difficulty_level: share({ description: 'Difficulty it began with.' }),
    device_type: choice(['mobile', 'tablet', 'desktop'], {
      description: 'Device.',
      nullable: 'An import may not know it.',
    }),
    platform: choice(['web', 'ios', 'android'], {
      description: 'Platform.',
      nullable: 'An import may not know it.',
    }),
  },
  { description: 'What the session is about.' },
);

const learningProgress = group(
  {
    concepts_introduced: concepts('Concepts met for the first time.'),
    concepts_practiced: concepts('Concepts that were practised.'),
    concepts_mastered: concepts('Concepts whose mastery was reached.'),
    knowledge_gaps_identified: concepts('Concepts found missing.'),
    mastery_demonstrations: list(
      group(
        {
          concept: slug({ description: 'The concept.' }),
          evidence: remark({ description: 'What showed it.', maxLength: 1000 }),
          confidence_level: share({ description: 'Confidence in it.' }),
        },
        { description: 'One demonstration.' },
      ),
      { description: 'Where mastery was shown.', maxItems: 200, elementKey: ['concept'] },
    ),
  },
  { description: 'What was learned.' },
);

const emotionalJourney = group(
  {
    initial_emotional_state: emotion({ description: 'State at the start.', optional: true }),
    emotional_states_timeline: growingList(
      group(
        {
          timestamp: instant({ description: 'When.' }),
          emotion: emotion({ description: 'The state.' }),
          intensity: share({ description: 'How strong.' }),
          trigger: remark({ description: 'What brought it about.', optional: true }),
        },
        { description: 'One observation.' },
      ),
      { description: 'States over the session.', elementKey: ['timestamp', 'emotion'] },
    ),
    interventions_applied: growingList(
      group(
        {
          timestamp: instant({ description: 'When.' }),
          intervention_type: slug({ description: 'What was done.' }),
          reason: remark({ description: 'Why.' }),
          effectiveness_rating: number({
            description: "The learner's rating.",
            minimum: 1,
            maximum: 5,
            unit: 'points',
            optional: true,
          }),
        },
        { description: 'One intervention.' },
      ),
      { description: 'What the platform did.', elementKey: ['timestamp', 'intervention_type'] },
    ),
    final_emotional_state: emotion({ description: 'State at the end.', optional: true }),
    overall_emotional_health_score: share({
      description: 'How the learner fared, from bad to good.',
      nullable: 'There may be no emotional data, or no consent to it.',
    }),
  },
  {
    description: 'How the learner felt through the session.',
    consent: 'emotional_data',
    purpose: 'emotional_support',
    retention: 'raw_emotional_data',
  },
);

const performanceMetrics = group(
  {
    questions_attempted: count({ description: 'Tasks tried.' }),
    questions_correct: count({ description: 'Tasks answered right.' }),
    accuracy_percentage: percentage({ description: 'Share of right answers; 0 before the first attempt.' }),
    average_response_time_seconds: number({
      description: 'Mean time of the answers that were timed; 0 when none was.',
      minimum: 0,
      maximum: 86_400,
      unit: 's',
    }),
    difficulty_progression: growingList(
      group(
        {
          timestamp: instant({ description: 'When.' }),
          difficulty_level: share({ description: 'Difficulty of the task.' }),
          success_rate: share({ description: 'Share of right answers up to then.' }),
        },
        { description: 'One step.' },
      ),
      { description: 'Difficulty and success over the session.' },
    ),
    engagement_indicators: group(
      {
        follow_up_questions: count({ description: "The learner's own questions after an answer." }),
        self_directed_exploration: boolean({ description: 'Whether the learner went beyond the task.' }),
        session_completion_rate: share({ description: 'Share of the planned session that was done.' }),
      },
      { description: 'Signs of engagement.' },
    ),
  },
  { description: 'How it went.' },
);

const aiUsage = group(
  {
    total_ai_queries: count({ description: 'Answers of the tutor.' }),
    providers_used: record(
      choice(AI_PROVIDERS, { description: 'A provider.' }),
      count({ description: 'Its answers.' }),
      { description: 'Answers by provider.', maxKeys: 3 },
    ),
    total_tokens_consumed: count({ description: 'Tokens in all.', unit: 'tokens' }),
    total_cost_usd: number({ description: 'Cost in all.', minimum: 0, maximum: 1_000_000, unit: 'USD' }),
    average_response_time_ms: number({
      description: 'Mean time of an answer; 0 when there was none.',
      minimum: 0,
      maximum: 600_000,
      unit: 'ms',
    }),
    cache_hit_rate: share({ description: 'Share of the answers from a cache; 0 when there was none.' }),
    quality_scores: growingList(share({ description: 'Quality of one answer.' }), {
      description: 'Quality of each rated answer.',
    }),
  },
  { description: 'Use and cost of the tutor.', purpose: 'ai_operation' },
);

const sessionOutcome = group(
  {
    learning_objectives_met: list(text({ description: 'An objective.', maxLength: 500 }), {
      description: 'Objectives reached.',
      maxItems: 50,
      protection: together,
    }),
    areas_needing_more_work: concepts('Concepts to work on.'),
    user_satisfaction_rating: rating('How satisfied the learner was, 1 to 5.'),
    perceived_difficulty_rating: rating('How hard it felt, 1 to 5.'),
    emotional_satisfaction_rating: rating('How the emotional support felt, 1 to 5.'),
    next_session_recommendations: list(text({ description: 'One recommendation.', maxLength: 500 }), {
      description: 'What to do next.',
      maxItems: 20,
      protection: together,
    }),
  },
  { description: 'What came of it.' },
);

export const learning_sessions = collection({
  name: 'learning_sessions',
  typeName: 'LearningSessionDocument',
  description: 'One document for each session of learning: its interactions and what they amount to.',
  specification: '1.3',
  database: 'data',
  owner: 'user_id',
  identity: ['session_id'],
  datedBy: 'started_at',
  purpose: 'learning',
  retention: 'detailed_sessions',
  export: true,
  shardKey: { region: 1, user_id: 1 },
  fields: {
    _id: documentId,
    session_id: uuid({ description: 'Identifier for references from outside.' }),
    user_id: uuid({ description: 'The learner; references users.user_id.' }),
    started_at: instant({ description: 'When it began.' }),
    ended_at: instant({ description: 'When it ended; absent while it runs.', optional: true }),
    duration_minutes: number({
      description: 'How long it took; until its latest interaction while it runs.',
      minimum: 0,
      maximum: 30 * DAY_MINUTES,
      unit: 'min',
      optional: true,
    }),
    session_context: sessionContext,
    interactions: growingList(interaction, {
      description: 'What was asked, answered and shown, in the order it was recorded.',
      elementKey: ['interaction_id'],
    }),
    learning_progress: learningProgress,
    emotional_journey: emotionalJourney,
    performance_metrics: performanceMetrics,
    ai_usage_analytics: aiUsage,
    session_outcome: sessionOutcome,
    evidence,
    ...bookkeeping,
  },
  indexes: [
    index({ user_id: 1, started_at: -1 }, { why: 'user session history (most common query)' }),
    index({ session_id: 1 }, { why: 'unique index for session lookups', unique: true }),
    index({ 'session_context.subject': 1, started_at: -1 }, { why: 'subject-based analytics' }),
    index({ started_at: -1 }, { why: 'chronological session analysis' }),
    index(
      { 'evidence.idle_since': 1 },
      {
        why: 'sessions that run and hear nothing any more',
        partialOn: ['evidence.idle_since'],
        extension: 'Sessions that were abandoned are ended by a job.',
      },
    ),
    index({ 'ai_usage_analytics.total_cost_usd': -1 }, { why: 'cost tracking and optimization' }),
    index(
      { user_id: 1, 'session_context.subject': 1, started_at: -1 },
      { why: 'compound index for user-subject queries' },
    ),
  ],
  textSearch: {
    paths: ['interactions.user_input', 'interactions.ai_response.text', 'session_context.topics'],
    why: 'Full-text search for educational content',
  },
  queries: {
    recent_session_history: query({
      why: "get user's last 30 days of learning sessions",
      specification: 'recent_session_history',
      filter: { user_id: ofOwner(), started_at: from('since') },
      sort: { started_at: -1 },
      projection: 'header',
      answers: 'page',
      index: 'user_id_1_started_at_-1',
      promise: { slaMs: 200, frequency: 'high' },
    }),
    session_lookup: query({
      why: 'one session by its identifier',
      filter: { session_id: equals('session_id') },
      projection: 'whole',
      answers: 'one',
      index: 'session_id_1',
      promise: { slaMs: 100, frequency: 'very high' },
    }),
    sessions_of_subject: query({
      why: "a learner's sessions in one subject, newest first",
      filter: { user_id: ofOwner(), 'session_context.subject': equals('subject'), started_at: from('since') },
      sort: { started_at: -1 },
      projection: 'header',
      answers: 'page',
      index: 'user_id_1_session_context.subject_1_started_at_-1',
      promise: { slaMs: 200, frequency: 'medium' },
    }),
    sessions_of_learner: query({
      why: 'every session of a learner with its content, newest first, for export',
      filter: { user_id: ofOwner(), started_at: from('since') },
      sort: { started_at: -1 },
      projection: 'whole',
      answers: 'page',
      index: 'user_id_1_started_at_-1',
      promise: { slaMs: 1000, frequency: 'low' },
    }),
    attempts_of_learner: attemptsOfLearner,
    sessions_left_open: query({
      why: 'sessions that run and have heard nothing since a moment, for the job that ends them',
      filter: { 'evidence.idle_since': upTo('until') },
      sort: { 'evidence.idle_since': 1 },
      projection: ['session_id', 'user_id', 'started_at', 'evidence.latest_at', 'evidence.idle_since'],
      answers: 'page',
      index: 'evidence.idle_since_1',
      promise: { slaMs: 500, frequency: 'medium' },
    }),
    subject_activity: query({
      why: 'sessions of all learners in one subject, newest first',
      filter: { 'session_context.subject': equals('subject'), started_at: from('since') },
      sort: { started_at: -1 },
      projection: [
        'session_id',
        'user_id',
        'started_at',
        'duration_minutes',
        'performance_metrics.accuracy_percentage',
      ],
      answers: 'page',
      index: 'session_context.subject_1_started_at_-1',
      promise: { slaMs: 500, frequency: 'low' },
    }),
    costliest_sessions: query({
      why: 'sessions by cost of the tutor, most expensive first',
      filter: { 'ai_usage_analytics.total_cost_usd': from('at_least') },
      sort: { 'ai_usage_analytics.total_cost_usd': -1 },
      projection: [
        'session_id',
        'started_at',
        'ai_usage_analytics.total_cost_usd',
        'ai_usage_analytics.providers_used',
      ],
      answers: 'page',
      index: 'ai_usage_analytics.total_cost_usd_-1',
      promise: { slaMs: 500, frequency: 'low' },
    }),
    platform_usage_analytics: query({
      why: 'learners, sessions and their mean length, by day',
      specification: 'platform_usage_analytics',
      filter: { started_at: [from('since'), upTo('until')] },
      projection: ['started_at', 'user_id', 'duration_minutes'],
      answers: 'page',
      index: 'started_at_-1',
      promise: { slaMs: 1000, frequency: 'low', cacheSeconds: 6 * 3600 },
      summary: {
        // Grouped by learner first: a count of distinct learners without ever holding a list of them.
        stages: [
          {
            $group: {
              _id: {
                day: { $dateToString: { format: '%Y-%m-%d', date: '$started_at' } },
                user_id: '$user_id',
              },
              sessions: { $sum: 1 },
              minutes: { $sum: '$duration_minutes' },
              timed: { $sum: { $cond: [{ $gte: ['$duration_minutes', 0] }, 1, 0] } },
            },
          },
          {
            $group: {
              _id: '$_id.day',
              active_users: { $sum: 1 },
              total_sessions: { $sum: '$sessions' },
              minutes: { $sum: '$minutes' },
              timed: { $sum: '$timed' },
            },
          },
          { $sort: { _id: 1 } },
          {
            $project: {
              _id: 0,
              day: '$_id',
              active_users: 1,
              total_sessions: 1,
              avg_session_duration: {
                $cond: [{ $gt: ['$timed', 0] }, { $divide: ['$minutes', '$timed'] }, null],
              },
            },
          },
        ],
        learners: 'active_users',
        answer: {
          day: text({ description: 'Day in UTC, ISO 8601.', maxLength: 10 }),
          active_users: count({ description: 'Distinct learners of the day.' }),
          total_sessions: count({ description: 'Sessions that began on the day.' }),
          avg_session_duration: number({
            description: 'Mean length of its sessions; of those that run, until now.',
            minimum: 0,
            maximum: 30 * DAY_MINUTES,
            unit: 'min',
            nullable: 'No session of the day has a length yet.',
          }),
        },
      },
    }),
  },
});
