import type { Violation } from '../../errors/error.ts';
import { LIMITS } from '../../std/limits.ts';

type Details = Readonly<Record<string, unknown>>;

/**
 * The server's account of a refused document (error 121, `errInfo`) as violations: where and what is expected there.
 * The account holds the values that were found and the names of unknown fields; neither is taken over.
 */
export function refusedByValidator(failure: Details): readonly Violation[] {
  const found = [...violationsOf(objectOf(objectOf(failure['errInfo'])['details']), '')];
  if (found.length === 0) return [{ path: '', message: 'does not fit the validator of its collection' }];
  return found.slice(0, LIMITS.violationsMax);
}

function* violationsOf(rule: Details, path: string): Generator<Violation> {
  switch (rule['operatorName']) {
    case '$jsonSchema':
      yield* all(rule['schemaRulesNotSatisfied'], path);
      return;
    case 'properties':
      yield* byProperty(rule['propertiesNotSatisfied'], path);
      return;
    case 'patternProperties':
      yield* byProperty(rule['details'], path);
      return;
    case 'items':
      yield* all(rule['details'], `${path}[${Number(rule['itemIndex'] ?? 0)}]`);
      return;
    case 'required':
      for (const name of listOf(rule['missingProperties'])) {
        yield { path: below(path, String(name)), message: 'is required' };
      }
      return;
    case 'additionalProperties':
      yield { path, message: 'has a field that is not declared' };
      return;
    case 'oneOf':
    case 'anyOf':
    case 'allOf':
      yield { path, message: 'fits none of the forms it may have' };
      return;
    default:
      yield { path, message: expectation(rule) };
  }
}

function* all(rules: unknown, path: string): Generator<Violation> {
  for (const rule of listOf(rules)) yield* violationsOf(objectOf(rule), path);
}

function* byProperty(properties: unknown, path: string): Generator<Violation> {
  for (const property of listOf(properties)) {
    const { propertyName, details } = objectOf(property);
    yield* all(details, below(path, String(propertyName)));
  }
}

/** The rule itself is part of the schema and tells nothing of the document. */
function expectation(rule: Details): string {
  const expected = Object.entries(objectOf(rule['specifiedAs']))
    .map(([name, value]) => `${name} ${JSON.stringify(value)}`)
    .join(', ');
  return expected
    ? `expected ${expected}`
    : `does not fit ${String(rule['operatorName'] ?? 'the validator')}`;
}

const below = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function objectOf(value: unknown): Details {
  return value !== null && typeof value === 'object' ? (value as Details) : {};
}
