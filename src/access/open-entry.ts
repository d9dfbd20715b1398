import type { MasterXError } from '../errors/error.ts';
import type { AuditEntry } from './audit-entry.ts';
import type { EntryPlace, Outcome, WaitingOutcomes } from './audit-outcomes.ts';

/** An entry that states the intent of an access. */
export interface OpenEntry {
  /**
   * Resolves when the entry is durable; nothing may be answered before.
   *
   * @throws MasterXError as `AuditTrail.record`.
   */
  readonly durable: Promise<void>;
  /** Says what came of the access; the first word counts. It follows in a later block, for which nobody waits. */
  close(outcome: Outcome, documents?: number): void;
}

/** An entry on its way into a block. */
export class WaitingEntry implements OpenEntry {
  readonly entry: AuditEntry;
  readonly durable: Promise<void>;
  readonly #outcomes: Pick<WaitingOutcomes, 'add'>;
  #resolve: () => void = () => undefined;
  #reject: (reason: MasterXError) => void = () => undefined;
  #place: EntryPlace | null = null;
  #came: { readonly outcome: Outcome; readonly documents: number | undefined } | null = null;

  constructor(entry: AuditEntry, outcomes: Pick<WaitingOutcomes, 'add'>) {
    this.entry = entry;
    this.#outcomes = outcomes;
    this.durable = new Promise<void>((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  /** The entry is durable, at this place. */
  written(place: EntryPlace): void {
    this.#place = place;
    this.#resolve();
    if (this.#came) this.#tell(place, this.#came);
  }

  /** The entry could not be made durable. */
  lost(reason: MasterXError): void {
    this.#reject(reason);
  }

  close(outcome: Outcome, documents?: number): void {
    if (this.#came) return;
    this.#came = { outcome, documents };
    if (this.#place) this.#tell(this.#place, this.#came);
  }

  #tell(
    place: EntryPlace,
    came: { readonly outcome: Outcome; readonly documents: number | undefined },
  ): void {
    this.#outcomes.add(place, came.outcome, came.documents);
  }
}
