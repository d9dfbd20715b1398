import type { NewConceptDocument } from '../../derive/generated/documents.ts';
import { isSame } from '../../documents/difference.ts';
import type { ActorDocuments } from '../../documents/documents.ts';
import { LIMITS } from '../../std/limits.ts';
import { cut } from '../../std/texts.ts';
import type { PracticeAttempt, Statement } from '../readers/record.ts';
import { accountOf, declaredGrounds } from './account.ts';
import { Identifiers } from './identifiers.ts';
import type { Tally } from './import-run.ts';
import { interactionOf, refusalOf } from './interaction.ts';
import { Known } from './known.ts';
import { IMPORT_LIMITS } from './limits.ts';
import { type OpenSession, OpenSessions, type Part } from './open-sessions.ts';
import { isRefusal, reasonOf } from './refusals.ts';
import type { WriterParts } from './writer-parts.ts';

/**
 * Stores events: puts those of one session together, and writes sessions in batches with the accounts and concepts they
 * need. A row that is refused costs its batch nothing: the batch is halved until the row stands alone.
 */
export class EventWriter {
  readonly #parts: WriterParts;
  readonly #identifiers: Identifiers;
  readonly #sessions = new OpenSessions();
  readonly #knownLearners = new Known(IMPORT_LIMITS.knownMax);
  readonly #knownConcepts = new Known(IMPORT_LIMITS.knownMax);
  #newConcepts: NewConceptDocument[] = [];

  constructor(parts: WriterParts) {
    this.#parts = parts;
    this.#identifiers = new Identifiers(parts.platform.keyring);
  }

  /** Takes one row; writes when enough of them wait. */
  async take(event: PracticeAttempt | Statement): Promise<void> {
    const { run, rejects } = this.#parts;
    await this.#identifiers.refresh();
    const interaction = interactionOf(event, this.#identifiers.interaction(event));
    const refusal = refusalOf(interaction);
    if (refusal !== undefined) return run.reject(event.line, refusal, rejects);
    const session = this.#sessions.of(
      this.#identifiers.session(event),
      this.#identifiers.learner(event),
      event,
    );
    const earlier = session.row(interaction.interaction_id);
    if (earlier && isSame(earlier.interaction, interaction)) return run.repeat(event.line);
    if (earlier) return run.reject(event.line, 'an earlier row says otherwise of the same event', rejects);
    this.#meet(event);
    // One row always waits, so that a session whose parts are written is not forgotten before its end.
    if (session.rowCount >= IMPORT_LIMITS.sessionRowsMax)
      await this.#write([this.#sessions.takePart(session)]);
    this.#sessions.add(session, { line: event.line, interaction }, event);
    while (this.#sessions.isFull) await this.#write(this.#sessions.takeBatch());
  }

  /** Writes what waits, batch by batch, until it is told to stop: every session has ended. */
  async finish(isStopped: () => boolean, onBatch: () => void): Promise<void> {
    while (this.#sessions.size > 0 && !isStopped()) {
      await this.#write(this.#sessions.takeBatch());
      onBatch();
    }
  }

  #meet({ source, subject, topic, concept }: PracticeAttempt | Statement): void {
    const key = `${subject.slug} ${topic.slug} ${concept.slug}`;
    if (this.#knownConcepts.has(key)) return;
    this.#knownConcepts.add(key);
    this.#newConcepts.push({
      subject: subject.slug,
      topic: topic.slug,
      concept: concept.slug,
      names: { subject: subject.name, topic: topic.name, concept: concept.name },
      translations: {},
      prerequisites: [],
      source: cut(source, SOURCE_LENGTH_MAX),
    });
  }

  async #write(parts: readonly Part[]): Promise<void> {
    const concepts = this.#parts.actor.documents.collection('concepts');
    while (this.#newConcepts.length > 0) {
      await concepts.insert(this.#newConcepts.slice(0, LIMITS.writeDocumentsMax), () => true);
      this.#newConcepts = this.#newConcepts.slice(LIMITS.writeDocumentsMax);
    }
    await this.#writeApart(parts.filter(({ rows, session }) => rows.length > 0 || session.isBegun));
  }

  async #writeApart(parts: readonly Part[]): Promise<void> {
    const [only] = parts;
    if (!only) return;
    try {
      return await this.#commit(parts);
    } catch (thrown) {
      if (!isRefusal(thrown)) throw thrown;
      const [first, second] = halved(parts, only);
      if (second) {
        await this.#writeApart(first);
        return this.#writeApart(second);
      }
      const [row] = only.rows;
      if (!row) throw thrown;
      this.#parts.run.reject(row.line, reasonOf(thrown), this.#parts.rejects);
      if (only.ends && only.session.isBegun) await this.#commit([{ ...only, rows: [] }]);
    }
  }

  async #commit(parts: readonly Part[]): Promise<void> {
    const { run, rejects } = this.#parts;
    const lines = parts.flatMap(({ rows }) => rows.map(({ line }) => line));
    const newcomers = this.#newcomers(parts);
    await run.commit(rejects, lines, (within) => this.#store(within, parts, newcomers));
    for (const { userId } of newcomers) this.#knownLearners.add(userId);
    for (const { session } of parts) session.isBegun = true;
  }

  async #store(
    within: ActorDocuments,
    parts: readonly Part[],
    newcomers: readonly OpenSession[],
  ): Promise<Tally> {
    const { actor, request, platform } = this.#parts;
    const now = platform.clock.now();
    const accounts = newcomers.map(({ userId, source, startedAt, facts }) =>
      accountOf({ userId, source, since: startedAt, facts }, request, now),
    );
    const made = await within.collection('users').insert(accounts, () => true);
    const grounds = made.flatMap(({ repeated, document: { user_id } }) =>
      repeated ? [] : declaredGrounds(user_id, request, now, platform.entropy),
    );
    for (let at = 0; at < grounds.length; at += LIMITS.writeDocumentsMax) {
      await within.collection('consents').insert(grounds.slice(at, at + LIMITS.writeDocumentsMax));
    }
    const recorded = await actor.sessions.record(
      parts.map(({ session, rows, ends }) => session.recording(rows, ends)),
      within,
    );
    const given = parts.reduce((sum, { rows }) => sum + rows.length, 0);
    const stored = recorded.reduce((sum, { added }) => sum + added.length, 0);
    return {
      stored,
      repeated: given - stored,
      learners: made.filter(({ repeated }) => !repeated).length,
      sessions: recorded.filter(({ begun }) => begun).length,
    };
  }

  /** The first session of each learner whose account may not be there yet. */
  #newcomers(parts: readonly Part[]): readonly OpenSession[] {
    const first = new Map<string, OpenSession>();
    for (const { session } of parts) {
      if (!first.has(session.userId) && !this.#knownLearners.has(session.userId)) {
        first.set(session.userId, session);
      }
    }
    return [...first.values()];
  }
}

/** Length of `concepts.source`. */
const SOURCE_LENGTH_MAX = 120;

/** Two halves of a batch, or of the only part's rows; nothing in the second when there is nothing to halve. */
function halved(parts: readonly Part[], only: Part): [readonly Part[], readonly Part[] | null] {
  if (parts.length > 1) {
    const middle = Math.ceil(parts.length / 2);
    return [parts.slice(0, middle), parts.slice(middle)];
  }
  if (only.rows.length < 2) return [parts, null];
  const middle = Math.ceil(only.rows.length / 2);
  return [
    [{ ...only, rows: only.rows.slice(0, middle), ends: false }],
    [{ ...only, rows: only.rows.slice(middle) }],
  ];
}
