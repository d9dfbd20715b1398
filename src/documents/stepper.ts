import type { Actor } from '../access/actor.ts';
import type { Fields } from '../protection/sealer.ts';
import type { ResolvedField } from '../schema/resolved.ts';
import { findField } from '../schema/walk.ts';
import { invariant } from '../std/assert.ts';
import { valueAt } from '../std/paths.ts';
import type { DocumentStore, StoredDocument } from '../stores/documents/port.ts';
import { confined, type Gate } from './gate.ts';
import { identityFilter } from './identity.ts';
import type { Model } from './model.ts';

/** What must hold of a value for a step to be made. */
export type StepCondition =
  | { readonly is: unknown }
  | { readonly isNot: unknown }
  | { readonly below: number | Date }
  | { readonly above: number | Date }
  /** Another field of the document, which must be greater. */
  | { readonly belowField: string };

/** A change of one document that is compared and made in one round trip. By plain paths only. */
export interface StepRequest {
  /** Of absent values `is: null` holds. Of lists `is` and `isNot` speak of their elements. */
  readonly where: Readonly<Record<string, StepCondition>>;
  readonly set?: Fields;
  readonly increment?: Readonly<Record<string, number>>;
  readonly push?: Readonly<Record<string, { readonly element: unknown; readonly keep: number }>>;
  readonly pull?: Fields;
  /** Paths to answer the values of, as they are then. */
  readonly answer: readonly string[];
}

/**
 * Changes counters and the like in a single step of the database, where a transaction would be repeated by every other
 * caller: however many callers there are, each condition is compared with what the one before left. The entry of the
 * audit trail states the intent and is durable before the step is made; so there are at least as many entries as steps.
 */
export class Stepper {
  readonly #store: DocumentStore;
  readonly #model: Model;
  readonly #gate: Gate;

  constructor(store: DocumentStore, model: Model, gate: Gate) {
    this.#store = store;
    this.#model = model;
    this.#gate = gate;
  }

  /**
   * Makes the step; the values it asks for, by path. Null where its conditions did not hold, and then nothing was changed.
   *
   * @throws MasterXError `access_denied`, `audit_unavailable`.
   */
  async step(
    actor: Actor,
    operation: string,
    identity: Fields,
    request: StepRequest,
  ): Promise<Fields | null> {
    const { collection } = this.#model;
    const { where, set = {}, increment = {}, push = {}, pull = {}, answer } = request;
    const touched = [...new Set([set, increment, push, pull].flatMap((change) => Object.keys(change)))];
    for (const path of [...Object.keys(where), ...touched, ...answer]) this.#assertPlain(path);
    const named = collection.owner === null ? undefined : identity[collection.owner];
    const learners = typeof named === 'string' ? [named] : [];
    const access = { actor, collection, action: 'update' as const, operation, fields: touched, learners };
    const admission = await this.#gate.admit(access);
    const { views } = this.#model;
    const mayChange = touched.every((path) => views.allowsChange(admission.rule, path));
    const maySee = [...Object.keys(where), ...answer].every((path) =>
      views.shows(admission.rule.fields, path),
    );
    if (!mayChange || !maySee) return this.#gate.refuse(access);
    const filter = confined(
      { ...identityFilter(collection, [identity]), ...filterOf(where) },
      collection,
      admission,
    );
    const found = await this.#gate.after(
      access,
      () =>
        this.#store.step(collection.name, {
          filter,
          set,
          increment: { ...increment, revision: 1 },
          push,
          pull,
          projection: Object.fromEntries(['_id', ...answer].map((path) => [path, 1])),
        }),
      (changed) =>
        changed === null ? { outcome: 'answered', documents: 0 } : { outcome: 'committed', documents: 1 },
    );
    return found && Object.fromEntries(answer.map((path) => [path, valueAt(found, path)]));
  }

  /** What a step touches is neither sealed, nor looked up by a hash, nor kept under a consent, nor what tells documents apart. */
  #assertPlain(path: string): void {
    const { root, identity, owner } = this.#model.collection;
    const field: ResolvedField | undefined = findField(root, path);
    invariant(field, `${path} is a field of ${this.#model.collection.name}`);
    invariant(
      field.storage.kind === 'plain' && field.facts.consent === null,
      `${path} is stored as it is, whatever is consented to`,
    );
    invariant(!identity.includes(path) && path !== owner, `${path} tells no documents apart`);
  }
}

function filterOf(where: StepRequest['where']): StoredDocument {
  const fields: [string, unknown][] = [];
  const expressions: unknown[] = [];
  for (const [path, condition] of Object.entries(where)) {
    if ('is' in condition) fields.push([path, condition.is]);
    else if ('isNot' in condition) fields.push([path, { $ne: condition.isNot }]);
    else if ('below' in condition) fields.push([path, { $lt: condition.below }]);
    else if ('above' in condition) fields.push([path, { $gt: condition.above }]);
    else expressions.push({ $lt: [`$${path}`, `$${condition.belowField}`] });
  }
  return {
    ...Object.fromEntries(fields),
    ...(expressions.length > 0 && {
      $expr: expressions.length === 1 ? expressions[0] : { $and: expressions },
    }),
  };
}
