/**
 * What the HTTP API answers, as far as these pages read it. Instants are ISO 8601 strings. Written by hand until the
 * client is derived from the OpenAPI description; a field that no page shows is left out.
 */

export type EmotionalState =
  | 'engaged'
  | 'curious'
  | 'confident'
  | 'excited'
  | 'proud'
  | 'calm'
  | 'neutral'
  | 'confused'
  | 'surprised'
  | 'frustrated'
  | 'anxious'
  | 'overwhelmed'
  | 'bored'
  | 'tired'
  | 'discouraged';

export type EducationLevel = 'middle_school' | 'high_school' | 'undergraduate' | 'graduate' | 'professional';
export type Level = 'low' | 'average' | 'high';

export interface Page<T> {
  items: T[];
  next_cursor: string | null;
}

export interface Origin {
  kind: 'registered' | 'imported' | 'generated';
  source?: string;
  legal_basis?: string;
  age_group: 'child' | 'teen' | 'adult' | 'unknown';
}

export interface LearnerSummary {
  user_id: string;
  name: string | null;
  education_level: EducationLevel | null;
  country: string | null;
  origin: Origin;
  subjects_of_interest: string[];
  created_at: string;
  last_login: string | null;
}

export interface Learner {
  user_id: string;
  created_at: string;
  last_login: string | null;
  profile: {
    name: string | null;
    age?: number;
    education_level: EducationLevel | null;
    timezone: string;
    location?: { country: string; region?: string };
    learning_goals: string[];
    subjects_of_interest: string[];
  };
  subscription: { plan: string; status: string };
  preferences: {
    privacy_settings: {
      analytics_participation: boolean;
      emotional_data_usage: boolean;
      learning_data_sharing: boolean;
      public_profile: boolean;
    };
    learning_preferences: {
      explanation_style: string;
      difficulty_preference: string;
      feedback_frequency: string;
      emotional_support_level: string;
    };
  };
  account_status: string;
  roles: string[];
  origin: Origin;
  region: string;
}

export interface LearningDNA {
  version: number;
  created_at: string;
  updated_at: string;
  cognitive_profile: {
    learning_style: {
      primary: string;
      secondary?: string;
      confidence_score: number;
      assessment_method: string;
      last_assessed: string;
    };
    processing_characteristics: {
      processing_speed: 'slow' | 'average' | 'fast';
      working_memory_capacity: Level;
      attention_span_minutes: number;
      information_processing_preference: string;
      multitasking_ability: Level;
    };
    complexity_preferences: {
      preferred_difficulty_level: number;
      challenge_tolerance: 'low' | 'moderate' | 'high';
      explanation_depth_preference: string;
      example_density_preference: string;
      abstract_vs_concrete: number;
    };
  };
  motivation_profile: {
    goal_orientation: string;
    intrinsic_motivation_level: number;
    extrinsic_motivation_responsiveness: number;
    feedback_preference: string;
    achievement_sensitivity: number;
    autonomy_preference: 'guided' | 'semi_independent' | 'self_directed';
  };
  emotional_learning_patterns: {
    optimal_emotional_states: EmotionalState[];
    problematic_emotional_states: EmotionalState[];
    stress_triggers: string[];
    confidence_builders: string[];
    engagement_factors: string[];
    emotional_recovery_strategies: string[];
    emotional_resilience_score: number | null;
  };
  assessment_history: {
    date: string;
    assessment_type: string;
    changes_made: string[];
    confidence_delta: number;
  }[];
  learning_effectiveness: {
    subjects_performance: Record<
      string,
      { mastery_rate: number; engagement_level: number; optimal_difficulty: number }
    >;
    overall_learning_velocity: number;
    personalization_effectiveness: number;
  };
}

export interface Interaction {
  interaction_id: string;
  timestamp: string;
  interaction_type: 'question' | 'response' | 'feedback' | 'assessment';
  user_input?: string;
  ai_response?: {
    text: string;
    provider_used: string;
    response_time_ms: number;
    tokens_used: number;
    cost_usd: number;
    quality_score?: number;
    cached?: boolean;
  };
  emotional_context?: {
    detected_emotion: EmotionalState;
    confidence: number;
    emotional_intensity: number;
    adaptation_applied: string[];
  };
  personalization_applied?: {
    difficulty_adjustment: number;
    explanation_style: string;
    content_modifications: string[];
  };
  assessed?: {
    concept: string;
    topic: string;
    correct?: boolean;
    score?: number;
    difficulty?: number;
    rating?: string;
    response_time_seconds?: number;
    item?: string;
  };
}

