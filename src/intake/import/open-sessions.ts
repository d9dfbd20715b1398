import type { Interaction, Recording } from '../../sessions/recording.ts';
import { seconds } from '../../std/durations.ts';
import type { LearnerFacts, PracticeAttempt, SourceEvent, Statement } from '../readers/record.ts';
import { IMPORT_LIMITS } from './limits.ts';

/** A row as it will be stored. */
export interface WaitingRow {
  readonly line: number;
  readonly interaction: Interaction;
}

/** The rows of a session that were read and not yet written, and what is known of the session. */
export class OpenSession {
  readonly sessionId: string;
  readonly userId: string;
  readonly source: string;
  readonly sessionType: SourceEvent['sessionType'];
  readonly subject: string;
  readonly difficulty: number;
  readonly #topics = new Set<string>();
  readonly #rows = new Map<string, WaitingRow>();
  facts: LearnerFacts | undefined;
  #startedAtMs = Number.POSITIVE_INFINITY;
  #endedAtMs = Number.NEGATIVE_INFINITY;
  /** Whether a part of it is stored. */
  isBegun = false;
  /** When a row of it was last read, in rows. */
  seenAt = 0;

  constructor(sessionId: string, userId: string, first: PracticeAttempt | Statement) {
    this.sessionId = sessionId;
    this.userId = userId;
    this.source = first.source;
    this.sessionType = first.sessionType;
    this.subject = first.subject.slug;
    this.difficulty = (first.kind === 'attempt' ? first.difficulty : undefined) ?? 0.5;
  }

  get rowCount(): number {
    return this.#rows.size;
  }

  get startedAt(): Date {
    return new Date(this.#startedAtMs);
  }

  get endedAt(): Date {
    return new Date(this.#endedAtMs);
  }

  row(interactionId: string): WaitingRow | undefined {
    return this.#rows.get(interactionId);
  }

  add(row: WaitingRow, event: SourceEvent): void {
    this.#rows.set(row.interaction.interaction_id, row);
    if (this.#topics.size < TOPICS_MAX) this.#topics.add(event.topic.slug);
    this.facts ??= event.learnerFacts;
    const atMs = event.at.getTime();
    // A session begins when its first task appeared, not when that was answered.
    const spentMs = seconds(Math.min(event.responseSeconds ?? 0, SPENT_SECONDS_MAX));
    this.#startedAtMs = Math.min(this.#startedAtMs, Math.max(0, atMs - spentMs));
    this.#endedAtMs = Math.max(this.#endedAtMs, atMs);
  }

  /** Takes the rows out, in order of time. */
  takeRows(): WaitingRow[] {
    const rows = [...this.#rows.values()].sort(
      (a, b) => a.interaction.timestamp.getTime() - b.interaction.timestamp.getTime(),
    );
    this.#rows.clear();
    return rows;
  }

  /** What to record of it. */
  recording(rows: readonly WaitingRow[], ends: boolean): Recording {
    return {
      start: {
        session_id: this.sessionId,
        user_id: this.userId,
        started_at: this.startedAt,
        session_context: {
          session_type: this.sessionType,
          subject: this.subject,
          topics: [...this.#topics],
          learning_objectives: [],
          initial_difficulty_level: this.difficulty,
          device_type: null,
          platform: null,
        },
      },
      interactions: rows.map(({ interaction }) => interaction),
      ...(ends && { end: { at: this.endedAt } }),
    };
  }
}

/** Most topics a session's context holds. */
const TOPICS_MAX = 100;
/** Time before the first answer that counts for the session. */
const SPENT_SECONDS_MAX = 3_600;

/** Some rows of a session, and whether they are its last. */
export interface Part {
  readonly session: OpenSession;
  readonly rows: readonly WaitingRow[];
  readonly ends: boolean;
}

/**
 * The sessions whose rows are being put together. The one not seen for longest is written first, and with it the
 * learner's others, so that what is known of a concept is changed once for all of them.
 */
export class OpenSessions {
  // A Map keeps the order of insertion: whatever is seen goes to the end.
  readonly #sessions = new Map<string, OpenSession>();
  readonly #ofLearner = new Map<string, Set<string>>();
  #rows = 0;
  #text = 0;
  #seen = 0;

  get size(): number {
    return this.#sessions.size;
  }

  /** Whether enough waits that some of it must be written. */
  get isFull(): boolean {
    return this.#rows >= IMPORT_LIMITS.waitingRowsMax || this.#text >= IMPORT_LIMITS.waitingTextMax;
  }

  /** The session of an event, whose rows are put together here until they are taken. */
  of(sessionId: string, userId: string, event: PracticeAttempt | Statement): OpenSession {
    // A source may say one session of two learners; the store will refuse the second.
    const key = `${sessionId} ${userId}`;
    const session = this.#sessions.get(key) ?? new OpenSession(sessionId, userId, event);
    session.seenAt = ++this.#seen;
    this.#sessions.delete(key);
    this.#sessions.set(key, session);
    const keys = this.#ofLearner.get(userId);
    if (keys) keys.add(key);
    else this.#ofLearner.set(userId, new Set([key]));
    return session;
  }

  add(session: OpenSession, row: WaitingRow, event: SourceEvent): void {
    session.add(row, event);
    this.#rows += 1;
    this.#text += row.interaction.user_input?.length ?? 0;
  }

  /** Takes the rows of one session out that goes on. */
  takePart(session: OpenSession): Part {
    return { session, rows: this.#counted(session.takeRows()), ends: false };
  }

  /** Takes sessions out, as many as one batch holds; those of one learner in the order in which they began. */
  takeBatch(): Part[] {
    const batch: Part[] = [];
    let rows = 0;
    const hasRoom = (more: number): boolean =>
      batch.length === 0 ||
      (batch.length < IMPORT_LIMITS.batchSessionsMax && rows + more <= IMPORT_LIMITS.batchRowsMax);
    for (const oldest of this.#sessions.values()) {
      for (const key of [...(this.#ofLearner.get(oldest.userId) ?? [])]) {
        const session = this.#sessions.get(key);
        if (!session || (session !== oldest && this.#isRecent(session))) continue;
        if (!hasRoom(session.rowCount)) return batch;
        rows += session.rowCount;
        this.#forget(key, session);
        batch.push({ session, rows: this.#counted(session.takeRows()), ends: true });
      }
    }
    return batch;
  }

  /** Whether a session may still go on, while there is time to wait for it. */
  #isRecent({ seenAt }: OpenSession): boolean {
    return this.isFull && this.#seen - seenAt < IMPORT_LIMITS.recentRows;
  }

  #forget(key: string, { userId }: OpenSession): void {
    this.#sessions.delete(key);
    const keys = this.#ofLearner.get(userId);
    keys?.delete(key);
    if (keys?.size === 0) this.#ofLearner.delete(userId);
  }

  #counted(rows: WaitingRow[]): WaitingRow[] {
    this.#rows -= rows.length;
    for (const { interaction } of rows) this.#text -= interaction.user_input?.length ?? 0;
    return rows;
  }
}
