// Generated from src/schema by `npm run generate`. Do not edit.
import type { Binary, ObjectId } from 'mongodb';

/** How a learner feels; see src/schema/vocabulary/emotions.ts. */
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

/** One document for each account: the person, the plan, the choices, the security of the account. */
export interface UserDocument {
  /** The database's own identifier. */
  _id: string;
  /** Random identifier for references from outside; leads to nobody by itself. */
  user_id: string;
  /** Address for signing in and for mail. */
  email: string | null;
  /** Argon2id hash of the password, in PHC string format. */
  password_hash: string | null;
  /** Whether the address was proved to belong to the person. */
  email_verified: boolean;
  /** When the account was made. */
  created_at: Date;
  /** When the account last changed. */
  updated_at: Date;
  /** When the person last signed in. */
  last_login: Date | null;
  /** Who the person is and what they want to learn. */
  profile: {
    /** Display name. */
    name: string | null;
    /** Age in whole years when it was recorded. [3, 120] years */
    age?: number;
    /** When the age was recorded; a person is under 13 until this proves otherwise. */
    age_recorded_at?: Date;
    /** Level of education. */
    education_level: 'middle_school' | 'high_school' | 'undergraduate' | 'graduate' | 'professional' | null;
    /** IANA time zone, for scheduling and analytics. */
    timezone: string;
    /** Where the person lives. */
    location?: {
      /** Country, ISO 3166-1 alpha-2; the age of consent depends on it. */
      country: string;
      /** Place below the country. */
      region?: string;
    };
    /** What the learner wants to reach. */
    learning_goals: string[];
    /** Subjects the learner cares about; display names stand in `concepts`. */
    subjects_of_interest: string[];
  };
  /** The plan and what it allows. */
  subscription: {
    /** The plan; what each gives stands in `vocabulary/plans.ts`. */
    plan: 'free' | 'premium' | 'family';
    /** Where the plan stands. */
    status: 'active' | 'inactive' | 'cancelled' | 'trial';
    /** When the plan began. */
    subscribed_at?: Date;
    /** When the plan or trial ends. */
    expires_at?: Date;
    /** Reference of the payment method at the payment provider. */
    payment_method_id?: string;
    /** How often it is billed. */
    billing_cycle: 'monthly' | 'yearly';
    /** When the one trial of the account began. */
    trial_began_at?: Date;
    /** The end that the last renewal put off. */
    renewed_from?: Date;
    /** Hashes of the requests that changed the plan last, so that one sent again changes nothing. */
    recent_changes?: string[];
    /** Who holds the family plan that covers this account; references users.user_id. */
    covered_by?: string;
    /** Use of what the plan limits. */
    usage_tracking: {
      /** AI queries since the last reset. [0, 2147483647] */
      ai_queries_used: number;
      /** AI queries the plan allows in a period. [0, 2147483647] */
      ai_queries_limit: number;
      /** When the count starts again, with what the plan allows by then. */
      reset_date: Date;
      /** Hashes of the requests counted last, so that one sent again counts once. */
      recent_queries?: string[];
    };
  };
  /** Choices of the person. */
  preferences: {
    /** What the person wants to be told. */
    notification_settings: {
      /** Mail at all. */
      email_notifications: boolean;
      /** Reminders to study. */
      study_reminders: boolean;
      /** Summaries of progress. */
      progress_updates: boolean;
      /** Messages about achievements. */
      achievement_notifications: boolean;
    };
    /** What may be done with the data of the person. */
    privacy_settings: {
      /** Consent to learning analytics. */
      analytics_participation: boolean;
      /** Consent to the use of emotional data. */
      emotional_data_usage: boolean;
      /** Consent to sharing with educators and family. */
      learning_data_sharing: boolean;
      /** Whether others can see the profile. */
      public_profile: boolean;
    };
    /** How the person wants to learn. */
    learning_preferences: {
      /** How long explanations are. */
      explanation_style: 'concise' | 'detailed' | 'comprehensive';
      /** How hard exercises are. */
      difficulty_preference: 'easy' | 'moderate' | 'challenging' | 'adaptive';
      /** How often feedback comes. */
      feedback_frequency: 'high' | 'moderate' | 'minimal';
      /** How much encouragement the tutor gives. */
      emotional_support_level: 'minimal' | 'standard' | 'high';
    };
  };
  /** Whether the account can be used. */
  account_status: 'active' | 'suspended' | 'deleted';
  /** Security of the account. */
  security: {
    /** Failed attempts to sign in since the last success. [0, 2147483647] */
    failed_login_attempts: number;
    /** When the password last changed. */
    last_password_change: Date | null;
    /** Whether a second factor is asked for. */
    two_factor_enabled: boolean;
    /** Until when no password is taken, after failed attempts. */
    locked_until?: Date;
  };
  /** What the account may act as. */
  roles: (
    | 'learner'
    | 'guardian'
    | 'educator'
    | 'support'
    | 'analyst'
    | 'privacy_officer'
    | 'operator'
    | 'service'
  )[];
  /** Where the account comes from. */
  origin: {
    /** How the account came to be. */
    kind: 'registered' | 'imported' | 'generated';
    /** The import or generator it came from. */
    source?: string;
    /** Ground the import declared (GDPR Art. 6, Art. 89 for research). */
    legal_basis?:
      | 'consent'
      | 'contract'
      | 'legal_obligation'
      | 'vital_interests'
      | 'public_task'
      | 'legitimate_interest'
      | 'research';
    /** Age group the import declared; unknown counts as a child. */
    age_group: 'child' | 'teen' | 'adult' | 'unknown';
  };
  /** A deletion under way. */
  deletion?: {
    /** When deletion was asked for. */
    requested_at: Date;
    /** When everything is gone at the latest. */
    due_at: Date;
  };
  /** Region the learner belongs to. */
  region: string;
  /** Counts the changes of the document, from 1. [1, 2147483647] */
  revision: number;
}

/** The same without what the platform sets itself. */
export interface NewUserDocument {
  /** The database's own identifier. */
  _id?: string;
  /** Random identifier for references from outside; leads to nobody by itself. */
  user_id: string;
  /** Address for signing in and for mail. */
  email: string | null;
  /** Argon2id hash of the password, in PHC string format. */
  password_hash: string | null;
  /** Whether the address was proved to belong to the person. */
  email_verified: boolean;
  /** When the account was made. */
  created_at: Date;
  /** When the account last changed. */
  updated_at: Date;
  /** When the person last signed in. */
  last_login: Date | null;
  /** Who the person is and what they want to learn. */
  profile: {
    /** Display name. */
    name: string | null;
    /** Age in whole years when it was recorded. [3, 120] years */
    age?: number;
    /** When the age was recorded; a person is under 13 until this proves otherwise. */
    age_recorded_at?: Date;
    /** Level of education. */
    education_level: 'middle_school' | 'high_school' | 'undergraduate' | 'graduate' | 'professional' | null;
    /** IANA time zone, for scheduling and analytics. */
    timezone: string;
    /** Where the person lives. */
    location?: {
      /** Country, ISO 3166-1 alpha-2; the age of consent depends on it. */
      country: string;
      /** Place below the country. */
      region?: string;
    };
    /** What the learner wants to reach. */
    learning_goals: string[];
    /** Subjects the learner cares about; display names stand in `concepts`. */
    subjects_of_interest: string[];
  };
  /** The plan and what it allows. */
  subscription: {
    /** The plan; what each gives stands in `vocabulary/plans.ts`. */
    plan: 'free' | 'premium' | 'family';
    /** Where the plan stands. */
    status: 'active' | 'inactive' | 'cancelled' | 'trial';
    /** When the plan began. */
    subscribed_at?: Date;
    /** When the plan or trial ends. */
    expires_at?: Date;
    /** Reference of the payment method at the payment provider. */
    payment_method_id?: string;
    /** How often it is billed. */
    billing_cycle: 'monthly' | 'yearly';
    /** When the one trial of the account began. */
    trial_began_at?: Date;
    /** The end that the last renewal put off. */
    renewed_from?: Date;
    /** Hashes of the requests that changed the plan last, so that one sent again changes nothing. */
    recent_changes?: string[];
    /** Who holds the family plan that covers this account; references users.user_id. */
    covered_by?: string;
    /** Use of what the plan limits. */
    usage_tracking: {
      /** AI queries since the last reset. [0, 2147483647] */
      ai_queries_used: number;
      /** AI queries the plan allows in a period. [0, 2147483647] */
      ai_queries_limit: number;
      /** When the count starts again, with what the plan allows by then. */
      reset_date: Date;
      /** Hashes of the requests counted last, so that one sent again counts once. */
      recent_queries?: string[];
    };
  };
  /** Choices of the person. */
  preferences: {
    /** What the person wants to be told. */
    notification_settings: {
      /** Mail at all. */
      email_notifications: boolean;
      /** Reminders to study. */
      study_reminders: boolean;
      /** Summaries of progress. */
      progress_updates: boolean;
      /** Messages about achievements. */
      achievement_notifications: boolean;
    };
    /** What may be done with the data of the person. */
    privacy_settings: {
      /** Consent to learning analytics. */
      analytics_participation: boolean;
      /** Consent to the use of emotional data. */
      emotional_data_usage: boolean;
      /** Consent to sharing with educators and family. */
      learning_data_sharing: boolean;
      /** Whether others can see the profile. */
      public_profile: boolean;
    };
    /** How the person wants to learn. */
    learning_preferences: {
      /** How long explanations are. */
      explanation_style: 'concise' | 'detailed' | 'comprehensive';
      /** How hard exercises are. */
      difficulty_preference: 'easy' | 'moderate' | 'challenging' | 'adaptive';
      /** How often feedback comes. */
      feedback_frequency: 'high' | 'moderate' | 'minimal';
      /** How much encouragement the tutor gives. */
      emotional_support_level: 'minimal' | 'standard' | 'high';
    };
  };
  /** Whether the account can be used. */
  account_status: 'active' | 'suspended' | 'deleted';
  /** Security of the account. */
  security: {
    /** Failed attempts to sign in since the last success. [0, 2147483647] */
    failed_login_attempts: number;
    /** When the password last changed. */
    last_password_change: Date | null;
    /** Whether a second factor is asked for. */
    two_factor_enabled: boolean;
    /** Until when no password is taken, after failed attempts. */
    locked_until?: Date;
  };
  /** What the account may act as. */
  roles: (
    | 'learner'
    | 'guardian'
    | 'educator'
    | 'support'
    | 'analyst'
    | 'privacy_officer'
    | 'operator'
    | 'service'
  )[];
  /** Where the account comes from. */
  origin: {
    /** How the account came to be. */
    kind: 'registered' | 'imported' | 'generated';
    /** The import or generator it came from. */
    source?: string;
    /** Ground the import declared (GDPR Art. 6, Art. 89 for research). */
    legal_basis?:
      | 'consent'
      | 'contract'
      | 'legal_obligation'
      | 'vital_interests'
      | 'public_task'
      | 'legitimate_interest'
      | 'research';
    /** Age group the import declared; unknown counts as a child. */
    age_group: 'child' | 'teen' | 'adult' | 'unknown';
  };
  /** A deletion under way. */
  deletion?: {
    /** When deletion was asked for. */
    requested_at: Date;
    /** When everything is gone at the latest. */
    due_at: Date;
  };
  /** Region the learner belongs to. */
  region?: string;
  /** Counts the changes of the document, from 1. [1, 2147483647] */
  revision?: number;
}

/** The same as the database holds it. */
export interface StoredUserDocument {
  _id: ObjectId;
  user_id: string;
  email: Binary | null;
  password_hash: Binary | null;
  email_verified: boolean;
  created_at: Date;
  updated_at: Date;
  last_login: Date | null;
  profile: {
    name: Binary | null;
    age?: number;
    age_recorded_at?: Date;
    education_level: 'middle_school' | 'high_school' | 'undergraduate' | 'graduate' | 'professional' | null;
    timezone: string;
    location?: {
      country: string;
      region?: Binary;
    };
    learning_goals: Binary;
    subjects_of_interest: string[];
  };
  subscription: {
    plan: 'free' | 'premium' | 'family';
    status: 'active' | 'inactive' | 'cancelled' | 'trial';
    subscribed_at?: Date;
    expires_at?: Date;
    payment_method_id?: Binary;
    billing_cycle: 'monthly' | 'yearly';
    trial_began_at?: Date;
    renewed_from?: Date;
    recent_changes?: string[];
    covered_by?: string;
    usage_tracking: {
      ai_queries_used: number;
      ai_queries_limit: number;
      reset_date: Date;
      recent_queries?: string[];
    };
  };
  preferences: {
    notification_settings: {
      email_notifications: boolean;
      study_reminders: boolean;
      progress_updates: boolean;
      achievement_notifications: boolean;
    };
    privacy_settings: {
      analytics_participation: boolean;
      emotional_data_usage: boolean;
      learning_data_sharing: boolean;
      public_profile: boolean;
    };
    learning_preferences: {
      explanation_style: 'concise' | 'detailed' | 'comprehensive';
      difficulty_preference: 'easy' | 'moderate' | 'challenging' | 'adaptive';
      feedback_frequency: 'high' | 'moderate' | 'minimal';
      emotional_support_level: 'minimal' | 'standard' | 'high';
    };
  };
  account_status: 'active' | 'suspended' | 'deleted';
  security: {
    failed_login_attempts: number;
    last_password_change: Date | null;
    two_factor_enabled: boolean;
    locked_until?: Date;
  };
  roles: (
    | 'learner'
    | 'guardian'
    | 'educator'
    | 'support'
    | 'analyst'
    | 'privacy_officer'
    | 'operator'
    | 'service'
  )[];
  origin: {
    kind: 'registered' | 'imported' | 'generated';
    source?: string;
    legal_basis?:
      | 'consent'
      | 'contract'
      | 'legal_obligation'
      | 'vital_interests'
      | 'public_task'
      | 'legitimate_interest'
      | 'research';
    age_group: 'child' | 'teen' | 'adult' | 'unknown';
  };
  deletion?: {
    requested_at: Date;
    due_at: Date;
  };
  region: string;
  revision: number;
  email_blind_index?: Binary | Binary[];
  search_tokens?: Binary[];
}

/** One document for each learner: how the learner learns, and how that view came about. */
export interface LearningDNADocument {
  /** The database's own identifier. */
  _id: string;
  /** The learner; references users.user_id. */
  user_id: string;
  /** When the first assessment was made. */
  created_at: Date;
  /** When it last changed. */
  updated_at: Date;
  /** Counts the evolutions, from 1. [1, 2147483647] */
  version: number;
  /** How the learner thinks. */
  cognitive_profile: {
    /** Stated or observed preference; evidence that matching teaching to it helps is weak. */
    learning_style: {
      /** Preferred way of taking in material. */
      primary: 'visual' | 'auditory' | 'kinesthetic' | 'reading_writing';
      /** Second preference. */
      secondary?: 'visual' | 'auditory' | 'kinesthetic' | 'reading_writing';
      /** Confidence in the assessment. [0, 1] */
      confidence_score: number;
      /** How it was assessed. */
      assessment_method: 'survey' | 'behavioral_analysis' | 'hybrid';
      /** When it was last assessed. */
      last_assessed: Date;
    };
    /** How the learner works through material. */
    processing_characteristics: {
      /** Speed of answering. */
      processing_speed: 'slow' | 'average' | 'fast';
      /** How much is held in mind. */
      working_memory_capacity: 'low' | 'average' | 'high';
      /** Time until attention drops. [0, 480] min */
      attention_span_minutes: number;
      /** Step by step, or the whole first. */
      information_processing_preference: 'sequential' | 'global' | 'mixed';
      /** Switching between tasks. */
      multitasking_ability: 'low' | 'average' | 'high';
    };
    /** How complex the material should be. */
    complexity_preferences: {
      /** Difficulty at which the learner learns best. [0, 1] */
      preferred_difficulty_level: number;
      /** Tolerance for hard tasks. */
      challenge_tolerance: 'low' | 'moderate' | 'high';
      /** Depth of explanations. */
      explanation_depth_preference: 'concise' | 'detailed' | 'comprehensive';
      /** Number of examples. */
      example_density_preference: 'minimal' | 'moderate' | 'extensive';
      /** From -1, concrete, to 1, abstract. [-1, 1] */
      abstract_vs_concrete: number;
    };
  };
  /** What moves the learner. */
  motivation_profile: {
    /** What drives the learner. */
    goal_orientation: 'mastery' | 'performance' | 'social' | 'mixed';
    /** Motivation from within. [0, 1] */
    intrinsic_motivation_level: number;
    /** Response to rewards. [0, 1] */
    extrinsic_motivation_responsiveness: number;
    /** When feedback helps. */
    feedback_preference: 'immediate' | 'periodic' | 'milestone_based';
    /** Response to gamification. [0, 1] */
    achievement_sensitivity: number;
    /** Wish for guidance. */
    autonomy_preference: 'guided' | 'semi_independent' | 'self_directed';
  };
  /** How feelings and learning go together. */
  emotional_learning_patterns: {
    /** States in which the learner learns best. */
    optimal_emotional_states: EmotionalState[];
    /** States in which learning suffers. */
    problematic_emotional_states: EmotionalState[];
    /** What brings stress. */
    stress_triggers: string[];
    /** What builds confidence. */
    confidence_builders: string[];
    /** What engages. */
    engagement_factors: string[];
    /** What helps after a low. */
    emotional_recovery_strategies: string[];
    /** How quickly the learner recovers. [0, 1] */
    emotional_resilience_score: number | null;
  };
  /** How the view of the learner evolved. */
  assessment_history: {
    /** When. */
    date: Date;
    /** What led to the change. */
    assessment_type: 'initial' | 'behavioral_update' | 'user_feedback' | 'performance_based';
    /** What changed. */
    changes_made: string[];
    /** Change of confidence. [-1, 1] */
    confidence_delta: number;
  }[];
  /** How effective learning is. */
  learning_effectiveness: {
    /** Performance by subject. */
    subjects_performance: Record<
      string,
      {
        /** Share of the practised concepts that are mastered. [0, 1] */
        mastery_rate: number;
        /** Engagement in the subject. [0, 1] */
        engagement_level: number;
        /** Difficulty at which the subject is learned best. [0, 1] */
        optimal_difficulty: number;
      }
    >;
    /** Concepts mastered in an hour of learning. [0, 1000] concepts/h */
    overall_learning_velocity: number;
    /** How much personalisation helps. [0, 1] */
    personalization_effectiveness: number;
  };
  /** What the view of the learner rests on. */
  evidence?: {
    /** From when on ended sessions are counted. */
    since: Date;
    /** Sessions that are counted. [0, 2147483647] */
    sessions: number;
    /** Whether there was a view of the learner before. */
    given: boolean;
    /** What sessions showed, measure by measure. */
    measures: {
      /** How right answers compare with what the difficulty lets expect, in log-odds. */
      ability?: {
        /** Sessions that tell something. [0, 2147483647] */
        samples: number;
        /** Sum of what they showed. [-1099511627776, 1099511627776] 10⁻⁴ */
        sum: number;
        /** What the sum is divided by: sessions, hours or concepts. [-1099511627776, 1099511627776] 10⁻⁴ */
        weight: number;
        /** What was assumed before. [-1000, 1000] */
        start: number;
      };
      /** Length of sessions, in minutes. */
      attention?: {
        /** Sessions that tell something. [0, 2147483647] */
        samples: number;
        /** Sum of what they showed. [-1099511627776, 1099511627776] 10⁻⁴ */
        sum: number;
        /** What the sum is divided by: sessions, hours or concepts. [-1099511627776, 1099511627776] 10⁻⁴ */
        weight: number;
        /** What was assumed before. [-1000, 1000] */
        start: number;
      };
      /** Share of hard sessions that was done. */
      persistence?: {
        /** Sessions that tell something. [0, 2147483647] */
        samples: number;
        /** Sum of what they showed. [-1099511627776, 1099511627776] 10⁻⁴ */
        sum: number;
        /** What the sum is divided by: sessions, hours or concepts. [-1099511627776, 1099511627776] 10⁻⁴ */
        weight: number;
        /** What was assumed before. [-1000, 1000] */
        start: number;
      };
      /** Share of sessions that went beyond the task. */
      exploration?: {
        /** Sessions that tell something. [0, 2147483647] */
        samples: number;
        /** Sum of what they showed. [-1099511627776, 1099511627776] 10⁻⁴ */
        sum: number;
        /** What the sum is divided by: sessions, hours or concepts. [-1099511627776, 1099511627776] 10⁻⁴ */
        weight: number;
        /** What was assumed before. [-1000, 1000] */
        start: number;
      };
      /** Concepts mastered in an hour. */
      velocity?: {
        /** Sessions that tell something. [0, 2147483647] */
        samples: number;
        /** Sum of what they showed. [-1099511627776, 1099511627776] 10⁻⁴ */
        sum: number;
        /** What the sum is divided by: sessions, hours or concepts. [-1099511627776, 1099511627776] 10⁻⁴ */
        weight: number;
        /** What was assumed before. [-1000, 1000] */
        start: number;
      };
      /** Share of sessions begun low that ended better. */
      recovery?: {
        /** Sessions that tell something. [0, 2147483647] */
        samples: number;
        /** Sum of what they showed. [-1099511627776, 1099511627776] 10⁻⁴ */
        sum: number;
        /** What the sum is divided by: sessions, hours or concepts. [-1099511627776, 1099511627776] 10⁻⁴ */
        weight: number;
        /** What was assumed before. [-1000, 1000] */
        start: number;
      };
    };
    /** What sessions showed, subject by subject. */
    subjects: Record<
      string,
      {
        /** As over all subjects. */
        ability?: {
          /** Sessions that tell something. [0, 2147483647] */
          samples: number;
          /** Sum of what they showed. [-1099511627776, 1099511627776] 10⁻⁴ */
          sum: number;
          /** What the sum is divided by: sessions, hours or concepts. [-1099511627776, 1099511627776] 10⁻⁴ */
          weight: number;
          /** What was assumed before. [-1000, 1000] */
          start: number;
        };
        /** Share of sessions that was done. */
        engagement?: {
          /** Sessions that tell something. [0, 2147483647] */
          samples: number;
          /** Sum of what they showed. [-1099511627776, 1099511627776] 10⁻⁴ */
          sum: number;
          /** What the sum is divided by: sessions, hours or concepts. [-1099511627776, 1099511627776] 10⁻⁴ */
          weight: number;
          /** What was assumed before. [-1000, 1000] */
          start: number;
        };
        /** Share of the concepts met that were mastered. */
        mastery?: {
          /** Sessions that tell something. [0, 2147483647] */
          samples: number;
          /** Sum of what they showed. [-1099511627776, 1099511627776] 10⁻⁴ */
          sum: number;
          /** What the sum is divided by: sessions, hours or concepts. [-1099511627776, 1099511627776] 10⁻⁴ */
          weight: number;
          /** What was assumed before. [-1000, 1000] */
          start: number;
        };
      }
    >;
    /** What the learner stated, which goes before what is learned. */
    stated: {
      /** Path of the field. */
      field: string;
      /** When it was stated. */
      at: Date;
    }[];
  };
  /** Region the learner belongs to. */
  region: string;
  /** Counts the changes of the document, from 1. [1, 2147483647] */
  revision: number;
}

/** The same without what the platform sets itself. */
export interface NewLearningDNADocument {
  /** The database's own identifier. */
  _id?: string;
  /** The learner; references users.user_id. */
  user_id: string;
  /** When the first assessment was made. */
  created_at: Date;
  /** When it last changed. */
  updated_at: Date;
  /** Counts the evolutions, from 1. [1, 2147483647] */
  version: number;
  /** How the learner thinks. */
  cognitive_profile: {
    /** Stated or observed preference; evidence that matching teaching to it helps is weak. */
    learning_style: {
      /** Preferred way of taking in material. */
      primary: 'visual' | 'auditory' | 'kinesthetic' | 'reading_writing';
      /** Second preference. */
      secondary?: 'visual' | 'auditory' | 'kinesthetic' | 'reading_writing';
      /** Confidence in the assessment. [0, 1] */
      confidence_score: number;
      /** How it was assessed. */
      assessment_method: 'survey' | 'behavioral_analysis' | 'hybrid';
      /** When it was last assessed. */
      last_assessed: Date;
    };
    /** How the learner works through material. */
    processing_characteristics: {
      /** Speed of answering. */
      processing_speed: 'slow' | 'average' | 'fast';
      /** How much is held in mind. */
      working_memory_capacity: 'low' | 'average' | 'high';
      /** Time until attention drops. [0, 480] min */
      attention_span_minutes: number;
      /** Step by step, or the whole first. */
      information_processing_preference: 'sequential' | 'global' | 'mixed';
      /** Switching between tasks. */
      multitasking_ability: 'low' | 'average' | 'high';
    };
    /** How complex the material should be. */
    complexity_preferences: {
      /** Difficulty at which the learner learns best. [0, 1] */
      preferred_difficulty_level: number;
      /** Tolerance for hard tasks. */
      challenge_tolerance: 'low' | 'moderate' | 'high';
      /** Depth of explanations. */
      explanation_depth_preference: 'concise' | 'detailed' | 'comprehensive';
      /** Number of examples. */
      example_density_preference: 'minimal' | 'moderate' | 'extensive';
      /** From -1, concrete, to 1, abstract. [-1, 1] */
      abstract_vs_concrete: number;
    };
  };
  /** What moves the learner. */
  motivation_profile: {
    /** What drives the learner. */
    goal_orientation: 'mastery' | 'performance' | 'social' | 'mixed';
    /** Motivation from within. [0, 1] */
    intrinsic_motivation_level: number;
    /** Response to rewards. [0, 1] */
    extrinsic_motivation_responsiveness: number;
    /** When feedback helps. */
    feedback_preference: 'immediate' | 'periodic' | 'milestone_based';
    /** Response to gamification. [0, 1] */
    achievement_sensitivity: number;
    /** Wish for guidance. */
    autonomy_preference: 'guided' | 'semi_independent' | 'self_directed';
  };
  /** How feelings and learning go together. */
  emotional_learning_patterns: {
    /** States in which the learner learns best. */
    optimal_emotional_states: EmotionalState[];
    /** States in which learning suffers. */
    problematic_emotional_states: EmotionalState[];
    /** What brings stress. */
    stress_triggers: string[];
    /** What builds confidence. */
    confidence_builders: string[];
    /** What engages. */
    engagement_factors: string[];
    /** What helps after a low. */
    emotional_recovery_strategies: string[];
    /** How quickly the learner recovers. [0, 1] */
    emotional_resilience_score: number | null;
  };
  /** How the view of the learner evolved. */
  assessment_history: {
    /** When. */
    date: Date;
    /** What led to the change. */
    assessment_type: 'initial' | 'behavioral_update' | 'user_feedback' | 'performance_based';
    /** What changed. */
    changes_made: string[];
    /** Change of confidence. [-1, 1] */
    confidence_delta: number;
  }[];
  /** How effective learning is. */
  learning_effectiveness: {
    /** Performance by subject. */
    subjects_performance: Record<
      string,
      {
        /** Share of the practised concepts that are mastered. [0, 1] */
        mastery_rate: number;
        /** Engagement in the subject. [0, 1] */
        engagement_level: number;
        /** Difficulty at which the subject is learned best. [0, 1] */
        optimal_difficulty: number;
      }
    >;
    /** Concepts mastered in an hour of learning. [0, 1000] concepts/h */
    overall_learning_velocity: number;
    /** How much personalisation helps. [0, 1] */
    personalization_effectiveness: number;
  };
  /** What the view of the learner rests on. */
  evidence?: {
    /** From when on ended sessions are counted. */
    since: Date;
    /** Sessions that are counted. [0, 2147483647] */
    sessions: number;
    /** Whether there was a view of the learner before. */
    given: boolean;
    /** What sessions showed, measure by measure. */
    measures: {
      /** How right answers compare with what the difficulty lets expect, in log-odds. */
      ability?: {
        /** Sessions that tell something. [0, 2147483647] */
        samples: number;
        /** Sum of what they showed. [-1099511627776, 1099511627776] 10⁻⁴ */
        sum: number;
        /** What the sum is divided by: sessions, hours or concepts. [-1099511627776, 1099511627776] 10⁻⁴ */
        weight: number;
        /** What was assumed before. [-1000, 1000] */
        start: number;
      };
      /** Length of sessions, in minutes. */
      attention?: {
        /** Sessions that tell something. [0, 2147483647] */
        samples: number;
        /** Sum of what they showed. [-1099511627776, 1099511627776] 10⁻⁴ */
        sum: number;
        /** What the sum is divided by: sessions, hours or concepts. [-1099511627776, 1099511627776] 10⁻⁴ */
        weight: number;
        /** What was assumed before. [-1000, 1000] */
        start: number;
      };
      /** Share of hard sessions that was done. */
      persistence?: {
        /** Sessions that tell something. [0, 2147483647] */
        samples: number;
        /** Sum of what they showed. [-1099511627776, 1099511627776] 10⁻⁴ */
        sum: number;
        /** What the sum is divided by: sessions, hours or concepts. [-1099511627776, 1099511627776] 10⁻⁴ */
        weight: number;
        /** What was assumed before. [-1000, 1000] */
        start: number;
      };
      /** Share of sessions that went beyond the task. */
      exploration?: {
        /** Sessions that tell something. [0, 2147483647] */
        samples: number;
        /** Sum of what they showed. [-1099511627776, 1099511627776] 10⁻⁴ */
        sum: number;
        /** What the sum is divided by: sessions, hours or concepts. [-1099511627776, 1099511627776] 10⁻⁴ */
        weight: number;
        /** What was assumed before. [-1000, 1000] */
        start: number;
      };
      /** Concepts mastered in an hour. */
      velocity?: {
        /** Sessions that tell something. [0, 2147483647] */
        samples: number;
        /** Sum of what they showed. [-1099511627776, 1099511627776] 10⁻⁴ */
        sum: number;
        /** What the sum is divided by: sessions, hours or concepts. [-1099511627776, 1099511627776] 10⁻⁴ */
        weight: number;
        /** What was assumed before. [-1000, 1000] */
        start: number;
      };
      /** Share of sessions begun low that ended better. */
      recovery?: {
        /** Sessions that tell something. [0, 2147483647] */
        samples: number;
        /** Sum of what they showed. [-1099511627776, 1099511627776] 10⁻⁴ */
        sum: number;
        /** What the sum is divided by: sessions, hours or concepts. [-1099511627776, 1099511627776] 10⁻⁴ */
        weight: number;
        /** What was assumed before. [-1000, 1000] */
        start: number;
      };
    };
    /** What sessions showed, subject by subject. */
    subjects: Record<
      string,
      {
        /** As over all subjects. */
        ability?: {
          /** Sessions that tell something. [0, 2147483647] */
          samples: number;
          /** Sum of what they showed. [-1099511627776, 1099511627776] 10⁻⁴ */
          sum: number;
          /** What the sum is divided by: sessions, hours or concepts. [-1099511627776, 1099511627776] 10⁻⁴ */
          weight: number;
          /** What was assumed before. [-1000, 1000] */
          start: number;
        };
        /** Share of sessions that was done. */
        engagement?: {
          /** Sessions that tell something. [0, 2147483647] */
          samples: number;
          /** Sum of what they showed. [-1099511627776, 1099511627776] 10⁻⁴ */
          sum: number;
          /** What the sum is divided by: sessions, hours or concepts. [-1099511627776, 1099511627776] 10⁻⁴ */
          weight: number;
          /** What was assumed before. [-1000, 1000] */
          start: number;
        };
        /** Share of the concepts met that were mastered. */
        mastery?: {
          /** Sessions that tell something. [0, 2147483647] */
          samples: number;
          /** Sum of what they showed. [-1099511627776, 1099511627776] 10⁻⁴ */
          sum: number;
          /** What the sum is divided by: sessions, hours or concepts. [-1099511627776, 1099511627776] 10⁻⁴ */
          weight: number;
          /** What was assumed before. [-1000, 1000] */
          start: number;
        };
      }
    >;
    /** What the learner stated, which goes before what is learned. */
    stated: {
      /** Path of the field. */
      field: string;
      /** When it was stated. */
      at: Date;
    }[];
  };
  /** Region the learner belongs to. */
  region?: string;
  /** Counts the changes of the document, from 1. [1, 2147483647] */
  revision?: number;
}

