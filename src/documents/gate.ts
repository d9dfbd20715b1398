import type { Actor } from '../access/actor.ts';
import { type AccessNote, auditEntry } from '../access/audit-entry.ts';
import type { AccessTrail } from '../access/audit-trail.ts';
import { type Audited, audited } from '../access/audited.ts';
import { type Action, denied, type PolicyRule, rulesFor } from '../access/policy.ts';
import { MasterXError } from '../errors/error.ts';
import { UUID_PATTERN } from '../schema/fields/uuid.ts';
import type { ResolvedCollection } from '../schema/resolved.ts';
import { RELATIONS, type RelationScope } from '../schema/vocabulary/relations.ts';
import type { Clock } from '../std/clock.ts';
import type { StoredDocument } from '../stores/documents/port.ts';
import type { Relations } from './relations.ts';

/** One access as it stands before the gate. */
export interface Request {
  readonly actor: Actor;
  readonly collection: ResolvedCollection;
  readonly action: Action;
  readonly operation: string;
  readonly fields: readonly string[];
  /** The learners it is for; empty when it is not known before, or nobody's. */
  readonly learners: readonly string[];
}

/** How an access was let through. */
export interface Admission {
  /** The learners it must stay with, or null when it may concern everyone. */
  readonly confinedTo: readonly string[] | null;
  /** The row of the policy table that allows it: says which fields. */
  readonly rule: PolicyRule;
}

const UUID = new RegExp(UUID_PATTERN);

/** Asks the policy and keeps the trail. */
export class Gate {
  readonly #trail: AccessTrail;
  readonly #clock: Clock;
  readonly #relations: Relations;

  constructor(trail: AccessTrail, clock: Clock, relations: Relations) {
    this.#trail = trail;
    this.#clock = clock;
    this.#relations = relations;
  }

  /**
   * Lets an access through, or refuses it.
   *
   * @throws MasterXError `access_denied`, once the refusal is in the trail; `validation_failed` for what is no learner.
   */
  async admit(request: Request): Promise<Admission> {
    const { actor, collection, action, learners } = request;
    if (!learners.every((learner) => UUID.test(learner))) {
      throw new MasterXError('validation_failed', {
        violations: [{ path: 'learner', message: 'must be a UUID' }],
      });
    }
    const rules = rulesFor(actor, action, collection);
    const [first] = rules;
    if (first && collection.owner === null) return { confinedTo: null, rule: first };
    const admission =
      learners.length > 0
        ? await this.#ofNamed(actor, rules, learners)
        : await this.#ofAny(actor, rules, action);
    return admission ?? this.refuse(request);
  }

  /**
   * Refuses what the policy may allow and the operation does not.
   *
   * @throws MasterXError `access_denied`, once the refusal is in the trail.
   */
  async refuse(request: Request): Promise<never> {
    await this.#trail.record(this.#entry(request, 'refused'));
    throw denied(request.actor, request.action, request.collection.name);
  }

  /**
   * Does what was admitted beside its entry in the trail: resolves when it is done and the entry is durable. What came of it
   * follows in the trail.
   *
   * @throws MasterXError `audit_unavailable`, besides what the work throws.
   */
  beside<T>(request: Request, work: () => Promise<T>, cameOf?: Audited<T>['cameOf']): Promise<T> {
    const entries = [this.#entry(request, 'intended')];
    return audited(this.#trail, { entries, durable: 'beside', ...(cameOf && { cameOf }) }, work);
  }

  /** As `beside`, and nothing is done before the entry is durable. */
  after<T>(request: Request, work: () => Promise<T>, cameOf?: Audited<T>['cameOf']): Promise<T> {
    const entries = [this.#entry(request, 'intended')];
    return audited(this.#trail, { entries, durable: 'first', ...(cameOf && { cameOf }) }, work);
  }

  /** The entries of a write, one for each learner, as the document to insert beside it. */
  committed(request: Request): ReturnType<AccessTrail['outboxDocument']> {
    const { learners } = request;
    const each =
      learners.length === 0 ? [request] : learners.map((learner) => ({ ...request, learners: [learner] }));
    return this.#trail.outboxDocument(each.map((one) => this.#entry(one, 'committed')));
  }

  async #ofNamed(
    actor: Actor,
    rules: readonly PolicyRule[],
    learners: readonly string[],
  ): Promise<Admission | null> {
    const isOwn = learners.every((learner) => learner === actor.learner);
    const own = rules.find(({ scope }) => scope === 'own');
    if (own && isOwn) return { confinedTo: [...new Set(learners)], rule: own };
    const everyone = rules.find(({ scope }) => scope === 'everyone');
    if (everyone) return { confinedTo: null, rule: everyone };
    for (const rule of rules) {
      if (!isRelation(rule.scope)) continue;
      const related = await this.#relations.of(actor, rule.scope, learners);
      if (learners.every((learner) => related.has(learner))) return { confinedTo: [...related], rule };
    }
    return null;
  }

  async #ofAny(actor: Actor, rules: readonly PolicyRule[], action: Action): Promise<Admission | null> {
    const everyone = rules.find(({ scope }) => scope === 'everyone');
    if (everyone) return { confinedTo: null, rule: everyone };
    // What is asked of everybody can be narrowed to some learners as long as it is documents; a summary cannot.
    if (action === 'summarise') return null;
    for (const rule of rules) {
      if (!isRelation(rule.scope)) continue;
      const related = await this.#relations.of(actor, rule.scope);
      if (related.size > 0) return { confinedTo: [...related], rule };
    }
    const own = rules.find(({ scope }) => scope === 'own');
    return own && actor.learner !== undefined ? { confinedTo: [actor.learner], rule: own } : null;
  }

  #entry({ actor, collection, ...about }: Request, outcome: 'intended' | 'committed' | 'refused') {
    const note: AccessNote = { ...about, collection: collection.name };
    return auditEntry(actor, note, outcome, this.#clock.now());
  }
}

/** The filter, kept with the learners the access is confined to. */
export function confined(
  filter: StoredDocument,
  { owner }: ResolvedCollection,
  { confinedTo }: Admission,
): StoredDocument {
  if (confinedTo === null || owner === null) return filter;
  const there: unknown = filter[owner];
  const asked = there !== null && typeof there === 'object' && '$in' in there ? there.$in : there;
  const wanted: readonly unknown[] | null =
    there === undefined ? null : Array.isArray(asked) ? asked : [asked];
  const learners = wanted === null ? confinedTo : confinedTo.filter((learner) => wanted.includes(learner));
  const [only] = learners;
  return { ...filter, [owner]: learners.length === 1 ? only : { $in: learners } };
}

/** The learner a query is for. */
export function learnerOf(actor: Actor, asked: string | undefined): string {
  const learner = asked ?? actor.learner;
  if (learner !== undefined) return learner;
  throw new MasterXError('validation_failed', {
    violations: [{ path: 'learner', message: 'must name a learner' }],
  });
}

function isRelation(scope: string): scope is RelationScope {
  return Object.hasOwn(RELATIONS, scope);
}
