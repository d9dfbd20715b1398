import { MasterXError } from '../errors/error.ts';
import type { Role } from '../schema/vocabulary/roles.ts';
import type { Actor } from './actor.ts';

/** What can be done with documents. */
export type Action = 'read' | 'insert' | 'update' | 'delete' | 'summarise';

/** What a rule covers: one's own documents as a learner, everybody's, or those that belong to nobody. */
export type Scope = 'own' | 'everyone' | 'nobody';

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
  { role: 'learner', scope: 'nobody', actions: ['read'], why: 'Concepts and their names describe no one.' },
  {
    role: 'operator',
    scope: 'everyone',
    actions: ['read', 'summarise'],
    why: 'Running the platform; every access stands in the audit trail.',
  },
  { role: 'operator', scope: 'nobody', actions: ['read', 'summarise'], why: 'Running the platform.' },
  {
    role: 'system',
    scope: 'everyone',
    actions: ['read', 'insert', 'update', 'delete', 'summarise'],
    why: 'Imports, exports and jobs.',
  },
  {
    role: 'system',
    scope: 'nobody',
    actions: ['read', 'insert', 'update', 'delete', 'summarise'],
    why: 'Imports, exports and jobs.',
  },
];

/** What the policy says of one access: the learner it must stay with, or null when it may concern everyone. */
export interface Decision {
  readonly allowed: boolean;
  /** When set, nothing outside this learner's documents may be read or written. */
  readonly confinedTo: string | null;
}

/**
 * Asks the policy table.
 *
 * @param owned whether the documents of the collection belong to learners.
 */
export function decide(actor: Actor, action: Action, owned: boolean): Decision {
  const rules = POLICY.filter(({ role, actions }) => role === actor.role && actions.includes(action));
  const covers = (scope: Scope) => rules.some((rule) => rule.scope === scope);
  if (!owned) return { allowed: covers('nobody'), confinedTo: null };
  if (covers('everyone')) return { allowed: true, confinedTo: null };
  const own = covers('own') && actor.learner !== undefined;
  return { allowed: own, confinedTo: own ? (actor.learner ?? null) : null };
}

/** The refusal of an access. Says what was refused, not whether the thing exists. */
export function denied(actor: Actor, action: Action, collection: string): MasterXError {
  return new MasterXError('access_denied', {
    detail: `The role ${actor.role} may not ${action} this in ${collection}.`,
  });
}
