import { type Clearing, clearingOf, endsSooner } from '../schema/clearing.ts';
import type { ResolvedCollection, ResolvedField, Schema } from '../schema/resolved.ts';
import { RETENTION, type RetentionName, type RetentionRule } from '../schema/vocabulary/retention.ts';
import { findField } from '../schema/walk.ts';
import { type Subtree, subtreesBy } from './subtrees.ts';

/**
 * What the end of a period does:
 * - `account`: everything of the learner goes;
 * - `document`: the document goes, with its pages;
 * - `elements`: the expired elements of the list go;
 * - `clear`: the value goes and the document stays;
 * - `nothing`: the value goes when its document goes.
 */
export type RetentionEffect = 'account' | 'document' | 'elements' | 'clear' | 'nothing';

/** A part of a collection that a rule holds for. */
export interface RetentionPlace {
  readonly collection: string;
  /** Empty for the whole document. */
  readonly path: string;
  readonly effect: RetentionEffect;
  /** The date the period counts from; null where it counts from an event of the account. */
  readonly datedBy: string | null;
  /** How the value goes, where the effect is `clear`. */
  readonly clearing: readonly Clearing[];
}

/** A rule and everything it holds for. */
export interface RetentionPlanRule {
  readonly rule: RetentionName;
  readonly description: string;
  readonly specification: string | null;
  readonly from: RetentionRule['from'];
  readonly archiveAfterDays: number | null;
  readonly deleteAfterDays: number | null;
  readonly places: readonly RetentionPlace[];
}

/** What goes when: every rule, in the order of the vocabulary, with the parts of collections it holds for. */
export function retentionPlan(schema: Schema): readonly RetentionPlanRule[] {
  const places = Object.values(schema.collections).flatMap((collection) =>
    subtreesBy(collection.root, ({ facts }) => facts.retention).map((subtree) => ({
      rule: subtree.fact,
      place: placeOf(collection, subtree),
    })),
  );
  return Object.entries(RETENTION).map(([name, rule]: [string, RetentionRule]) => ({
    rule: name as RetentionName,
    description: rule.description,
    specification: rule.specification,
    from: rule.from,
    archiveAfterDays: rule.archiveAfterDays ?? null,
    deleteAfterDays: rule.deleteAfterDays,
    places: places.filter((entry) => entry.rule === name).map(({ place }) => place),
  }));
}

function placeOf(collection: ResolvedCollection, subtree: Subtree<RetentionName>): RetentionPlace {
  const { field, fact, around } = subtree;
  const effect = effectOf(field, fact, around);
  return {
    collection: collection.name,
    path: field.path,
    effect,
    datedBy: effect === 'account' || effect === 'nothing' ? null : dateOf(collection, field),
    clearing: effect === 'clear' ? (clearingOf(field) ?? []) : [],
  };
}

function effectOf(
  field: ResolvedField,
  name: RetentionName,
  around: RetentionName | undefined,
): RetentionEffect {
  const rule: RetentionRule = RETENTION[name];
  if (rule.deleteAfterDays === null) return 'nothing';
  if (rule.from === 'account_deleted' || rule.from === 'account_inactive') return 'account';
  if (around === undefined) return 'document';
  if (!endsSooner(name, around)) return 'nothing';
  return elementDate(field) ? 'elements' : 'clear';
}

/** The date of the innermost dated element that the field is or lies in, or else of the document. */
function dateOf(collection: ResolvedCollection, field: ResolvedField): string {
  const own = elementDate(field);
  if (own) return own;
  for (let end = field.path.lastIndexOf('[]'); end > 0; end = field.path.lastIndexOf('[]', end - 1)) {
    const list = findField(collection.root, field.path.slice(0, end).replaceAll('[]', ''));
    const date = list && elementDate(list);
    if (date) return date;
  }
  return collection.declaration.datedBy;
}

/** The date of a list's elements: the one instant that each of them has. */
function elementDate(field: ResolvedField): string | null {
  if (field.kind !== 'list' || field.element.kind !== 'group') return null;
  const instants = field.element.fields.filter(({ kind, required }) => kind === 'instant' && required);
  return instants.length === 1 ? (instants[0]?.path ?? null) : null;
}