/** The same as the database holds it. */
export interface StoredLearningDNADocument {
  _id: ObjectId;
  user_id: string;
  created_at: Date;
  updated_at: Date;
  version: number;
  cognitive_profile: {
    learning_style: {
      primary: 'visual' | 'auditory' | 'kinesthetic' | 'reading_writing';
      secondary?: 'visual' | 'auditory' | 'kinesthetic' | 'reading_writing';
      confidence_score: number;
      assessment_method: 'survey' | 'behavioral_analysis' | 'hybrid';
      last_assessed: Date;
    };
    processing_characteristics: {
      processing_speed: 'slow' | 'average' | 'fast';
      working_memory_capacity: 'low' | 'average' | 'high';
      attention_span_minutes: number;
      information_processing_preference: 'sequential' | 'global' | 'mixed';
      multitasking_ability: 'low' | 'average' | 'high';
    };
    complexity_preferences: {
      preferred_difficulty_level: number;
      challenge_tolerance: 'low' | 'moderate' | 'high';
      explanation_depth_preference: 'concise' | 'detailed' | 'comprehensive';
      example_density_preference: 'minimal' | 'moderate' | 'extensive';
      abstract_vs_concrete: number;
    };
  };
  motivation_profile: {
    goal_orientation: 'mastery' | 'performance' | 'social' | 'mixed';
    intrinsic_motivation_level: number;
    extrinsic_motivation_responsiveness: number;
    feedback_preference: 'immediate' | 'periodic' | 'milestone_based';
    achievement_sensitivity: number;
    autonomy_preference: 'guided' | 'semi_independent' | 'self_directed';
  };
  emotional_learning_patterns: {
    optimal_emotional_states: EmotionalState[];
    problematic_emotional_states: EmotionalState[];
    emotional_resilience_score: number | null;
  };
  assessment_history: {
    date: Date;
    assessment_type: 'initial' | 'behavioral_update' | 'user_feedback' | 'performance_based';
    changes_made: Binary;
    confidence_delta: number;
  }[];
  learning_effectiveness: {
    subjects_performance: Record<
      string,
      {
        mastery_rate: number;
        engagement_level: number;
        optimal_difficulty: number;
      }
    >;
    overall_learning_velocity: number;
    personalization_effectiveness: number;
  };
  evidence?: {
    since: Date;
    sessions: number;
    given: boolean;
    measures: {
      ability?: {
        samples: number;
        sum: number;
        weight: number;
        start: number;
      };
      attention?: {
        samples: number;
        sum: number;
        weight: number;
        start: number;
      };
      persistence?: {
        samples: number;
        sum: number;
        weight: number;
        start: number;
      };
      exploration?: {
        samples: number;
        sum: number;
        weight: number;
        start: number;
      };
      velocity?: {
        samples: number;
        sum: number;
        weight: number;
        start: number;
      };
      recovery?: {
        samples: number;
        sum: number;
        weight: number;
        start: number;
      };
    };
    subjects: Record<
      string,
      {
        ability?: {
          samples: number;
          sum: number;
          weight: number;
          start: number;
        };
        engagement?: {
          samples: number;
          sum: number;
          weight: number;
          start: number;
        };
        mastery?: {
          samples: number;
          sum: number;
          weight: number;
          start: number;
        };
      }
    >;
    stated: {
      field: string;
      at: Date;
    }[];
  };
  region: string;
  revision: number;
  detailed_patterns: Binary;
  paging: { assessment_history: { total: number; pages: number; bytes: number } };
}

/** One document for each session of learning: its interactions and what they amount to. */
export interface LearningSessionDocument {
  /** The database's own identifier. */
  _id: string;
  /** Identifier for references from outside. */
  session_id: string;
  /** The learner; references users.user_id. */
  user_id: string;
  /** When it began. */
  started_at: Date;
  /** When it ended; absent while it runs. */
  ended_at?: Date;
  /** How long it took; until its latest interaction while it runs. [0, 43200] min */
  duration_minutes?: number;
  /** What the session is about. */
  session_context: {
    /** What kind of session it is. */
    session_type: 'study' | 'practice' | 'assessment' | 'revision' | 'exploration';
    /** Its subject. */
    subject: string;
    /** Its topics. */
    topics: string[];
    /** What the session aims at. */
    learning_objectives: string[];
    /** Difficulty it began with. [0, 1] */
    initial_difficulty_level: number;
    /** Device. */
    device_type: 'mobile' | 'tablet' | 'desktop' | null;
    /** Platform. */
    platform: 'web' | 'ios' | 'android' | null;
  };
  /** What was asked, answered and shown, in the order it was recorded. */
  interactions: {
    /** Identifier of the interaction within its session. */
    interaction_id: string;
    /** When. */
    timestamp: Date;
    /** What it is. */
    interaction_type: 'question' | 'response' | 'feedback' | 'assessment';
    /** The learner's own words. */
    user_input?: string;
    /** The answer of the AI tutor. */
    ai_response?: {
      /** What the tutor answered. */
      text: string;
      /** Who answered. */
      provider_used: 'groq' | 'gemini' | 'emergent';
      /** How long it took. [0, 600000] ms */
      response_time_ms: number;
      /** Tokens of question and answer. [0, 2147483647] tokens */
      tokens_used: number;
      /** What it cost. [0, 10000] USD */
      cost_usd: number;
      /** Quality of the answer. [0, 1] */
      quality_score?: number;
      /** Whether the answer came from a cache. */
      cached?: boolean;
    };
    /** How the learner felt. */
    emotional_context?: {
      /** The state that was recognised. */
      detected_emotion: EmotionalState;
      /** Confidence of the recognition. [0, 1] */
      confidence: number;
      /** How strong it was. [0, 1] */
      emotional_intensity: number;
      /** What the platform did about it. */
      adaptation_applied: string[];
    };
    /** How it was adapted. */
    personalization_applied?: {
      /** Change of difficulty. [-1, 1] */
      difficulty_adjustment: number;
      /** Style of the explanation. */
      explanation_style: string;
      /** What was changed for this learner. */
      content_modifications: string[];
    };
    /** What the interaction shows about a concept. */
    assessed?: {
      /** The concept that was exercised. */
      concept: string;
      /** Its topic. */
      topic: string;
      /** Whether the answer was right. */
      correct?: boolean;
      /** Share of the points reached. [0, 1] */
      score?: number;
      /** Difficulty of the task. [0, 1] */
      difficulty?: number;
      /** The learner's own rating of a recall, FSRS grades 1 to 4. */
      rating?: 'again' | 'hard' | 'good' | 'easy';
      /** How long the answer took. [0, 86400] s */
      response_time_seconds?: number;
      /** The task or card. */
      item?: string;
    };
  }[];
  /** What was learned. */
  learning_progress: {
    /** Concepts met for the first time. */
    concepts_introduced: string[];
    /** Concepts that were practised. */
    concepts_practiced: string[];
    /** Concepts whose mastery was reached. */
    concepts_mastered: string[];
    /** Concepts found missing. */
    knowledge_gaps_identified: string[];
    /** Where mastery was shown. */
    mastery_demonstrations: {
      /** The concept. */
      concept: string;
      /** What showed it. */
      evidence: string;
      /** Confidence in it. [0, 1] */
      confidence_level: number;
    }[];
  };
  /** How the learner felt through the session. */
  emotional_journey: {
    /** State at the start. */
    initial_emotional_state?: EmotionalState;
    /** States over the session. */
    emotional_states_timeline: {
      /** When. */
      timestamp: Date;
      /** The state. */
      emotion: EmotionalState;
      /** How strong. [0, 1] */
      intensity: number;
      /** What brought it about. */
      trigger?: string;
    }[];
    /** What the platform did. */
    interventions_applied: {
      /** When. */
      timestamp: Date;
      /** What was done. */
      intervention_type: string;
      /** Why. */
      reason: string;
      /** The learner's rating. [1, 5] points */
      effectiveness_rating?: number;
    }[];
    /** State at the end. */
    final_emotional_state?: EmotionalState;
    /** How the learner fared, from bad to good. [0, 1] */
    overall_emotional_health_score: number | null;
  };
  /** How it went. */
  performance_metrics: {
    /** Tasks tried. [0, 2147483647] */
    questions_attempted: number;
    /** Tasks answered right. [0, 2147483647] */
    questions_correct: number;
    /** Share of right answers; 0 before the first attempt. [0, 100] % */
    accuracy_percentage: number;
    /** Mean time of the answers that were timed; 0 when none was. [0, 86400] s */
    average_response_time_seconds: number;
    /** Difficulty and success over the session. */
    difficulty_progression: {
      /** When. */
      timestamp: Date;
      /** Difficulty of the task. [0, 1] */
      difficulty_level: number;
      /** Share of right answers up to then. [0, 1] */
      success_rate: number;
    }[];
    /** Signs of engagement. */
    engagement_indicators: {
      /** The learner's own questions after an answer. [0, 2147483647] */
      follow_up_questions: number;
      /** Whether the learner went beyond the task. */
      self_directed_exploration: boolean;
      /** Share of the planned session that was done. [0, 1] */
      session_completion_rate: number;
    };
  };
  /** Use and cost of the tutor. */
  ai_usage_analytics: {
    /** Answers of the tutor. [0, 2147483647] */
    total_ai_queries: number;
    /** Answers by provider. */
    providers_used: Partial<Record<'groq' | 'gemini' | 'emergent', number>>;
    /** Tokens in all. [0, 2147483647] tokens */
    total_tokens_consumed: number;
    /** Cost in all. [0, 1000000] USD */
    total_cost_usd: number;
    /** Mean time of an answer; 0 when there was none. [0, 600000] ms */
    average_response_time_ms: number;
    /** Share of the answers from a cache; 0 when there was none. [0, 1] */
    cache_hit_rate: number;
    /** Quality of each rated answer. */
    quality_scores: number[];
  };
  /** What came of it. */
  session_outcome: {
    /** Objectives reached. */
    learning_objectives_met: string[];
    /** Concepts to work on. */
    areas_needing_more_work: string[];
    /** How satisfied the learner was, 1 to 5. [1, 5] points */
    user_satisfaction_rating?: number;
    /** How hard it felt, 1 to 5. [1, 5] points */
    perceived_difficulty_rating?: number;
    /** How the emotional support felt, 1 to 5. [1, 5] points */
    emotional_satisfaction_rating?: number;
    /** What to do next. */
    next_session_recommendations: string[];
  };
  /** What the means rest on. */
  evidence: {
    /** Answers whose response time is known. [0, 2147483647] */
    timed_answers: number;
    /** Observed emotional states. [0, 2147483647] */
    observations: number;
    /** Interactions that are summed up. [0, 2147483647] */
    interactions: number;
    /** When the latest of them was; what is dated before it came late. */
    latest_at?: Date;
    /** Its identifier, which orders interactions of one moment. */
    latest_interaction?: string;
    /** The concepts that were worked on, the first 200. */
    concepts: Record<
      string,
      {
        /** Judged attempts. [0, 2147483647] */
        attempts: number;
        /** Sum of their scores. [0, 2147483648] */
        score_sum: number;
      }
    >;
    /** Attempts at tasks of known difficulty; absent before the first. */
    tasks?: {
      /** Judged attempts. [0, 2147483647] */
      attempts: number;
      /** Sum of their scores. [0, 2147483648] */
      score_sum: number;
      /** Sum of their difficulties. [0, 2147483648] */
      difficulty_sum: number;
    };
    /** The end that was given; it lasts longer where something came later. */
    end_given?: Date;
    /** When its end was recorded; what others count it for begins then. */
    ended_recorded?: Date;
    /** When something of it was last recorded; absent once it has ended. */
    idle_since?: Date;
    /** Interactions that were planned. [0, 2147483647] */
    planned_interactions?: number;
    /** Whether the platform ended it because nothing came any more. */
    abandoned?: boolean;
  };
  /** Region the learner belongs to. */
  region: string;
  /** Counts the changes of the document, from 1. [1, 2147483647] */
  revision: number;
}

/** The same without what the platform sets itself. */
export interface NewLearningSessionDocument {
  /** The database's own identifier. */
  _id?: string;
  /** Identifier for references from outside. */
  session_id: string;
  /** The learner; references users.user_id. */
  user_id: string;
  /** When it began. */
  started_at: Date;
  /** When it ended; absent while it runs. */
  ended_at?: Date;
  /** How long it took; until its latest interaction while it runs. [0, 43200] min */
  duration_minutes?: number;
  /** What the session is about. */
  session_context: {
    /** What kind of session it is. */
    session_type: 'study' | 'practice' | 'assessment' | 'revision' | 'exploration';
    /** Its subject. */
    subject: string;
    /** Its topics. */
    topics: string[];
    /** What the session aims at. */
    learning_objectives: string[];
    /** Difficulty it began with. [0, 1] */
    initial_difficulty_level: number;
    /** Device. */
    device_type: 'mobile' | 'tablet' | 'desktop' | null;
    /** Platform. */
    platform: 'web' | 'ios' | 'android' | null;
  };
  /** What was asked, answered and shown, in the order it was recorded. */
  interactions: {
    /** Identifier of the interaction within its session. */
    interaction_id: string;
    /** When. */
    timestamp: Date;
    /** What it is. */
    interaction_type: 'question' | 'response' | 'feedback' | 'assessment';
    /** The learner's own words. */
    user_input?: string;
    /** The answer of the AI tutor. */
    ai_response?: {
      /** What the tutor answered. */
      text: string;
      /** Who answered. */
      provider_used: 'groq' | 'gemini' | 'emergent';
      /** How long it took. [0, 600000] ms */
      response_time_ms: number;
      /** Tokens of question and answer. [0, 2147483647] tokens */
      tokens_used: number;
      /** What it cost. [0, 10000] USD */
      cost_usd: number;
      /** Quality of the answer. [0, 1] */
      quality_score?: number;
      /** Whether the answer came from a cache. */
      cached?: boolean;
    };
    /** How the learner felt. */
    emotional_context?: {
      /** The state that was recognised. */
      detected_emotion: EmotionalState;
      /** Confidence of the recognition. [0, 1] */
      confidence: number;
      /** How strong it was. [0, 1] */
      emotional_intensity: number;
      /** What the platform did about it. */
      adaptation_applied: string[];
    };
    /** How it was adapted. */
    personalization_applied?: {
      /** Change of difficulty. [-1, 1] */
      difficulty_adjustment: number;
      /** Style of the explanation. */
      explanation_style: string;
      /** What was changed for this learner. */
      content_modifications: string[];
    };
    /** What the interaction shows about a concept. */
    assessed?: {
      /** The concept that was exercised. */
      concept: string;
      /** Its topic. */
      topic: string;
      /** Whether the answer was right. */
      correct?: boolean;
      /** Share of the points reached. [0, 1] */
      score?: number;
      /** Difficulty of the task. [0, 1] */
      difficulty?: number;
      /** The learner's own rating of a recall, FSRS grades 1 to 4. */
      rating?: 'again' | 'hard' | 'good' | 'easy';
      /** How long the answer took. [0, 86400] s */
      response_time_seconds?: number;
      /** The task or card. */
      item?: string;
    };
  }[];
  /** What was learned. */
  learning_progress: {
    /** Concepts met for the first time. */
    concepts_introduced: string[];
    /** Concepts that were practised. */
    concepts_practiced: string[];
    /** Concepts whose mastery was reached. */
    concepts_mastered: string[];
    /** Concepts found missing. */
    knowledge_gaps_identified: string[];
    /** Where mastery was shown. */
    mastery_demonstrations: {
      /** The concept. */
      concept: string;
      /** What showed it. */
      evidence: string;
      /** Confidence in it. [0, 1] */
      confidence_level: number;
    }[];
  };
  /** How the learner felt through the session. */
  emotional_journey: {
    /** State at the start. */
    initial_emotional_state?: EmotionalState;
    /** States over the session. */
    emotional_states_timeline: {
      /** When. */
      timestamp: Date;
      /** The state. */
      emotion: EmotionalState;
      /** How strong. [0, 1] */
      intensity: number;
      /** What brought it about. */
      trigger?: string;
    }[];
    /** What the platform did. */
    interventions_applied: {
      /** When. */
      timestamp: Date;
      /** What was done. */
      intervention_type: string;
      /** Why. */
      reason: string;
      /** The learner's rating. [1, 5] points */
      effectiveness_rating?: number;
    }[];
    /** State at the end. */
    final_emotional_state?: EmotionalState;
    /** How the learner fared, from bad to good. [0, 1] */
    overall_emotional_health_score: number | null;
  };
  /** How it went. */
  performance_metrics: {
    /** Tasks tried. [0, 2147483647] */
    questions_attempted: number;
    /** Tasks answered right. [0, 2147483647] */
    questions_correct: number;
    /** Share of right answers; 0 before the first attempt. [0, 100] % */
    accuracy_percentage: number;
    /** Mean time of the answers that were timed; 0 when none was. [0, 86400] s */
    average_response_time_seconds: number;
    /** Difficulty and success over the session. */
    difficulty_progression: {
      /** When. */
      timestamp: Date;
      /** Difficulty of the task. [0, 1] */
      difficulty_level: number;
      /** Share of right answers up to then. [0, 1] */
      success_rate: number;
    }[];
    /** Signs of engagement. */
    engagement_indicators: {
      /** The learner's own questions after an answer. [0, 2147483647] */
      follow_up_questions: number;
      /** Whether the learner went beyond the task. */
      self_directed_exploration: boolean;
      /** Share of the planned session that was done. [0, 1] */
      session_completion_rate: number;
    };
  };
  /** Use and cost of the tutor. */
  ai_usage_analytics: {
    /** Answers of the tutor. [0, 2147483647] */
    total_ai_queries: number;
    /** Answers by provider. */
    providers_used: Partial<Record<'groq' | 'gemini' | 'emergent', number>>;
    /** Tokens in all. [0, 2147483647] tokens */
    total_tokens_consumed: number;
    /** Cost in all. [0, 1000000] USD */
    total_cost_usd: number;
    /** Mean time of an answer; 0 when there was none. [0, 600000] ms */
    average_response_time_ms: number;
    /** Share of the answers from a cache; 0 when there was none. [0, 1] */
    cache_hit_rate: number;
    /** Quality of each rated answer. */
    quality_scores: number[];
  };
  /** What came of it. */
  session_outcome: {
    /** Objectives reached. */
    learning_objectives_met: string[];
    /** Concepts to work on. */
    areas_needing_more_work: string[];
    /** How satisfied the learner was, 1 to 5. [1, 5] points */
    user_satisfaction_rating?: number;
    /** How hard it felt, 1 to 5. [1, 5] points */
    perceived_difficulty_rating?: number;
    /** How the emotional support felt, 1 to 5. [1, 5] points */
    emotional_satisfaction_rating?: number;
    /** What to do next. */
    next_session_recommendations: string[];
  };
  /** What the means rest on. */
  evidence: {
    /** Answers whose response time is known. [0, 2147483647] */
    timed_answers: number;
    /** Observed emotional states. [0, 2147483647] */
    observations: number;
    /** Interactions that are summed up. [0, 2147483647] */
    interactions: number;
    /** When the latest of them was; what is dated before it came late. */
    latest_at?: Date;
    /** Its identifier, which orders interactions of one moment. */
    latest_interaction?: string;
    /** The concepts that were worked on, the first 200. */
    concepts: Record<
      string,
      {
        /** Judged attempts. [0, 2147483647] */
        attempts: number;
        /** Sum of their scores. [0, 2147483648] */
        score_sum: number;
      }
    >;
    /** Attempts at tasks of known difficulty; absent before the first. */
    tasks?: {
      /** Judged attempts. [0, 2147483647] */
      attempts: number;
      /** Sum of their scores. [0, 2147483648] */
      score_sum: number;
      /** Sum of their difficulties. [0, 2147483648] */
      difficulty_sum: number;
    };
    /** The end that was given; it lasts longer where something came later. */
    end_given?: Date;
    /** When its end was recorded; what others count it for begins then. */
    ended_recorded?: Date;
    /** When something of it was last recorded; absent once it has ended. */
    idle_since?: Date;
    /** Interactions that were planned. [0, 2147483647] */
    planned_interactions?: number;
    /** Whether the platform ended it because nothing came any more. */
    abandoned?: boolean;
  };
  /** Region the learner belongs to. */
  region?: string;
  /** Counts the changes of the document, from 1. [1, 2147483647] */
  revision?: number;
}

/** The same as the database holds it. */
export interface StoredLearningSessionDocument {
  _id: ObjectId;
  session_id: string;
  user_id: string;
  started_at: Date;
  ended_at?: Date;
  duration_minutes?: number;
  session_context: {
    session_type: 'study' | 'practice' | 'assessment' | 'revision' | 'exploration';
    subject: string;
    topics: string[];
    initial_difficulty_level: number;
    device_type: 'mobile' | 'tablet' | 'desktop' | null;
    platform: 'web' | 'ios' | 'android' | null;
  };
  interactions: {
    interaction_id: string;
    timestamp: Date;
    interaction_type: 'question' | 'response' | 'feedback' | 'assessment';
    user_input?: Binary;
    ai_response?: {
      text: Binary;
      provider_used: 'groq' | 'gemini' | 'emergent';
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
      rating?: 'again' | 'hard' | 'good' | 'easy';
      response_time_seconds?: number;
      item?: string;
    };
  }[];
  learning_progress: {
    concepts_introduced: string[];
    concepts_practiced: string[];
    concepts_mastered: string[];
    knowledge_gaps_identified: string[];
    mastery_demonstrations: {
      concept: string;
      evidence: Binary;
      confidence_level: number;
    }[];
  };
  emotional_journey: {
    initial_emotional_state?: EmotionalState;
    emotional_states_timeline: {
      timestamp: Date;
      emotion: EmotionalState;
      intensity: number;
      trigger?: Binary;
    }[];
    interventions_applied: {
      timestamp: Date;
      intervention_type: string;
      reason: Binary;
      effectiveness_rating?: number;
    }[];
    final_emotional_state?: EmotionalState;
    overall_emotional_health_score: number | null;
  };
  performance_metrics: {
    questions_attempted: number;
    questions_correct: number;
    accuracy_percentage: number;
    average_response_time_seconds: number;
    difficulty_progression: {
      timestamp: Date;
      difficulty_level: number;
      success_rate: number;
    }[];
    engagement_indicators: {
      follow_up_questions: number;
      self_directed_exploration: boolean;
      session_completion_rate: number;
    };
  };
  ai_usage_analytics: {
    total_ai_queries: number;
    providers_used: Partial<Record<'groq' | 'gemini' | 'emergent', number>>;
    total_tokens_consumed: number;
    total_cost_usd: number;
    average_response_time_ms: number;
    cache_hit_rate: number;
    quality_scores: number[];
  };
  session_outcome: {
    areas_needing_more_work: string[];
    user_satisfaction_rating?: number;
    perceived_difficulty_rating?: number;
    emotional_satisfaction_rating?: number;
  };
  evidence: {
    timed_answers: number;
    observations: number;
    interactions: number;
    latest_at?: Date;
    latest_interaction?: string;
    concepts: Record<
      string,
      {
        attempts: number;
        score_sum: number;
      }
    >;
    tasks?: {
      attempts: number;
      score_sum: number;
      difficulty_sum: number;
    };
    end_given?: Date;
    ended_recorded?: Date;
    idle_since?: Date;
    planned_interactions?: number;
    abandoned?: boolean;
  };
  region: string;
  revision: number;
  search_tokens?: Binary[];
  objectives_and_recommendations: Binary;
  paging: {
    interactions: { total: number; pages: number; bytes: number };
    emotional_states_timeline: { total: number; pages: number; bytes: number };
    interventions_applied: { total: number; pages: number; bytes: number };
    difficulty_progression: { total: number; pages: number; bytes: number };
    quality_scores: { total: number; pages: number; bytes: number };
  };
}

/** Summaries of how a learner felt: one document for each day, week and month with observations. */
export interface EmotionalAnalyticsDocument {
  /** The database's own identifier. */
  _id: string;
  /** The learner; references users.user_id. */
  user_id: string;
  /** Midnight UTC of the first day of the period in the learner's time zone. */
  analysis_date: Date;
  /** The period. */
  data_source: 'daily_aggregation' | 'weekly_summary' | 'monthly_report';
  /** The period in short. */
  emotional_summary: {
    /** The state with the most time. */
    dominant_emotion: EmotionalState;
    /** Time by state. */
    emotion_distribution: Partial<
      Record<
        EmotionalState,
        {
          /** Share of the time. [0, 100] % */
          percentage: number;
          /** Time in this state. [0, 44640] min */
          total_time_minutes: number;
          /** Sessions in which it was seen. [0, 2147483647] */
          session_count: number;
        }
      >
    >;
    /** Less volatility, higher score. [0, 1] */
    emotional_stability_score: number | null;
    /** How the learner fared, from bad to good. [0, 1] */
    overall_emotional_wellness: number;
  };
  /** How feelings and learning went together. */
  learning_correlation_analysis: {
    /** States in which learning went well. */
    most_productive_emotions: {
      /** The state. */
      emotion: EmotionalState;
      /** How well learning went in it. [0, 1] */
      learning_effectiveness_score: number;
      /** Concepts mastered in an hour in it. [0, 1000] concepts/h */
      concepts_mastered_rate: number | null;
    }[];
    /** States that hinder, and what brings them about. */
    problematic_emotional_patterns: {
      /** The state. */
      emotion: EmotionalState;
      /** How much it hinders. [0, 1] */
      learning_hindrance_score: number;
      /** What brings it about. */
      common_triggers: string[];
      /** Mean time until it passes. [0, 44640] min */
      recovery_time_minutes: number | null;
    }[];
    /** The state in which each kind of work goes best. */
    optimal_learning_conditions: {
      /** For new concepts. */
      best_emotional_state_for_new_concepts: EmotionalState | null;
      /** For practice. */
      best_emotional_state_for_practice: EmotionalState | null;
      /** For assessment. */
      best_emotional_state_for_assessment: EmotionalState | null;
    };
  };
  /** What was done about it. */
  intervention_effectiveness: {
    /** What was done and how it worked. */
    interventions_applied: {
      /** What was done. */
      intervention_type: string;
      /** How often. [0, 2147483647] */
      application_count: number;
      /** Share after which the learner felt better. [0, 1] */
      success_rate: number | null;
      /** Mean of the learner's ratings. [1, 5] points */
      average_effectiveness_rating: number | null;
    }[];
    /** How the learner recovers. */
    emotional_recovery_patterns: {
      /** Recovery by state. */
      average_recovery_time_minutes: Partial<Record<EmotionalState, number>>;
      /** What helps best. */
      most_effective_recovery_strategies: {
        /** What helps. */
        strategy: string;
        /** How often it helps. [0, 1] */
        success_rate: number;
        /** States it helps with. */
        applicable_emotions: EmotionalState[];
      }[];
    };
  };
  /** Change and rhythm. */
  trends_and_patterns: {
    /** Where states are going. */
    emotional_trends: {
      /** The state. */
      emotion: EmotionalState;
      /** Where it goes. */
      trend_direction: 'increasing' | 'decreasing' | 'stable';
      /** Change against the period before. [-100, 100000] % */
      change_percentage: number;
      /** The period compared, such as "7 days". */
      time_period: string;
    }[];
    /** When the learner feels how. */
    temporal_patterns: {
      /** Times of day when feelings help. */
      best_learning_times: string[];
      /** Times when hindering feelings are common. */
      challenging_periods: string[];
      /** Rhythms that were seen. */
      emotional_biorhythm_insights: string[];
    };
  };
  /** Region the learner belongs to. */
  region: string;
  /** Counts the changes of the document, from 1. [1, 2147483647] */
  revision: number;
}

/** The same without what the platform sets itself. */
export interface NewEmotionalAnalyticsDocument {
  /** The database's own identifier. */
  _id?: string;
  /** The learner; references users.user_id. */
  user_id: string;
  /** Midnight UTC of the first day of the period in the learner's time zone. */
  analysis_date: Date;
  /** The period. */
  data_source: 'daily_aggregation' | 'weekly_summary' | 'monthly_report';
  /** The period in short. */
  emotional_summary: {
    /** The state with the most time. */
    dominant_emotion: EmotionalState;
    /** Time by state. */
    emotion_distribution: Partial<
      Record<
        EmotionalState,
        {
          /** Share of the time. [0, 100] % */
          percentage: number;
          /** Time in this state. [0, 44640] min */
          total_time_minutes: number;
          /** Sessions in which it was seen. [0, 2147483647] */
          session_count: number;
        }
      >
    >;
    /** Less volatility, higher score. [0, 1] */
    emotional_stability_score: number | null;
    /** How the learner fared, from bad to good. [0, 1] */
    overall_emotional_wellness: number;
  };
  /** How feelings and learning went together. */
  learning_correlation_analysis: {
    /** States in which learning went well. */
    most_productive_emotions: {
      /** The state. */
      emotion: EmotionalState;
      /** How well learning went in it. [0, 1] */
      learning_effectiveness_score: number;
      /** Concepts mastered in an hour in it. [0, 1000] concepts/h */
      concepts_mastered_rate: number | null;
    }[];
    /** States that hinder, and what brings them about. */
    problematic_emotional_patterns: {
      /** The state. */
      emotion: EmotionalState;
      /** How much it hinders. [0, 1] */
      learning_hindrance_score: number;
      /** What brings it about. */
      common_triggers: string[];
      /** Mean time until it passes. [0, 44640] min */
      recovery_time_minutes: number | null;
    }[];
    /** The state in which each kind of work goes best. */
    optimal_learning_conditions: {
      /** For new concepts. */
      best_emotional_state_for_new_concepts: EmotionalState | null;
      /** For practice. */
      best_emotional_state_for_practice: EmotionalState | null;
      /** For assessment. */
      best_emotional_state_for_assessment: EmotionalState | null;
    };
  };
  /** What was done about it. */
  intervention_effectiveness: {
    /** What was done and how it worked. */
    interventions_applied: {
      /** What was done. */
      intervention_type: string;
      /** How often. [0, 2147483647] */
      application_count: number;
      /** Share after which the learner felt better. [0, 1] */
      success_rate: number | null;
      /** Mean of the learner's ratings. [1, 5] points */
      average_effectiveness_rating: number | null;
    }[];
    /** How the learner recovers. */
    emotional_recovery_patterns: {
      /** Recovery by state. */
      average_recovery_time_minutes: Partial<Record<EmotionalState, number>>;
      /** What helps best. */
      most_effective_recovery_strategies: {
        /** What helps. */
        strategy: string;
        /** How often it helps. [0, 1] */
        success_rate: number;
        /** States it helps with. */
        applicable_emotions: EmotionalState[];
      }[];
    };
  };
  /** Change and rhythm. */
  trends_and_patterns: {
    /** Where states are going. */
    emotional_trends: {
      /** The state. */
      emotion: EmotionalState;
      /** Where it goes. */
      trend_direction: 'increasing' | 'decreasing' | 'stable';
      /** Change against the period before. [-100, 100000] % */
      change_percentage: number;
      /** The period compared, such as "7 days". */
      time_period: string;
    }[];
    /** When the learner feels how. */
    temporal_patterns: {
      /** Times of day when feelings help. */
      best_learning_times: string[];
      /** Times when hindering feelings are common. */
      challenging_periods: string[];
      /** Rhythms that were seen. */
      emotional_biorhythm_insights: string[];
    };
  };
  /** Region the learner belongs to. */
  region?: string;
  /** Counts the changes of the document, from 1. [1, 2147483647] */
  revision?: number;
}