/** A session without its growing lists, as a list of sessions shows it. */
export interface SessionHeader {
  session_id: string;
  user_id: string;
  started_at: string;
  ended_at?: string;
  duration_minutes?: number;
  session_context: {
    session_type: 'study' | 'practice' | 'assessment' | 'revision' | 'exploration';
    subject: string;
    topics: string[];
    learning_objectives: string[];
    initial_difficulty_level: number;
    device_type: string | null;
    platform: string | null;
  };
  learning_progress: {
    concepts_introduced: string[];
    concepts_practiced: string[];
    concepts_mastered: string[];
    knowledge_gaps_identified: string[];
  };
  emotional_journey: {
    initial_emotional_state?: EmotionalState;
    final_emotional_state?: EmotionalState;
    overall_emotional_health_score: number | null;
  };
  performance_metrics: {
    questions_attempted: number;
    questions_correct: number;
    accuracy_percentage: number;
    average_response_time_seconds: number;
  };
  ai_usage_analytics: { total_ai_queries: number; total_tokens_consumed: number; total_cost_usd: number };
  session_outcome: {
    learning_objectives_met: string[];
    areas_needing_more_work: string[];
    user_satisfaction_rating?: number;
    next_session_recommendations: string[];
  };
}

/** A whole session; each growing list shows its first page. */
export interface Session extends SessionHeader {
  interactions: Interaction[];
  emotional_journey: SessionHeader['emotional_journey'] & {
    emotional_states_timeline: {
      timestamp: string;
      emotion: EmotionalState;
      intensity: number;
      trigger?: string;
    }[];
    interventions_applied: {
      timestamp: string;
      intervention_type: string;
      reason: string;
      effectiveness_rating?: number;
    }[];
  };
}

export interface SubjectProgress {
  subject: string;
  mastery_avg: number;
  concepts: number;
  mastered: number;
}

export interface MasteryTracking {
  current_mastery_level: number;
  mastery_confidence: number;
  first_exposure_date: string;
  last_practiced_date: string;
  mastery_achieved_date?: string;
}

export interface Mastery {
  subject: string;
  topic: string;
  concept: string;
  mastery_tracking: MasteryTracking;
  spaced_repetition_data: { repetition_interval_days: number; next_review_date: string };
  evidence: { attempts: number; score_sum: number };
}

export interface ReviewDue {
  subject: string;
  topic: string;
  concept: string;
  mastery_tracking: MasteryTracking;
  spaced_repetition_data: {
    next_review_date: string;
    repetition_interval_days: number;
    forgetting_curve_parameters: {
      initial_strength: number;
      decay_rate: number;
      stability: number;
      difficulty: number;
    };
  };
  retrievability: number | null;
}

export interface WellnessDay {
  analysis_date: string;
  emotional_summary: { overall_emotional_wellness: number; dominant_emotion: EmotionalState };
}

export interface EmotionalAnalytics {
  analysis_date: string;
  data_source: 'daily_aggregation' | 'weekly_summary' | 'monthly_report';
  emotional_summary: {
    dominant_emotion: EmotionalState;
    emotion_distribution: Partial<
      Record<EmotionalState, { percentage: number; total_time_minutes: number; session_count: number }>
    >;
    emotional_stability_score: number;
    overall_emotional_wellness: number;
  };
}

export interface Concept {
  subject: string;
  topic: string;
  concept: string;
  names: { subject: string; topic: string; concept: string };
}

export interface PracticeSubject {
  subject: string;
  name: string;
  concepts: { concept: string; name: string }[];
}

export interface Question {
  question_id: string;
  concept: string;
  topic: string;
  prompt: string;
  kind: 'number' | 'choice' | 'text';
  choices?: string[];
}

export interface PracticeRound {
  session_id: string;
  subject: string;
  questions: Question[];
}

export interface Answer {
  question_id: string;
  answer: string;
  response_time_seconds: number;
}

/** Any JSON, as relaxed extended JSON comes; binary values are `{"$envelope": {bytes, key_id}}`. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

export interface Marked {
  correct: boolean;
  expected: string | number;
  explanation: string;
  interaction: Interaction;
  mastery: { before: number | null; after: number; concept: string; next_review_date: string };
  stored: { session: Json; mastery: Json };
}

export interface Platform {
  version: string;
  database: { engine: string; version: string };
  cache: { engine: string };
  listens_on: string;
  loopback_only: boolean;
  learners: number;
  collections: { name: string; documents: number }[];
}

export interface UsageDay {
  day: string;
  active_users: number;
  total_sessions: number;
  avg_session_duration: number | null;
}

export interface ServiceLevel {
  collection: string;
  query: string;
  why: string;
  specification: string | null;
  index: string | null;
  sla_ms: number;
  count: number;
  p50_ms: number;
  p95_ms: number;
  p99_ms: number;
  max_ms: number;
  share_within_sla: number | null;
}
