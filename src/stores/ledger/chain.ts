import { MasterXError } from '../../errors/error.ts';
import { LIMITS } from '../../std/limits.ts';
import { type ChainedEntry, entryOf, NO_HASH } from './lines.ts';
import type { ErasedLearner, ErasureEntry, LedgerReport } from './port.ts';

interface Known {
  readonly seq: number;
  readonly intendedAt: Date;
  erasedAt: Date | null;
  readonly entries: ErasureEntry[];
}

/**
 * What the lines of a ledger say, read from the first on. A line counts when it is whole and follows the last one that
 * counted. One that is not whole was torn by a crash; one that follows an earlier entry was overtaken, and its writer
 * wrote it again. Anything else was tampered with.
 */
export class Chain {
  /** Learners in the order of their first entries, by tenant. */
  readonly #known = new Map<string, Map<string, Known>>();
  readonly #hashes = new Set([NO_HASH]);
  readonly #torn: number[] = [];
  readonly #overtaken: number[] = [];
  #seq = 0;
  #head = NO_HASH;
  #lines = 0;

  /** Lines that were taken, whether they count or not. */
  get lines(): number {
    return this.#lines;
  }

  get seq(): number {
    return this.#seq;
  }

  /** Hash of the last entry that counts. */
  get head(): string {
    return this.#head;
  }

  /** Whether an entry counts. */
  holds(entry: ChainedEntry): boolean {
    return this.#hashes.has(entry.hash);
  }

  /** @throws MasterXError `ledger_unavailable` when the line was changed, or follows nothing that stands before it. */
  take(line: string): void {
    this.#lines += 1;
    if (line === '') return;
    const entry = entryOf(line);
    if (entry === 'torn') this.#note(this.#torn);
    else if (entry === null) throw damaged(`Line ${this.#lines} of the erasure ledger was changed.`);
    else if (entry.previous === this.#head && entry.seq === this.#seq + 1) this.#add(entry);
    else if (this.#hashes.has(entry.previous)) this.#note(this.#overtaken);
    else throw damaged(`Line ${this.#lines} of the erasure ledger follows nothing that stands before it.`);
  }

  of(tenant: string, learner: string): readonly ErasureEntry[] {
    return this.#known.get(tenant)?.get(learner)?.entries ?? [];
  }

  has(tenant: string, learner: string): boolean {
    return this.#known.get(tenant)?.has(learner) === true;
  }

  count(tenant: string): number {
    return this.#known.get(tenant)?.size ?? 0;
  }

  learners(tenant: string, after: number, limit: number): ErasedLearner[] {
    const page: ErasedLearner[] = [];
    for (const [learner, { seq, intendedAt, erasedAt }] of this.#known.get(tenant) ?? []) {
      if (seq <= after) continue;
      if (page.length >= limit) break;
      page.push({ seq, learner, intendedAt, erasedAt });
    }
    return page;
  }

  report(): LedgerReport {
    return {
      entries: this.#seq,
      head: this.#seq === 0 ? null : this.#head,
      torn: [...this.#torn],
      overtaken: [...this.#overtaken],
    };
  }

  #add(chainedEntry: ChainedEntry): void {
    const { previous, hash, ...entry } = chainedEntry;
    this.#seq = entry.seq;
    this.#head = hash;
    this.#hashes.add(hash);
    const learners = this.#known.get(entry.tenant) ?? new Map<string, Known>();
    this.#known.set(entry.tenant, learners);
    const known = learners.get(entry.learner) ?? {
      seq: entry.seq,
      intendedAt: entry.at,
      erasedAt: null,
      entries: [],
    };
    learners.set(entry.learner, known);
    if (entry.step === 'erased') known.erasedAt ??= entry.at;
    if (known.entries.length < LIMITS.ledgerPageMax) known.entries.push(entry);
  }

  #note(lines: number[]): void {
    if (lines.length < LIMITS.ledgerPageMax) lines.push(this.#lines);
  }
}

function damaged(detail: string): MasterXError {
  return new MasterXError('ledger_unavailable', {
    detail,
    hint: 'Put a true copy of the ledger in its place: nothing in it is ever changed or removed.',
  });
}
