import { headerOf } from '../derive/header.ts';
import { type ProtectionPlan, protectionPlanOf } from '../derive/protection-plan.ts';
import { type Validator, validatorOf } from '../derive/validator.ts';
import type { ResolvedCollection, ResolvedGroup, ResolvedQuery } from '../schema/resolved.ts';
import { SCHEMA } from '../schema/schema.ts';
import { invariant } from '../std/assert.ts';
import { ConsentViews } from './consent-views.ts';
import { FieldViews } from './field-views.ts';

/** What the door knows of one collection, derived once. */
export interface Model {
  readonly collection: ResolvedCollection;
  readonly plan: ProtectionPlan;
  /** The document without its growing lists. */
  readonly header: ResolvedGroup;
  readonly document: Validator;
  readonly headerValidator: Validator;
  /** Checks one element of a growing list, by the list's path. */
  readonly elements: Readonly<Record<string, Validator>>;
  /** What rules of the policy show. */
  readonly views: FieldViews;
  /** What withheld consents take. */
  readonly consents: ConsentViews;
  readonly parameters: Readonly<Record<string, Readonly<Record<string, Validator>>>>;
}

const models = new Map<string, Model>();

/** The model of a collection; derived when it is first asked for. */
export function modelOf(name: string): Model {
  const known = models.get(name);
  if (known) return known;
  const collection = SCHEMA.collections[name];
  invariant(collection, `${name} is a collection of the schema`);
  const header = headerOf(collection.root);
  const model: Model = {
    collection,
    plan: protectionPlanOf(collection),
    header,
    document: validatorOf(collection.root),
    headerValidator: validatorOf(header),
    elements: Object.fromEntries(
      collection.growingLists.map((list) => [list.path, validatorOf(list.element)]),
    ),
    views: new FieldViews(collection),
    consents: new ConsentViews(collection),
    parameters: Object.fromEntries(
      Object.values(collection.queries).map((query) => [query.name, parameterValidators(query)]),
    ),
  };
  models.set(name, model);
  return model;
}

function parameterValidators({ parameters }: ResolvedQuery): Readonly<Record<string, Validator>> {
  return Object.fromEntries(
    parameters.map(({ name, field }) => [name, validatorOf({ ...field, nullable: false })]),
  );
}