/** The same as the database holds it. */
export interface StoredEmotionalAnalyticsDocument {
  _id: ObjectId;
  user_id: string;
  analysis_date: Date;
  data_source: 'daily_aggregation' | 'weekly_summary' | 'monthly_report';
  emotional_summary: {
    dominant_emotion: EmotionalState;
    emotion_distribution: Partial<
      Record<
        EmotionalState,
        {
          percentage: number;
          total_time_minutes: number;
          session_count: number;
        }
      >
    >;
    emotional_stability_score: number | null;
    overall_emotional_wellness: number;
  };
  learning_correlation_analysis: {
    most_productive_emotions: {
      emotion: EmotionalState;
      learning_effectiveness_score: number;
      concepts_mastered_rate: number | null;
    }[];
    optimal_learning_conditions: {
      best_emotional_state_for_new_concepts: EmotionalState | null;
      best_emotional_state_for_practice: EmotionalState | null;
      best_emotional_state_for_assessment: EmotionalState | null;
    };
  };
  intervention_effectiveness: {
    interventions_applied: {
      intervention_type: string;
      application_count: number;
      success_rate: number | null;
      average_effectiveness_rating: number | null;
    }[];
  };
  trends_and_patterns: {
    emotional_trends: {
      emotion: EmotionalState;
      trend_direction: 'increasing' | 'decreasing' | 'stable';
      change_percentage: number;
      time_period: string;
    }[];
  };
  region: string;
  revision: number;
  detailed_patterns: Binary;
}

/** One document for each learner and concept: how well it is known and when to review it. */
export interface ContentMasteryDocument {
  /** The database's own identifier. */
  _id: string;
  /** The learner; references users.user_id. */
  user_id: string;
  /** Subject. */
  subject: string;
  /** Topic within the subject. */
  topic: string;
  /** Concept within the topic. */
  concept: string;
  /** How well the concept is known. */
  mastery_tracking: {
    /** Probability that the next task is solved. [0, 1] */
    current_mastery_level: number;
    /** Confidence in that estimate. [0, 1] */
    mastery_confidence: number;
    /** When the concept was first met. */
    first_exposure_date: Date;
    /** When it was last practised. */
    last_practiced_date: Date;
    /** When mastery first rose above 0.8. */
    mastery_achieved_date?: Date;
  };
  /** The work on the concept, session by session. */
  learning_history: {
    /** The session. */
    session_id: string;
    /** When. */
    date: Date;
    /** What was done. */
    activity_type: 'introduction' | 'practice' | 'assessment' | 'revision';
    /** Share of right answers or points. [0, 1] */
    performance_score: number;
    /** Mean difficulty of the tasks. [0, 1] */
    difficulty_level: number;
    /** The dominant state. */
    emotional_state: EmotionalState | null;
    /** Time on the concept. [0, 43200] min */
    time_spent_minutes: number;
  }[];
  /** When to review. */
  spaced_repetition_data: {
    /** Days from the last review to the next. [0, 36500] days */
    repetition_interval_days: number;
    /** When the next review is due. */
    next_review_date: Date;
    /** Reviews in all. [0, 2147483647] */
    reviews: number;
    /** Reviews at which it was forgotten. [0, 2147483647] */
    lapses: number;
    /** Whether it keeps being forgotten: eight lapses or more. */
    is_leech: boolean;
    /** The reviews. */
    review_history: {
      /** When. */
      date: Date;
      /** How it went. [0, 1] */
      performance_score: number;
      /** Change of the interval. [-36500, 36500] days */
      interval_adjustment: number;
      /** FSRS grade of the recall. */
      rating?: 'again' | 'hard' | 'good' | 'easy';
    }[];
    /** How the concept is forgotten (FSRS-6). */
    forgetting_curve_parameters: {
      /** FSRS stability after the first review. [0, 36500] days */
      initial_strength: number;
      /** Exponent of the FSRS forgetting curve. [0, 10] */
      decay_rate: number;
      /** FSRS stability: days until recall falls to 90 in 100. [0, 36500] days */
      stability: number;
      /** FSRS difficulty; 0 before the first review. [0, 10] */
      difficulty: number;
      /** Which of the learner's parameters these follow from; 0 for the published ones. [0, 2147483647] */
      parameters_version: number;
    };
  };
  /** Its place among the concepts. */
  prerequisite_relationships: {
    /** What is needed first. */
    prerequisite_concepts: {
      /** The concept needed first. */
      concept: string;
      /** How much it matters. [0, 1] */
      importance_weight: number;
      /** Mastery needed at least. [0, 1] */
      mastery_required: number;
    }[];
    /** What builds on it. */
    dependent_concepts: {
      /** The concept that builds on this one. */
      concept: string;
      /** How much this one helps with it. [0, 1] */
      dependency_strength: number;
    }[];
  };
  /** What works for this learner. */
  personalization_data: {
    /** Difficulty at which the learner learns this best. [0, 1] */
    optimal_difficulty_level: number | null;
    /** What worked. */
    effective_learning_strategies: string[];
    /** Performance by emotional state. */
    emotional_associations: Partial<Record<EmotionalState, number>>;
    /** Performance by style of the material. */
    learning_style_effectiveness: Partial<
      Record<'visual' | 'auditory' | 'kinesthetic' | 'reading_writing', number>
    >;
  };
  /** Each time the concept was attempted or shown, in order of time. */
  practice_log: {
    /** The session. */
    session_id: string;
    /** The interaction in it. */
    interaction_id: string;
    /** When the session began. */
    session_started_at: Date;
    /** When the concept was attempted or shown. */
    at: Date;
    /** Share of the points; absent where nothing was judged. [0, 1] */
    score?: number;
    /** Difficulty of the task. [0, 1] */
    difficulty?: number;
    /** FSRS grade of the recall; absent where nothing was judged. */
    rating?: 'again' | 'hard' | 'good' | 'easy';
    /** Style of the explanation it came with. */
    explanation_style?: string;
    /** The state that was recognised. */
    emotion?: EmotionalState;
  }[];
  /** What the estimate of mastery rests on. */
  evidence: {
    /** Assessed attempts so far. [0, 2147483647] */
    attempts: number;
    /** Sum of their scores. [0, 2147483648] */
    score_sum: number;
    /** The same, each score weighted by how unlikely a right answer was. [0, 2147483648] */
    hard_score_sum: number;
    /** What was missing to full scores, weighted by how likely a right answer was. [0, 2147483648] */
    easy_miss_sum: number;
    /** The latest attempts, oldest first. */
    recent: {
      /** When. */
      at: Date;
      /** Share of the points. [0, 1] */
      score: number;
    }[];
    /** When the concept was last attempted or shown. */
    last_met_at?: Date;
    /** Where the concept was first met; absent where practice was not recorded here. */
    first?: {
      /** When. */
      at: Date;
      /** In which session. */
      session_id: string;
      /** With which interaction. */
      interaction_id: string;
    };
    /** The latest of the practice that is worked in; what comes before it came late. */
    latest?: {
      /** When. */
      at: Date;
      /** In which session. */
      session_id: string;
      /** With which interaction. */
      interaction_id: string;
    };
    /** The latest entry of the learning history. */
    latest_history?: {
      /** Its date. */
      date: Date;
      /** Its session. */
      session_id: string;
    };
    /** The session of the last review. */
    reviewed_in?: string;
    /** Where mastery first rose above 0.8. */
    mastered?: {
      /** The session. */
      session_id: string;
      /** Confidence in it at that moment. [0, 1] */
      confidence: number;
    };
    /** The fit of the mastery model that the estimate follows from; 0 for the published weights. [0, 2147483647] */
    model_version?: number;
    /** Attempts at tasks of known difficulty; absent before the first. */
    tasks?: {
      /** Judged attempts. [0, 2147483647] */
      attempts: number;
      /** Sum of their scores. [0, 2147483648] */
      score_sum: number;
      /** Sum of their difficulties. [0, 2147483648] */
      difficulty_sum: number;
    };
    /** Attempts by style of explanation, the first 20. */
    by_style?: Record<
      string,
      {
        /** Judged attempts. [0, 2147483647] */
        attempts: number;
        /** Sum of their scores. [0, 2147483648] */
        score_sum: number;
      }
    >;
    /** Attempts by emotional state. */
    by_emotion?: Partial<
      Record<
        EmotionalState,
        {
          /** Judged attempts. [0, 2147483647] */
          attempts: number;
          /** Sum of their scores. [0, 2147483648] */
          score_sum: number;
        }
      >
    >;
    /** The consents of the learner that this was worked out under. */
    consents?: ('analytics' | 'emotional_data')[];
  };
  /** Region the learner belongs to. */
  region: string;
  /** Counts the changes of the document, from 1. [1, 2147483647] */
  revision: number;
}

/** The same without what the platform sets itself. */
export interface NewContentMasteryDocument {
  /** The database's own identifier. */
  _id?: string;
  /** The learner; references users.user_id. */
  user_id: string;
  /** Subject. */
  subject: string;
  /** Topic within the subject. */
  topic: string;
  /** Concept within the topic. */
  concept: string;
  /** How well the concept is known. */
  mastery_tracking: {
    /** Probability that the next task is solved. [0, 1] */
    current_mastery_level: number;
    /** Confidence in that estimate. [0, 1] */
    mastery_confidence: number;
    /** When the concept was first met. */
    first_exposure_date: Date;
    /** When it was last practised. */
    last_practiced_date: Date;
    /** When mastery first rose above 0.8. */
    mastery_achieved_date?: Date;
  };
  /** The work on the concept, session by session. */
  learning_history: {
    /** The session. */
    session_id: string;
    /** When. */
    date: Date;
    /** What was done. */
    activity_type: 'introduction' | 'practice' | 'assessment' | 'revision';
    /** Share of right answers or points. [0, 1] */
    performance_score: number;
    /** Mean difficulty of the tasks. [0, 1] */
    difficulty_level: number;
    /** The dominant state. */
    emotional_state: EmotionalState | null;
    /** Time on the concept. [0, 43200] min */
    time_spent_minutes: number;
  }[];
  /** When to review. */
  spaced_repetition_data: {
    /** Days from the last review to the next. [0, 36500] days */
    repetition_interval_days: number;
    /** When the next review is due. */
    next_review_date: Date;
    /** Reviews in all. [0, 2147483647] */
    reviews: number;
    /** Reviews at which it was forgotten. [0, 2147483647] */
    lapses: number;
    /** Whether it keeps being forgotten: eight lapses or more. */
    is_leech: boolean;
    /** The reviews. */
    review_history: {
      /** When. */
      date: Date;
      /** How it went. [0, 1] */
      performance_score: number;
      /** Change of the interval. [-36500, 36500] days */
      interval_adjustment: number;
      /** FSRS grade of the recall. */
      rating?: 'again' | 'hard' | 'good' | 'easy';
    }[];
    /** How the concept is forgotten (FSRS-6). */
    forgetting_curve_parameters: {
      /** FSRS stability after the first review. [0, 36500] days */
      initial_strength: number;
      /** Exponent of the FSRS forgetting curve. [0, 10] */
      decay_rate: number;
      /** FSRS stability: days until recall falls to 90 in 100. [0, 36500] days */
      stability: number;
      /** FSRS difficulty; 0 before the first review. [0, 10] */
      difficulty: number;
      /** Which of the learner's parameters these follow from; 0 for the published ones. [0, 2147483647] */
      parameters_version: number;
    };
  };
  /** Its place among the concepts. */
  prerequisite_relationships: {
    /** What is needed first. */
    prerequisite_concepts: {
      /** The concept needed first. */
      concept: string;
      /** How much it matters. [0, 1] */
      importance_weight: number;
      /** Mastery needed at least. [0, 1] */
      mastery_required: number;
    }[];
    /** What builds on it. */
    dependent_concepts: {
      /** The concept that builds on this one. */
      concept: string;
      /** How much this one helps with it. [0, 1] */
      dependency_strength: number;
    }[];
  };
  /** What works for this learner. */
  personalization_data: {
    /** Difficulty at which the learner learns this best. [0, 1] */
    optimal_difficulty_level: number | null;
    /** What worked. */
    effective_learning_strategies: string[];
    /** Performance by emotional state. */
    emotional_associations: Partial<Record<EmotionalState, number>>;
    /** Performance by style of the material. */
    learning_style_effectiveness: Partial<
      Record<'visual' | 'auditory' | 'kinesthetic' | 'reading_writing', number>
    >;
  };
  /** Each time the concept was attempted or shown, in order of time. */
  practice_log: {
    /** The session. */
    session_id: string;
    /** The interaction in it. */
    interaction_id: string;
    /** When the session began. */
    session_started_at: Date;
    /** When the concept was attempted or shown. */
    at: Date;
    /** Share of the points; absent where nothing was judged. [0, 1] */
    score?: number;
    /** Difficulty of the task. [0, 1] */
    difficulty?: number;
    /** FSRS grade of the recall; absent where nothing was judged. */
    rating?: 'again' | 'hard' | 'good' | 'easy';
    /** Style of the explanation it came with. */
    explanation_style?: string;
    /** The state that was recognised. */
    emotion?: EmotionalState;
  }[];
  /** What the estimate of mastery rests on. */
  evidence: {
    /** Assessed attempts so far. [0, 2147483647] */
    attempts: number;
    /** Sum of their scores. [0, 2147483648] */
    score_sum: number;
    /** The same, each score weighted by how unlikely a right answer was. [0, 2147483648] */
    hard_score_sum: number;
    /** What was missing to full scores, weighted by how likely a right answer was. [0, 2147483648] */
    easy_miss_sum: number;
    /** The latest attempts, oldest first. */
    recent: {
      /** When. */
      at: Date;
      /** Share of the points. [0, 1] */
      score: number;
    }[];
    /** When the concept was last attempted or shown. */
    last_met_at?: Date;
    /** Where the concept was first met; absent where practice was not recorded here. */
    first?: {
      /** When. */
      at: Date;
      /** In which session. */
      session_id: string;
      /** With which interaction. */
      interaction_id: string;
    };
    /** The latest of the practice that is worked in; what comes before it came late. */
    latest?: {
      /** When. */
      at: Date;
      /** In which session. */
      session_id: string;
      /** With which interaction. */
      interaction_id: string;
    };
    /** The latest entry of the learning history. */
    latest_history?: {
      /** Its date. */
      date: Date;
      /** Its session. */
      session_id: string;
    };
    /** The session of the last review. */
    reviewed_in?: string;
    /** Where mastery first rose above 0.8. */
    mastered?: {
      /** The session. */
      session_id: string;
      /** Confidence in it at that moment. [0, 1] */
      confidence: number;
    };
    /** The fit of the mastery model that the estimate follows from; 0 for the published weights. [0, 2147483647] */
    model_version?: number;
    /** Attempts at tasks of known difficulty; absent before the first. */
    tasks?: {
      /** Judged attempts. [0, 2147483647] */
      attempts: number;
      /** Sum of their scores. [0, 2147483648] */
      score_sum: number;
      /** Sum of their difficulties. [0, 2147483648] */
      difficulty_sum: number;
    };
    /** Attempts by style of explanation, the first 20. */
    by_style?: Record<
      string,
      {
        /** Judged attempts. [0, 2147483647] */
        attempts: number;
        /** Sum of their scores. [0, 2147483648] */
        score_sum: number;
      }
    >;
    /** Attempts by emotional state. */
    by_emotion?: Partial<
      Record<
        EmotionalState,
        {
          /** Judged attempts. [0, 2147483647] */
          attempts: number;
          /** Sum of their scores. [0, 2147483648] */
          score_sum: number;
        }
      >
    >;
    /** The consents of the learner that this was worked out under. */
    consents?: ('analytics' | 'emotional_data')[];
  };
  /** Region the learner belongs to. */
  region?: string;
  /** Counts the changes of the document, from 1. [1, 2147483647] */
  revision?: number;
}

/** The same as the database holds it. */
export interface StoredContentMasteryDocument {
  _id: ObjectId;
  user_id: string;
  subject: string;
  topic: string;
  concept: string;
  mastery_tracking: {
    current_mastery_level: number;
    mastery_confidence: number;
    first_exposure_date: Date;
    last_practiced_date: Date;
    mastery_achieved_date?: Date;
  };
  learning_history: {
    session_id: string;
    date: Date;
    activity_type: 'introduction' | 'practice' | 'assessment' | 'revision';
    performance_score: number;
    difficulty_level: number;
    emotional_state: EmotionalState | null;
    time_spent_minutes: number;
  }[];
  spaced_repetition_data: {
    repetition_interval_days: number;
    next_review_date: Date;
    reviews: number;
    lapses: number;
    is_leech: boolean;
    review_history: {
      date: Date;
      performance_score: number;
      interval_adjustment: number;
      rating?: 'again' | 'hard' | 'good' | 'easy';
    }[];
    forgetting_curve_parameters: {
      initial_strength: number;
      decay_rate: number;
      stability: number;
      difficulty: number;
      parameters_version: number;
    };
  };
  prerequisite_relationships: {
    prerequisite_concepts: {
      concept: string;
      importance_weight: number;
      mastery_required: number;
    }[];
    dependent_concepts: {
      concept: string;
      dependency_strength: number;
    }[];
  };
  personalization_data: {
    optimal_difficulty_level: number | null;
    effective_learning_strategies: string[];
    emotional_associations: Partial<Record<EmotionalState, number>>;
    learning_style_effectiveness: Partial<
      Record<'visual' | 'auditory' | 'kinesthetic' | 'reading_writing', number>
    >;
  };
  practice_log: {
    session_id: string;
    interaction_id: string;
    session_started_at: Date;
    at: Date;
    score?: number;
    difficulty?: number;
    rating?: 'again' | 'hard' | 'good' | 'easy';
    explanation_style?: string;
    emotion?: EmotionalState;
  }[];
  evidence: {
    attempts: number;
    score_sum: number;
    hard_score_sum: number;
    easy_miss_sum: number;
    recent: {
      at: Date;
      score: number;
    }[];
    last_met_at?: Date;
    first?: {
      at: Date;
      session_id: string;
      interaction_id: string;
    };
    latest?: {
      at: Date;
      session_id: string;
      interaction_id: string;
    };
    latest_history?: {
      date: Date;
      session_id: string;
    };
    reviewed_in?: string;
    mastered?: {
      session_id: string;
      confidence: number;
    };
    model_version?: number;
    tasks?: {
      attempts: number;
      score_sum: number;
      difficulty_sum: number;
    };
    by_style?: Record<
      string,
      {
        attempts: number;
        score_sum: number;
      }
    >;
    by_emotion?: Partial<
      Record<
        EmotionalState,
        {
          attempts: number;
          score_sum: number;
        }
      >
    >;
    consents?: ('analytics' | 'emotional_data')[];
  };
  region: string;
  revision: number;
  paging: {
    learning_history: { total: number; pages: number; bytes: number };
    review_history: { total: number; pages: number; bytes: number };
    practice_log: { total: number; pages: number; bytes: number };
  };
}

/** What can be learned: subjects, topics, concepts, their display names and prerequisites. */
export interface ConceptDocument {
  /** The database's own identifier. */
  _id: string;
  /** Subject. */
  subject: string;
  /** Topic within the subject. */
  topic: string;
  /** Concept within the topic. */
  concept: string;
  /** How it is called where people read it. */
  names: {
    /** Display name of the subject. */
    subject: string;
    /** Display name of the topic. */
    topic: string;
    /** Display name of the concept. */
    concept: string;
  };
  /** The name in other languages. */
  translations: Record<string, string>;
  /** What is needed first. */
  prerequisites: {
    /** The concept needed first. */
    concept: string;
    /** How much it matters. [0, 1] */
    importance_weight: number;
    /** Mastery needed at least. [0, 1] */
    mastery_required: number;
  }[];
  /** Where the concept comes from: an import, or the generator. */
  source: string;
  /** Counts the changes of the document, from 1. [1, 2147483647] */
  revision: number;
}

/** The same without what the platform sets itself. */
export interface NewConceptDocument {
  /** The database's own identifier. */
  _id?: string;
  /** Subject. */
  subject: string;
  /** Topic within the subject. */
  topic: string;
  /** Concept within the topic. */
  concept: string;
  /** How it is called where people read it. */
  names: {
    /** Display name of the subject. */
    subject: string;
    /** Display name of the topic. */
    topic: string;
    /** Display name of the concept. */
    concept: string;
  };
  /** The name in other languages. */
  translations: Record<string, string>;
  /** What is needed first. */
  prerequisites: {
    /** The concept needed first. */
    concept: string;
    /** How much it matters. [0, 1] */
    importance_weight: number;
    /** Mastery needed at least. [0, 1] */
    mastery_required: number;
  }[];
  /** Where the concept comes from: an import, or the generator. */
  source: string;
  /** Counts the changes of the document, from 1. [1, 2147483647] */
  revision?: number;
}

/** The same as the database holds it. */
export interface StoredConceptDocument {
  _id: ObjectId;
  subject: string;
  topic: string;
  concept: string;
  names: {
    subject: string;
    topic: string;
    concept: string;
  };
  translations: Record<string, string>;
  prerequisites: {
    concept: string;
    importance_weight: number;
    mastery_required: number;
  }[];
  source: string;
  revision: number;
}

/** One document for each fit of the mastery model that was put in force; the newest is. */
export interface MasteryFitDocument {
  /** The database's own identifier. */
  _id: string;
  /** Counts the fits, from 1. [1, 2147483647] */
  version: number;
  /** When it was fitted. */
  fitted_at: Date;
  /** What it was fitted to. */
  trained: {
    /** Learners. [0, 2147483647] */
    learners: number;
    /** Their attempts. [0, 2147483647] */
    attempts: number;
  };
  /** What it was judged by: whole learners that it was not fitted to. */
  held_out: {
    /** Learners. [0, 2147483647] */
    learners: number;
    /** Their attempts. [0, 2147483647] */
    attempts: number;
  };
  /** The first of the attempts. */
  from: Date;
  /** The last of them. */
  until: Date;
  /** Log-odds before anything speaks for or against. [-100, 100] log-odds */
  intercept: number;
  /** The weights. */
  weights: {
    /** Name of the feature. */
    feature: string;
    /** What one unit of it adds. [-100, 100] log-odds */
    weight: number;
  }[];
  /** How good it is on what was held out. */
  quality: {
    /** Area under the ROC curve. [0, 1] */
    auc: number;
    /** Mean negative log likelihood. [0, 100] nats */
    log_loss: number;
    /** Root of the mean squared error. [0, 1] */
    rmse: number;
    /** Expected calibration error. [0, 1] */
    ece: number;
  };
  /** How good the published weights are on the same. */
  published_quality: {
    /** Area under the ROC curve. [0, 1] */
    auc: number;
    /** Mean negative log likelihood. [0, 100] nats */
    log_loss: number;
    /** Root of the mean squared error. [0, 1] */
    rmse: number;
    /** Expected calibration error. [0, 1] */
    ece: number;
  };
  /** Predicted beside observed, bin by bin. */
  calibration: {
    /** Predictions from here on … [0, 1] */
    low: number;
    /** … and below this. [0, 1] */
    high: number;
    /** How many there were. [0, 2147483647] */
    count: number;
    /** Their mean. [0, 1] */
    predicted: number | null;
    /** Share of right answers. [0, 1] */
    observed: number | null;
  }[];
  /** Counts the changes of the document, from 1. [1, 2147483647] */
  revision: number;
}

/** The same without what the platform sets itself. */
export interface NewMasteryFitDocument {
  /** The database's own identifier. */
  _id?: string;
  /** Counts the fits, from 1. [1, 2147483647] */
  version: number;
  /** When it was fitted. */
  fitted_at: Date;
  /** What it was fitted to. */
  trained: {
    /** Learners. [0, 2147483647] */
    learners: number;
    /** Their attempts. [0, 2147483647] */
    attempts: number;
  };
  /** What it was judged by: whole learners that it was not fitted to. */
  held_out: {
    /** Learners. [0, 2147483647] */
    learners: number;
    /** Their attempts. [0, 2147483647] */
    attempts: number;
  };
  /** The first of the attempts. */
  from: Date;
  /** The last of them. */
  until: Date;
  /** Log-odds before anything speaks for or against. [-100, 100] log-odds */
  intercept: number;
  /** The weights. */
  weights: {
    /** Name of the feature. */
    feature: string;
    /** What one unit of it adds. [-100, 100] log-odds */
    weight: number;
  }[];
  /** How good it is on what was held out. */
  quality: {
    /** Area under the ROC curve. [0, 1] */
    auc: number;
    /** Mean negative log likelihood. [0, 100] nats */
    log_loss: number;
    /** Root of the mean squared error. [0, 1] */
    rmse: number;
    /** Expected calibration error. [0, 1] */
    ece: number;
  };
  /** How good the published weights are on the same. */
  published_quality: {
    /** Area under the ROC curve. [0, 1] */
    auc: number;
    /** Mean negative log likelihood. [0, 100] nats */
    log_loss: number;
    /** Root of the mean squared error. [0, 1] */
    rmse: number;
    /** Expected calibration error. [0, 1] */
    ece: number;
  };
  /** Predicted beside observed, bin by bin. */
  calibration: {
    /** Predictions from here on … [0, 1] */
    low: number;
    /** … and below this. [0, 1] */
    high: number;
    /** How many there were. [0, 2147483647] */
    count: number;
    /** Their mean. [0, 1] */
    predicted: number | null;
    /** Share of right answers. [0, 1] */
    observed: number | null;
  }[];
  /** Counts the changes of the document, from 1. [1, 2147483647] */
  revision?: number;
}

/** The same as the database holds it. */
export interface StoredMasteryFitDocument {
  _id: ObjectId;
  version: number;
  fitted_at: Date;
  trained: {
    learners: number;
    attempts: number;
  };
  held_out: {
    learners: number;
    attempts: number;
  };
  from: Date;
  until: Date;
  intercept: number;
  weights: {
    feature: string;
    weight: number;
  }[];
  quality: {
    auc: number;
    log_loss: number;
    rmse: number;
    ece: number;
  };
  published_quality: {
    auc: number;
    log_loss: number;
    rmse: number;
    ece: number;
  };
  calibration: {
    low: number;
    high: number;
    count: number;
    predicted: number | null;
    observed: number | null;
  }[];
  revision: number;
}

/** One document for each learner whose reviews are planned otherwise than for everybody. */
export interface ReviewSettingsDocument {
  /** The database's own identifier. */
  _id: string;
  /** The learner; references users.user_id. */
  user_id: string;
  /** When it last changed. */
  updated_at: Date;
  /** Probability of recall at which a review is due. [0.7, 0.97] */
  desired_retention: number;
  /** The weights in force; without any, the published ones are. */
  parameters?: {
    /** Counts the fits of this learner, from 1. [0, 2147483647] */
    version: number;
    /** The 21 weights of FSRS-6. */
    weights: number[];
    /** When they were fitted. */
    fitted_at: Date;
    /** Reviews they were fitted to. [0, 2147483647] */
    reviews: number;
    /** Loss on later reviews that the weights had not seen. [0, 100] nats */
    log_loss: number;
    /** Loss of the published weights on the same reviews. [0, 100] nats */
    published_log_loss: number;
  };
  /** Every fit that was put in force. */
  fits: {
    /** Counts the fits of this learner, from 1. [0, 2147483647] */
    version: number;
    /** The 21 weights of FSRS-6. */
    weights: number[];
    /** When they were fitted. */
    fitted_at: Date;
    /** Reviews they were fitted to. [0, 2147483647] */
    reviews: number;
    /** Loss on later reviews that the weights had not seen. [0, 100] nats */
    log_loss: number;
    /** Loss of the published weights on the same reviews. [0, 100] nats */
    published_log_loss: number;
  }[];
  /** Region the learner belongs to. */
  region: string;
  /** Counts the changes of the document, from 1. [1, 2147483647] */
  revision: number;
}

/** The same without what the platform sets itself. */
export interface NewReviewSettingsDocument {
  /** The database's own identifier. */
  _id?: string;
  /** The learner; references users.user_id. */
  user_id: string;
  /** When it last changed. */
  updated_at: Date;
  /** Probability of recall at which a review is due. [0.7, 0.97] */
  desired_retention: number;
  /** The weights in force; without any, the published ones are. */
  parameters?: {
    /** Counts the fits of this learner, from 1. [0, 2147483647] */
    version: number;
    /** The 21 weights of FSRS-6. */
    weights: number[];
    /** When they were fitted. */
    fitted_at: Date;
    /** Reviews they were fitted to. [0, 2147483647] */
    reviews: number;
    /** Loss on later reviews that the weights had not seen. [0, 100] nats */
    log_loss: number;
    /** Loss of the published weights on the same reviews. [0, 100] nats */
    published_log_loss: number;
  };
  /** Every fit that was put in force. */
  fits: {
    /** Counts the fits of this learner, from 1. [0, 2147483647] */
    version: number;
    /** The 21 weights of FSRS-6. */
    weights: number[];
    /** When they were fitted. */
    fitted_at: Date;
    /** Reviews they were fitted to. [0, 2147483647] */
    reviews: number;
    /** Loss on later reviews that the weights had not seen. [0, 100] nats */
    log_loss: number;
    /** Loss of the published weights on the same reviews. [0, 100] nats */
    published_log_loss: number;
  }[];
  /** Region the learner belongs to. */
  region?: string;
  /** Counts the changes of the document, from 1. [1, 2147483647] */
  revision?: number;
}

/** The same as the database holds it. */
export interface StoredReviewSettingsDocument {
  _id: ObjectId;
  user_id: string;
  updated_at: Date;
  desired_retention: number;
  parameters?: {
    version: number;
    weights: number[];
    fitted_at: Date;
    reviews: number;
    log_loss: number;
    published_log_loss: number;
  };
  fits: {
    version: number;
    weights: number[];
    fitted_at: Date;
    reviews: number;
    log_loss: number;
    published_log_loss: number;
  }[];
  region: string;
  revision: number;
  paging: { fits: { total: number; pages: number; bytes: number } };
}

/** One document for each session with observed feelings: the sums that it adds to the summaries of its day, week and month. */
export interface EmotionalContributionDocument {
  /** The database's own identifier. */
  _id: string;
  /** The session. */
  session_id: string;
  /** The learner; references users.user_id. */
  user_id: string;
  /** When the session began. */
  started_at: Date;
  /** Midnight UTC of the local date on which it began. */
  local_date: Date;
  /** IANA time zone of that date. */
  time_zone: string;
  /** Since when the session holds more than these sums; absent when they are worked out. */
  stale_since?: Date;
  /** Pairs of successive observations. [0, 2147483647] */
  stability_steps: number;
  /** Sum of the squared differences of pleasure over them. [0, 2147483648] */
  stability_squares: number;
  /** State by state. */
  states: {
    /** The state. */
    emotion: EmotionalState;
    /** How often it was observed. [0, 2147483647] */
    observations: number;
    /** Time in it. [0, 2147483648] */
    minutes: number;
    /** Sum of the wellness of its observations. [0, 2147483648] */
    wellness_sum: number;
    /** Wellness times minutes. [0, 2147483648] */
    wellness_minutes: number;
    /** Attempts in it at concepts that were new. */
    attempts_new: {
      /** Judged attempts. [0, 2147483647] */
      count: number;
      /** Sum of their scores. [0, 2147483648] */
      score_sum: number;
    };
    /** Attempts in it at other concepts. */
    attempts_practice: {
      /** Judged attempts. [0, 2147483647] */
      count: number;
      /** Sum of their scores. [0, 2147483648] */
      score_sum: number;
    };
    /** Attempts in it of assessments. */
    attempts_assessment: {
      /** Judged attempts. [0, 2147483647] */
      count: number;
      /** Sum of their scores. [0, 2147483648] */
      score_sum: number;
    };
    /** Concepts mastered in it. [0, 2147483647] */
    mastered: number;
    /** Low stretches that began with it and passed. [0, 2147483647] */
    recoveries: number;
    /** How long those were. [0, 2147483648] */
    recovery_minutes: number;
    /** The most frequent triggers. */
    triggers: {
      /** What brought it about. */
      trigger: string;
      /** How often. [0, 2147483647] */
      count: number;
    }[];
  }[];
  /** When it was felt. */
  parts_of_day: {
    /** Part of the local day. */
    part: 'morning' | 'afternoon' | 'evening' | 'night';
    /** Observed time. [0, 2147483648] */
    minutes: number;
    /** Wellness times minutes. [0, 2147483648] */
    wellness_minutes: number;
    /** Time in helping states. [0, 2147483648] */
    helping_minutes: number;
    /** Time in hindering states. [0, 2147483648] */
    hindering_minutes: number;
  }[];
  /** What was done. */
  interventions: {
    /** What was done. */
    intervention_type: string;
    /** How often. [0, 2147483647] */
    applied: number;
    /** How often a state was observed before and after. [0, 2147483647] */
    judged: number;
    /** How often wellness rose. [0, 2147483647] */
    helped: number;
    /** How often it was rated. [0, 2147483647] */
    ratings: number;
    /** Sum of the ratings. [0, 2147483648] */
    rating_sum: number;
    /** States it helped in. */
    helped_states: EmotionalState[];
  }[];
  /** Region the learner belongs to. */
  region: string;
  /** Counts the changes of the document, from 1. [1, 2147483647] */
  revision: number;
}

