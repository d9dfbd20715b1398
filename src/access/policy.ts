import { MasterXError } from '../errors/error.ts';
import type { ResolvedCollection } from '../schema/resolved.ts';
import type { PurposeName } from '../schema/vocabulary/purposes.ts';
import type { RelationScope } from '../schema/vocabulary/relations.ts';
import type { Role } from '../schema/vocabulary/roles.ts';
import type { ServiceScope } from '../schema/vocabulary/service-scopes.ts';
import { eachField } from '../schema/walk.ts';
import type { Actor } from './actor.ts';
import { type FieldRule, isShown } from './field-rule.ts';
import { POLICY } from './policy-table.ts';

/** What can be done with documents. */
export const ACTIONS = ['read', 'insert', 'update', 'delete', 'summarise'] as const;
export type Action = (typeof ACTIONS)[number];

/**
 * What a rule covers. Of documents that belong to learners: one's own (`own`), those of learners to whom the actor has a
 * declared relation (`wards`, `sharing`), or everybody's. Of the others: what describes subjects and not people
 * (`reference`), what the platform keeps to run itself (`records`), and the audit trail (`trail`), which nobody changes
 * through the door.
 */
export type Scope = 'own' | RelationScope | 'everyone' | 'reference' | 'records' | 'trail';

/** What must hold of an actor besides its role. */
export interface ActorCondition {
  /** The actor states the request it works on. */
  readonly ticket?: true;
  /** The actor sits at the machine of a deployment without sign-in. */
  readonly local?: true;
  /** The client was given this scope. */
  readonly scope?: ServiceScope;
}

/** One line of the policy table. */
export interface PolicyRule {
  readonly role: Role;
  readonly scope: Scope;
  readonly actions: readonly Action[];
  /** Of which fields; a collection of which it shows no field is not covered. */
  readonly fields: FieldRule;
  /** Only collections that are kept for these purposes; all that have such fields unless said. */
  readonly of?: readonly PurposeName[];
  readonly needs?: ActorCondition;
  /** Only summaries over learners who allow analytics, without groups of fewer than `LIMITS.groupLearnersMin`. */
  readonly aggregated?: true;
  /** Also fields that only the platform itself sets. */
  readonly guarded?: true;
  /** Of what it shows, the fields it may also change; all of them unless said. */
  readonly writes?: FieldRule;
  readonly why: string;
}

/** What the policy needs to know of a collection. */
export type Subject = Pick<ResolvedCollection, 'owner' | 'identity' | 'root' | 'declaration'>;

/** The rules that let an actor do this with documents of a collection; none: it is denied. */
export function rulesFor(actor: Actor, action: Action, collection: Subject): readonly PolicyRule[] {
  return coveringRules(actor.role, action, collection).filter((rule) => meets(actor, rule));
}

/** By collection, role and action: the table and the schema do not change while the process runs. */
const COVERING = new WeakMap<Subject, Map<string, readonly PolicyRule[]>>();

/** The rules for a role, whatever else must hold of the actor. */
function coveringRules(role: Role, action: Action, collection: Subject): readonly PolicyRule[] {
  const known = COVERING.get(collection) ?? new Map<string, readonly PolicyRule[]>();
  COVERING.set(collection, known);
  const key = `${role} ${action}`;
  const there = known.get(key);
  if (there) return there;
  const scopes = scopesOf(collection);
  const rules = POLICY.filter(
    (rule) =>
      rule.role === role &&
      scopes.includes(rule.scope) &&
      rule.actions.includes(action) &&
      covers(rule, collection, action),
  );
  known.set(key, rules);
  return rules;
}

/** Whether an actor may be told how the platform itself runs: whoever may summarise what it keeps to run itself. */
export function mayMeasure(actor: Actor): boolean {
  return POLICY.some(
    (rule) =>
      rule.role === actor.role &&
      rule.scope === 'records' &&
      rule.actions.includes('summarise') &&
      meets(actor, rule),
  );
}

/** The scopes under which documents of a collection can be reached. */
export function scopesOf({ owner, declaration: { purpose } }: Subject): readonly Scope[] {
  // The contexts of learners in the key vault are the platform's own, although they belong to learners.
  if (purpose === 'operation') return ['records'];
  if (owner !== null) return ['own', 'wards', 'sharing', 'everyone'];
  return [purpose === 'accountability' ? 'trail' : 'reference'];
}

/**
 * Whether a rule is about an action on a collection at all: it is kept for a purpose the rule names, has a field that the
 * rule shows, and is not the platform's alone to change.
 */
export function covers({ of, fields, guarded }: PolicyRule, collection: Subject, action: Action): boolean {
  const isLooking = action === 'read' || action === 'summarise';
  if (!isLooking && !guarded && collection.root.facts.guarded) return false;
  const { purpose } = collection.declaration;
  if (of && (purpose === undefined || !of.includes(purpose))) return false;
  if (fields.purposes === 'any') return true;
  for (const field of eachField(collection.root)) {
    const isLeaf = field.kind !== 'group' && field.kind !== 'list' && field.kind !== 'record';
    if (isLeaf && fields.purposes.includes(field.facts.purpose) && isShown(fields, field)) return true;
  }
  return false;
}

function meets(actor: Actor, { scope, needs = {} }: PolicyRule): boolean {
  if (scope === 'own' && actor.learner === undefined) return false;
  if (needs.ticket && !actor.ticket) return false;
  if (needs.local && !actor.isLocal) return false;
  return needs.scope === undefined || (actor.scopes ?? []).includes(needs.scope);
}

/** Whether somebody in this role states on whose request something is looked at. */
export function statesTicket(role: Role): boolean {
  return POLICY.some((rule) => rule.role === role && rule.needs?.ticket === true);
}

/** The refusal of an access. Says what was refused, not whether the thing exists. */
export function denied(actor: Actor, action: Action, collection: string): MasterXError {
  return new MasterXError('access_denied', {
    detail: `The role ${actor.role} may not ${action} this in ${collection}.`,
  });
}
