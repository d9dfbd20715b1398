import { type FieldRule, isShown } from '../access/field-rule.ts';
import type { PolicyRule } from '../access/policy.ts';
import type { ResolvedCollection, ResolvedField } from '../schema/resolved.ts';
import { childrenOf, findField } from '../schema/walk.ts';
import { isWithin, type Withholding, withholdingOf } from './withholding.ts';

/** What rules of the policy show of the documents of one collection, worked out once for each rule. */
export class FieldViews {
  readonly #collection: ResolvedCollection;
  readonly #always: ReadonlySet<string>;
  /** Outermost paths that only operations of the platform set. */
  readonly #guarded: readonly string[];
  readonly #known = new Map<FieldRule, Withholding | null>();

  constructor(collection: ResolvedCollection) {
    this.#collection = collection;
    const { owner, identity, declaration, root } = collection;
    this.#guarded = guardedIn(root);
    // Without these nothing could be said of a document at all.
    this.#always = new Set(['_id', ...identity, declaration.datedBy, ...(owner === null ? [] : [owner])]);
  }

  /** What is withheld from whoever reads by this rule; null for nothing. */
  of(rule: FieldRule): Withholding | null {
    const known = this.#known.get(rule);
    if (known !== undefined) return known;
    const view = withholdingOf(this.#collection.root, (field) => this.#isHidden(rule, field));
    this.#known.set(rule, view);
    return view;
  }

  /** Whether the value at a logical path may be known, so also whether it may be asked by. */
  shows(rule: FieldRule, path: string): boolean {
    const field = findField(this.#collection.root, path);
    return field === undefined || !this.#isHidden(rule, field);
  }

  /** Whether a rule lets the value at a path be set or changed: nobody but the platform sets what is guarded. */
  allowsChange({ fields, writes = fields, guarded }: PolicyRule, path: string): boolean {
    const isGuarded = this.#guarded.some((one) => isWithin(path, one) || isWithin(one, path));
    return this.shows(writes, path) && (guarded === true || !isGuarded);
  }

  /** Whether a rule lets a document with these values be made. */
  allowsMaking({ guarded }: PolicyRule, hasValue: (path: string) => boolean): boolean {
    return guarded === true || !this.#guarded.some(hasValue);
  }

  #isHidden(rule: FieldRule, field: ResolvedField): boolean {
    if (field.path === '' || this.#always.has(field.path)) return false;
    const inside = childrenOf(field);
    return inside.length > 0 ? inside.every((one) => this.#isHidden(rule, one)) : !isShown(rule, field);
  }
}

function guardedIn(field: ResolvedField): readonly string[] {
  return childrenOf(field).flatMap((child) => (child.facts.guarded ? [child.path] : guardedIn(child)));
}