/** The same without what the platform sets itself. */
export interface NewEmotionalContributionDocument {
  /** The database's own identifier. */
  _id?: string;
  /** The session. */
  session_id: string;
  /** The learner; references users.user_id. */
  user_id: string;
  /** When the session began. */
  started_at: Date;
  /** Midnight UTC of the local date on which it began. */
  local_date: Date;
  /** IANA time zone of that date. */
  time_zone: string;
  /** Since when the session holds more than these sums; absent when they are worked out. */
  stale_since?: Date;
  /** Pairs of successive observations. [0, 2147483647] */
  stability_steps: number;
  /** Sum of the squared differences of pleasure over them. [0, 2147483648] */
  stability_squares: number;
  /** State by state. */
  states: {
    /** The state. */
    emotion: EmotionalState;
    /** How often it was observed. [0, 2147483647] */
    observations: number;
    /** Time in it. [0, 2147483648] */
    minutes: number;
    /** Sum of the wellness of its observations. [0, 2147483648] */
    wellness_sum: number;
    /** Wellness times minutes. [0, 2147483648] */
    wellness_minutes: number;
    /** Attempts in it at concepts that were new. */
    attempts_new: {
      /** Judged attempts. [0, 2147483647] */
      count: number;
      /** Sum of their scores. [0, 2147483648] */
      score_sum: number;
    };
    /** Attempts in it at other concepts. */
    attempts_practice: {
      /** Judged attempts. [0, 2147483647] */
      count: number;
      /** Sum of their scores. [0, 2147483648] */
      score_sum: number;
    };
    /** Attempts in it of assessments. */
    attempts_assessment: {
      /** Judged attempts. [0, 2147483647] */
      count: number;
      /** Sum of their scores. [0, 2147483648] */
      score_sum: number;
    };
    /** Concepts mastered in it. [0, 2147483647] */
    mastered: number;
    /** Low stretches that began with it and passed. [0, 2147483647] */
    recoveries: number;
    /** How long those were. [0, 2147483648] */
    recovery_minutes: number;
    /** The most frequent triggers. */
    triggers: {
      /** What brought it about. */
      trigger: string;
      /** How often. [0, 2147483647] */
      count: number;
    }[];
  }[];
  /** When it was felt. */
  parts_of_day: {
    /** Part of the local day. */
    part: 'morning' | 'afternoon' | 'evening' | 'night';
    /** Observed time. [0, 2147483648] */
    minutes: number;
    /** Wellness times minutes. [0, 2147483648] */
    wellness_minutes: number;
    /** Time in helping states. [0, 2147483648] */
    helping_minutes: number;
    /** Time in hindering states. [0, 2147483648] */
    hindering_minutes: number;
  }[];
  /** What was done. */
  interventions: {
    /** What was done. */
    intervention_type: string;
    /** How often. [0, 2147483647] */
    applied: number;
    /** How often a state was observed before and after. [0, 2147483647] */
    judged: number;
    /** How often wellness rose. [0, 2147483647] */
    helped: number;
    /** How often it was rated. [0, 2147483647] */
    ratings: number;
    /** Sum of the ratings. [0, 2147483648] */
    rating_sum: number;
    /** States it helped in. */
    helped_states: EmotionalState[];
  }[];
  /** Region the learner belongs to. */
  region?: string;
  /** Counts the changes of the document, from 1. [1, 2147483647] */
  revision?: number;
}

/** The same as the database holds it. */
export interface StoredEmotionalContributionDocument {
  _id: ObjectId;
  session_id: string;
  user_id: string;
  started_at: Date;
  local_date: Date;
  time_zone: string;
  stale_since?: Date;
  stability_steps: number;
  stability_squares: number;
  region: string;
  revision: number;
  felt: Binary;
}

/** One document for each session that counts for the learning DNA: what it adds to the evidence. */
export interface DnaContributionDocument {
  /** The database's own identifier. */
  _id: string;
  /** The session. */
  session_id: string;
  /** The learner; references users.user_id. */
  user_id: string;
  /** When the session began. */
  started_at: Date;
  /** Its subject. */
  subject: string;
  /** By measure. */
  measures: Partial<
    Record<
      'ability' | 'attention' | 'persistence' | 'exploration' | 'velocity',
      {
        /** What is added to the sum. [-1000000000000, 1000000000000] ten-thousandths */
        sum: number;
        /** With which weight. [-1000000000000, 1000000000000] ten-thousandths */
        weight: number;
      }
    >
  >;
  /** What it adds to the share of sessions begun low that ended better. */
  recovery?: {
    /** What is added to the sum. [-1000000000000, 1000000000000] ten-thousandths */
    sum: number;
    /** With which weight. [-1000000000000, 1000000000000] ten-thousandths */
    weight: number;
  };
  /** By measure of the subject. */
  of_subject: Partial<
    Record<
      'ability' | 'engagement' | 'mastery',
      {
        /** What is added to the sum. [-1000000000000, 1000000000000] ten-thousandths */
        sum: number;
        /** With which weight. [-1000000000000, 1000000000000] ten-thousandths */
        weight: number;
      }
    >
  >;
  /** Region the learner belongs to. */
  region: string;
  /** Counts the changes of the document, from 1. [1, 2147483647] */
  revision: number;
}

/** The same without what the platform sets itself. */
export interface NewDnaContributionDocument {
  /** The database's own identifier. */
  _id?: string;
  /** The session. */
  session_id: string;
  /** The learner; references users.user_id. */
  user_id: string;
  /** When the session began. */
  started_at: Date;
  /** Its subject. */
  subject: string;
  /** By measure. */
  measures: Partial<
    Record<
      'ability' | 'attention' | 'persistence' | 'exploration' | 'velocity',
      {
        /** What is added to the sum. [-1000000000000, 1000000000000] ten-thousandths */
        sum: number;
        /** With which weight. [-1000000000000, 1000000000000] ten-thousandths */
        weight: number;
      }
    >
  >;
  /** What it adds to the share of sessions begun low that ended better. */
  recovery?: {
    /** What is added to the sum. [-1000000000000, 1000000000000] ten-thousandths */
    sum: number;
    /** With which weight. [-1000000000000, 1000000000000] ten-thousandths */
    weight: number;
  };
  /** By measure of the subject. */
  of_subject: Partial<
    Record<
      'ability' | 'engagement' | 'mastery',
      {
        /** What is added to the sum. [-1000000000000, 1000000000000] ten-thousandths */
        sum: number;
        /** With which weight. [-1000000000000, 1000000000000] ten-thousandths */
        weight: number;
      }
    >
  >;
  /** Region the learner belongs to. */
  region?: string;
  /** Counts the changes of the document, from 1. [1, 2147483647] */
  revision?: number;
}

/** The same as the database holds it. */
export interface StoredDnaContributionDocument {
  _id: ObjectId;
  session_id: string;
  user_id: string;
  started_at: Date;
  subject: string;
  measures: Partial<
    Record<
      'ability' | 'attention' | 'persistence' | 'exploration' | 'velocity',
      {
        sum: number;
        weight: number;
      }
    >
  >;
  recovery?: {
    sum: number;
    weight: number;
  };
  of_subject: Partial<
    Record<
      'ability' | 'engagement' | 'mastery',
      {
        sum: number;
        weight: number;
      }
    >
  >;
  region: string;
  revision: number;
}

/** One document for each decision about a consent: what, given or withdrawn, when, by whom and under which words. The proof of what was agreed to (GDPR Art. 7(1)). */
export interface ConsentDocument {
  /** The database's own identifier. */
  _id: string;
  /** The decision. */
  decision_id: string;
  /** The learner; references users.user_id. */
  user_id: string;
  /** To what. */
  consent: 'analytics' | 'emotional_data' | 'data_sharing' | 'research' | 'third_parties';
  /** Given, or withdrawn. */
  given: boolean;
  /** Version of the words that were shown; absent where an import declared the ground. */
  version?: string;
  /** Language they were shown in. */
  language?: 'en' | 'de';
  /** SHA-256 of the words, in hexadecimal. */
  text_hash?: string;
  /** The ground that an import declared beside the consent. */
  basis?:
    | 'consent'
    | 'contract'
    | 'legal_obligation'
    | 'vital_interests'
    | 'public_task'
    | 'legitimate_interest'
    | 'research';
  /** When. */
  decided_at: Date;
  /** Who decided: the learner, a guardian, an operation of the platform, or whoever imported the learner and answers for the ground. */
  decided_by: 'self' | 'guardian' | 'platform' | 'import';
  /** Which guardian, where it was one. */
  guardian_id?: string;
  /** When everything kept under a withdrawn consent was removed. */
  cleared_at?: Date;
  /** Region the learner belongs to. */
  region: string;
  /** Counts the changes of the document, from 1. [1, 2147483647] */
  revision: number;
}

/** The same without what the platform sets itself. */
export interface NewConsentDocument {
  /** The database's own identifier. */
  _id?: string;
  /** The decision. */
  decision_id: string;
  /** The learner; references users.user_id. */
  user_id: string;
  /** To what. */
  consent: 'analytics' | 'emotional_data' | 'data_sharing' | 'research' | 'third_parties';
  /** Given, or withdrawn. */
  given: boolean;
  /** Version of the words that were shown; absent where an import declared the ground. */
  version?: string;
  /** Language they were shown in. */
  language?: 'en' | 'de';
  /** SHA-256 of the words, in hexadecimal. */
  text_hash?: string;
  /** The ground that an import declared beside the consent. */
  basis?:
    | 'consent'
    | 'contract'
    | 'legal_obligation'
    | 'vital_interests'
    | 'public_task'
    | 'legitimate_interest'
    | 'research';
  /** When. */
  decided_at: Date;
  /** Who decided: the learner, a guardian, an operation of the platform, or whoever imported the learner and answers for the ground. */
  decided_by: 'self' | 'guardian' | 'platform' | 'import';
  /** Which guardian, where it was one. */
  guardian_id?: string;
  /** When everything kept under a withdrawn consent was removed. */
  cleared_at?: Date;
  /** Region the learner belongs to. */
  region?: string;
  /** Counts the changes of the document, from 1. [1, 2147483647] */
  revision?: number;
}

/** The same as the database holds it. */
export interface StoredConsentDocument {
  _id: ObjectId;
  decision_id: string;
  user_id: string;
  consent: 'analytics' | 'emotional_data' | 'data_sharing' | 'research' | 'third_parties';
  given: boolean;
  version?: string;
  language?: 'en' | 'de';
  text_hash?: string;
  basis?:
    | 'consent'
    | 'contract'
    | 'legal_obligation'
    | 'vital_interests'
    | 'public_task'
    | 'legitimate_interest'
    | 'research';
  decided_at: Date;
  decided_by: 'self' | 'guardian' | 'platform' | 'import';
  guardian_id?: string;
  cleared_at?: Date;
  region: string;
  revision: number;
}

/** One document for each learner and educator with whom the learner shares, or shared. */
export interface ShareDocument {
  /** The database's own identifier. */
  _id: string;
  /** The learner; references users.user_id. */
  user_id: string;
  /** The educator's account; references users.user_id. */
  educator_id: string;
  /** Whether it is in force. */
  status: 'active' | 'ended';
  /** When it was given last. */
  given_at: Date;
  /** Who gave it. */
  given_by: 'self' | 'guardian';
  /** When it was taken back. */
  ended_at?: Date;
  /** Region the learner belongs to. */
  region: string;
  /** Counts the changes of the document, from 1. [1, 2147483647] */
  revision: number;
}

/** The same without what the platform sets itself. */
export interface NewShareDocument {
  /** The database's own identifier. */
  _id?: string;
  /** The learner; references users.user_id. */
  user_id: string;
  /** The educator's account; references users.user_id. */
  educator_id: string;
  /** Whether it is in force. */
  status: 'active' | 'ended';
  /** When it was given last. */
  given_at: Date;
  /** Who gave it. */
  given_by: 'self' | 'guardian';
  /** When it was taken back. */
  ended_at?: Date;
  /** Region the learner belongs to. */
  region?: string;
  /** Counts the changes of the document, from 1. [1, 2147483647] */
  revision?: number;
}

/** The same as the database holds it. */
export interface StoredShareDocument {
  _id: ObjectId;
  user_id: string;
  educator_id: string;
  status: 'active' | 'ended';
  given_at: Date;
  given_by: 'self' | 'guardian';
  ended_at?: Date;
  region: string;
  revision: number;
}

/** One document for each learner and guardian: since when the guardian decides for the learner, how that was verified, and until when. */
export interface GuardianshipDocument {
  /** The database's own identifier. */
  _id: string;
  /** The learner; references users.user_id. */
  user_id: string;
  /** The guardian's account; references users.user_id. */
  guardian_id: string;
  /** Whether the guardian decides for the learner now; an ended one gives no access. */
  status: 'active' | 'ended';
  /** How the guardian's consent was verified. */
  method: 'email_plus' | 'signed_form';
  /** Version of the notice the guardian was given. */
  text_version: string;
  /** When the guardian's consent was verified. */
  verified_at: Date;
  /** The earliest moment at which the learner is certainly old enough to decide alone, by the recorded age and the country. */
  hand_over_at: Date;
  /** When both were told that the hand-over is near. */
  told_at?: Date;
  /** When it ended. */
  ended_at?: Date;
  /** What ended it. */
  ended_by?: 'hand_over' | 'guardian' | 'operator';
  /** Age of consent that the hand-over was reckoned with. [13, 18] years */
  consent_age: number;
  /** Region the learner belongs to. */
  region: string;
  /** Counts the changes of the document, from 1. [1, 2147483647] */
  revision: number;
}

/** The same without what the platform sets itself. */
export interface NewGuardianshipDocument {
  /** The database's own identifier. */
  _id?: string;
  /** The learner; references users.user_id. */
  user_id: string;
  /** The guardian's account; references users.user_id. */
  guardian_id: string;
  /** Whether the guardian decides for the learner now; an ended one gives no access. */
  status: 'active' | 'ended';
  /** How the guardian's consent was verified. */
  method: 'email_plus' | 'signed_form';
  /** Version of the notice the guardian was given. */
  text_version: string;
  /** When the guardian's consent was verified. */
  verified_at: Date;
  /** The earliest moment at which the learner is certainly old enough to decide alone, by the recorded age and the country. */
  hand_over_at: Date;
  /** When both were told that the hand-over is near. */
  told_at?: Date;
  /** When it ended. */
  ended_at?: Date;
  /** What ended it. */
  ended_by?: 'hand_over' | 'guardian' | 'operator';
  /** Age of consent that the hand-over was reckoned with. [13, 18] years */
  consent_age: number;
  /** Region the learner belongs to. */
  region?: string;
  /** Counts the changes of the document, from 1. [1, 2147483647] */
  revision?: number;
}

/** The same as the database holds it. */
export interface StoredGuardianshipDocument {
  _id: ObjectId;
  user_id: string;
  guardian_id: string;
  status: 'active' | 'ended';
  method: 'email_plus' | 'signed_form';
  text_version: string;
  verified_at: Date;
  hand_over_at: Date;
  told_at?: Date;
  ended_at?: Date;
  ended_by?: 'hand_over' | 'guardian' | 'operator';
  consent_age: number;
  region: string;
  revision: number;
}

/** One document for each child who wants to register: the guardian's address, the child's first name where it was given, and how far the guardian's consent has come. */
export interface GuardianRequestDocument {
  /** The database's own identifier. */
  _id: string;
  /** The request, under whose own key it is kept; no account. */
  user_id: string;
  /** No age is kept: whoever waits counts as a child. */
  age_group: 'unknown';
  /** The guardian's address. */
  guardian_email: string;
  /** The child's first name, so that the guardian knows whom it is about. */
  first_name?: string;
  /** Asked: the guardian was written to. Claimed: a guardian’s account stands behind it. Consented: the guardian agreed. Verified: the agreement was proved, the account can be made. Closed: it was made, or the guardian refused; it is about to go. */
  status: 'asked' | 'claimed' | 'consented' | 'verified' | 'closed';
  /** The guardian's account, once there is one. */
  guardian_id?: string;
  /** How the consent is verified. */
  method?: 'email_plus' | 'signed_form';
  /** Version of the texts the guardian agreed to. */
  text_version?: string;
  /** What the guardian agreed to, class by class. */
  consents: {
    /** To what. */
    consent: 'analytics' | 'emotional_data' | 'data_sharing' | 'research' | 'third_parties';
    /** Given or withheld. */
    given: boolean;
  }[];
  /** When the child asked. */
  created_at: Date;
  /** When the guardian agreed. */
  consented_at?: Date;
  /** When the agreement was verified. */
  verified_at?: Date;
  /** When everything of the request goes. */
  expires_at: Date;
  /** Region the learner belongs to. */
  region: string;
  /** Counts the changes of the document, from 1. [1, 2147483647] */
  revision: number;
}

/** The same without what the platform sets itself. */
export interface NewGuardianRequestDocument {
  /** The database's own identifier. */
  _id?: string;
  /** The request, under whose own key it is kept; no account. */
  user_id: string;
  /** No age is kept: whoever waits counts as a child. */
  age_group: 'unknown';
  /** The guardian's address. */
  guardian_email: string;
  /** The child's first name, so that the guardian knows whom it is about. */
  first_name?: string;
  /** Asked: the guardian was written to. Claimed: a guardian’s account stands behind it. Consented: the guardian agreed. Verified: the agreement was proved, the account can be made. Closed: it was made, or the guardian refused; it is about to go. */
  status: 'asked' | 'claimed' | 'consented' | 'verified' | 'closed';
  /** The guardian's account, once there is one. */
  guardian_id?: string;
  /** How the consent is verified. */
  method?: 'email_plus' | 'signed_form';
  /** Version of the texts the guardian agreed to. */
  text_version?: string;
  /** What the guardian agreed to, class by class. */
  consents: {
    /** To what. */
    consent: 'analytics' | 'emotional_data' | 'data_sharing' | 'research' | 'third_parties';
    /** Given or withheld. */
    given: boolean;
  }[];
  /** When the child asked. */
  created_at: Date;
  /** When the guardian agreed. */
  consented_at?: Date;
  /** When the agreement was verified. */
  verified_at?: Date;
  /** When everything of the request goes. */
  expires_at: Date;
  /** Region the learner belongs to. */
  region?: string;
  /** Counts the changes of the document, from 1. [1, 2147483647] */
  revision?: number;
}

/** The same as the database holds it. */
export interface StoredGuardianRequestDocument {
  _id: ObjectId;
  user_id: string;
  age_group: 'unknown';
  guardian_email: Binary;
  first_name?: Binary;
  status: 'asked' | 'claimed' | 'consented' | 'verified' | 'closed';
  guardian_id?: string;
  method?: 'email_plus' | 'signed_form';
  text_version?: string;
  consents: {
    consent: 'analytics' | 'emotional_data' | 'data_sharing' | 'research' | 'third_parties';
    given: boolean;
  }[];
  created_at: Date;
  consented_at?: Date;
  verified_at?: Date;
  expires_at: Date;
  region: string;
  revision: number;
  guardian_email_blind_index?: Binary | Binary[];
}

/** One document for each registration, reset of a password or repeated verification that was asked for and is not answered yet. */
export interface AccountRequestDocument {
  /** The database's own identifier. */
  _id: string;
  /** The request, under whose own key it is kept; no account. */
  user_id: string;
  /** Of whoever registers; else unknown. */
  age_group: 'teen' | 'adult' | 'unknown';
  /** Answered: its key is about to be destroyed, and the document to go. */
  status: 'waiting' | 'answered';
  /** What was asked for. */
  kind: 'register' | 'reset_password' | 'verify_address';
  /** The address. */
  email: string;
  /** Argon2id hash of the password of the account that is to be made. */
  password_hash?: string;
  /** Display name of whoever registers. */
  name?: string;
  /** Age in whole years of whoever registers. [13, 120] years */
  age?: number;
  /** Country, ISO 3166-1 alpha-2. */
  country?: string;
  /** IANA time zone. */
  timezone?: string;
  /** When it was asked for. */
  created_at: Date;
  /** Region the learner belongs to. */
  region: string;
  /** Counts the changes of the document, from 1. [1, 2147483647] */
  revision: number;
}

/** The same without what the platform sets itself. */
export interface NewAccountRequestDocument {
  /** The database's own identifier. */
  _id?: string;
  /** The request, under whose own key it is kept; no account. */
  user_id: string;
  /** Of whoever registers; else unknown. */
  age_group: 'teen' | 'adult' | 'unknown';
  /** Answered: its key is about to be destroyed, and the document to go. */
  status: 'waiting' | 'answered';
  /** What was asked for. */
  kind: 'register' | 'reset_password' | 'verify_address';
  /** The address. */
  email: string;
  /** Argon2id hash of the password of the account that is to be made. */
  password_hash?: string;
  /** Display name of whoever registers. */
  name?: string;
  /** Age in whole years of whoever registers. [13, 120] years */
  age?: number;
  /** Country, ISO 3166-1 alpha-2. */
  country?: string;
  /** IANA time zone. */
  timezone?: string;
  /** When it was asked for. */
  created_at: Date;
  /** Region the learner belongs to. */
  region?: string;
  /** Counts the changes of the document, from 1. [1, 2147483647] */
  revision?: number;
}

/** The same as the database holds it. */
export interface StoredAccountRequestDocument {
  _id: ObjectId;
  user_id: string;
  age_group: 'teen' | 'adult' | 'unknown';
  status: 'waiting' | 'answered';
  kind: 'register' | 'reset_password' | 'verify_address';
  email: Binary;
  password_hash?: Binary;
  name?: Binary;
  age?: number;
  country?: string;
  timezone?: string;
  created_at: Date;
  region: string;
  revision: number;
}

/** One document for each token that was sent and not used: its digest, what it is for, until when. */
export interface SingleUseTokenDocument {
  /** The database's own identifier. */
  _id: string;
  /** The part of the token it is found by. */
  token_id: string;
  /** The account or the request it is for. */
  user_id: string;
  /** What it is for, and for nothing else. */
  purpose_of_token:
    | 'verify_address'
    | 'change_address'
    | 'reset_password'
    | 'set_password'
    | 'guardian_request'
    | 'guardian_confirmation'
    | 'family_invitation';
  /** SHA-256 of purpose and secret, in hexadecimal; the secret itself is only in the mail. */
  secret_digest: string;
  /** The address it was sent to, where it proves one. */
  address?: string;
  /** When it was made. */
  created_at: Date;
  /** From when on it is worth nothing. */
  expires_at: Date;
  /** How often it was presented with a wrong secret or purpose. [0, 2147483647] */
  failed_attempts: number;
  /** Region the learner belongs to. */
  region: string;
  /** Counts the changes of the document, from 1. [1, 2147483647] */
  revision: number;
}

/** The same without what the platform sets itself. */
export interface NewSingleUseTokenDocument {
  /** The database's own identifier. */
  _id?: string;
  /** The part of the token it is found by. */
  token_id: string;
  /** The account or the request it is for. */
  user_id: string;
  /** What it is for, and for nothing else. */
  purpose_of_token:
    | 'verify_address'
    | 'change_address'
    | 'reset_password'
    | 'set_password'
    | 'guardian_request'
    | 'guardian_confirmation'
    | 'family_invitation';
  /** SHA-256 of purpose and secret, in hexadecimal; the secret itself is only in the mail. */
  secret_digest: string;
  /** The address it was sent to, where it proves one. */
  address?: string;
  /** When it was made. */
  created_at: Date;
  /** From when on it is worth nothing. */
  expires_at: Date;
  /** How often it was presented with a wrong secret or purpose. [0, 2147483647] */
  failed_attempts: number;
  /** Region the learner belongs to. */
  region?: string;
  /** Counts the changes of the document, from 1. [1, 2147483647] */
  revision?: number;
}

/** The same as the database holds it. */
export interface StoredSingleUseTokenDocument {
  _id: ObjectId;
  token_id: string;
  user_id: string;
  purpose_of_token:
    | 'verify_address'
    | 'change_address'
    | 'reset_password'
    | 'set_password'
    | 'guardian_request'
    | 'guardian_confirmation'
    | 'family_invitation';
  secret_digest: string;
  address?: Binary;
  created_at: Date;
  expires_at: Date;
  failed_attempts: number;
  region: string;
  revision: number;
}

/** One document for each mail: to whom and with what until it is sent; afterwards only that there was one. */
export interface OutgoingMailDocument {
  /** The database's own identifier. */
  _id: string;
  /** The mail; stands in its Message-ID. */
  mail_id: string;
  /** The account or the request it is about. */
  user_id: string;
  /** Which mail. */
  template:
    | 'verify_address'
    | 'address_taken'
    | 'confirm_new_address'
    | 'address_changed'
    | 'reset_password'
    | 'password_changed'
    | 'guardian_asked'
    | 'guardian_confirm'
    | 'guardian_verified'
    | 'learner_made'
    | 'set_password'
    | 'guardianship_ended'
    | 'hand_over_near'
    | 'hand_over_done'
    | 'study_reminder'
    | 'progress_update'
    | 'achievement'
    | 'plan_ending';
  /** Waiting for its time or another attempt; sent; or given up. */
  status: 'waiting' | 'sent' | 'failed';
  /** Where it goes; gone once it is sent. */
  address?: string;
  /** What the template is filled with, by name; gone once it is sent. */
  values?: Record<string, string>;
  /** When it was written. */
  created_at: Date;
  /** When it is to be sent, or tried again. */
  due_at: Date;
  /** From when on it would be of no use. */
  expires_at: Date;
  /** How often it was tried. [0, 2147483647] */
  attempts: number;
  /** Region the learner belongs to. */
  region: string;
  /** Counts the changes of the document, from 1. [1, 2147483647] */
  revision: number;
}

/** The same without what the platform sets itself. */
export interface NewOutgoingMailDocument {
  /** The database's own identifier. */
  _id?: string;
  /** The mail; stands in its Message-ID. */
  mail_id: string;
  /** The account or the request it is about. */
  user_id: string;
  /** Which mail. */
  template:
    | 'verify_address'
    | 'address_taken'
    | 'confirm_new_address'
    | 'address_changed'
    | 'reset_password'
    | 'password_changed'
    | 'guardian_asked'
    | 'guardian_confirm'
    | 'guardian_verified'
    | 'learner_made'
    | 'set_password'
    | 'guardianship_ended'
    | 'hand_over_near'
    | 'hand_over_done'
    | 'study_reminder'
    | 'progress_update'
    | 'achievement'
    | 'plan_ending';
  /** Waiting for its time or another attempt; sent; or given up. */
  status: 'waiting' | 'sent' | 'failed';
  /** Where it goes; gone once it is sent. */
  address?: string;
  /** What the template is filled with, by name; gone once it is sent. */
  values?: Record<string, string>;
  /** When it was written. */
  created_at: Date;
  /** When it is to be sent, or tried again. */
  due_at: Date;
  /** From when on it would be of no use. */
  expires_at: Date;
  /** How often it was tried. [0, 2147483647] */
  attempts: number;
  /** Region the learner belongs to. */
  region?: string;
  /** Counts the changes of the document, from 1. [1, 2147483647] */
  revision?: number;
}

/** The same as the database holds it. */
export interface StoredOutgoingMailDocument {
  _id: ObjectId;
  mail_id: string;
  user_id: string;
  template:
    | 'verify_address'
    | 'address_taken'
    | 'confirm_new_address'
    | 'address_changed'
    | 'reset_password'
    | 'password_changed'
    | 'guardian_asked'
    | 'guardian_confirm'
    | 'guardian_verified'
    | 'learner_made'
    | 'set_password'
    | 'guardianship_ended'
    | 'hand_over_near'
    | 'hand_over_done'
    | 'study_reminder'
    | 'progress_update'
    | 'achievement'
    | 'plan_ending';
  status: 'waiting' | 'sent' | 'failed';
  address?: Binary;
  values?: Binary;
  created_at: Date;
  due_at: Date;
  expires_at: Date;
  attempts: number;
  region: string;
  revision: number;
}

/** One document for each account that wants mails: when it is looked next whether there is something to tell, and of what was told. */
export interface NoticeScheduleDocument {
  /** The database's own identifier. */
  _id: string;
  /** The account; references users.user_id. */
  user_id: string;
  /** When mails were asked for last. */
  wanted_at: Date;
  /** When it is looked next: an early evening of the person’s own. */
  next_at: Date;
  /** Up to when it was told of what was mastered. */
  mastery_told_until: Date;
  /** The end of a plan that was told of last. */
  plan_ending_told?: Date;
  /** Region the learner belongs to. */
  region: string;
  /** Counts the changes of the document, from 1. [1, 2147483647] */
  revision: number;
}

/** The same without what the platform sets itself. */
export interface NewNoticeScheduleDocument {
  /** The database's own identifier. */
  _id?: string;
  /** The account; references users.user_id. */
  user_id: string;
  /** When mails were asked for last. */
  wanted_at: Date;
  /** When it is looked next: an early evening of the person’s own. */
  next_at: Date;
  /** Up to when it was told of what was mastered. */
  mastery_told_until: Date;
  /** The end of a plan that was told of last. */
  plan_ending_told?: Date;
  /** Region the learner belongs to. */
  region?: string;
  /** Counts the changes of the document, from 1. [1, 2147483647] */
  revision?: number;
}

/** The same as the database holds it. */
export interface StoredNoticeScheduleDocument {
  _id: ObjectId;
  user_id: string;
  wanted_at: Date;
  next_at: Date;
  mastery_told_until: Date;
  plan_ending_told?: Date;
  region: string;
  revision: number;
}

/** One document for each account that ever had somebody in its family plan: who the members are. Says nothing of what they learn. */
export interface FamilyDocument {
  /** The database's own identifier. */
  _id: string;
  /** Who holds the plan; references users.user_id. */
  user_id: string;
  /** When somebody last joined or left. */
  updated_at: Date;
  /** Everybody the plan covers but the one who holds it. */
  members: {
    /** The account; references users.user_id. */
    member: string;
    /** When it joined. */
    joined_at: Date;
  }[];
  /** Region the learner belongs to. */
  region: string;
  /** Counts the changes of the document, from 1. [1, 2147483647] */
  revision: number;
}

/** The same without what the platform sets itself. */
export interface NewFamilyDocument {
  /** The database's own identifier. */
  _id?: string;
  /** Who holds the plan; references users.user_id. */
  user_id: string;
  /** When somebody last joined or left. */
  updated_at: Date;
  /** Everybody the plan covers but the one who holds it. */
  members: {
    /** The account; references users.user_id. */
    member: string;
    /** When it joined. */
    joined_at: Date;
  }[];
  /** Region the learner belongs to. */
  region?: string;
  /** Counts the changes of the document, from 1. [1, 2147483647] */
  revision?: number;
}

/** The same as the database holds it. */
export interface StoredFamilyDocument {
  _id: ObjectId;
  user_id: string;
  updated_at: Date;
  members: {
    member: string;
    joined_at: Date;
  }[];
  region: string;
  revision: number;
}

/** How far each import has come, so that an interrupted one goes on where it stopped. */
export interface ImportRunDocument {
  /** The database's own identifier. */
  _id: string;
  /** Hash of the file and of how it is read. */
  fingerprint: string;
  /** Preset or format. */
  format: string;
  /** Whether all of it was read. */
  status: 'running' | 'finished';
  /** Line up to which the fate of every row is decided. [0, 2147483647] */
  line: number;
  /** Last line that was read; of those after `line` some are decided. [0, 2147483647] */
  reached: number;
  /** Lines up to `reached` that wait in sessions not yet written: as runs, each two varints, the gap and the length. */
  waiting: Uint8Array;
  /** Rows stored. [0, 2147483647] */
  stored: number;
  /** Rows that were stored before. [0, 2147483647] */
  repeated: number;
  /** Rows rejected, each with its reason in the reject file. [0, 2147483647] */
  rejected: number;
  /** Accounts made. [0, 2147483647] */
  learners: number;
  /** Sessions begun. [0, 2147483647] */
  sessions: number;
  /** Size of the reject file; what is behind it was written by a run that broke off. [0, 1099511627776] bytes */
  reject_bytes: number;
  /** When it began. */
  started_at: Date;
  /** When it last moved. */
  updated_at: Date;
  /** Counts the changes of the document, from 1. [1, 2147483647] */
  revision: number;
}

