import type { Actor } from '../access/actor.ts';
import { type AccessNote, auditEntry } from '../access/audit-entry.ts';
import type { AuditTrail } from '../access/audit-trail.ts';
import { type Action, decide, denied } from '../access/policy.ts';
import { MasterXError } from '../errors/error.ts';
import { UUID_PATTERN } from '../schema/fields/uuid.ts';
import type { ResolvedCollection } from '../schema/resolved.ts';
import type { Clock } from '../std/clock.ts';

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

const UUID = new RegExp(UUID_PATTERN);

/** Asks the policy and keeps the trail. */
export class Gate {
  readonly #trail: AuditTrail;
  readonly #clock: Clock;

  constructor(trail: AuditTrail, clock: Clock) {
    this.#trail = trail;
    this.#clock = clock;
  }

  /**
   * The learner the access must stay with, or null when it may concern everyone.
   *
   * @throws MasterXError `access_denied`, once the refusal is in the trail; `validation_failed` for what is no learner.
   */
  async admit(request: Request): Promise<string | null> {
    const { actor, collection, action, learners } = request;
    if (!learners.every((learner) => UUID.test(learner))) {
      throw new MasterXError('validation_failed', {
        violations: [{ path: 'learner', message: 'must be a UUID' }],
      });
    }
    const { allowed, confinedTo } = decide(actor, action, collection);
    // What is asked of everybody can be narrowed to one learner as long as it is documents; a summary cannot.
    const canBeConfined = learners.length > 0 || action !== 'summarise';
    const confined = canBeConfined && learners.every((learner) => learner === confinedTo);
    if (allowed && (confinedTo === null || confined)) return confinedTo;
    return this.refuse(request);
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

  /** Resolves when the intent to read is durable. */
  intend(request: Request): Promise<void> {
    return this.#trail.record(this.#entry(request, 'intended'));
  }

  /** The entries of a write, one for each learner, as the document to insert beside it. */
  committed(request: Request): ReturnType<AuditTrail['outboxDocument']> {
    const { learners } = request;
    const each =
      learners.length === 0 ? [request] : learners.map((learner) => ({ ...request, learners: [learner] }));
    return this.#trail.outboxDocument(each.map((one) => this.#entry(one, 'committed')));
  }

  #entry({ actor, collection, ...about }: Request, outcome: 'intended' | 'committed' | 'refused') {
    const note: AccessNote = { ...about, collection: collection.name };
    return auditEntry(actor, note, outcome, this.#clock.now());
  }
}

/** The learner a query is for. */
export function learnerOf(actor: Actor, asked: string | undefined): string {
  const learner = asked ?? actor.learner;
  if (learner !== undefined) return learner;
  throw new MasterXError('validation_failed', {
    violations: [{ path: 'learner', message: 'must name a learner' }],
  });
}
