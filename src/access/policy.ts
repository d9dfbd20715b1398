import { MasterXError } from '../errors/error.ts';
import type { ResolvedCollection } from '../schema/resolved.ts';
import type { Role } from '../schema/vocabulary/roles.ts';
import type { Actor } from './actor.ts';

/** What can be done with documents. */
export type Action = 'read' | 'insert' | 'update' | 'delete' | 'summarise';

/**
 * What a rule covers. Of documents that belong to learners: one's own, or everybody's. Of the others: what describes
 * subjects and not people (`reference`), what the platform keeps to run itself (`records`), and the audit trail (`trail`),
 * which nobody changes through the door.
 */
export type Scope = 'own' | 'everyone' | 'reference' | 'records' | 'trail';

/** One line of the policy table. */
export interface PolicyRule {
  readonly role: Role;
  readonly scope: Scope;
  readonly actions: readonly Action[];
  readonly why: string;
}

/** Who may do what. What is not in the table is denied. */
export const POLICY: readonly PolicyRule[] = [
  {
    role: 'learner',
    scope: 'own',
    actions: ['read', 'insert', 'update', 'delete', 'summarise'],
    why: 'Users can only access their own data (specification 5.1), and may take back what they recorded.',
  },
  {
    role: 'learner',
    scope: 'reference',
    actions: ['read'],
    why: 'Concepts and their names describe no one.',
  },
  {
    role: 'operator',
    scope: 'everyone',
    actions: ['read', 'summarise'],
    why: 'Running the platform; every access stands in the audit trail.',
  },
  { role: 'operator', scope: 'reference', actions: ['read', 'summarise'], why: 'Running the platform.' },
  { role: 'operator', scope: 'records', actions: ['read', 'summarise'], why: 'Running the platform.' },
  {
    role: 'operator',
    scope: 'trail',
    actions: ['read', 'summarise'],
    why: 'Looking into who accessed what; that stands in the trail as well.',
  },
  {
    role: 'system',
    scope: 'everyone',
    actions: ['read', 'insert', 'update', 'delete', 'summarise'],
    why: 'Imports, exports and jobs.',
  },
  {
    role: 'system',
    scope: 'reference',
    actions: ['read', 'insert', 'update', 'delete', 'summarise'],
    why: 'Imports, exports and jobs.',
  },
  {
    role: 'system',
    scope: 'records',
    actions: ['read', 'insert', 'update', 'delete', 'summarise'],
    why: 'Imports, exports and jobs.',
  },
  {
    role: 'system',
    scope: 'trail',
    actions: ['read', 'summarise'],
    why: 'Showing learners who looked at their data, and proving the trail.',
  },
];

/** What the policy needs to know of a collection. */
export type Subject = Pick<ResolvedCollection, 'owner'> & {
  readonly declaration: Pick<ResolvedCollection['declaration'], 'purpose'>;
};

/** What the policy says of one access: the learner it must stay with, or null when it may concern everyone. */
export interface Decision {
  readonly allowed: boolean;
  /** When set, nothing outside this learner's documents may be read or written. */
  readonly confinedTo: string | null;
}

/**
 * Asks the policy table.
 */
export function decide(actor: Actor, action: Action, collection: Subject): Decision {
  const rules = POLICY.filter(({ role, actions }) => role === actor.role && actions.includes(action));
  const covers = (scope: Scope) => rules.some((rule) => rule.scope === scope);
  if (collection.owner === null) return { allowed: covers(scopeOf(collection)), confinedTo: null };
  if (covers('everyone')) return { allowed: true, confinedTo: null };
  const own = covers('own') && actor.learner !== undefined;
  return { allowed: own, confinedTo: own ? (actor.learner ?? null) : null };
}

function scopeOf({ declaration: { purpose } }: Subject): Scope {
  if (purpose === 'accountability') return 'trail';
  return purpose === 'operation' ? 'records' : 'reference';
}

/** The refusal of an access. Says what was refused, not whether the thing exists. */
export function denied(actor: Actor, action: Action, collection: string): MasterXError {
  return new MasterXError('access_denied', {
    detail: `The role ${actor.role} may not ${action} this in ${collection}.`,
  });
}