/** The same without what the platform sets itself. */
export interface NewImportRunDocument {
  /** The database's own identifier. */
  _id?: string;
  /** Hash of the file and of how it is read. */
  fingerprint: string;
  /** Preset or format. */
  format: string;
  /** Whether all of it was read. */
  status: 'running' | 'finished';
  /** Line up to which the fate of every row is decided. [0, 2147483647] */
  line: number;
  /** Last line that was read; of those after `line` some are decided. [0, 2147483647] */
  reached: number;
  /** Lines up to `reached` that wait in sessions not yet written: as runs, each two varints, the gap and the length. */
  waiting: Uint8Array;
  /** Rows stored. [0, 2147483647] */
  stored: number;
  /** Rows that were stored before. [0, 2147483647] */
  repeated: number;
  /** Rows rejected, each with its reason in the reject file. [0, 2147483647] */
  rejected: number;
  /** Accounts made. [0, 2147483647] */
  learners: number;
  /** Sessions begun. [0, 2147483647] */
  sessions: number;
  /** Size of the reject file; what is behind it was written by a run that broke off. [0, 1099511627776] bytes */
  reject_bytes: number;
  /** When it began. */
  started_at: Date;
  /** When it last moved. */
  updated_at: Date;
  /** Counts the changes of the document, from 1. [1, 2147483647] */
  revision?: number;
}

/** The same as the database holds it. */
export interface StoredImportRunDocument {
  _id: ObjectId;
  fingerprint: string;
  format: string;
  status: 'running' | 'finished';
  line: number;
  reached: number;
  waiting: Binary;
  stored: number;
  repeated: number;
  rejected: number;
  learners: number;
  sessions: number;
  reject_bytes: number;
  started_at: Date;
  updated_at: Date;
  revision: number;
}

/** One document for each sign-in: on which device, since when, until when, and the digest of the one refresh token that goes on with it. */
export interface SignInDocument {
  /** The database's own identifier. */
  _id: string;
  /** Identifier of the sign-in; access tokens name it as `sid`. */
  sign_in_id: string;
  /** The account; references users.user_id. */
  user_id: string;
  /** The role its access tokens carry. */
  role:
    | 'learner'
    | 'guardian'
    | 'educator'
    | 'support'
    | 'analyst'
    | 'privacy_officer'
    | 'operator'
    | 'service';
  /** Whether the second factor is still waited for, or has to be set up first. */
  stage: 'second_factor' | 'enrolment' | 'open';
  /** How the refresh token travels: in a cookie that pages cannot read, or in bodies. */
  channel: 'browser' | 'api';
  /** When the password was given. */
  began_at: Date;
  /** When a token was last issued for it. */
  last_used_at: Date;
  /** When it is over, or was ended. */
  expires_at: Date;
  /** Why it was ended before its time. */
  end_reason?:
    | 'signed_out'
    | 'signed_out_everywhere'
    | 'ended_elsewhere'
    | 'signed_in_again'
    | 'password_changed'
    | 'second_factor_changed'
    | 'second_factor_demanded'
    | 'everybody_signed_out'
    | 'refresh_token_reused'
    | 'attempts_exhausted'
    | 'account_closed';
  /** What the program that signed in said of itself. */
  device: string | null;
  /** The network address it was begun from. */
  address: string | null;
  /** Key of the tags in its refresh tokens: tells an earlier one from a forged one. */
  family_key: string;
  /** Counts its refresh tokens. [0, 2147483647] */
  generation: number;
  /** SHA-256 of the one token that is taken, base64url. */
  token_digest: string;
  /** Codes of a second factor that were wrong. [0, 2147483647] */
  attempts: number;
  /** Region the learner belongs to. */
  region: string;
  /** Counts the changes of the document, from 1. [1, 2147483647] */
  revision: number;
}

/** The same without what the platform sets itself. */
export interface NewSignInDocument {
  /** The database's own identifier. */
  _id?: string;
  /** Identifier of the sign-in; access tokens name it as `sid`. */
  sign_in_id: string;
  /** The account; references users.user_id. */
  user_id: string;
  /** The role its access tokens carry. */
  role:
    | 'learner'
    | 'guardian'
    | 'educator'
    | 'support'
    | 'analyst'
    | 'privacy_officer'
    | 'operator'
    | 'service';
  /** Whether the second factor is still waited for, or has to be set up first. */
  stage: 'second_factor' | 'enrolment' | 'open';
  /** How the refresh token travels: in a cookie that pages cannot read, or in bodies. */
  channel: 'browser' | 'api';
  /** When the password was given. */
  began_at: Date;
  /** When a token was last issued for it. */
  last_used_at: Date;
  /** When it is over, or was ended. */
  expires_at: Date;
  /** Why it was ended before its time. */
  end_reason?:
    | 'signed_out'
    | 'signed_out_everywhere'
    | 'ended_elsewhere'
    | 'signed_in_again'
    | 'password_changed'
    | 'second_factor_changed'
    | 'second_factor_demanded'
    | 'everybody_signed_out'
    | 'refresh_token_reused'
    | 'attempts_exhausted'
    | 'account_closed';
  /** What the program that signed in said of itself. */
  device: string | null;
  /** The network address it was begun from. */
  address: string | null;
  /** Key of the tags in its refresh tokens: tells an earlier one from a forged one. */
  family_key: string;
  /** Counts its refresh tokens. [0, 2147483647] */
  generation: number;
  /** SHA-256 of the one token that is taken, base64url. */
  token_digest: string;
  /** Codes of a second factor that were wrong. [0, 2147483647] */
  attempts: number;
  /** Region the learner belongs to. */
  region?: string;
  /** Counts the changes of the document, from 1. [1, 2147483647] */
  revision?: number;
}

/** The same as the database holds it. */
export interface StoredSignInDocument {
  _id: ObjectId;
  sign_in_id: string;
  user_id: string;
  role:
    | 'learner'
    | 'guardian'
    | 'educator'
    | 'support'
    | 'analyst'
    | 'privacy_officer'
    | 'operator'
    | 'service';
  stage: 'second_factor' | 'enrolment' | 'open';
  channel: 'browser' | 'api';
  began_at: Date;
  last_used_at: Date;
  expires_at: Date;
  end_reason?:
    | 'signed_out'
    | 'signed_out_everywhere'
    | 'ended_elsewhere'
    | 'signed_in_again'
    | 'password_changed'
    | 'second_factor_changed'
    | 'second_factor_demanded'
    | 'everybody_signed_out'
    | 'refresh_token_reused'
    | 'attempts_exhausted'
    | 'account_closed';
  family_key: Binary;
  generation: number;
  token_digest: string;
  attempts: number;
  region: string;
  revision: number;
  where: Binary;
}

/** The second factor of an account: the secret of its authenticator, and its recovery codes. */
export interface SecondFactorDocument {
  /** The database's own identifier. */
  _id: string;
  /** The account; references users.user_id. */
  user_id: string;
  /** When it was begun. */
  created_at: Date;
  /** Shared secret of the authenticator (RFC 6238), base32. */
  secret: string;
  /** When a first code proved that the authenticator has it. */
  confirmed_at: Date | null;
  /** Time step of the last code that was taken: none is taken twice. [0, 2147483647] */
  last_step: number;
  /** Codes that each stand in for the authenticator once. */
  recovery_codes: {
    /** SHA-256 over the account and the code, base64url. */
    digest: string;
  }[];
  /** Region the learner belongs to. */
  region: string;
  /** Counts the changes of the document, from 1. [1, 2147483647] */
  revision: number;
}

/** The same without what the platform sets itself. */
export interface NewSecondFactorDocument {
  /** The database's own identifier. */
  _id?: string;
  /** The account; references users.user_id. */
  user_id: string;
  /** When it was begun. */
  created_at: Date;
  /** Shared secret of the authenticator (RFC 6238), base32. */
  secret: string;
  /** When a first code proved that the authenticator has it. */
  confirmed_at: Date | null;
  /** Time step of the last code that was taken: none is taken twice. [0, 2147483647] */
  last_step: number;
  /** Codes that each stand in for the authenticator once. */
  recovery_codes: {
    /** SHA-256 over the account and the code, base64url. */
    digest: string;
  }[];
  /** Region the learner belongs to. */
  region?: string;
  /** Counts the changes of the document, from 1. [1, 2147483647] */
  revision?: number;
}

/** The same as the database holds it. */
export interface StoredSecondFactorDocument {
  _id: ObjectId;
  user_id: string;
  created_at: Date;
  secret: Binary;
  confirmed_at: Date | null;
  last_step: number;
  recovery_codes: {
    digest: string;
  }[];
  region: string;
  revision: number;
}

/** One document for each program that signs in with credentials of its own (RFC 6749 §4.4). */
export interface ServiceDocument {
  /** The database's own identifier. */
  _id: string;
  /** Identifier of the service. */
  client_id: string;
  /** What it is called; of no person. */
  name: string;
  /** The role its access tokens carry. */
  role: 'service';
  /** What it was given: its access tokens carry these scopes, or fewer. */
  scopes: (
    | 'learning:read'
    | 'learning:write'
    | 'accounts:read'
    | 'subscriptions:write'
    | 'ai-queries:count'
    | 'concepts:read'
    | 'concepts:write'
    | 'metrics:read'
    | 'statistics:read'
  )[];
  /** When it was made. */
  created_at: Date;
  /** When it was shut out. */
  revoked_at: Date | null;
  /** The secrets that are taken, latest first: two while one takes over from the other. */
  secrets: {
    /** SHA-256 of 256 random bits, base64url. */
    digest: string;
    /** When it was made. */
    created_at: Date;
  }[];
  /** Client certificates that are taken. */
  certificates: {
    /** SHA-256 of the certificate in DER, base64url (RFC 8705 `x5t#S256`). */
    thumbprint: string;
    /** When it was entered. */
    created_at: Date;
  }[];
  /** Counts the changes of the document, from 1. [1, 2147483647] */
  revision: number;
}

/** The same without what the platform sets itself. */
export interface NewServiceDocument {
  /** The database's own identifier. */
  _id?: string;
  /** Identifier of the service. */
  client_id: string;
  /** What it is called; of no person. */
  name: string;
  /** The role its access tokens carry. */
  role: 'service';
  /** What it was given: its access tokens carry these scopes, or fewer. */
  scopes: (
    | 'learning:read'
    | 'learning:write'
    | 'accounts:read'
    | 'subscriptions:write'
    | 'ai-queries:count'
    | 'concepts:read'
    | 'concepts:write'
    | 'metrics:read'
    | 'statistics:read'
  )[];
  /** When it was made. */
  created_at: Date;
  /** When it was shut out. */
  revoked_at: Date | null;
  /** The secrets that are taken, latest first: two while one takes over from the other. */
  secrets: {
    /** SHA-256 of 256 random bits, base64url. */
    digest: string;
    /** When it was made. */
    created_at: Date;
  }[];
  /** Client certificates that are taken. */
  certificates: {
    /** SHA-256 of the certificate in DER, base64url (RFC 8705 `x5t#S256`). */
    thumbprint: string;
    /** When it was entered. */
    created_at: Date;
  }[];
  /** Counts the changes of the document, from 1. [1, 2147483647] */
  revision?: number;
}

/** The same as the database holds it. */
export interface StoredServiceDocument {
  _id: ObjectId;
  client_id: string;
  name: string;
  role: 'service';
  scopes: (
    | 'learning:read'
    | 'learning:write'
    | 'accounts:read'
    | 'subscriptions:write'
    | 'ai-queries:count'
    | 'concepts:read'
    | 'concepts:write'
    | 'metrics:read'
    | 'statistics:read'
  )[];
  created_at: Date;
  revoked_at: Date | null;
  secrets: {
    digest: string;
    created_at: Date;
  }[];
  certificates: {
    thumbprint: string;
    created_at: Date;
  }[];
  revision: number;
}

/** Every access, in blocks that each writer chains under a key. */
export interface AuditBlockDocument {
  /** The database's own identifier. */
  _id: string;
  /** The process that wrote it. */
  writer: string;
  /** When it was written. */
  at: Date;
  /** The accesses. */
  entries: {
    /** When. */
    at: Date;
    /** The request it belongs to. */
    request_id: string;
    /** Who: the account or the service. */
    actor: string;
    /** In which role. */
    role:
      | 'learner'
      | 'guardian'
      | 'educator'
      | 'support'
      | 'analyst'
      | 'privacy_officer'
      | 'operator'
      | 'service'
      | 'system';
    /** For whom, when a person acts through a service. */
    on_behalf_of?: string;
    /** The network the request came from: 24 bits of an IPv4 address, 48 of an IPv6 address. */
    network?: string;
    /** Whose data; absent when it is nobody’s or of many. */
    learner?: string;
    /** How many learners, where it is not one. [0, 2147483647] */
    learners?: number;
    /** Which collection. */
    collection: string;
    /** What was done. */
    action: 'read' | 'insert' | 'update' | 'delete' | 'summarise';
    /** The named query or operation. */
    operation: string;
    /** Which fields. */
    fields: string[];
    /** Why. */
    purpose: string;
    /** A read states its intent, and what came of it follows among the outcomes of a later block; a write is committed with its entry; a refusal is kept too. */
    outcome: 'intended' | 'committed' | 'refused';
    /** How many documents, where known. [0, 2147483647] */
    documents?: number;
  }[];
  /** Place in the chain of the writer, from 1. [1, 2147483647] */
  seq: number;
  /** Epoch of the audit key that the key of the chain is derived from. [1, 2147483647] */
  epoch: number;
  /** What came of accesses whose intents stand in earlier blocks. */
  outcomes?: {
    /** The block of the intents, as `<writer>/<seq>`. */
    block: string;
    /** What came of its accesses. */
    entries: {
      /** Place among the entries of that block, from 0. [0, 2147483647] */
      entry: number;
      /** Answered, changed something, was denied after all, or failed. */
      outcome: 'answered' | 'committed' | 'denied' | 'failed';
      /** How many documents, where known. [0, 2147483647] */
      documents?: number;
    }[];
  }[];
  /** The hash of the block before; zeros for the first. */
  previous: Uint8Array;
  /** HMAC-SHA-256 of this block without its hash, under the key of the chain. */
  hash: Uint8Array;
}

/** The same without what the platform sets itself. */
export interface NewAuditBlockDocument {
  /** The database's own identifier. */
  _id?: string;
  /** The process that wrote it. */
  writer: string;
  /** When it was written. */
  at: Date;
  /** The accesses. */
  entries: {
    /** When. */
    at: Date;
    /** The request it belongs to. */
    request_id: string;
    /** Who: the account or the service. */
    actor: string;
    /** In which role. */
    role:
      | 'learner'
      | 'guardian'
      | 'educator'
      | 'support'
      | 'analyst'
      | 'privacy_officer'
      | 'operator'
      | 'service'
      | 'system';
    /** For whom, when a person acts through a service. */
    on_behalf_of?: string;
    /** The network the request came from: 24 bits of an IPv4 address, 48 of an IPv6 address. */
    network?: string;
    /** Whose data; absent when it is nobody’s or of many. */
    learner?: string;
    /** How many learners, where it is not one. [0, 2147483647] */
    learners?: number;
    /** Which collection. */
    collection: string;
    /** What was done. */
    action: 'read' | 'insert' | 'update' | 'delete' | 'summarise';
    /** The named query or operation. */
    operation: string;
    /** Which fields. */
    fields: string[];
    /** Why. */
    purpose: string;
    /** A read states its intent, and what came of it follows among the outcomes of a later block; a write is committed with its entry; a refusal is kept too. */
    outcome: 'intended' | 'committed' | 'refused';
    /** How many documents, where known. [0, 2147483647] */
    documents?: number;
  }[];
  /** Place in the chain of the writer, from 1. [1, 2147483647] */
  seq: number;
  /** Epoch of the audit key that the key of the chain is derived from. [1, 2147483647] */
  epoch: number;
  /** What came of accesses whose intents stand in earlier blocks. */
  outcomes?: {
    /** The block of the intents, as `<writer>/<seq>`. */
    block: string;
    /** What came of its accesses. */
    entries: {
      /** Place among the entries of that block, from 0. [0, 2147483647] */
      entry: number;
      /** Answered, changed something, was denied after all, or failed. */
      outcome: 'answered' | 'committed' | 'denied' | 'failed';
      /** How many documents, where known. [0, 2147483647] */
      documents?: number;
    }[];
  }[];
  /** The hash of the block before; zeros for the first. */
  previous: Uint8Array;
  /** HMAC-SHA-256 of this block without its hash, under the key of the chain. */
  hash: Uint8Array;
}

/** The same as the database holds it. */
export interface StoredAuditBlockDocument {
  _id: ObjectId;
  writer: string;
  at: Date;
  entries: {
    at: Date;
    request_id: string;
    actor: string;
    role:
      | 'learner'
      | 'guardian'
      | 'educator'
      | 'support'
      | 'analyst'
      | 'privacy_officer'
      | 'operator'
      | 'service'
      | 'system';
    on_behalf_of?: string;
    network?: string;
    learner?: string;
    learners?: number;
    collection: string;
    action: 'read' | 'insert' | 'update' | 'delete' | 'summarise';
    operation: string;
    fields: string[];
    purpose: string;
    outcome: 'intended' | 'committed' | 'refused';
    documents?: number;
  }[];
  seq: number;
  epoch: number;
  outcomes?: {
    block: string;
    entries: {
      entry: number;
      outcome: 'answered' | 'committed' | 'denied' | 'failed';
      documents?: number;
    }[];
  }[];
  previous: Binary;
  hash: Binary;
}

/** Accesses that wrote, kept in the same transaction as what they wrote until they are in a chain. */
export interface AuditOutboxDocument {
  /** The database's own identifier. */
  _id: string;
  /** The process that wrote it. */
  writer: string;
  /** When it was written. */
  at: Date;
  /** The accesses. */
  entries: {
    /** When. */
    at: Date;
    /** The request it belongs to. */
    request_id: string;
    /** Who: the account or the service. */
    actor: string;
    /** In which role. */
    role:
      | 'learner'
      | 'guardian'
      | 'educator'
      | 'support'
      | 'analyst'
      | 'privacy_officer'
      | 'operator'
      | 'service'
      | 'system';
    /** For whom, when a person acts through a service. */
    on_behalf_of?: string;
    /** The network the request came from: 24 bits of an IPv4 address, 48 of an IPv6 address. */
    network?: string;
    /** Whose data; absent when it is nobody’s or of many. */
    learner?: string;
    /** How many learners, where it is not one. [0, 2147483647] */
    learners?: number;
    /** Which collection. */
    collection: string;
    /** What was done. */
    action: 'read' | 'insert' | 'update' | 'delete' | 'summarise';
    /** The named query or operation. */
    operation: string;
    /** Which fields. */
    fields: string[];
    /** Why. */
    purpose: string;
    /** A read states its intent, and what came of it follows among the outcomes of a later block; a write is committed with its entry; a refusal is kept too. */
    outcome: 'intended' | 'committed' | 'refused';
    /** How many documents, where known. [0, 2147483647] */
    documents?: number;
  }[];
}

/** The same without what the platform sets itself. */
export interface NewAuditOutboxDocument {
  /** The database's own identifier. */
  _id?: string;
  /** The process that wrote it. */
  writer: string;
  /** When it was written. */
  at: Date;
  /** The accesses. */
  entries: {
    /** When. */
    at: Date;
    /** The request it belongs to. */
    request_id: string;
    /** Who: the account or the service. */
    actor: string;
    /** In which role. */
    role:
      | 'learner'
      | 'guardian'
      | 'educator'
      | 'support'
      | 'analyst'
      | 'privacy_officer'
      | 'operator'
      | 'service'
      | 'system';
    /** For whom, when a person acts through a service. */
    on_behalf_of?: string;
    /** The network the request came from: 24 bits of an IPv4 address, 48 of an IPv6 address. */
    network?: string;
    /** Whose data; absent when it is nobody’s or of many. */
    learner?: string;
    /** How many learners, where it is not one. [0, 2147483647] */
    learners?: number;
    /** Which collection. */
    collection: string;
    /** What was done. */
    action: 'read' | 'insert' | 'update' | 'delete' | 'summarise';
    /** The named query or operation. */
    operation: string;
    /** Which fields. */
    fields: string[];
    /** Why. */
    purpose: string;
    /** A read states its intent, and what came of it follows among the outcomes of a later block; a write is committed with its entry; a refusal is kept too. */
    outcome: 'intended' | 'committed' | 'refused';
    /** How many documents, where known. [0, 2147483647] */
    documents?: number;
  }[];
}

/** The same as the database holds it. */
export interface StoredAuditOutboxDocument {
  _id: ObjectId;
  writer: string;
  at: Date;
  entries: {
    at: Date;
    request_id: string;
    actor: string;
    role:
      | 'learner'
      | 'guardian'
      | 'educator'
      | 'support'
      | 'analyst'
      | 'privacy_officer'
      | 'operator'
      | 'service'
      | 'system';
    on_behalf_of?: string;
    network?: string;
    learner?: string;
    learners?: number;
    collection: string;
    action: 'read' | 'insert' | 'update' | 'delete' | 'summarise';
    operation: string;
    fields: string[];
    purpose: string;
    outcome: 'intended' | 'committed' | 'refused';
    documents?: number;
  }[];
}

/** How far the chains had come, signed; a copy of each stands in the object store. */
export interface AuditCheckpointDocument {
  /** The database's own identifier. */
  _id: string;
  /** Number of the checkpoint, from 1. [1, 2147483647] */
  seq: number;
  /** Blocks written before are behind a head of this or an earlier checkpoint. */
  at: Date;
  /** Epoch of the key that signed. [1, 2147483647] */
  epoch: number;
  /** SHA-256 of the checkpoint before; zeros for the first. */
  previous: Uint8Array;
  /** Chains that may go on, and those closed since the checkpoint before. */
  heads: {
    /** Whose chain. */
    writer: string;
    /** Its last block. [1, 2147483647] */
    seq: number;
    /** The hash of that block. */
    hash: Uint8Array;
    /** When that block was written. */
    at: Date;
    /** Whether nothing follows. */
    closed: boolean;
  }[];
  /** From when on the trail reaches; absent where it reaches back to its beginning. */
  retained?: {
    /** Chains that ended before are removed, their retention being over. */
    since: Date;
    /** Checkpoints before this one are removed. [1, 2147483647] */
    checkpoint: number;
  };
  /** SHA-256 of this checkpoint. */
  hash: Uint8Array;
  /** Ed25519 over the hash. */
  signature: Uint8Array;
}

/** The same without what the platform sets itself. */
export interface NewAuditCheckpointDocument {
  /** The database's own identifier. */
  _id?: string;
  /** Number of the checkpoint, from 1. [1, 2147483647] */
  seq: number;
  /** Blocks written before are behind a head of this or an earlier checkpoint. */
  at: Date;
  /** Epoch of the key that signed. [1, 2147483647] */
  epoch: number;
  /** SHA-256 of the checkpoint before; zeros for the first. */
  previous: Uint8Array;
  /** Chains that may go on, and those closed since the checkpoint before. */
  heads: {
    /** Whose chain. */
    writer: string;
    /** Its last block. [1, 2147483647] */
    seq: number;
    /** The hash of that block. */
    hash: Uint8Array;
    /** When that block was written. */
    at: Date;
    /** Whether nothing follows. */
    closed: boolean;
  }[];
  /** From when on the trail reaches; absent where it reaches back to its beginning. */
  retained?: {
    /** Chains that ended before are removed, their retention being over. */
    since: Date;
    /** Checkpoints before this one are removed. [1, 2147483647] */
    checkpoint: number;
  };
  /** SHA-256 of this checkpoint. */
  hash: Uint8Array;
  /** Ed25519 over the hash. */
  signature: Uint8Array;
}

/** The same as the database holds it. */
export interface StoredAuditCheckpointDocument {
  _id: ObjectId;
  seq: number;
  at: Date;
  epoch: number;
  previous: Binary;
  heads: {
    writer: string;
    seq: number;
    hash: Binary;
    at: Date;
    closed: boolean;
  }[];
  retained?: {
    since: Date;
    checkpoint: number;
  };
  hash: Binary;
  signature: Binary;
}

/** Which declared state the database was brought to, when, and by which steps. */
export interface SchemaMigrationDocument {
  /** The database's own identifier. */
  _id: string;
  /** Number of the migration, from 1. [1, 2147483647] */
  seq: number;
  /** SHA-256 of the declared state, in hexadecimal. */
  fingerprint: string;
  /** What was done; the steps of an attempt that was interrupted are not among them. */
  steps: string[];
  /** When it began. */
  started_at: Date;
  /** When the database was found to be as declared. */
  finished_at: Date;
}

/** The same without what the platform sets itself. */
export interface NewSchemaMigrationDocument {
  /** The database's own identifier. */
  _id?: string;
  /** Number of the migration, from 1. [1, 2147483647] */
  seq: number;
  /** SHA-256 of the declared state, in hexadecimal. */
  fingerprint: string;
  /** What was done; the steps of an attempt that was interrupted are not among them. */
  steps: string[];
  /** When it began. */
  started_at: Date;
  /** When the database was found to be as declared. */
  finished_at: Date;
}

/** The same as the database holds it. */
export interface StoredSchemaMigrationDocument {
  _id: ObjectId;
  seq: number;
  fingerprint: string;
  steps: string[];
  started_at: Date;
  finished_at: Date;
}

/** Work that only one process at a time may do, and which one does it. */
export interface LeaseDocument {
  /** The work. */
  _id: string;
  /** The process that does it. */
  holder: string;
  /** When it took it. */
  taken_at: Date;
  /** When another may take it, unless it is renewed before. */
  until: Date;
}

/** The same without what the platform sets itself. */
export interface NewLeaseDocument {
  /** The work. */
  _id: string;
  /** The process that does it. */
  holder: string;
  /** When it took it. */
  taken_at: Date;
  /** When another may take it, unless it is renewed before. */
  until: Date;
}

/** The same as the database holds it. */
export interface StoredLeaseDocument {
  _id: string;
  holder: string;
  taken_at: Date;
  until: Date;
}

/** The keys, one for each tenant and epoch, that wrap the keys of the learners. */
export interface BranchKeyDocument {
  /** Tenant and epoch. */
  _id: string;
  /** The tenant. */
  tenant: string;
  /** Epoch, from 1. [1, 2147483647] */
  epoch: number;
  /** The key, wrapped. */
  wrapped: Uint8Array;
  /** The key-encryption key that wrapped it. */
  kek_id: string;
  /** When it was made. */
  created_at: Date;
  /** When it may be destroyed, once another epoch took its place. */
  destroy_at?: Date;
}

/** The same without what the platform sets itself. */
export interface NewBranchKeyDocument {
  /** Tenant and epoch. */
  _id: string;
  /** The tenant. */
  tenant: string;
  /** Epoch, from 1. [1, 2147483647] */
  epoch: number;
  /** The key, wrapped. */
  wrapped: Uint8Array;
  /** The key-encryption key that wrapped it. */
  kek_id: string;
  /** When it was made. */
  created_at: Date;
  /** When it may be destroyed, once another epoch took its place. */
  destroy_at?: Date;
}

/** The same as the database holds it. */
export interface StoredBranchKeyDocument {
  _id: string;
  tenant: string;
  epoch: number;
  wrapped: Binary;
  kek_id: string;
  created_at: Date;
  destroy_at?: Date;
}

/** The keys of blind indexes, search tokens and pseudonyms, by purpose and epoch. */
export interface IndexKeyDocument {
  /** Tenant, purpose and epoch. */
  _id: string;
  /** The tenant. */
  tenant: string;
  /** What it is for. */
  purpose: string;
  /** Epoch, from 1. [1, 2147483647] */
  epoch: number;
  /** The key, wrapped. */
  wrapped: Uint8Array;
  /** The key-encryption key that wrapped it. */
  kek_id: string;
  /** When it was made. */
  created_at: Date;
  /** When it may be destroyed, once another epoch took its place. */
  destroy_at?: Date;
  /** Values are written under every epoch that is not retired, and looked up under the highest that is current. */
  state?: 'adding' | 'current' | 'retiring' | 'retired';
}

/** The same without what the platform sets itself. */
export interface NewIndexKeyDocument {
  /** Tenant, purpose and epoch. */
  _id: string;
  /** The tenant. */
  tenant: string;
  /** What it is for. */
  purpose: string;
  /** Epoch, from 1. [1, 2147483647] */
  epoch: number;
  /** The key, wrapped. */
  wrapped: Uint8Array;
  /** The key-encryption key that wrapped it. */
  kek_id: string;
  /** When it was made. */
  created_at: Date;
  /** When it may be destroyed, once another epoch took its place. */
  destroy_at?: Date;
  /** Values are written under every epoch that is not retired, and looked up under the highest that is current. */
  state?: 'adding' | 'current' | 'retiring' | 'retired';
}

/** The same as the database holds it. */
export interface StoredIndexKeyDocument {
  _id: string;
  tenant: string;
  purpose: string;
  epoch: number;
  wrapped: Binary;
  kek_id: string;
  created_at: Date;
  destroy_at?: Date;
  state?: 'adding' | 'current' | 'retiring' | 'retired';
}

/** One document for each learner: the wrapped data key, the region, the age class, the consents. */
export interface LearnerContextDocument {
  /** The learner; references users.user_id. */
  _id: string;
  /** The tenant. */
  tenant: string;
  /** Identifier of a data key, as envelopes name it. */
  key_id: Uint8Array;
  /** The key, wrapped. */
  wrapped_key: Uint8Array;
  /** Epoch of the branch key that wrapped it. [0, 2147483647] */
  branch_epoch: number;
  /** Data keys that open what they sealed, and the one that is about to become current. */
  other_keys?: {
    /** Identifier of a data key, as envelopes name it. */
    key_id: Uint8Array;
    /** The key, wrapped. */
    wrapped_key: Uint8Array;
    /** Epoch of the branch key that wrapped it. [0, 2147483647] */
    branch_epoch: number;
    /** Where it stands. */
    state: 'adding' | 'retiring' | 'retired';
  }[];
  /** Counts the changes of the keys. [0, 2147483647] */
  keys_revision?: number;
  /** Blocks of 16,384 envelopes that processes reserved for sealing with the current key. [0, 2147483647] */
  seal_blocks?: number;
  /** Region of the learner. */
  region: string;
  /** Age class; unknown counts as a child. */
  age_class: 'child' | 'teen' | 'adult' | 'unknown';
  /** What the learner agreed to. */
  consents: Partial<
    Record<'analytics' | 'emotional_data' | 'data_sharing' | 'research' | 'third_parties', boolean>
  >;
  /** When the latest decision about each consent was made; what was decided before is not given any more. */
  consents_decided_at?: Partial<
    Record<'analytics' | 'emotional_data' | 'data_sharing' | 'research' | 'third_parties', Date>
  >;
  /** When it was made. */
  created_at: Date;
}

