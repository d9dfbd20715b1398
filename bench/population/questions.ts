import { conditionsOf } from '../../src/schema/resolve-query.ts';
import type { ResolvedCollection, ResolvedParameter, ResolvedQuery } from '../../src/schema/resolved.ts';
import { days } from '../../src/std/durations.ts';
import { valueAt } from '../../src/std/paths.ts';
import type { Logical } from './learners.ts';
import { PERIOD_DAYS, PERIOD_START } from './values.ts';

/** A named query as one caller asks it. */
export interface Question {
  readonly collection: ResolvedCollection;
  readonly query: ResolvedQuery;
  readonly values: Readonly<Record<string, unknown>>;
  readonly learner: string | undefined;
}

/**
 * Asks a query for a document that is there: what must be equal is taken from it, ranges are open as far as the schema
 * allows. Null when the document lacks a value that must be equal.
 */
export function questionFor(
  collection: ResolvedCollection,
  query: ResolvedQuery,
  document: Logical,
): Question | null {
  const values: Record<string, unknown> = {};
  for (const parameter of query.parameters) {
    const value = valueFor(parameter, operatorOf(query, parameter.name), document);
    if (value === undefined || value === null) return null;
    values[parameter.name] = parameter.many ? [value] : value;
  }
  const learner =
    query.ofOwner && collection.owner !== null ? (document[collection.owner] as string) : undefined;
  return { collection, query, values, learner };
}

function operatorOf({ declaration }: ResolvedQuery, name: string): string {
  const conditions = Object.values(declaration.filter).flatMap((each) => [...conditionsOf(each)]);
  return (
    conditions.find((condition) => 'parameter' in condition && condition.parameter === name)?.operator ??
    '$eq'
  );
}

function valueFor({ field: leaf }: ResolvedParameter, operator: string, document: Logical): unknown {
  if (operator === '$eq' || operator === '$in') return valueAt(document, leaf.path);
  const isLow = operator === '$gte' || operator === '$gt';
  const { field } = leaf;
  switch (field.kind) {
    case 'instant':
      return new Date(PERIOD_START.getTime() + (isLow ? -days(1) : days(PERIOD_DAYS + 1)));
    case 'integer':
    case 'number':
      return isLow ? field.minimum : field.maximum;
    default:
      return isLow ? '0' : 'z';
  }
}
