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
  /** Set when it had ended and got more: all of its interactions, in order. */
  readonly endedBefore: readonly Interaction[] | null;
  /**
   * Whether some of what was added belongs before what was recorded already, or came after the end: what others
   * concluded from the session so far does not hold any more.
   */
  readonly late: boolean;
}

/** In which session something came about, and how sure it was. */
interface Reached {
  readonly sessionId: string;
  /** [0, 1] */
  readonly confidence: number;
}

/** Where a learner first met a concept and first mastered it, before and after a change; null where it was not. */
export interface ConceptTurn {
  readonly key: { readonly user_id: string; readonly subject: string; readonly concept: string };
  readonly introduced: { readonly before: string | null; readonly after: string | null };
  readonly mastered: { readonly before: Reached | null; readonly after: Reached | null };
}

/** A session as it was and as it is; null where it was not there, or is not any more. */
export interface SessionChange {
  readonly before: Session | null;
  readonly after: Session | null;
}

/** All of a session: what it was for, and everything that happened in it. */
export interface WholeSession {
  readonly session: Pick<Session, 'session_id' | 'user_id' | 'started_at' | 'ended_at' | 'session_context'>;
  readonly interactions: readonly Interaction[];
}

/** What other rooms do with recordings, in the same transaction. Wired in `platform.ts`. */
export interface RecordingHooks {
  /** In which sessions learners first met the concepts in the recordings. */
  meet(documents: ActorDocuments, recordings: readonly Recording[]): Promise<Introductions>;
  /** What the recorded interactions show about concepts; answers what that says of sessions. */
  learn(documents: ActorDocuments, recorded: readonly Recorded[]): Promise<readonly ConceptTurn[]>;
  /** The same where a session takes the place of what it was, or goes: `after` is null then. */
  relearn(
    documents: ActorDocuments,
    before: WholeSession,
    after: WholeSession | null,
  ): Promise<readonly ConceptTurn[]>;
  /** The same for a session that is gone, by what it left; and whether it left anything. */
  forget(
    documents: ActorDocuments,
    session: Pick<Session, 'session_id' | 'user_id'>,
  ): Promise<{ readonly turns: readonly ConceptTurn[]; readonly found: boolean }>;
  /** What sessions show of how their learners learn and fare; called when everything else is known of them. */
  follow(documents: ActorDocuments, changes: readonly SessionChange[]): Promise<void>;
  /** The moment of recording. */
  now(): Date;
}

/** Whether it is in this session that its learner first met a concept of its subject. */
export type Introductions = (start: SessionStart, concept: string) => boolean;