/** The same without what the platform sets itself. */
export interface NewLearnerContextDocument {
  /** The learner; references users.user_id. */
  _id: string;
  /** The tenant. */
  tenant: string;
  /** Identifier of a data key, as envelopes name it. */
  key_id: Uint8Array;
  /** The key, wrapped. */
  wrapped_key: Uint8Array;
  /** Epoch of the branch key that wrapped it. [0, 2147483647] */
  branch_epoch: number;
  /** Data keys that open what they sealed, and the one that is about to become current. */
  other_keys?: {
    /** Identifier of a data key, as envelopes name it. */
    key_id: Uint8Array;
    /** The key, wrapped. */
    wrapped_key: Uint8Array;
    /** Epoch of the branch key that wrapped it. [0, 2147483647] */
    branch_epoch: number;
    /** Where it stands. */
    state: 'adding' | 'retiring' | 'retired';
  }[];
  /** Counts the changes of the keys. [0, 2147483647] */
  keys_revision?: number;
  /** Blocks of 16,384 envelopes that processes reserved for sealing with the current key. [0, 2147483647] */
  seal_blocks?: number;
  /** Region of the learner. */
  region: string;
  /** Age class; unknown counts as a child. */
  age_class: 'child' | 'teen' | 'adult' | 'unknown';
  /** What the learner agreed to. */
  consents: Partial<
    Record<'analytics' | 'emotional_data' | 'data_sharing' | 'research' | 'third_parties', boolean>
  >;
  /** When the latest decision about each consent was made; what was decided before is not given any more. */
  consents_decided_at?: Partial<
    Record<'analytics' | 'emotional_data' | 'data_sharing' | 'research' | 'third_parties', Date>
  >;
  /** When it was made. */
  created_at: Date;
}

/** The same as the database holds it. */
export interface StoredLearnerContextDocument {
  _id: string;
  tenant: string;
  key_id: Binary;
  wrapped_key: Binary;
  branch_epoch: number;
  other_keys?: {
    key_id: Binary;
    wrapped_key: Binary;
    branch_epoch: number;
    state: 'adding' | 'retiring' | 'retired';
  }[];
  keys_revision?: number;
  seal_blocks?: number;
  region: string;
  age_class: 'child' | 'teen' | 'adult' | 'unknown';
  consents: Partial<
    Record<'analytics' | 'emotional_data' | 'data_sharing' | 'research' | 'third_parties', boolean>
  >;
  consents_decided_at?: Partial<
    Record<'analytics' | 'emotional_data' | 'data_sharing' | 'research' | 'third_parties', Date>
  >;
  created_at: Date;
}

/** How far each rotation of keys has come, so that another process can go on with it. */
export interface KeyRotationDocument {
  /** Tenant and target. */
  _id: string;
  /** The tenant. */
  tenant: string;
  /** What is rotated. */
  target: string;
  /** Counts the changes of this record, from 1. [0, 2147483647] */
  revision: number;
  /** The step under way, or done. */
  step: string;
  /** When the step began. */
  step_begun_at: Date;
  /** How far the step has come: the last one that is finished. */
  reached: string | null;
  /** The learner it was asked for. */
  only: string | null;
  /** Epoch that takes the place of the one before; 0 where there are none. [0, 2147483647] */
  epoch: number;
  /** What was done. */
  counts: Record<string, number>;
  /** When it began. */
  started_at: Date;
  /** When it was done. */
  finished_at: Date | null;
}

/** The same without what the platform sets itself. */
export interface NewKeyRotationDocument {
  /** Tenant and target. */
  _id: string;
  /** The tenant. */
  tenant: string;
  /** What is rotated. */
  target: string;
  /** Counts the changes of this record, from 1. [0, 2147483647] */
  revision: number;
  /** The step under way, or done. */
  step: string;
  /** When the step began. */
  step_begun_at: Date;
  /** How far the step has come: the last one that is finished. */
  reached: string | null;
  /** The learner it was asked for. */
  only: string | null;
  /** Epoch that takes the place of the one before; 0 where there are none. [0, 2147483647] */
  epoch: number;
  /** What was done. */
  counts: Record<string, number>;
  /** When it began. */
  started_at: Date;
  /** When it was done. */
  finished_at: Date | null;
}

/** The same as the database holds it. */
export interface StoredKeyRotationDocument {
  _id: string;
  tenant: string;
  target: string;
  revision: number;
  step: string;
  step_begun_at: Date;
  reached: string | null;
  only: string | null;
  epoch: number;
  counts: Record<string, number>;
  started_at: Date;
  finished_at: Date | null;
}

/** Which declared state the database was brought to, when, and by which steps. */
export interface VaultMigrationDocument {
  /** The database's own identifier. */
  _id: string;
  /** Number of the migration, from 1. [1, 2147483647] */
  seq: number;
  /** SHA-256 of the declared state, in hexadecimal. */
  fingerprint: string;
  /** What was done; the steps of an attempt that was interrupted are not among them. */
  steps: string[];
  /** When it began. */
  started_at: Date;
  /** When the database was found to be as declared. */
  finished_at: Date;
}

/** The same without what the platform sets itself. */
export interface NewVaultMigrationDocument {
  /** The database's own identifier. */
  _id?: string;
  /** Number of the migration, from 1. [1, 2147483647] */
  seq: number;
  /** SHA-256 of the declared state, in hexadecimal. */
  fingerprint: string;
  /** What was done; the steps of an attempt that was interrupted are not among them. */
  steps: string[];
  /** When it began. */
  started_at: Date;
  /** When the database was found to be as declared. */
  finished_at: Date;
}

/** The same as the database holds it. */
export interface StoredVaultMigrationDocument {
  _id: ObjectId;
  seq: number;
  fingerprint: string;
  steps: string[];
  started_at: Date;
  finished_at: Date;
}

/** The logical documents, by collection. */
export interface Documents {
  users: UserDocument;
  learning_dna: LearningDNADocument;
  learning_sessions: LearningSessionDocument;
  emotional_analytics: EmotionalAnalyticsDocument;
  content_mastery: ContentMasteryDocument;
  concepts: ConceptDocument;
  mastery_fits: MasteryFitDocument;
  review_settings: ReviewSettingsDocument;
  emotional_contributions: EmotionalContributionDocument;
  dna_contributions: DnaContributionDocument;
  consents: ConsentDocument;
  shares: ShareDocument;
  guardianships: GuardianshipDocument;
  guardian_requests: GuardianRequestDocument;
  account_requests: AccountRequestDocument;
  single_use_tokens: SingleUseTokenDocument;
  outgoing_mails: OutgoingMailDocument;
  notice_schedules: NoticeScheduleDocument;
  families: FamilyDocument;
  import_runs: ImportRunDocument;
  sign_ins: SignInDocument;
  second_factors: SecondFactorDocument;
  services: ServiceDocument;
  audit_blocks: AuditBlockDocument;
  audit_outbox: AuditOutboxDocument;
  audit_checkpoints: AuditCheckpointDocument;
  schema_migrations: SchemaMigrationDocument;
  leases: LeaseDocument;
  branch_keys: BranchKeyDocument;
  index_keys: IndexKeyDocument;
  learner_contexts: LearnerContextDocument;
  key_rotations: KeyRotationDocument;
  vault_migrations: VaultMigrationDocument;
}

/** What callers give for a new document, by collection. */
export interface NewDocuments {
  users: NewUserDocument;
  learning_dna: NewLearningDNADocument;
  learning_sessions: NewLearningSessionDocument;
  emotional_analytics: NewEmotionalAnalyticsDocument;
  content_mastery: NewContentMasteryDocument;
  concepts: NewConceptDocument;
  mastery_fits: NewMasteryFitDocument;
  review_settings: NewReviewSettingsDocument;
  emotional_contributions: NewEmotionalContributionDocument;
  dna_contributions: NewDnaContributionDocument;
  consents: NewConsentDocument;
  shares: NewShareDocument;
  guardianships: NewGuardianshipDocument;
  guardian_requests: NewGuardianRequestDocument;
  account_requests: NewAccountRequestDocument;
  single_use_tokens: NewSingleUseTokenDocument;
  outgoing_mails: NewOutgoingMailDocument;
  notice_schedules: NewNoticeScheduleDocument;
  families: NewFamilyDocument;
  import_runs: NewImportRunDocument;
  sign_ins: NewSignInDocument;
  second_factors: NewSecondFactorDocument;
  services: NewServiceDocument;
  audit_blocks: NewAuditBlockDocument;
  audit_outbox: NewAuditOutboxDocument;
  audit_checkpoints: NewAuditCheckpointDocument;
  schema_migrations: NewSchemaMigrationDocument;
  leases: NewLeaseDocument;
  branch_keys: NewBranchKeyDocument;
  index_keys: NewIndexKeyDocument;
  learner_contexts: NewLearnerContextDocument;
  key_rotations: NewKeyRotationDocument;
  vault_migrations: NewVaultMigrationDocument;
}

/** The stored documents, by collection. */
export interface StoredDocuments {
  users: StoredUserDocument;
  learning_dna: StoredLearningDNADocument;
  learning_sessions: StoredLearningSessionDocument;
  emotional_analytics: StoredEmotionalAnalyticsDocument;
  content_mastery: StoredContentMasteryDocument;
  concepts: StoredConceptDocument;
  mastery_fits: StoredMasteryFitDocument;
  review_settings: StoredReviewSettingsDocument;
  emotional_contributions: StoredEmotionalContributionDocument;
  dna_contributions: StoredDnaContributionDocument;
  consents: StoredConsentDocument;
  shares: StoredShareDocument;
  guardianships: StoredGuardianshipDocument;
  guardian_requests: StoredGuardianRequestDocument;
  account_requests: StoredAccountRequestDocument;
  single_use_tokens: StoredSingleUseTokenDocument;
  outgoing_mails: StoredOutgoingMailDocument;
  notice_schedules: StoredNoticeScheduleDocument;
  families: StoredFamilyDocument;
  import_runs: StoredImportRunDocument;
  sign_ins: StoredSignInDocument;
  second_factors: StoredSecondFactorDocument;
  services: StoredServiceDocument;
  audit_blocks: StoredAuditBlockDocument;
  audit_outbox: StoredAuditOutboxDocument;
  audit_checkpoints: StoredAuditCheckpointDocument;
  schema_migrations: StoredSchemaMigrationDocument;
  leases: StoredLeaseDocument;
  branch_keys: StoredBranchKeyDocument;
  index_keys: StoredIndexKeyDocument;
  learner_contexts: StoredLearnerContextDocument;
  key_rotations: StoredKeyRotationDocument;
  vault_migrations: StoredVaultMigrationDocument;
}

/** Elements of the lists that grow in pages, by collection and path. */
export interface GrowingLists {
  users: {};
  learning_dna: {
    /** How the view of the learner evolved. */
    assessment_history: {
      /** When. */
      date: Date;
      /** What led to the change. */
      assessment_type: 'initial' | 'behavioral_update' | 'user_feedback' | 'performance_based';
      /** What changed. */
      changes_made: string[];
      /** Change of confidence. [-1, 1] */
      confidence_delta: number;
    };
  };
  learning_sessions: {
    /** What was asked, answered and shown, in the order it was recorded. */
    interactions: {
      /** Identifier of the interaction within its session. */
      interaction_id: string;
      /** When. */
      timestamp: Date;
      /** What it is. */
      interaction_type: 'question' | 'response' | 'feedback' | 'assessment';
      /** The learner's own words. */
      user_input?: string;
      /** The answer of the AI tutor. */
      ai_response?: {
        /** What the tutor answered. */
        text: string;
        /** Who answered. */
        provider_used: 'groq' | 'gemini' | 'emergent';
        /** How long it took. [0, 600000] ms */
        response_time_ms: number;
        /** Tokens of question and answer. [0, 2147483647] tokens */
        tokens_used: number;
        /** What it cost. [0, 10000] USD */
        cost_usd: number;
        /** Quality of the answer. [0, 1] */
        quality_score?: number;
        /** Whether the answer came from a cache. */
        cached?: boolean;
      };
      /** How the learner felt. */
      emotional_context?: {
        /** The state that was recognised. */
        detected_emotion: EmotionalState;
        /** Confidence of the recognition. [0, 1] */
        confidence: number;
        /** How strong it was. [0, 1] */
        emotional_intensity: number;
        /** What the platform did about it. */
        adaptation_applied: string[];
      };
      /** How it was adapted. */
      personalization_applied?: {
        /** Change of difficulty. [-1, 1] */
        difficulty_adjustment: number;
        /** Style of the explanation. */
        explanation_style: string;
        /** What was changed for this learner. */
        content_modifications: string[];
      };
      /** What the interaction shows about a concept. */
      assessed?: {
        /** The concept that was exercised. */
        concept: string;
        /** Its topic. */
        topic: string;
        /** Whether the answer was right. */
        correct?: boolean;
        /** Share of the points reached. [0, 1] */
        score?: number;
        /** Difficulty of the task. [0, 1] */
        difficulty?: number;
        /** The learner's own rating of a recall, FSRS grades 1 to 4. */
        rating?: 'again' | 'hard' | 'good' | 'easy';
        /** How long the answer took. [0, 86400] s */
        response_time_seconds?: number;
        /** The task or card. */
        item?: string;
      };
    };
    /** States over the session. */
    'emotional_journey.emotional_states_timeline': {
      /** When. */
      timestamp: Date;
      /** The state. */
      emotion: EmotionalState;
      /** How strong. [0, 1] */
      intensity: number;
      /** What brought it about. */
      trigger?: string;
    };
    /** What the platform did. */
    'emotional_journey.interventions_applied': {
      /** When. */
      timestamp: Date;
      /** What was done. */
      intervention_type: string;
      /** Why. */
      reason: string;
      /** The learner's rating. [1, 5] points */
      effectiveness_rating?: number;
    };
    /** Difficulty and success over the session. */
    'performance_metrics.difficulty_progression': {
      /** When. */
      timestamp: Date;
      /** Difficulty of the task. [0, 1] */
      difficulty_level: number;
      /** Share of right answers up to then. [0, 1] */
      success_rate: number;
    };
    /** Quality of each rated answer. */
    'ai_usage_analytics.quality_scores': number;
  };
  emotional_analytics: {};
  content_mastery: {
    /** The work on the concept, session by session. */
    learning_history: {
      /** The session. */
      session_id: string;
      /** When. */
      date: Date;
      /** What was done. */
      activity_type: 'introduction' | 'practice' | 'assessment' | 'revision';
      /** Share of right answers or points. [0, 1] */
      performance_score: number;
      /** Mean difficulty of the tasks. [0, 1] */
      difficulty_level: number;
      /** The dominant state. */
      emotional_state: EmotionalState | null;
      /** Time on the concept. [0, 43200] min */
      time_spent_minutes: number;
    };
    /** The reviews. */
    'spaced_repetition_data.review_history': {
      /** When. */
      date: Date;
      /** How it went. [0, 1] */
      performance_score: number;
      /** Change of the interval. [-36500, 36500] days */
      interval_adjustment: number;
      /** FSRS grade of the recall. */
      rating?: 'again' | 'hard' | 'good' | 'easy';
    };
    /** Each time the concept was attempted or shown, in order of time. */
    practice_log: {
      /** The session. */
      session_id: string;
      /** The interaction in it. */
      interaction_id: string;
      /** When the session began. */
      session_started_at: Date;
      /** When the concept was attempted or shown. */
      at: Date;
      /** Share of the points; absent where nothing was judged. [0, 1] */
      score?: number;
      /** Difficulty of the task. [0, 1] */
      difficulty?: number;
      /** FSRS grade of the recall; absent where nothing was judged. */
      rating?: 'again' | 'hard' | 'good' | 'easy';
      /** Style of the explanation it came with. */
      explanation_style?: string;
      /** The state that was recognised. */
      emotion?: EmotionalState;
    };
  };
  concepts: {};
  mastery_fits: {};
  review_settings: {
    /** Every fit that was put in force. */
    fits: {
      /** Counts the fits of this learner, from 1. [0, 2147483647] */
      version: number;
      /** The 21 weights of FSRS-6. */
      weights: number[];
      /** When they were fitted. */
      fitted_at: Date;
      /** Reviews they were fitted to. [0, 2147483647] */
      reviews: number;
      /** Loss on later reviews that the weights had not seen. [0, 100] nats */
      log_loss: number;
      /** Loss of the published weights on the same reviews. [0, 100] nats */
      published_log_loss: number;
    };
  };
  emotional_contributions: {};
  dna_contributions: {};
  consents: {};
  shares: {};
  guardianships: {};
  guardian_requests: {};
  account_requests: {};
  single_use_tokens: {};
  outgoing_mails: {};
  notice_schedules: {};
  families: {};
  import_runs: {};
  sign_ins: {};
  second_factors: {};
  services: {};
  audit_blocks: {};
  audit_outbox: {};
  audit_checkpoints: {};
  schema_migrations: {};
  leases: {};
  branch_keys: {};
  index_keys: {};
  learner_contexts: {};
  key_rotations: {};
  vault_migrations: {};
}

