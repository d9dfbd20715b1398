import type { AuditBlockDocument } from '../derive/generated/documents.ts';

/** What came of the accesses of one block, as a later block holds it. */
export type BlockOutcomes = NonNullable<AuditBlockDocument['outcomes']>[number];

/** What came of one access. */
export type Outcome = BlockOutcomes['entries'][number]['outcome'];

/** Where an entry stands. */
export interface EntryPlace {
  /** The block, as `placeOf` writes it. */
  readonly block: string;
  /** Place among its entries, from 0. */
  readonly entry: number;
}

interface Waiting {
  readonly block: string;
  readonly came: BlockOutcomes['entries'][number];
}

/** How a block is named where something refers to it. */
export const placeOf = (writer: string, seq: number): string => `${writer}/${seq}`;

/** Outcomes until their writer's next block takes them along. */
export class WaitingOutcomes {
  readonly #limit: number;
  readonly #onAdded: () => void;
  readonly #waiting: Waiting[] = [];

  /**
   * @param limit how many may wait; what comes of further accesses stays unknown.
   * @param onAdded told that there is one to be taken along.
   */
  constructor(limit: number, onAdded: () => void) {
    this.#limit = limit;
    this.#onAdded = onAdded;
  }

  get size(): number {
    return this.#waiting.length;
  }

  add({ block, entry }: EntryPlace, outcome: Outcome, documents: number | undefined): void {
    if (this.#waiting.length >= this.#limit) return;
    this.#waiting.push({ block, came: { entry, outcome, ...(documents !== undefined && { documents }) } });
    this.#onAdded();
  }

  /** Takes those that have waited longest, at most so many, gathered by their blocks. */
  take(most: number): BlockOutcomes[] {
    const gathered = new Map<string, BlockOutcomes['entries']>();
    for (const { block, came } of this.#waiting.splice(0, most)) {
      const there = gathered.get(block);
      if (there) there.push(came);
      else gathered.set(block, [came]);
    }
    return [...gathered].map(([block, entries]) => ({ block, entries }));
  }

  /** Puts back what was taken and did not arrive for certain; told twice, an outcome is still the same. */
  putBack(outcomes: readonly BlockOutcomes[]): void {
    const again = outcomes.flatMap(({ block, entries }) => entries.map((came) => ({ block, came })));
    this.#waiting.unshift(...again.slice(0, Math.max(0, this.#limit - this.#waiting.length)));
    if (again.length > 0) this.#onAdded();
  }
}
