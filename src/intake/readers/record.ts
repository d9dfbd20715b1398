/** What a session was for (`session_context.session_type` of the schema). */
export type SessionType = 'study' | 'practice' | 'assessment' | 'revision' | 'exploration';

/** `profile.education_level` of the schema. */
export type EducationLevel = 'middle_school' | 'high_school' | 'undergraduate' | 'graduate' | 'professional';

/** `interactions.interaction_type` of the schema. */
export type InteractionType = 'question' | 'response' | 'feedback' | 'assessment';

/** A name fit for a key, and the name people read. */
export interface Label {
  /** Lower-case letters, digits and single hyphens between them, 1 to 64 characters. */
  readonly slug: string;
  /** 1 to 200 characters, without control characters. */
  readonly name: string;
}

/** What a source says about a learner besides the attempts. All of it is personal. */
export interface LearnerFacts {
  readonly educationLevel?: EducationLevel;
  /** ISO 3166-1 alpha-2. */
  readonly country?: string;
  /** The region's name in the source's words. */
  readonly region?: string;
  readonly name?: string;
  readonly email?: string;
  readonly ageGroup?: 'adult';
}

/** What every event of a learner carries, whatever file it came from. */
export interface SourceEvent {
  /**
   * Position in the source, from 1, strictly increasing: the line on which the record starts in a text file
   * (the header is line 1), the ordinal in a JSON array.
   */
  readonly line: number;
  /** Namespace of the identifiers below, such as `oulad` or `kt:<file stem>`. */
  readonly source: string;
  /** The source's own identifier of the learner. Personal: never stored as is. */
  readonly learner: string;
  /**
   * Identifier of the event, unique within `source`; reading the same file again gives the same one. May contain
   * the learner's identifier, so it is not stored as is either.
   */
  readonly attempt: string;
  /** Identifier of the session, unique within `source`; belongs to one learner only, may contain its identifier. */
  readonly session: string;
  /** When it ended, as exactly as the source says. */
  readonly at: Date;
  /** Records of one session may differ here: the first one's holds. */
  readonly sessionType: SessionType;
  readonly subject: Label;
  readonly topic: Label;
  readonly concept: Label;
  /** The single skills of a concept that is a combination of several; at least two. */
  readonly skills?: readonly Label[];
  /** The single task within the concept. */
  readonly item?: Label;
  /** What the learner typed or chose. Personal. */
  readonly input?: string;
  /** Seconds from the task's appearance to the answer, or spent on the activity; ≥ 0. */
  readonly responseSeconds?: number;
  readonly learnerFacts?: LearnerFacts;
}

/** A try at a task whose outcome is known: at least one of `correct`, `score` and `rating` is there. */
export interface PracticeAttempt extends SourceEvent {
  readonly kind: 'attempt';
  readonly correct?: boolean;
  /** 0 to 1. */
  readonly score?: number;
  /** FSRS rating: 1 again, 2 hard, 3 good, 4 easy. */
  readonly rating?: 1 | 2 | 3 | 4;
  /** 0 (easy) to 1 (hard), when the source states one. */
  readonly difficulty?: number;
}

/** Something a learner did that shows nothing about what they know: exposure, never a review. */
export interface Statement extends SourceEvent {
  readonly kind: 'statement';
  readonly interactionType: InteractionType;
  /** What was done: the xAPI verb, or the source's word for it. */
  readonly verb: Label;
}

/** One line of the project's own JSON Lines. Only the frame is checked here: the document is not validated yet. */
export interface SourceDocument {
  readonly kind: 'document';
  readonly line: number;
  readonly collection: string;
  readonly document: Readonly<Record<string, unknown>>;
  /** Paths of growing lists that the following lines go on with. */
  readonly longer: readonly string[];
  /** Length of the line. */
  readonly bytes: number;
}

/** One line of the project's own JSON Lines that goes on with a growing list of a document before it. */
export interface SourceElements {
  readonly kind: 'elements';
  readonly line: number;
  readonly collection: string;
  /** The values that tell the document from others. */
  readonly identity: Readonly<Record<string, unknown>>;
  /** Path of the list. */
  readonly list: string;
  /** How many elements stand before these. */
  readonly from: number;
  readonly elements: readonly unknown[];
}

/** A row that cannot become a record. The reason names columns and rules, never a value: values may be personal. */
export interface Reject {
  readonly kind: 'reject';
  readonly line: number;
  readonly reason: string;
}

/** A record: something to be written. */
export type SourceRecord = PracticeAttempt | Statement | SourceDocument | SourceElements;

/** What a reader yields: exactly one of these for each row of the source. */
export type ReadItem = SourceRecord | Reject;

/** How far a reading has come. */
export interface ReadProgress {
  /** Bytes taken from the file, compressed as it lies there. */
  readonly bytesRead: number;
  /** Size of the file in bytes; unknown for standard input. */
  readonly bytesTotal: number | undefined;
  /** Position of the last item, yielded or skipped; 0 before the first. */
  readonly line: number;
}

/**
 * A file being read, once, in order and in bounded memory. Store the `line` of the last item that is safely written:
 * `afterLine` set to it makes a later reading of the same file go on behind it, with identical identifiers.
 */
export interface Reading extends AsyncIterable<ReadItem> {
  /** What the file was recognised as, or said to be: `documents`, `statements`, `mapped`, or the name of a preset. */
  readonly format: string;
  progress(): ReadProgress;
  /** Lets go of the file. Reading to the end does so by itself. */
  close(): Promise<void>;
}