/** Parameters and answers of the named queries, by collection. */
export interface Queries {
  users: {
    /** find user by email for login */
    user_authentication: {
      parameters: { email: string };
      answer: {
        /** Random identifier for references from outside; leads to nobody by itself. */
        user_id: string;
        /** Address for signing in and for mail. */
        email: string | null;
        /** Argon2id hash of the password, in PHC string format. */
        password_hash: string | null;
        /** Whether the address was proved to belong to the person. */
        email_verified: boolean;
        /** Whether the account can be used. */
        account_status: 'active' | 'suspended' | 'deleted';
        /** Security of the account. */
        security: {
          /** Failed attempts to sign in since the last success. [0, 2147483647] */
          failed_login_attempts: number;
          /** When the password last changed. */
          last_password_change: Date | null;
          /** Whether a second factor is asked for. */
          two_factor_enabled: boolean;
          /** Until when no password is taken, after failed attempts. */
          locked_until?: Date;
        };
        /** What the account may act as. */
        roles: (
          | 'learner'
          | 'guardian'
          | 'educator'
          | 'support'
          | 'analyst'
          | 'privacy_officer'
          | 'operator'
          | 'service'
        )[];
      };
      answers: 'one';
      ofOwner: false;
    };
    /** get complete user profile and learning DNA (the profile) */
    user_profile: {
      parameters: {};
      answer: UserDocument;
      answers: 'one';
      ofOwner: true;
    };
    /** as user_authentication, of somebody who is known by identifier */
    account_by_id: {
      parameters: {};
      answer: {
        /** Random identifier for references from outside; leads to nobody by itself. */
        user_id: string;
        /** Address for signing in and for mail. */
        email: string | null;
        /** Argon2id hash of the password, in PHC string format. */
        password_hash: string | null;
        /** Whether the address was proved to belong to the person. */
        email_verified: boolean;
        /** When the person last signed in. */
        last_login: Date | null;
        /** Who the person is and what they want to learn. */
        profile: {
          /** Display name. */
          name: string | null;
        };
        /** Whether the account can be used. */
        account_status: 'active' | 'suspended' | 'deleted';
        /** Security of the account. */
        security: {
          /** Failed attempts to sign in since the last success. [0, 2147483647] */
          failed_login_attempts: number;
          /** When the password last changed. */
          last_password_change: Date | null;
          /** Whether a second factor is asked for. */
          two_factor_enabled: boolean;
          /** Until when no password is taken, after failed attempts. */
          locked_until?: Date;
        };
        /** What the account may act as. */
        roles: (
          | 'learner'
          | 'guardian'
          | 'educator'
          | 'support'
          | 'analyst'
          | 'privacy_officer'
          | 'operator'
          | 'service'
        )[];
      };
      answers: 'one';
      ofOwner: true;
    };
    /** what a profile that is public shows, and whether it may */
    public_profile: {
      parameters: {};
      answer: {
        /** Random identifier for references from outside; leads to nobody by itself. */
        user_id: string;
        /** When the account was made. */
        created_at: Date;
        /** Who the person is and what they want to learn. */
        profile: {
          /** Display name. */
          name: string | null;
          /** Age in whole years when it was recorded. [3, 120] years */
          age?: number;
          /** When the age was recorded; a person is under 13 until this proves otherwise. */
          age_recorded_at?: Date;
          /** Subjects the learner cares about; display names stand in `concepts`. */
          subjects_of_interest: string[];
        };
        /** Choices of the person. */
        preferences: {
          /** What may be done with the data of the person. */
          privacy_settings: {
            /** Whether others can see the profile. */
            public_profile: boolean;
          };
        };
        /** Whether the account can be used. */
        account_status: 'active' | 'suspended' | 'deleted';
        /** Where the account comes from. */
        origin: {
          /** Age group the import declared; unknown counts as a child. */
          age_group: 'child' | 'teen' | 'adult' | 'unknown';
        };
      };
      answers: 'one';
      ofOwner: true;
    };
    /** the plan of a learner, and what of it is used */
    subscription_of: {
      parameters: {};
      answer: {
        /** Random identifier for references from outside; leads to nobody by itself. */
        user_id: string;
        /** When the account was made. */
        created_at: Date;
        /** Who the person is and what they want to learn. */
        profile: {
          /** IANA time zone, for scheduling and analytics. */
          timezone: string;
        };
        /** The plan and what it allows. */
        subscription: {
          /** The plan; what each gives stands in `vocabulary/plans.ts`. */
          plan: 'free' | 'premium' | 'family';
          /** Where the plan stands. */
          status: 'active' | 'inactive' | 'cancelled' | 'trial';
          /** When the plan began. */
          subscribed_at?: Date;
          /** When the plan or trial ends. */
          expires_at?: Date;
          /** How often it is billed. */
          billing_cycle: 'monthly' | 'yearly';
          /** When the one trial of the account began. */
          trial_began_at?: Date;
          /** The end that the last renewal put off. */
          renewed_from?: Date;
          /** Hashes of the requests that changed the plan last, so that one sent again changes nothing. */
          recent_changes?: string[];
          /** Who holds the family plan that covers this account; references users.user_id. */
          covered_by?: string;
          /** Use of what the plan limits. */
          usage_tracking: {
            /** AI queries since the last reset. [0, 2147483647] */
            ai_queries_used: number;
            /** AI queries the plan allows in a period. [0, 2147483647] */
            ai_queries_limit: number;
            /** When the count starts again, with what the plan allows by then. */
            reset_date: Date;
            /** Hashes of the requests counted last, so that one sent again counts once. */
            recent_queries?: string[];
          };
        };
      };
      answers: 'one';
      ofOwner: true;
    };
    /** whether and as what an account can be used, and on which ground its data is kept */
    account_ground: {
      parameters: {};
      answer: {
        /** Random identifier for references from outside; leads to nobody by itself. */
        user_id: string;
        /** Whether the account can be used. */
        account_status: 'active' | 'suspended' | 'deleted';
        /** What the account may act as. */
        roles: (
          | 'learner'
          | 'guardian'
          | 'educator'
          | 'support'
          | 'analyst'
          | 'privacy_officer'
          | 'operator'
          | 'service'
        )[];
        /** Where the account comes from. */
        origin: {
          /** How the account came to be. */
          kind: 'registered' | 'imported' | 'generated';
          /** The import or generator it came from. */
          source?: string;
          /** Ground the import declared (GDPR Art. 6, Art. 89 for research). */
          legal_basis?:
            | 'consent'
            | 'contract'
            | 'legal_obligation'
            | 'vital_interests'
            | 'public_task'
            | 'legitimate_interest'
            | 'research';
          /** Age group the import declared; unknown counts as a child. */
          age_group: 'child' | 'teen' | 'adult' | 'unknown';
        };
      };
      answers: 'one';
      ofOwner: true;
    };
    /** how some learners want to learn */
    learning_choices_of_learners: {
      parameters: { learners: readonly string[] };
      answer: {
        /** Random identifier for references from outside; leads to nobody by itself. */
        user_id: string;
        /** Choices of the person. */
        preferences: {
          /** How the person wants to learn. */
          learning_preferences: {
            /** How long explanations are. */
            explanation_style: 'concise' | 'detailed' | 'comprehensive';
            /** How hard exercises are. */
            difficulty_preference: 'easy' | 'moderate' | 'challenging' | 'adaptive';
            /** How often feedback comes. */
            feedback_frequency: 'high' | 'moderate' | 'minimal';
            /** How much encouragement the tutor gives. */
            emotional_support_level: 'minimal' | 'standard' | 'high';
          };
        };
      };
      answers: 'page';
      ofOwner: false;
    };
    /** list accounts, newest first */
    recent_users: {
      parameters: { since: Date };
      answer: {
        /** Random identifier for references from outside; leads to nobody by itself. */
        user_id: string;
        /** When the account was made. */
        created_at: Date;
        /** When the person last signed in. */
        last_login: Date | null;
        /** Who the person is and what they want to learn. */
        profile: {
          /** Display name. */
          name: string | null;
          /** Age in whole years when it was recorded. [3, 120] years */
          age?: number;
          /** When the age was recorded; a person is under 13 until this proves otherwise. */
          age_recorded_at?: Date;
          /** Level of education. */
          education_level:
            | 'middle_school'
            | 'high_school'
            | 'undergraduate'
            | 'graduate'
            | 'professional'
            | null;
          /** IANA time zone, for scheduling and analytics. */
          timezone: string;
          /** Where the person lives. */
          location?: {
            /** Country, ISO 3166-1 alpha-2; the age of consent depends on it. */
            country: string;
            /** Place below the country. */
            region?: string;
          };
          /** What the learner wants to reach. */
          learning_goals: string[];
          /** Subjects the learner cares about; display names stand in `concepts`. */
          subjects_of_interest: string[];
        };
        /** The plan and what it allows. */
        subscription: {
          /** The plan; what each gives stands in `vocabulary/plans.ts`. */
          plan: 'free' | 'premium' | 'family';
        };
        /** Whether the account can be used. */
        account_status: 'active' | 'suspended' | 'deleted';
        /** Where the account comes from. */
        origin: {
          /** How the account came to be. */
          kind: 'registered' | 'imported' | 'generated';
          /** The import or generator it came from. */
          source?: string;
          /** Ground the import declared (GDPR Art. 6, Art. 89 for research). */
          legal_basis?:
            | 'consent'
            | 'contract'
            | 'legal_obligation'
            | 'vital_interests'
            | 'public_task'
            | 'legitimate_interest'
            | 'research';
          /** Age group the import declared; unknown counts as a child. */
          age_group: 'child' | 'teen' | 'adult' | 'unknown';
        };
      };
      answers: 'page';
      ofOwner: false;
    };
    /** whose learning may be analysed, newest accounts first, for fitting models */
    analytics_choices: {
      parameters: { since: Date };
      answer: {
        /** Random identifier for references from outside; leads to nobody by itself. */
        user_id: string;
        /** Choices of the person. */
        preferences: {
          /** What may be done with the data of the person. */
          privacy_settings: {
            /** Consent to learning analytics. */
            analytics_participation: boolean;
          };
        };
        /** Where the account comes from. */
        origin: {
          /** How the account came to be. */
          kind: 'registered' | 'imported' | 'generated';
          /** The import or generator it came from. */
          source?: string;
          /** Ground the import declared (GDPR Art. 6, Art. 89 for research). */
          legal_basis?:
            | 'consent'
            | 'contract'
            | 'legal_obligation'
            | 'vital_interests'
            | 'public_task'
            | 'legitimate_interest'
            | 'research';
          /** Age group the import declared; unknown counts as a child. */
          age_group: 'child' | 'teen' | 'adult' | 'unknown';
        };
      };
      answers: 'page';
      ofOwner: false;
    };
    /** list accounts of one origin, newest first */
    users_of_origin: {
      parameters: { kind: 'registered' | 'imported' | 'generated' };
      answer: {
        /** Random identifier for references from outside; leads to nobody by itself. */
        user_id: string;
        /** When the account was made. */
        created_at: Date;
        /** When the person last signed in. */
        last_login: Date | null;
        /** Who the person is and what they want to learn. */
        profile: {
          /** Display name. */
          name: string | null;
          /** Age in whole years when it was recorded. [3, 120] years */
          age?: number;
          /** When the age was recorded; a person is under 13 until this proves otherwise. */
          age_recorded_at?: Date;
          /** Level of education. */
          education_level:
            | 'middle_school'
            | 'high_school'
            | 'undergraduate'
            | 'graduate'
            | 'professional'
            | null;
          /** IANA time zone, for scheduling and analytics. */
          timezone: string;
          /** Where the person lives. */
          location?: {
            /** Country, ISO 3166-1 alpha-2; the age of consent depends on it. */
            country: string;
            /** Place below the country. */
            region?: string;
          };
          /** What the learner wants to reach. */
          learning_goals: string[];
          /** Subjects the learner cares about; display names stand in `concepts`. */
          subjects_of_interest: string[];
        };
        /** The plan and what it allows. */
        subscription: {
          /** The plan; what each gives stands in `vocabulary/plans.ts`. */
          plan: 'free' | 'premium' | 'family';
        };
        /** Whether the account can be used. */
        account_status: 'active' | 'suspended' | 'deleted';
        /** Where the account comes from. */
        origin: {
          /** How the account came to be. */
          kind: 'registered' | 'imported' | 'generated';
          /** The import or generator it came from. */
          source?: string;
          /** Ground the import declared (GDPR Art. 6, Art. 89 for research). */
          legal_basis?:
            | 'consent'
            | 'contract'
            | 'legal_obligation'
            | 'vital_interests'
            | 'public_task'
            | 'legitimate_interest'
            | 'research';
          /** Age group the import declared; unknown counts as a child. */
          age_group: 'child' | 'teen' | 'adult' | 'unknown';
        };
      };
      answers: 'page';
      ofOwner: false;
    };
    /** plans of one status that end in a period, soonest first */
    subscriptions_ending: {
      parameters: { status: 'active' | 'inactive' | 'cancelled' | 'trial'; since: Date; until: Date };
      answer: {
        /** Random identifier for references from outside; leads to nobody by itself. */
        user_id: string;
        /** The plan and what it allows. */
        subscription: {
          /** The plan; what each gives stands in `vocabulary/plans.ts`. */
          plan: 'free' | 'premium' | 'family';
          /** Where the plan stands. */
          status: 'active' | 'inactive' | 'cancelled' | 'trial';
          /** When the plan began. */
          subscribed_at?: Date;
          /** When the plan or trial ends. */
          expires_at?: Date;
          /** Reference of the payment method at the payment provider. */
          payment_method_id?: string;
          /** How often it is billed. */
          billing_cycle: 'monthly' | 'yearly';
          /** When the one trial of the account began. */
          trial_began_at?: Date;
          /** The end that the last renewal put off. */
          renewed_from?: Date;
          /** Hashes of the requests that changed the plan last, so that one sent again changes nothing. */
          recent_changes?: string[];
          /** Who holds the family plan that covers this account; references users.user_id. */
          covered_by?: string;
          /** Use of what the plan limits. */
          usage_tracking: {
            /** AI queries since the last reset. [0, 2147483647] */
            ai_queries_used: number;
            /** AI queries the plan allows in a period. [0, 2147483647] */
            ai_queries_limit: number;
            /** When the count starts again, with what the plan allows by then. */
            reset_date: Date;
            /** Hashes of the requests counted last, so that one sent again counts once. */
            recent_queries?: string[];
          };
        };
      };
      answers: 'page';
      ofOwner: false;
    };
    /** accounts that signed in lately, latest first */
    recently_active: {
      parameters: { since: Date };
      answer: {
        /** Random identifier for references from outside; leads to nobody by itself. */
        user_id: string;
        /** When the person last signed in. */
        last_login: Date | null;
        /** Whether the account can be used. */
        account_status: 'active' | 'suspended' | 'deleted';
      };
      answers: 'page';
      ofOwner: false;
    };
    /** how many accounts there are, by day of registration */
    users_total: {
      parameters: { since: Date };
      answer: {
        /** Day in UTC, ISO 8601. */
        day: string;
        /** Accounts made on that day. [0, 2147483647] */
        users: number;
      };
      answers: 'page';
      ofOwner: false;
    };
    /** what may hold a searched word, to be compared once it is opened */
    found_by_token: {
      parameters: { token: Uint8Array; after: string };
      answer: {
        /** Random identifier for references from outside; leads to nobody by itself. */
        user_id: string;
      };
      answers: 'page';
      ofOwner: false;
    };
  };
  learning_dna: {
    /** get complete user profile and learning DNA (the DNA) */
    learning_dna_profile: {
      parameters: {};
      answer: LearningDNADocument;
      answers: 'one';
      ofOwner: true;
    };
    /** learning DNA that changed lately, latest first */
    recently_evolved: {
      parameters: { since: Date };
      answer: {
        /** The learner; references users.user_id. */
        user_id: string;
        /** When it last changed. */
        updated_at: Date;
        /** Counts the evolutions, from 1. [1, 2147483647] */
        version: number;
      };
      answers: 'page';
      ofOwner: false;
    };
    /** learners of some learning styles */
    by_learning_style: {
      parameters: { styles: readonly ('visual' | 'auditory' | 'kinesthetic' | 'reading_writing')[] };
      answer: {
        /** The learner; references users.user_id. */
        user_id: string;
        /** How the learner thinks. */
        cognitive_profile: {
          /** Stated or observed preference; evidence that matching teaching to it helps is weak. */
          learning_style: {
            /** Preferred way of taking in material. */
            primary: 'visual' | 'auditory' | 'kinesthetic' | 'reading_writing';
            /** Second preference. */
            secondary?: 'visual' | 'auditory' | 'kinesthetic' | 'reading_writing';
            /** Confidence in the assessment. [0, 1] */
            confidence_score: number;
            /** How it was assessed. */
            assessment_method: 'survey' | 'behavioral_analysis' | 'hybrid';
            /** When it was last assessed. */
            last_assessed: Date;
          };
        };
      };
      answers: 'page';
      ofOwner: false;
    };
    /** learners by velocity, fastest first */
    fastest_learners: {
      parameters: { at_least: number };
      answer: {
        /** The learner; references users.user_id. */
        user_id: string;
        /** How effective learning is. */
        learning_effectiveness: {
          /** Concepts mastered in an hour of learning. [0, 1000] concepts/h */
          overall_learning_velocity: number;
        };
      };
      answers: 'page';
      ofOwner: false;
    };
  };
  learning_sessions: {
    /** get user's last 30 days of learning sessions */
    recent_session_history: {
      parameters: { since: Date };
      answer: {
        /** The database's own identifier. */
        _id: string;
        /** Identifier for references from outside. */
        session_id: string;
        /** The learner; references users.user_id. */
        user_id: string;
        /** When it began. */
        started_at: Date;
        /** When it ended; absent while it runs. */
        ended_at?: Date;
        /** How long it took; until its latest interaction while it runs. [0, 43200] min */
        duration_minutes?: number;
        /** What the session is about. */
        session_context: {
          /** What kind of session it is. */
          session_type: 'study' | 'practice' | 'assessment' | 'revision' | 'exploration';
          /** Its subject. */
          subject: string;
          /** Its topics. */
          topics: string[];
          /** What the session aims at. */
          learning_objectives: string[];
          /** Difficulty it began with. [0, 1] */
          initial_difficulty_level: number;
          /** Device. */
          device_type: 'mobile' | 'tablet' | 'desktop' | null;
          /** Platform. */
          platform: 'web' | 'ios' | 'android' | null;
        };
        /** What was learned. */
        learning_progress: {
          /** Concepts met for the first time. */
          concepts_introduced: string[];
          /** Concepts that were practised. */
          concepts_practiced: string[];
          /** Concepts whose mastery was reached. */
          concepts_mastered: string[];
          /** Concepts found missing. */
          knowledge_gaps_identified: string[];
          /** Where mastery was shown. */
          mastery_demonstrations: {
            /** The concept. */
            concept: string;
            /** What showed it. */
            evidence: string;
            /** Confidence in it. [0, 1] */
            confidence_level: number;
          }[];
        };
        /** How the learner felt through the session. */
        emotional_journey: {
          /** State at the start. */
          initial_emotional_state?: EmotionalState;
          /** State at the end. */
          final_emotional_state?: EmotionalState;
          /** How the learner fared, from bad to good. [0, 1] */
          overall_emotional_health_score: number | null;
        };
        /** How it went. */
        performance_metrics: {
          /** Tasks tried. [0, 2147483647] */
          questions_attempted: number;
          /** Tasks answered right. [0, 2147483647] */
          questions_correct: number;
          /** Share of right answers; 0 before the first attempt. [0, 100] % */
          accuracy_percentage: number;
          /** Mean time of the answers that were timed; 0 when none was. [0, 86400] s */
          average_response_time_seconds: number;
          /** Signs of engagement. */
          engagement_indicators: {
            /** The learner's own questions after an answer. [0, 2147483647] */
            follow_up_questions: number;
            /** Whether the learner went beyond the task. */
            self_directed_exploration: boolean;
            /** Share of the planned session that was done. [0, 1] */
            session_completion_rate: number;
          };
        };
        /** Use and cost of the tutor. */
        ai_usage_analytics: {
          /** Answers of the tutor. [0, 2147483647] */
          total_ai_queries: number;
          /** Answers by provider. */
          providers_used: Partial<Record<'groq' | 'gemini' | 'emergent', number>>;
          /** Tokens in all. [0, 2147483647] tokens */
          total_tokens_consumed: number;
          /** Cost in all. [0, 1000000] USD */
          total_cost_usd: number;
          /** Mean time of an answer; 0 when there was none. [0, 600000] ms */
          average_response_time_ms: number;
          /** Share of the answers from a cache; 0 when there was none. [0, 1] */
          cache_hit_rate: number;
        };
        /** What came of it. */
        session_outcome: {
          /** Objectives reached. */
          learning_objectives_met: string[];
          /** Concepts to work on. */
          areas_needing_more_work: string[];
          /** How satisfied the learner was, 1 to 5. [1, 5] points */
          user_satisfaction_rating?: number;
          /** How hard it felt, 1 to 5. [1, 5] points */
          perceived_difficulty_rating?: number;
          /** How the emotional support felt, 1 to 5. [1, 5] points */
          emotional_satisfaction_rating?: number;
          /** What to do next. */
          next_session_recommendations: string[];
        };
        /** What the means rest on. */
        evidence: {
          /** Answers whose response time is known. [0, 2147483647] */
          timed_answers: number;
          /** Observed emotional states. [0, 2147483647] */
          observations: number;
          /** Interactions that are summed up. [0, 2147483647] */
          interactions: number;
          /** When the latest of them was; what is dated before it came late. */
          latest_at?: Date;
          /** Its identifier, which orders interactions of one moment. */
          latest_interaction?: string;
          /** The concepts that were worked on, the first 200. */
          concepts: Record<
            string,
            {
              /** Judged attempts. [0, 2147483647] */
              attempts: number;
              /** Sum of their scores. [0, 2147483648] */
              score_sum: number;
            }
          >;
          /** Attempts at tasks of known difficulty; absent before the first. */
          tasks?: {
            /** Judged attempts. [0, 2147483647] */
            attempts: number;
            /** Sum of their scores. [0, 2147483648] */
            score_sum: number;
            /** Sum of their difficulties. [0, 2147483648] */
            difficulty_sum: number;
          };
          /** The end that was given; it lasts longer where something came later. */
          end_given?: Date;
          /** When its end was recorded; what others count it for begins then. */
          ended_recorded?: Date;
          /** When something of it was last recorded; absent once it has ended. */
          idle_since?: Date;
          /** Interactions that were planned. [0, 2147483647] */
          planned_interactions?: number;
          /** Whether the platform ended it because nothing came any more. */
          abandoned?: boolean;
        };
        /** Region the learner belongs to. */
        region: string;
        /** Counts the changes of the document, from 1. [1, 2147483647] */
        revision: number;
      };
      answers: 'page';
      ofOwner: true;
    };
    /** one session by its identifier */
    session_lookup: {
      parameters: { session_id: string };
      answer: LearningSessionDocument;
      answers: 'one';
      ofOwner: false;
    };
    /** a learner's sessions in one subject, newest first */
    sessions_of_subject: {
      parameters: { subject: string; since: Date };
      answer: {
        /** The database's own identifier. */
        _id: string;
        /** Identifier for references from outside. */
        session_id: string;
        /** The learner; references users.user_id. */
        user_id: string;
        /** When it began. */
        started_at: Date;
        /** When it ended; absent while it runs. */
        ended_at?: Date;
        /** How long it took; until its latest interaction while it runs. [0, 43200] min */
        duration_minutes?: number;
        /** What the session is about. */
        session_context: {
          /** What kind of session it is. */
          session_type: 'study' | 'practice' | 'assessment' | 'revision' | 'exploration';
          /** Its subject. */
          subject: string;
          /** Its topics. */
          topics: string[];
          /** What the session aims at. */
          learning_objectives: string[];
          /** Difficulty it began with. [0, 1] */
          initial_difficulty_level: number;
          /** Device. */
          device_type: 'mobile' | 'tablet' | 'desktop' | null;
          /** Platform. */
          platform: 'web' | 'ios' | 'android' | null;
        };
        /** What was learned. */
        learning_progress: {
          /** Concepts met for the first time. */
          concepts_introduced: string[];
          /** Concepts that were practised. */
          concepts_practiced: string[];
          /** Concepts whose mastery was reached. */
          concepts_mastered: string[];
          /** Concepts found missing. */
          knowledge_gaps_identified: string[];
          /** Where mastery was shown. */
          mastery_demonstrations: {
            /** The concept. */
            concept: string;
            /** What showed it. */
            evidence: string;
            /** Confidence in it. [0, 1] */
            confidence_level: number;
          }[];
        };
        /** How the learner felt through the session. */
        emotional_journey: {
          /** State at the start. */
          initial_emotional_state?: EmotionalState;
          /** State at the end. */
          final_emotional_state?: EmotionalState;
          /** How the learner fared, from bad to good. [0, 1] */
          overall_emotional_health_score: number | null;
        };
        /** How it went. */
        performance_metrics: {
          /** Tasks tried. [0, 2147483647] */
          questions_attempted: number;
          /** Tasks answered right. [0, 2147483647] */
          questions_correct: number;
          /** Share of right answers; 0 before the first attempt. [0, 100] % */
          accuracy_percentage: number;
          /** Mean time of the answers that were timed; 0 when none was. [0, 86400] s */
          average_response_time_seconds: number;
          /** Signs of engagement. */
          engagement_indicators: {
            /** The learner's own questions after an answer. [0, 2147483647] */
            follow_up_questions: number;
            /** Whether the learner went beyond the task. */
            self_directed_exploration: boolean;
            /** Share of the planned session that was done. [0, 1] */
            session_completion_rate: number;
          };
        };
        /** Use and cost of the tutor. */
        ai_usage_analytics: {
          /** Answers of the tutor. [0, 2147483647] */
          total_ai_queries: number;
          /** Answers by provider. */
          providers_used: Partial<Record<'groq' | 'gemini' | 'emergent', number>>;
          /** Tokens in all. [0, 2147483647] tokens */
          total_tokens_consumed: number;
          /** Cost in all. [0, 1000000] USD */
          total_cost_usd: number;
          /** Mean time of an answer; 0 when there was none. [0, 600000] ms */
          average_response_time_ms: number;
          /** Share of the answers from a cache; 0 when there was none. [0, 1] */
          cache_hit_rate: number;
        };
        /** What came of it. */
        session_outcome: {
          /** Objectives reached. */
          learning_objectives_met: string[];
          /** Concepts to work on. */
          areas_needing_more_work: string[];
          /** How satisfied the learner was, 1 to 5. [1, 5] points */
          user_satisfaction_rating?: number;
          /** How hard it felt, 1 to 5. [1, 5] points */
          perceived_difficulty_rating?: number;
          /** How the emotional support felt, 1 to 5. [1, 5] points */
          emotional_satisfaction_rating?: number;
          /** What to do next. */
          next_session_recommendations: string[];
        };
        /** What the means rest on. */
        evidence: {
          /** Answers whose response time is known. [0, 2147483647] */
          timed_answers: number;
          /** Observed emotional states. [0, 2147483647] */
          observations: number;
          /** Interactions that are summed up. [0, 2147483647] */
          interactions: number;
          /** When the latest of them was; what is dated before it came late. */
          latest_at?: Date;
          /** Its identifier, which orders interactions of one moment. */
          latest_interaction?: string;
          /** The concepts that were worked on, the first 200. */
          concepts: Record<
            string,
            {
              /** Judged attempts. [0, 2147483647] */
              attempts: number;
              /** Sum of their scores. [0, 2147483648] */
              score_sum: number;
            }
          >;
          /** Attempts at tasks of known difficulty; absent before the first. */
          tasks?: {
            /** Judged attempts. [0, 2147483647] */
            attempts: number;
            /** Sum of their scores. [0, 2147483648] */
            score_sum: number;
            /** Sum of their difficulties. [0, 2147483648] */
            difficulty_sum: number;
          };
          /** The end that was given; it lasts longer where something came later. */
          end_given?: Date;
          /** When its end was recorded; what others count it for begins then. */
          ended_recorded?: Date;
          /** When something of it was last recorded; absent once it has ended. */
          idle_since?: Date;
          /** Interactions that were planned. [0, 2147483647] */
          planned_interactions?: number;
          /** Whether the platform ended it because nothing came any more. */
          abandoned?: boolean;
        };
        /** Region the learner belongs to. */
        region: string;
        /** Counts the changes of the document, from 1. [1, 2147483647] */
        revision: number;
      };
      answers: 'page';
      ofOwner: true;
    };
    /** every session of a learner with its content, newest first, for export */
    sessions_of_learner: {
      parameters: { since: Date };
      answer: LearningSessionDocument;
      answers: 'page';
      ofOwner: true;
    };
    /** what a learner attempted, session by session, newest first, for fitting models; nobody’s words or feelings */
    attempts_of_learner: {
      parameters: { since: Date };
      answer: {
        /** Identifier for references from outside. */
        session_id: string;
        /** The learner; references users.user_id. */
        user_id: string;
        /** When it began. */
        started_at: Date;
        /** What the session is about. */
        session_context: {
          /** Its subject. */
          subject: string;
        };
        /** What was asked, answered and shown, in the order it was recorded. */
        interactions: {
          /** Identifier of the interaction within its session. */
          interaction_id: string;
          /** When. */
          timestamp: Date;
          /** What it is. */
          interaction_type: 'question' | 'response' | 'feedback' | 'assessment';
          /** The learner's own words. */
          user_input?: string;
          /** The answer of the AI tutor. */
          ai_response?: {
            /** What the tutor answered. */
            text: string;
            /** Who answered. */
            provider_used: 'groq' | 'gemini' | 'emergent';
            /** How long it took. [0, 600000] ms */
            response_time_ms: number;
            /** Tokens of question and answer. [0, 2147483647] tokens */
            tokens_used: number;
            /** What it cost. [0, 10000] USD */
            cost_usd: number;
            /** Quality of the answer. [0, 1] */
            quality_score?: number;
            /** Whether the answer came from a cache. */
            cached?: boolean;
          };
          /** How the learner felt. */
          emotional_context?: {
            /** The state that was recognised. */
            detected_emotion: EmotionalState;
            /** Confidence of the recognition. [0, 1] */
            confidence: number;
            /** How strong it was. [0, 1] */
            emotional_intensity: number;
            /** What the platform did about it. */
            adaptation_applied: string[];
          };
          /** How it was adapted. */
          personalization_applied?: {
            /** Change of difficulty. [-1, 1] */
            difficulty_adjustment: number;
            /** Style of the explanation. */
            explanation_style: string;
            /** What was changed for this learner. */
            content_modifications: string[];
          };
          /** What the interaction shows about a concept. */
          assessed?: {
            /** The concept that was exercised. */
            concept: string;
            /** Its topic. */
            topic: string;
            /** Whether the answer was right. */
            correct?: boolean;
            /** Share of the points reached. [0, 1] */
            score?: number;
            /** Difficulty of the task. [0, 1] */
            difficulty?: number;
            /** The learner's own rating of a recall, FSRS grades 1 to 4. */
            rating?: 'again' | 'hard' | 'good' | 'easy';
            /** How long the answer took. [0, 86400] s */
            response_time_seconds?: number;
            /** The task or card. */
            item?: string;
          };
        }[];
        /** What the means rest on. */
        evidence: {
          /** Interactions that are summed up. [0, 2147483647] */
          interactions: number;
        };
      };
      answers: 'page';
      ofOwner: true;
    };
    /** sessions that run and have heard nothing since a moment, for the job that ends them */
    sessions_left_open: {
      parameters: { until: Date };
      answer: {
        /** Identifier for references from outside. */
        session_id: string;
        /** The learner; references users.user_id. */
        user_id: string;
        /** When it began. */
        started_at: Date;
        /** What the means rest on. */
        evidence: {
          /** When the latest of them was; what is dated before it came late. */
          latest_at?: Date;
          /** When something of it was last recorded; absent once it has ended. */
          idle_since?: Date;
        };
      };
      answers: 'page';
      ofOwner: false;
    };
    /** sessions of all learners in one subject, newest first */
    subject_activity: {
      parameters: { subject: string; since: Date };
      answer: {
        /** Identifier for references from outside. */
        session_id: string;
        /** The learner; references users.user_id. */
        user_id: string;
        /** When it began. */
        started_at: Date;
        /** How long it took; until its latest interaction while it runs. [0, 43200] min */
        duration_minutes?: number;
        /** How it went. */
        performance_metrics: {
          /** Share of right answers; 0 before the first attempt. [0, 100] % */
          accuracy_percentage: number;
        };
      };
      answers: 'page';
      ofOwner: false;
    };
    /** sessions by cost of the tutor, most expensive first */
    costliest_sessions: {
      parameters: { at_least: number };
      answer: {
        /** Identifier for references from outside. */
        session_id: string;
        /** When it began. */
        started_at: Date;
        /** Use and cost of the tutor. */
        ai_usage_analytics: {
          /** Answers by provider. */
          providers_used: Partial<Record<'groq' | 'gemini' | 'emergent', number>>;
          /** Cost in all. [0, 1000000] USD */
          total_cost_usd: number;
        };
      };
      answers: 'page';
      ofOwner: false;
    };
    /** learners, sessions and their mean length, by day */
    platform_usage_analytics: {
      parameters: { since: Date; until: Date };
      answer: {
        /** Day in UTC, ISO 8601. */
        day: string;
        /** Distinct learners of the day. [0, 2147483647] */
        active_users: number;
        /** Sessions that began on the day. [0, 2147483647] */
        total_sessions: number;
        /** Mean length of its sessions; of those that run, until now. [0, 43200] min */
        avg_session_duration: number | null;
      };
      answers: 'page';
      ofOwner: false;
    };
    /** what may hold a searched word, to be compared once it is opened */
    found_by_token: {
      parameters: { token: Uint8Array; after: string };
      answer: {
        /** Identifier for references from outside. */
        session_id: string;
        /** The learner; references users.user_id. */
        user_id: string;
      };
      answers: 'page';
      ofOwner: true;
    };
  };
  emotional_analytics: {
    /** aggregate emotional analytics for dashboard */
    emotional_analytics_dashboard: {
      parameters: { data_source: 'daily_aggregation' | 'weekly_summary' | 'monthly_report'; since: Date };
      answer: EmotionalAnalyticsDocument;
      answers: 'page';
      ofOwner: true;
    };
    /** every emotional summary of a learner, latest first, for export */
    emotions_of_learner: {
      parameters: { since: Date };
      answer: EmotionalAnalyticsDocument;
      answers: 'page';
      ofOwner: true;
    };
    /** wellness by day */
    emotional_wellness_trends: {
      parameters: { data_source: 'daily_aggregation' | 'weekly_summary' | 'monthly_report'; since: Date };
      answer: {
        /** Midnight UTC of the first day of the period in the learner's time zone. */
        analysis_date: Date;
        /** The period in short. */
        emotional_summary: {
          /** The state with the most time. */
          dominant_emotion: EmotionalState;
          /** How the learner fared, from bad to good. [0, 1] */
          overall_emotional_wellness: number;
        };
      };
      answers: 'page';
      ofOwner: true;
    };
    /** all of a learner's summaries in a period, newest first */
    emotional_history: {
      parameters: { since: Date; until: Date };
      answer: EmotionalAnalyticsDocument;
      answers: 'page';
      ofOwner: true;
    };
    /** mean wellness of the platform by day */
    platform_wellness: {
      parameters: { since: Date; until: Date };
      answer: {
        /** Day, ISO 8601. */
        day: string;
        /** Learners with observations. [0, 2147483647] */
        learners: number;
        /** Mean wellness. [0, 1] */
        wellness: number;
      };
      answers: 'page';
      ofOwner: false;
    };
    /** periods that one state dominated */
    learners_in_emotion: {
      parameters: { emotion: EmotionalState };
      answer: {
        /** The learner; references users.user_id. */
        user_id: string;
        /** Midnight UTC of the first day of the period in the learner's time zone. */
        analysis_date: Date;
        /** The period. */
        data_source: 'daily_aggregation' | 'weekly_summary' | 'monthly_report';
        /** The period in short. */
        emotional_summary: {
          /** The state with the most time. */
          dominant_emotion: EmotionalState;
        };
      };
      answers: 'page';
      ofOwner: false;
    };
    /** periods by wellness, best first */
    wellness_ranking: {
      parameters: { at_most: number };
      answer: {
        /** The learner; references users.user_id. */
        user_id: string;
        /** Midnight UTC of the first day of the period in the learner's time zone. */
        analysis_date: Date;
        /** The period. */
        data_source: 'daily_aggregation' | 'weekly_summary' | 'monthly_report';
        /** The period in short. */
        emotional_summary: {
          /** How the learner fared, from bad to good. [0, 1] */
          overall_emotional_wellness: number;
        };
      };
      answers: 'page';
      ofOwner: false;
    };
  };
  content_mastery: {
    /** get user's mastery levels for personalization */
    content_mastery_lookup: {
      parameters: {};
      answer: {
        /** The database's own identifier. */
        _id: string;
        /** The learner; references users.user_id. */
        user_id: string;
        /** Subject. */
        subject: string;
        /** Topic within the subject. */
        topic: string;
        /** Concept within the topic. */
        concept: string;
        /** How well the concept is known. */
        mastery_tracking: {
          /** Probability that the next task is solved. [0, 1] */
          current_mastery_level: number;
          /** Confidence in that estimate. [0, 1] */
          mastery_confidence: number;
          /** When the concept was first met. */
          first_exposure_date: Date;
          /** When it was last practised. */
          last_practiced_date: Date;
          /** When mastery first rose above 0.8. */
          mastery_achieved_date?: Date;
        };
        /** When to review. */
        spaced_repetition_data: {
          /** Days from the last review to the next. [0, 36500] days */
          repetition_interval_days: number;
          /** When the next review is due. */
          next_review_date: Date;
          /** Reviews in all. [0, 2147483647] */
          reviews: number;
          /** Reviews at which it was forgotten. [0, 2147483647] */
          lapses: number;
          /** Whether it keeps being forgotten: eight lapses or more. */
          is_leech: boolean;
          /** How the concept is forgotten (FSRS-6). */
          forgetting_curve_parameters: {
            /** FSRS stability after the first review. [0, 36500] days */
            initial_strength: number;
            /** Exponent of the FSRS forgetting curve. [0, 10] */
            decay_rate: number;
            /** FSRS stability: days until recall falls to 90 in 100. [0, 36500] days */
            stability: number;
            /** FSRS difficulty; 0 before the first review. [0, 10] */
            difficulty: number;
            /** Which of the learner's parameters these follow from; 0 for the published ones. [0, 2147483647] */
            parameters_version: number;
          };
        };
        /** Its place among the concepts. */
        prerequisite_relationships: {
          /** What is needed first. */
          prerequisite_concepts: {
            /** The concept needed first. */
            concept: string;
            /** How much it matters. [0, 1] */
            importance_weight: number;
            /** Mastery needed at least. [0, 1] */
            mastery_required: number;
          }[];
          /** What builds on it. */
          dependent_concepts: {
            /** The concept that builds on this one. */
            concept: string;
            /** How much this one helps with it. [0, 1] */
            dependency_strength: number;
          }[];
        };
        /** What works for this learner. */
        personalization_data: {
          /** Difficulty at which the learner learns this best. [0, 1] */
          optimal_difficulty_level: number | null;
          /** What worked. */
          effective_learning_strategies: string[];
          /** Performance by emotional state. */
          emotional_associations: Partial<Record<EmotionalState, number>>;
          /** Performance by style of the material. */
          learning_style_effectiveness: Partial<
            Record<'visual' | 'auditory' | 'kinesthetic' | 'reading_writing', number>
          >;
        };
        /** What the estimate of mastery rests on. */
        evidence: {
          /** Assessed attempts so far. [0, 2147483647] */
          attempts: number;
          /** Sum of their scores. [0, 2147483648] */
          score_sum: number;
          /** The same, each score weighted by how unlikely a right answer was. [0, 2147483648] */
          hard_score_sum: number;
          /** What was missing to full scores, weighted by how likely a right answer was. [0, 2147483648] */
          easy_miss_sum: number;
          /** The latest attempts, oldest first. */
          recent: {
            /** When. */
            at: Date;
            /** Share of the points. [0, 1] */
            score: number;
          }[];
          /** When the concept was last attempted or shown. */
          last_met_at?: Date;
          /** Where the concept was first met; absent where practice was not recorded here. */
          first?: {
            /** When. */
            at: Date;
            /** In which session. */
            session_id: string;
            /** With which interaction. */
            interaction_id: string;
          };
          /** The latest of the practice that is worked in; what comes before it came late. */
          latest?: {
            /** When. */
            at: Date;
            /** In which session. */
            session_id: string;
            /** With which interaction. */
            interaction_id: string;
          };
          /** The latest entry of the learning history. */
          latest_history?: {
            /** Its date. */
            date: Date;
            /** Its session. */
            session_id: string;
          };
          /** The session of the last review. */
          reviewed_in?: string;
          /** Where mastery first rose above 0.8. */
          mastered?: {
            /** The session. */
            session_id: string;
            /** Confidence in it at that moment. [0, 1] */
            confidence: number;
          };
          /** The fit of the mastery model that the estimate follows from; 0 for the published weights. [0, 2147483647] */
          model_version?: number;
          /** Attempts at tasks of known difficulty; absent before the first. */
          tasks?: {
            /** Judged attempts. [0, 2147483647] */
            attempts: number;
            /** Sum of their scores. [0, 2147483648] */
            score_sum: number;
            /** Sum of their difficulties. [0, 2147483648] */
            difficulty_sum: number;
          };
          /** Attempts by style of explanation, the first 20. */
          by_style?: Record<
            string,
            {
              /** Judged attempts. [0, 2147483647] */
              attempts: number;
              /** Sum of their scores. [0, 2147483648] */
              score_sum: number;
            }
          >;
          /** Attempts by emotional state. */
          by_emotion?: Partial<
            Record<
              EmotionalState,
              {
                /** Judged attempts. [0, 2147483647] */
                attempts: number;
                /** Sum of their scores. [0, 2147483648] */
                score_sum: number;
              }
            >
          >;
          /** The consents of the learner that this was worked out under. */
          consents?: ('analytics' | 'emotional_data')[];
        };
        /** Region the learner belongs to. */
        region: string;
        /** Counts the changes of the document, from 1. [1, 2147483647] */
        revision: number;
      };
      answers: 'page';
      ofOwner: true;
    };
    /** every concept of a learner with its history, for export */
    mastery_of_learner: {
      parameters: {};
      answer: ContentMasteryDocument;
      answers: 'page';
      ofOwner: true;
    };
    /** get user's mastery levels in one subject */
    mastery_of_subject: {
      parameters: { subject: string };
      answer: {
        /** The database's own identifier. */
        _id: string;
        /** The learner; references users.user_id. */
        user_id: string;
        /** Subject. */
        subject: string;
        /** Topic within the subject. */
        topic: string;
        /** Concept within the topic. */
        concept: string;
        /** How well the concept is known. */
        mastery_tracking: {
          /** Probability that the next task is solved. [0, 1] */
          current_mastery_level: number;
          /** Confidence in that estimate. [0, 1] */
          mastery_confidence: number;
          /** When the concept was first met. */
          first_exposure_date: Date;
          /** When it was last practised. */
          last_practiced_date: Date;
          /** When mastery first rose above 0.8. */
          mastery_achieved_date?: Date;
        };
        /** When to review. */
        spaced_repetition_data: {
          /** Days from the last review to the next. [0, 36500] days */
          repetition_interval_days: number;
          /** When the next review is due. */
          next_review_date: Date;
          /** Reviews in all. [0, 2147483647] */
          reviews: number;
          /** Reviews at which it was forgotten. [0, 2147483647] */
          lapses: number;
          /** Whether it keeps being forgotten: eight lapses or more. */
          is_leech: boolean;
          /** How the concept is forgotten (FSRS-6). */
          forgetting_curve_parameters: {
            /** FSRS stability after the first review. [0, 36500] days */
            initial_strength: number;
            /** Exponent of the FSRS forgetting curve. [0, 10] */
            decay_rate: number;
            /** FSRS stability: days until recall falls to 90 in 100. [0, 36500] days */
            stability: number;
            /** FSRS difficulty; 0 before the first review. [0, 10] */
            difficulty: number;
            /** Which of the learner's parameters these follow from; 0 for the published ones. [0, 2147483647] */
            parameters_version: number;
          };
        };
        /** Its place among the concepts. */
        prerequisite_relationships: {
          /** What is needed first. */
          prerequisite_concepts: {
            /** The concept needed first. */
            concept: string;
            /** How much it matters. [0, 1] */
            importance_weight: number;
            /** Mastery needed at least. [0, 1] */
            mastery_required: number;
          }[];
          /** What builds on it. */
          dependent_concepts: {
            /** The concept that builds on this one. */
            concept: string;
            /** How much this one helps with it. [0, 1] */
            dependency_strength: number;
          }[];
        };
        /** What works for this learner. */
        personalization_data: {
          /** Difficulty at which the learner learns this best. [0, 1] */
          optimal_difficulty_level: number | null;
          /** What worked. */
          effective_learning_strategies: string[];
          /** Performance by emotional state. */
          emotional_associations: Partial<Record<EmotionalState, number>>;
          /** Performance by style of the material. */
          learning_style_effectiveness: Partial<
            Record<'visual' | 'auditory' | 'kinesthetic' | 'reading_writing', number>
          >;
        };
        /** What the estimate of mastery rests on. */
        evidence: {
          /** Assessed attempts so far. [0, 2147483647] */
          attempts: number;
          /** Sum of their scores. [0, 2147483648] */
          score_sum: number;
          /** The same, each score weighted by how unlikely a right answer was. [0, 2147483648] */
          hard_score_sum: number;
          /** What was missing to full scores, weighted by how likely a right answer was. [0, 2147483648] */
          easy_miss_sum: number;
          /** The latest attempts, oldest first. */
          recent: {
            /** When. */
            at: Date;
            /** Share of the points. [0, 1] */
            score: number;
          }[];
          /** When the concept was last attempted or shown. */
          last_met_at?: Date;
          /** Where the concept was first met; absent where practice was not recorded here. */
          first?: {
            /** When. */
            at: Date;
            /** In which session. */
            session_id: string;
            /** With which interaction. */
            interaction_id: string;
          };
          /** The latest of the practice that is worked in; what comes before it came late. */
          latest?: {
            /** When. */
            at: Date;
            /** In which session. */
            session_id: string;
            /** With which interaction. */
            interaction_id: string;
          };
          /** The latest entry of the learning history. */
          latest_history?: {
            /** Its date. */
            date: Date;
            /** Its session. */
            session_id: string;
          };
          /** The session of the last review. */
          reviewed_in?: string;
          /** Where mastery first rose above 0.8. */
          mastered?: {
            /** The session. */
            session_id: string;
            /** Confidence in it at that moment. [0, 1] */
            confidence: number;
          };
          /** The fit of the mastery model that the estimate follows from; 0 for the published weights. [0, 2147483647] */
          model_version?: number;
          /** Attempts at tasks of known difficulty; absent before the first. */
          tasks?: {
            /** Judged attempts. [0, 2147483647] */
            attempts: number;
            /** Sum of their scores. [0, 2147483648] */
            score_sum: number;
            /** Sum of their difficulties. [0, 2147483648] */
            difficulty_sum: number;
          };
          /** Attempts by style of explanation, the first 20. */
          by_style?: Record<
            string,
            {
              /** Judged attempts. [0, 2147483647] */
              attempts: number;
              /** Sum of their scores. [0, 2147483648] */
              score_sum: number;
            }
          >;
          /** Attempts by emotional state. */
          by_emotion?: Partial<
            Record<
              EmotionalState,
              {
                /** Judged attempts. [0, 2147483647] */
                attempts: number;
                /** Sum of their scores. [0, 2147483648] */
                score_sum: number;
              }
            >
          >;
          /** The consents of the learner that this was worked out under. */
          consents?: ('analytics' | 'emotional_data')[];
        };
        /** Region the learner belongs to. */
        region: string;
        /** Counts the changes of the document, from 1. [1, 2147483647] */
        revision: number;
      };
      answers: 'page';
      ofOwner: true;
    };
    /** one concept of a learner */
    concept_mastery: {
      parameters: { subject: string; topic: string; concept: string };
      answer: ContentMasteryDocument;
      answers: 'one';
      ofOwner: true;
    };
    /** a learner's concepts, best known first */
    strengths: {
      parameters: { at_most: number };
      answer: {
        /** The database's own identifier. */
        _id: string;
        /** The learner; references users.user_id. */
        user_id: string;
        /** Subject. */
        subject: string;
        /** Topic within the subject. */
        topic: string;
        /** Concept within the topic. */
        concept: string;
        /** How well the concept is known. */
        mastery_tracking: {
          /** Probability that the next task is solved. [0, 1] */
          current_mastery_level: number;
          /** Confidence in that estimate. [0, 1] */
          mastery_confidence: number;
          /** When the concept was first met. */
          first_exposure_date: Date;
          /** When it was last practised. */
          last_practiced_date: Date;
          /** When mastery first rose above 0.8. */
          mastery_achieved_date?: Date;
        };
        /** When to review. */
        spaced_repetition_data: {
          /** Days from the last review to the next. [0, 36500] days */
          repetition_interval_days: number;
          /** When the next review is due. */
          next_review_date: Date;
          /** Reviews in all. [0, 2147483647] */
          reviews: number;
          /** Reviews at which it was forgotten. [0, 2147483647] */
          lapses: number;
          /** Whether it keeps being forgotten: eight lapses or more. */
          is_leech: boolean;
          /** How the concept is forgotten (FSRS-6). */
          forgetting_curve_parameters: {
            /** FSRS stability after the first review. [0, 36500] days */
            initial_strength: number;
            /** Exponent of the FSRS forgetting curve. [0, 10] */
            decay_rate: number;
            /** FSRS stability: days until recall falls to 90 in 100. [0, 36500] days */
            stability: number;
            /** FSRS difficulty; 0 before the first review. [0, 10] */
            difficulty: number;
            /** Which of the learner's parameters these follow from; 0 for the published ones. [0, 2147483647] */
            parameters_version: number;
          };
        };
        /** Its place among the concepts. */
        prerequisite_relationships: {
          /** What is needed first. */
          prerequisite_concepts: {
            /** The concept needed first. */
            concept: string;
            /** How much it matters. [0, 1] */
            importance_weight: number;
            /** Mastery needed at least. [0, 1] */
            mastery_required: number;
          }[];
          /** What builds on it. */
          dependent_concepts: {
            /** The concept that builds on this one. */
            concept: string;
            /** How much this one helps with it. [0, 1] */
            dependency_strength: number;
          }[];
        };
        /** What works for this learner. */
        personalization_data: {
          /** Difficulty at which the learner learns this best. [0, 1] */
          optimal_difficulty_level: number | null;
          /** What worked. */
          effective_learning_strategies: string[];
          /** Performance by emotional state. */
          emotional_associations: Partial<Record<EmotionalState, number>>;
          /** Performance by style of the material. */
          learning_style_effectiveness: Partial<
            Record<'visual' | 'auditory' | 'kinesthetic' | 'reading_writing', number>
          >;
        };
        /** What the estimate of mastery rests on. */
        evidence: {
          /** Assessed attempts so far. [0, 2147483647] */
          attempts: number;
          /** Sum of their scores. [0, 2147483648] */
          score_sum: number;
          /** The same, each score weighted by how unlikely a right answer was. [0, 2147483648] */
          hard_score_sum: number;
          /** What was missing to full scores, weighted by how likely a right answer was. [0, 2147483648] */
          easy_miss_sum: number;
          /** The latest attempts, oldest first. */
          recent: {
            /** When. */
            at: Date;
            /** Share of the points. [0, 1] */
            score: number;
          }[];
          /** When the concept was last attempted or shown. */
          last_met_at?: Date;
          /** Where the concept was first met; absent where practice was not recorded here. */
          first?: {
            /** When. */
            at: Date;
            /** In which session. */
            session_id: string;
            /** With which interaction. */
            interaction_id: string;
          };
          /** The latest of the practice that is worked in; what comes before it came late. */
          latest?: {
            /** When. */
            at: Date;
            /** In which session. */
            session_id: string;
            /** With which interaction. */
            interaction_id: string;
          };
          /** The latest entry of the learning history. */
          latest_history?: {
            /** Its date. */
            date: Date;
            /** Its session. */
            session_id: string;
          };
          /** The session of the last review. */
          reviewed_in?: string;
          /** Where mastery first rose above 0.8. */
          mastered?: {
            /** The session. */
            session_id: string;
            /** Confidence in it at that moment. [0, 1] */
            confidence: number;
          };
          /** The fit of the mastery model that the estimate follows from; 0 for the published weights. [0, 2147483647] */
          model_version?: number;
          /** Attempts at tasks of known difficulty; absent before the first. */
          tasks?: {
            /** Judged attempts. [0, 2147483647] */
            attempts: number;
            /** Sum of their scores. [0, 2147483648] */
            score_sum: number;
            /** Sum of their difficulties. [0, 2147483648] */
            difficulty_sum: number;
          };
          /** Attempts by style of explanation, the first 20. */
          by_style?: Record<
            string,
            {
              /** Judged attempts. [0, 2147483647] */
              attempts: number;
              /** Sum of their scores. [0, 2147483648] */
              score_sum: number;
            }
          >;
          /** Attempts by emotional state. */
          by_emotion?: Partial<
            Record<
              EmotionalState,
              {
                /** Judged attempts. [0, 2147483647] */
                attempts: number;
                /** Sum of their scores. [0, 2147483648] */
                score_sum: number;
              }
            >
          >;
          /** The consents of the learner that this was worked out under. */
          consents?: ('analytics' | 'emotional_data')[];
        };
        /** Region the learner belongs to. */
        region: string;
        /** Counts the changes of the document, from 1. [1, 2147483647] */
        revision: number;
      };
      answers: 'page';
      ofOwner: true;
    };
    /** find concepts due for review today */
    spaced_repetition_due: {
      parameters: { until: Date };
      answer: {
        /** Subject. */
        subject: string;
        /** Topic within the subject. */
        topic: string;
        /** Concept within the topic. */
        concept: string;
        /** How well the concept is known. */
        mastery_tracking: {
          /** Probability that the next task is solved. [0, 1] */
          current_mastery_level: number;
          /** Confidence in that estimate. [0, 1] */
          mastery_confidence: number;
          /** When the concept was first met. */
          first_exposure_date: Date;
          /** When it was last practised. */
          last_practiced_date: Date;
          /** When mastery first rose above 0.8. */
          mastery_achieved_date?: Date;
        };
        /** When to review. */
        spaced_repetition_data: {
          /** Days from the last review to the next. [0, 36500] days */
          repetition_interval_days: number;
          /** When the next review is due. */
          next_review_date: Date;
          /** Reviews in all. [0, 2147483647] */
          reviews: number;
          /** Reviews at which it was forgotten. [0, 2147483647] */
          lapses: number;
          /** Whether it keeps being forgotten: eight lapses or more. */
          is_leech: boolean;
          /** How the concept is forgotten (FSRS-6). */
          forgetting_curve_parameters: {
            /** FSRS stability after the first review. [0, 36500] days */
            initial_strength: number;
            /** Exponent of the FSRS forgetting curve. [0, 10] */
            decay_rate: number;
            /** FSRS stability: days until recall falls to 90 in 100. [0, 36500] days */
            stability: number;
            /** FSRS difficulty; 0 before the first review. [0, 10] */
            difficulty: number;
            /** Which of the learner's parameters these follow from; 0 for the published ones. [0, 2147483647] */
            parameters_version: number;
          };
        };
      };
      answers: 'page';
      ofOwner: true;
    };
    /** reviews of all learners in a period, soonest first */
    reviews_upcoming: {
      parameters: { since: Date; until: Date };
      answer: {
        /** The learner; references users.user_id. */
        user_id: string;
        /** Concept within the topic. */
        concept: string;
        /** When to review. */
        spaced_repetition_data: {
          /** When the next review is due. */
          next_review_date: Date;
        };
      };
      answers: 'page';
      ofOwner: false;
    };
    /** mastery of a topic over all learners, best first */
    hardest_content: {
      parameters: { subject: string; topic: string };
      answer: {
        /** Concept within the topic. */
        concept: string;
        /** How well the concept is known. */
        mastery_tracking: {
          /** Probability that the next task is solved. [0, 1] */
          current_mastery_level: number;
        };
      };
      answers: 'page';
      ofOwner: false;
    };
    /** mean mastery by subject */
    user_progress_dashboard: {
      parameters: {};
      answer: {
        /** Subject. */
        subject: string;
        /** Mean mastery of its concepts. [0, 1] */
        mastery_avg: number;
        /** Concepts met. [0, 2147483647] */
        concepts: number;
        /** Concepts above 0.8. [0, 2147483647] */
        mastered: number;
      };
      answers: 'page';
      ofOwner: true;
    };
  };
  concepts: {
    /** display names of some concepts */
    concept_names: {
      parameters: { concepts: readonly string[] };
      answer: {
        /** Subject. */
        subject: string;
        /** Topic within the subject. */
        topic: string;
        /** Concept within the topic. */
        concept: string;
        /** How it is called where people read it. */
        names: {
          /** Display name of the subject. */
          subject: string;
          /** Display name of the topic. */
          topic: string;
          /** Display name of the concept. */
          concept: string;
        };
      };
      answers: 'page';
      ofOwner: false;
    };
    /** concepts of one subject */
    concepts_of_subject: {
      parameters: { subject: string };
      answer: ConceptDocument;
      answers: 'page';
      ofOwner: false;
    };
    /** every concept, by subject */
    all_concepts: {
      parameters: { subject: string };
      answer: ConceptDocument;
      answers: 'page';
      ofOwner: false;
    };
  };
  mastery_fits: {
    /** the weights the mastery model works with */
    mastery_fit_in_force: {
      parameters: { version: number };
      answer: MasteryFitDocument;
      answers: 'one';
      ofOwner: false;
    };
    /** the weights that an estimate followed from */
    mastery_fit_of_version: {
      parameters: { version: number };
      answer: MasteryFitDocument;
      answers: 'one';
      ofOwner: false;
    };
  };
  review_settings: {
    /** how a learner's reviews are planned */
    review_settings_of: {
      parameters: {};
      answer: ReviewSettingsDocument;
      answers: 'one';
      ofOwner: true;
    };
    /** how the reviews of some learners are planned */
    review_settings_of_learners: {
      parameters: { learners: readonly string[] };
      answer: {
        /** The database's own identifier. */
        _id: string;
        /** The learner; references users.user_id. */
        user_id: string;
        /** When it last changed. */
        updated_at: Date;
        /** Probability of recall at which a review is due. [0.7, 0.97] */
        desired_retention: number;
        /** The weights in force; without any, the published ones are. */
        parameters?: {
          /** Counts the fits of this learner, from 1. [0, 2147483647] */
          version: number;
          /** The 21 weights of FSRS-6. */
          weights: number[];
          /** When they were fitted. */
          fitted_at: Date;
          /** Reviews they were fitted to. [0, 2147483647] */
          reviews: number;
          /** Loss on later reviews that the weights had not seen. [0, 100] nats */
          log_loss: number;
          /** Loss of the published weights on the same reviews. [0, 100] nats */
          published_log_loss: number;
        };
        /** Region the learner belongs to. */
        region: string;
        /** Counts the changes of the document, from 1. [1, 2147483647] */
        revision: number;
      };
      answers: 'page';
      ofOwner: false;
    };
  };
  emotional_contributions: {
    /** what one session adds */
    contribution_of_session: {
      parameters: { session_id: string };
      answer: EmotionalContributionDocument;
      answers: 'one';
      ofOwner: true;
    };
    /** what every session of a learner adds, for export */
    contributions_of_learner: {
      parameters: { since: Date };
      answer: EmotionalContributionDocument;
      answers: 'page';
      ofOwner: true;
    };
    /** what a learner's sessions of a period add, in order of time */
    contributions_of_period: {
      parameters: { since: Date; until: Date };
      answer: EmotionalContributionDocument;
      answers: 'page';
      ofOwner: true;
    };
    /** sessions whose sums are to be worked out, longest waiting first */
    stale_contributions: {
      parameters: { until: Date };
      answer: {
        /** The session. */
        session_id: string;
        /** The learner; references users.user_id. */
        user_id: string;
        /** Since when the session holds more than these sums; absent when they are worked out. */
        stale_since?: Date;
      };
      answers: 'page';
      ofOwner: false;
    };
  };
  dna_contributions: {
    /** what one session adds */
    dna_contribution_of_session: {
      parameters: { session_id: string };
      answer: DnaContributionDocument;
      answers: 'one';
      ofOwner: true;
    };
    /** what every session of a learner adds, for export and for the check */
    dna_contributions_of_learner: {
      parameters: { since: Date };
      answer: DnaContributionDocument;
      answers: 'page';
      ofOwner: true;
    };
  };
  consents: {
    /** what a learner decided, latest first */
    consents_of_learner: {
      parameters: {};
      answer: ConsentDocument;
      answers: 'page';
      ofOwner: true;
    };
    /** the latest decision about one consent, however many there are */
    decision_in_force: {
      parameters: { consent: 'analytics' | 'emotional_data' | 'data_sharing' | 'research' | 'third_parties' };
      answer: ConsentDocument;
      answers: 'one';
      ofOwner: true;
    };
    /** consents withdrawn since a moment, whose data is to be removed */
    withdrawals: {
      parameters: { given: boolean; since: Date };
      answer: ConsentDocument;
      answers: 'page';
      ofOwner: false;
    };
  };
  shares: {
    /** with whom a learner shares, or shared */
    shares_of_learner: {
      parameters: {};
      answer: ShareDocument;
      answers: 'page';
      ofOwner: true;
    };
    /** the learners who share with an educator */
    learners_of_educator: {
      parameters: { educator_id: string; status: 'active' | 'ended' };
      answer: {
        /** The learner; references users.user_id. */
        user_id: string;
      };
      answers: 'page';
      ofOwner: false;
    };
  };
  guardianships: {
    /** whether and how a guardian decides for a learner */
    guardianship: {
      parameters: { guardian_id: string };
      answer: GuardianshipDocument;
      answers: 'one';
      ofOwner: true;
    };
    /** who decides, or decided, for a learner */
    guardians_of_learner: {
      parameters: {};
      answer: GuardianshipDocument;
      answers: 'page';
      ofOwner: true;
    };
    /** the learners a guardian decides for, or decided for */
    wards_of_guardian: {
      parameters: { guardian_id: string; status: 'active' | 'ended' };
      answer: GuardianshipDocument;
      answers: 'page';
      ofOwner: false;
    };
    /** guardianships whose learners are old enough by now, longest first */
    hand_overs_due: {
      parameters: { status: 'active' | 'ended'; until: Date };
      answer: GuardianshipDocument;
      answers: 'page';
      ofOwner: false;
    };
  };
  guardian_requests: {
    /** one request */
    guardian_request: {
      parameters: {};
      answer: GuardianRequestDocument;
      answers: 'one';
      ofOwner: true;
    };
    /** how often a guardian was written to lately */
    requests_to_address: {
      parameters: { guardian_email: string };
      answer: {
        /** The request, under whose own key it is kept; no account. */
        user_id: string;
        /** Asked: the guardian was written to. Claimed: a guardian’s account stands behind it. Consented: the guardian agreed. Verified: the agreement was proved, the account can be made. Closed: it was made, or the guardian refused; it is about to go. */
        status: 'asked' | 'claimed' | 'consented' | 'verified' | 'closed';
        /** When the child asked. */
        created_at: Date;
      };
      answers: 'page';
      ofOwner: false;
    };
    /** the requests that a guardian has taken on */
    requests_of_guardian: {
      parameters: { guardian_id: string };
      answer: GuardianRequestDocument;
      answers: 'page';
      ofOwner: false;
    };
    /** requests that stand at one point, newest first, for an operator */
    requests_of_status: {
      parameters: { status: 'asked' | 'claimed' | 'consented' | 'verified' | 'closed' };
      answer: GuardianRequestDocument;
      answers: 'page';
      ofOwner: false;
    };
    /** requests whose time is over, longest first; nothing that a key is needed for */
    expired_requests: {
      parameters: { until: Date };
      answer: {
        /** The request, under whose own key it is kept; no account. */
        user_id: string;
        /** Asked: the guardian was written to. Claimed: a guardian’s account stands behind it. Consented: the guardian agreed. Verified: the agreement was proved, the account can be made. Closed: it was made, or the guardian refused; it is about to go. */
        status: 'asked' | 'claimed' | 'consented' | 'verified' | 'closed';
        /** When everything of the request goes. */
        expires_at: Date;
      };
      answers: 'page';
      ofOwner: false;
    };
  };
  account_requests: {
    /** one request */
    account_request: {
      parameters: {};
      answer: AccountRequestDocument;
      answers: 'one';
      ofOwner: true;
    };
    /** requests that are not answered yet, longest waiting first; nothing that a key is needed for */
    account_requests_waiting: {
      parameters: { until: Date };
      answer: {
        /** The request, under whose own key it is kept; no account. */
        user_id: string;
        /** Answered: its key is about to be destroyed, and the document to go. */
        status: 'waiting' | 'answered';
        /** When it was asked for. */
        created_at: Date;
      };
      answers: 'page';
      ofOwner: false;
    };
  };
  single_use_tokens: {
    /** a token that was presented */
    single_use_token: {
      parameters: { token_id: string };
      answer: SingleUseTokenDocument;
      answers: 'one';
      ofOwner: false;
    };
    /** tokens of an account for one purpose that were not used */
    tokens_of_account: {
      parameters: {
        purpose:
          | 'verify_address'
          | 'change_address'
          | 'reset_password'
          | 'set_password'
          | 'guardian_request'
          | 'guardian_confirmation'
          | 'family_invitation';
      };
      answer: {
        /** The part of the token it is found by. */
        token_id: string;
        /** When it was made. */
        created_at: Date;
        /** From when on it is worth nothing. */
        expires_at: Date;
      };
      answers: 'page';
      ofOwner: true;
    };
    /** tokens whose time is over, longest first */
    expired_tokens: {
      parameters: { until: Date };
      answer: {
        /** The part of the token it is found by. */
        token_id: string;
        /** The account or the request it is for. */
        user_id: string;
        /** From when on it is worth nothing. */
        expires_at: Date;
      };
      answers: 'page';
      ofOwner: false;
    };
  };
  outgoing_mails: {
    /** one mail */
    outgoing_mail: {
      parameters: { mail_id: string };
      answer: OutgoingMailDocument;
      answers: 'one';
      ofOwner: true;
    };
    /** mails that are to be sent now, longest waiting first; nothing that a key is needed for */
    mails_due: {
      parameters: { status: 'waiting' | 'sent' | 'failed'; until: Date };
      answer: {
        /** The mail; stands in its Message-ID. */
        mail_id: string;
        /** The account or the request it is about. */
        user_id: string;
        /** When it was written. */
        created_at: Date;
        /** When it is to be sent, or tried again. */
        due_at: Date;
      };
      answers: 'page';
      ofOwner: false;
    };
    /** which mails of a kind went out about an account lately, so that none is flooded */
    mails_about_account: {
      parameters: {
        since: Date;
        template:
          | 'verify_address'
          | 'address_taken'
          | 'confirm_new_address'
          | 'address_changed'
          | 'reset_password'
          | 'password_changed'
          | 'guardian_asked'
          | 'guardian_confirm'
          | 'guardian_verified'
          | 'learner_made'
          | 'set_password'
          | 'guardianship_ended'
          | 'hand_over_near'
          | 'hand_over_done'
          | 'study_reminder'
          | 'progress_update'
          | 'achievement'
          | 'plan_ending';
      };
      answer: {
        /** The mail; stands in its Message-ID. */
        mail_id: string;
        /** Which mail. */
        template:
          | 'verify_address'
          | 'address_taken'
          | 'confirm_new_address'
          | 'address_changed'
          | 'reset_password'
          | 'password_changed'
          | 'guardian_asked'
          | 'guardian_confirm'
          | 'guardian_verified'
          | 'learner_made'
          | 'set_password'
          | 'guardianship_ended'
          | 'hand_over_near'
          | 'hand_over_done'
          | 'study_reminder'
          | 'progress_update'
          | 'achievement'
          | 'plan_ending';
        /** Waiting for its time or another attempt; sent; or given up. */
        status: 'waiting' | 'sent' | 'failed';
        /** When it was written. */
        created_at: Date;
      };
      answers: 'page';
      ofOwner: true;
    };
    /** mails that were written before a moment, oldest first */
    mails_before: {
      parameters: { until: Date };
      answer: {
        /** The mail; stands in its Message-ID. */
        mail_id: string;
        /** The account or the request it is about. */
        user_id: string;
        /** When it was written. */
        created_at: Date;
      };
      answers: 'page';
      ofOwner: false;
    };
  };
  notice_schedules: {
    /** when an account is looked at next */
    notice_schedule: {
      parameters: {};
      answer: NoticeScheduleDocument;
      answers: 'one';
      ofOwner: true;
    };
    /** accounts that are to be looked at now, longest waiting first */
    notices_due: {
      parameters: { until: Date };
      answer: {
        /** The account; references users.user_id. */
        user_id: string;
        /** When it is looked next: an early evening of the person’s own. */
        next_at: Date;
      };
      answers: 'page';
      ofOwner: false;
    };
  };
  families: {
    /** the members of a family plan */
    family_of: {
      parameters: {};
      answer: FamilyDocument;
      answers: 'one';
      ofOwner: true;
    };
  };
  import_runs: {
    /** how far the import of a file has come */
    import_run: {
      parameters: { fingerprint: string };
      answer: ImportRunDocument;
      answers: 'one';
      ofOwner: false;
    };
  };
  sign_ins: {
    /** the sign-in a refresh token belongs to */
    sign_in_by_id: {
      parameters: { sign_in_id: string };
      answer: SignInDocument;
      answers: 'one';
      ofOwner: true;
    };
    /** whether a sign-in goes on */
    sign_in_standing: {
      parameters: { sign_in_id: string };
      answer: {
        /** Identifier of the sign-in; access tokens name it as `sid`. */
        sign_in_id: string;
        /** The account; references users.user_id. */
        user_id: string;
        /** The role its access tokens carry. */
        role:
          | 'learner'
          | 'guardian'
          | 'educator'
          | 'support'
          | 'analyst'
          | 'privacy_officer'
          | 'operator'
          | 'service';
        /** Whether the second factor is still waited for, or has to be set up first. */
        stage: 'second_factor' | 'enrolment' | 'open';
        /** When it is over, or was ended. */
        expires_at: Date;
      };
      answers: 'one';
      ofOwner: true;
    };
    /** the sign-ins of an account that are not over, the longest lasting first */
    open_sign_ins: {
      parameters: { now: Date };
      answer: {
        /** Identifier of the sign-in; access tokens name it as `sid`. */
        sign_in_id: string;
        /** The account; references users.user_id. */
        user_id: string;
        /** The role its access tokens carry. */
        role:
          | 'learner'
          | 'guardian'
          | 'educator'
          | 'support'
          | 'analyst'
          | 'privacy_officer'
          | 'operator'
          | 'service';
        /** Whether the second factor is still waited for, or has to be set up first. */
        stage: 'second_factor' | 'enrolment' | 'open';
        /** How the refresh token travels: in a cookie that pages cannot read, or in bodies. */
        channel: 'browser' | 'api';
        /** When the password was given. */
        began_at: Date;
        /** When a token was last issued for it. */
        last_used_at: Date;
        /** When it is over, or was ended. */
        expires_at: Date;
        /** What the program that signed in said of itself. */
        device: string | null;
        /** The network address it was begun from. */
        address: string | null;
      };
      answers: 'page';
      ofOwner: true;
    };
    /** the sign-ins of everybody that are not over, the next to be over first */
    every_open_sign_in: {
      parameters: { now: Date };
      answer: {
        /** Identifier of the sign-in; access tokens name it as `sid`. */
        sign_in_id: string;
        /** The account; references users.user_id. */
        user_id: string;
        /** When the password was given. */
        began_at: Date;
        /** When it is over, or was ended. */
        expires_at: Date;
      };
      answers: 'page';
      ofOwner: false;
    };
    /** sign-ins that are over for so long that they go */
    sign_ins_over: {
      parameters: { until: Date };
      answer: {
        /** Identifier of the sign-in; access tokens name it as `sid`. */
        sign_in_id: string;
        /** The account; references users.user_id. */
        user_id: string;
        /** When it is over, or was ended. */
        expires_at: Date;
      };
      answers: 'page';
      ofOwner: false;
    };
  };
  second_factors: {
    /** what a code is checked against */
    second_factor: {
      parameters: {};
      answer: SecondFactorDocument;
      answers: 'one';
      ofOwner: true;
    };
  };
  services: {
    /** what a service signs in with, and whether it may */
    service_by_id: {
      parameters: { client_id: string };
      answer: ServiceDocument;
      answers: 'one';
      ofOwner: false;
    };
    /** the service of a client certificate */
    service_by_certificate: {
      parameters: { thumbprint: string };
      answer: ServiceDocument;
      answers: 'one';
      ofOwner: false;
    };
    /** list services, newest first */
    services: {
      parameters: { since: Date };
      answer: ServiceDocument;
      answers: 'page';
      ofOwner: false;
    };
  };
  audit_blocks: {
    /** who looked at or changed the data of a learner, latest first */
    audit_of_learner: {
      parameters: { about: string; since: Date; until: Date };
      answer: {
        /** The process that wrote it. */
        writer: string;
        /** When it was written. */
        at: Date;
        /** The accesses. */
        entries: {
          /** When. */
          at: Date;
          /** The request it belongs to. */
          request_id: string;
          /** Who: the account or the service. */
          actor: string;
          /** In which role. */
          role:
            | 'learner'
            | 'guardian'
            | 'educator'
            | 'support'
            | 'analyst'
            | 'privacy_officer'
            | 'operator'
            | 'service'
            | 'system';
          /** For whom, when a person acts through a service. */
          on_behalf_of?: string;
          /** The network the request came from: 24 bits of an IPv4 address, 48 of an IPv6 address. */
          network?: string;
          /** Whose data; absent when it is nobody’s or of many. */
          learner?: string;
          /** How many learners, where it is not one. [0, 2147483647] */
          learners?: number;
          /** Which collection. */
          collection: string;
          /** What was done. */
          action: 'read' | 'insert' | 'update' | 'delete' | 'summarise';
          /** The named query or operation. */
          operation: string;
          /** Which fields. */
          fields: string[];
          /** Why. */
          purpose: string;
          /** A read states its intent, and what came of it follows among the outcomes of a later block; a write is committed with its entry; a refusal is kept too. */
          outcome: 'intended' | 'committed' | 'refused';
          /** How many documents, where known. [0, 2147483647] */
          documents?: number;
        }[];
        /** Place in the chain of the writer, from 1. [1, 2147483647] */
        seq: number;
      };
      answers: 'page';
      ofOwner: false;
    };
    /** all accesses of a period, latest first */
    audit_of_period: {
      parameters: { since: Date; until: Date };
      answer: {
        /** The process that wrote it. */
        writer: string;
        /** When it was written. */
        at: Date;
        /** The accesses. */
        entries: {
          /** When. */
          at: Date;
          /** The request it belongs to. */
          request_id: string;
          /** Who: the account or the service. */
          actor: string;
          /** In which role. */
          role:
            | 'learner'
            | 'guardian'
            | 'educator'
            | 'support'
            | 'analyst'
            | 'privacy_officer'
            | 'operator'
            | 'service'
            | 'system';
          /** For whom, when a person acts through a service. */
          on_behalf_of?: string;
          /** The network the request came from: 24 bits of an IPv4 address, 48 of an IPv6 address. */
          network?: string;
          /** Whose data; absent when it is nobody’s or of many. */
          learner?: string;
          /** How many learners, where it is not one. [0, 2147483647] */
          learners?: number;
          /** Which collection. */
          collection: string;
          /** What was done. */
          action: 'read' | 'insert' | 'update' | 'delete' | 'summarise';
          /** The named query or operation. */
          operation: string;
          /** Which fields. */
          fields: string[];
          /** Why. */
          purpose: string;
          /** A read states its intent, and what came of it follows among the outcomes of a later block; a write is committed with its entry; a refusal is kept too. */
          outcome: 'intended' | 'committed' | 'refused';
          /** How many documents, where known. [0, 2147483647] */
          documents?: number;
        }[];
        /** Place in the chain of the writer, from 1. [1, 2147483647] */
        seq: number;
      };
      answers: 'page';
      ofOwner: false;
    };
    /** what came of the accesses of some blocks */
    outcomes_of_blocks: {
      parameters: { blocks: readonly string[] };
      answer: {
        /** What came of accesses whose intents stand in earlier blocks. */
        outcomes?: {
          /** The block of the intents, as `<writer>/<seq>`. */
          block: string;
          /** What came of its accesses. */
          entries: {
            /** Place among the entries of that block, from 0. [0, 2147483647] */
            entry: number;
            /** Answered, changed something, was denied after all, or failed. */
            outcome: 'answered' | 'committed' | 'denied' | 'failed';
            /** How many documents, where known. [0, 2147483647] */
            documents?: number;
          }[];
        }[];
      };
      answers: 'page';
      ofOwner: false;
    };
    /** the chain of one writer, from a place on */
    audit_of_writer: {
      parameters: { writer: string; seq: number };
      answer: AuditBlockDocument;
      answers: 'page';
      ofOwner: false;
    };
  };
  audit_outbox: {
    /** what has waited longest for its place in a chain */
    outbox_to_seal: {
      parameters: { since: Date };
      answer: AuditOutboxDocument;
      answers: 'page';
      ofOwner: false;
    };
  };
  audit_checkpoints: {
    /** checkpoints, latest first */
    checkpoints: {
      parameters: { seq: number };
      answer: AuditCheckpointDocument;
      answers: 'page';
      ofOwner: false;
    };
  };
  schema_migrations: {
    /** the declared state the database was last brought to */
    latest_migration: {
      parameters: { seq: number };
      answer: {
        /** Number of the migration, from 1. [1, 2147483647] */
        seq: number;
        /** SHA-256 of the declared state, in hexadecimal. */
        fingerprint: string;
      };
      answers: 'one';
      ofOwner: false;
    };
  };
  leases: {
    /** who does a piece of work, and until when */
    lease: {
      parameters: { name: string };
      answer: LeaseDocument;
      answers: 'one';
      ofOwner: false;
    };
  };
  branch_keys: {
    /** the branch key of an epoch, or the latest */
    branch_key: {
      parameters: { tenant: string };
      answer: BranchKeyDocument;
      answers: 'page';
      ofOwner: false;
    };
  };
  index_keys: {
    /** the index key of a purpose, latest first */
    index_key: {
      parameters: { tenant: string; purpose: string };
      answer: IndexKeyDocument;
      answers: 'page';
      ofOwner: false;
    };
  };
  learner_contexts: {
    /** contexts of some learners */
    learner_contexts_of: {
      parameters: { learners: readonly string[] };
      answer: LearnerContextDocument;
      answers: 'page';
      ofOwner: false;
    };
  };
  key_rotations: {
    /** the rotations of a tenant, each in its last state */
    key_rotations_of: {
      parameters: { tenant: string };
      answer: KeyRotationDocument;
      answers: 'page';
      ofOwner: false;
    };
  };
  vault_migrations: {
    /** the declared state the database was last brought to */
    latest_migration: {
      parameters: { seq: number };
      answer: {
        /** Number of the migration, from 1. [1, 2147483647] */
        seq: number;
        /** SHA-256 of the declared state, in hexadecimal. */
        fingerprint: string;
      };
      answers: 'one';
      ofOwner: false;
    };
  };
}
