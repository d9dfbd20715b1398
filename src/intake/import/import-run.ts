import type { ImportRunDocument } from '../../derive/generated/documents.ts';
import type { ActorDocuments } from '../../documents/documents.ts';
import { MasterXError } from '../../errors/error.ts';
import type { RejectFile } from './reject-file.ts';
import { WaitingLines } from './waiting-lines.ts';

/** What a batch did. */
export interface Tally {
  readonly stored: number;
  readonly repeated: number;
  readonly learners: number;
  readonly sessions: number;
}

export const NOTHING: Tally = { stored: 0, repeated: 0, learners: 0, sessions: 0 };

const BEGUN = {
  status: 'running',
  line: 0,
  reached: 0,
  waiting: new Uint8Array(),
  stored: 0,
  repeated: 0,
  rejected: 0,
  learners: 0,
  sessions: 0,
  reject_bytes: 0,
} as const;

/**
 * How far an import has come, kept in the database. Every batch is written together with the new state, in one
 * transaction: whatever breaks off, a row is either decided and counted, or it is not and will be read again.
 */
export class ImportRun {
  readonly #documents: ActorDocuments;
  readonly #now: () => Date;
  readonly #waiting: WaitingLines;
  #state: ImportRunDocument;
  #reached: number;
  /** Rows decided without a write, since the last commit. */
  readonly #decided = new Set<number>();
  #repeated = 0;
  #rejected = 0;

  private constructor(documents: ActorDocuments, now: () => Date, state: ImportRunDocument) {
    this.#documents = documents;
    this.#now = now;
    this.#state = state;
    this.#reached = state.reached;
    this.#waiting = WaitingLines.decoded(state.waiting, state.line);
  }

  /** What is known of an import of the same file that broke off. */
  static async broken(documents: ActorDocuments, fingerprint: string): Promise<ImportRunDocument | null> {
    const run = await documents.collection('import_runs').find('import_run', { fingerprint });
    return run?.status === 'running' ? run : null;
  }

  /** Goes on with a run that broke off, or begins one, also where one has finished. */
  static async open(
    documents: ActorDocuments,
    about: {
      readonly fingerprint: string;
      readonly format: string;
      readonly broken: ImportRunDocument | null;
    },
    now: () => Date,
  ): Promise<ImportRun> {
    const { fingerprint, format, broken } = about;
    if (broken) return new ImportRun(documents, now, broken);
    const runs = documents.collection('import_runs');
    const begun = { ...BEGUN, fingerprint, format, started_at: now(), updated_at: now() };
    const [one] = await runs.insert([begun], () => true);
    if (!one) throw new MasterXError('internal');
    const state = one.repeated
      ? await runs.revise('begin again', { fingerprint }, (before) => ({ ...before, ...begun }))
      : one.document;
    return new ImportRun(documents, now, state);
  }

  /** Line behind which to read. */
  get line(): number {
    return this.#state.line;
  }

  get counts(): Tally & { readonly rejected: number } {
    const { stored, repeated, rejected, learners, sessions } = this.#state;
    return {
      stored,
      learners,
      sessions,
      repeated: repeated + this.#repeated,
      rejected: rejected + this.#rejected,
    };
  }

  /** Takes note of a row that was read. False when it was decided by a run that broke off: it is to be passed over. */
  take(line: number): boolean {
    if (line <= this.#reached) return this.#waiting.has(line);
    this.#reached = line;
    this.#waiting.add(line);
    return true;
  }

  /** The row is in the file twice, with the same content. */
  repeat(line: number): void {
    this.#decided.add(line);
    this.#repeated += 1;
  }

  reject(line: number, reason: string, rejects: RejectFile): void {
    rejects.add(line, reason);
    this.#decided.add(line);
    this.#rejected += 1;
  }

  /**
   * Writes a batch together with the new state. When it throws, nothing of it is written and its rows wait on.
   *
   * @param lines of the rows whose fate `write` decides.
   * @throws MasterXError what `write` throws; `conflict` when another process imports the same file.
   */
  async commit(
    rejects: RejectFile,
    lines: readonly number[] = [],
    write: (within: ActorDocuments) => Promise<Tally> = async () => NOTHING,
    status: ImportRunDocument['status'] = 'running',
  ): Promise<void> {
    const rejectBytes = await rejects.flush();
    const decided = new Set([...this.#decided, ...lines]);
    const before = this.#state;
    const first = this.#waiting.firstBut(decided);
    const line = first === undefined ? this.#reached : first - 1;
    const waiting = this.#waiting.encodedBut(decided, line);
    this.#state = await this.#documents.transaction(async (within) => {
      const tally = await write(within);
      return within
        .collection('import_runs')
        .revise('checkpoint', { fingerprint: before.fingerprint }, (stored) => {
          if (stored.revision !== before.revision) throw overtaken();
          return {
            ...stored,
            status,
            line,
            reached: this.#reached,
            waiting,
            stored: before.stored + tally.stored,
            repeated: before.repeated + this.#repeated + tally.repeated,
            rejected: before.rejected + this.#rejected,
            learners: before.learners + tally.learners,
            sessions: before.sessions + tally.sessions,
            reject_bytes: rejectBytes,
            updated_at: this.#now(),
          };
        });
    });
    this.#waiting.remove(decided);
    this.#decided.clear();
    this.#repeated = 0;
    this.#rejected = 0;
  }
}

function overtaken(): MasterXError {
  return new MasterXError('write_conflict', {
    detail: 'Another process imports the same file.',
    hint: 'Let it finish, or end it and run the same command again.',
  });
}
