import type { Allowed } from '../protection/secret-key.ts';
import type { ResolvedCollection } from '../schema/resolved.ts';
import type { ConsentName } from '../schema/vocabulary/consents.ts';
import { eachField } from '../schema/walk.ts';
import { type Withholding, withholdingOf } from './withholding.ts';

/** What withheld consents take from the documents of one collection, worked out once for each set of them. */
export class ConsentViews {
  /** Every consent that something of the collection is behind. */
  readonly consents: readonly ConsentName[];
  /** The consent that the documents as a whole are behind. */
  readonly #whole: ConsentName | null;
  readonly #root: ResolvedCollection['root'];
  readonly #known = new Map<string, Withholding | null>();

  constructor({ root }: Pick<ResolvedCollection, 'root'>) {
    this.#root = root;
    this.#whole = root.facts.consent;
    const named = [...eachField(root)].flatMap(({ facts }) => facts.consent ?? []);
    this.consents = [...new Set([...(this.#whole ? [this.#whole] : []), ...named])].sort();
  }

  /** Whether there may be documents of a learner at all. */
  admits(allowed: Allowed): boolean {
    return this.#whole === null || allowed[this.#whole] === true;
  }

  /** What is withheld of a learner's document; null for nothing. */
  of(allowed: Allowed): Withholding | null {
    const missing = this.consents.filter((consent) => allowed[consent] !== true);
    if (missing.length === 0) return null;
    const name = missing.join(' ');
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const view = withholdingOf(
      this.#root,
      ({ path, facts }) => path !== '' && facts.consent !== null && missing.includes(facts.consent),
    );
    this.#known.set(name, view);
    return view;
  }
}
