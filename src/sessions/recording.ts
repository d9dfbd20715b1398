import type {
  GrowingLists,
  LearningSessionDocument,
  NewLearningSessionDocument,
} from '../derive/generated/documents.ts';
import type { ActorDocuments } from '../documents/documents.ts';

export type Session = LearningSessionDocument;
export type Interaction = GrowingLists['learning_sessions']['interactions'];

/** What is known of a session when it begins. */
export type SessionStart = Pick<
  NewLearningSessionDocument,
  'session_id' | 'user_id' | 'started_at' | 'session_context'
>;

/** What is known of a session when it ends. */
export interface SessionEnd {
  readonly at: Date;
  /** Given by the learner; 1 to 5. */
  readonly ratings?: Pick<
    Session['session_outcome'],
    'user_satisfaction_rating' | 'perceived_difficulty_rating' | 'emotional_satisfaction_rating'
  >;
  /** Interactions that were planned; the share of them that was done is the completion. */
  readonly planned?: number;
  /** Set when the platform ends it because nothing came any more. */
  readonly abandoned?: true;
  /** It ends only when nothing was recorded since this moment. */
  readonly ifIdleSince?: Date;
  /**
   * All interactions of the session, where the caller has them at hand. Without them, those of a session that was begun
   * before are read.
   */
  readonly interactions?: readonly Interaction[];
}

/** Something the platform did for a learner who was not well. */
export type Intervention = GrowingLists['learning_sessions']['emotional_journey.interventions_applied'];

/** Part of a session, as it reaches the store: it may begin it, continue it, end it, or all at once. */
export interface Recording {
  readonly start: SessionStart;
  readonly interactions: readonly Interaction[];
  /** What the platform did besides; each told apart by its moment and kind. */
  readonly interventions?: readonly Intervention[];
  readonly end?: SessionEnd;
}

/** A recording as it was stored. */
export interface Recorded {
  /** Without its growing lists. */
  readonly session: Session;
  /** What it was before; null where it began with this recording. */
  readonly before: Session | null;
  /** Whether the session began with this recording. */
  readonly begun: boolean;
  /** The interactions that were new; those that were stored before are passed over. */
  readonly added: readonly Interaction[];
  /** Set when this recording ended the session: all of its interactions, in order. */
  readonly ended: readonly Interaction[] | null;
  /**
   * Whether some of what was added belongs before what was recorded already, or came after the end: what others
   * concluded from the session so far does not hold any more.
   */
  readonly late: boolean;
}

/** A concept that a session brought to mastery for the first time. */
export interface NewlyMastered {
  readonly sessionId: string;
  readonly concept: string;
  /** [0, 1] */
  readonly confidence: number;
}

/** What other rooms do with recordings, in the same transaction. Wired in `platform.ts`. */
export interface RecordingHooks {
  /** Which of the concepts in the recordings their learners had not met before. */
  meet(documents: ActorDocuments, recordings: readonly Recording[]): Promise<NewConcepts>;
  /** What the recorded interactions show about concepts; answers what was mastered. */
  learn(documents: ActorDocuments, recorded: readonly Recorded[]): Promise<readonly NewlyMastered[]>;
  /** What the ended sessions show of how their learners learn; called when everything else is known of them. */
  evolve(documents: ActorDocuments, recorded: readonly Recorded[]): Promise<void>;
  /** The moment of recording. */
  now(): Date;
}

/** Whether a learner meets a concept for the first time. */
export type NewConcepts = (userId: string, subject: string, concept: string) => boolean;
