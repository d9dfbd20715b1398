import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryDocument } from '../../test/support/arbitrary-documents.ts';
import type { Clearing } from '../schema/clearing.ts';
import type { ResolvedCollection } from '../schema/resolved.ts';
import { SCHEMA } from '../schema/schema.ts';
import { retentionPlan } from './retention-plan.ts';
import { validatorOf } from './validator.ts';

const plan = retentionPlan(SCHEMA);
const places = plan.flatMap((rule) => rule.places.map((place) => ({ rule: rule.rule, ...place })));
const collectionOf = (name: string) => SCHEMA.collections[name] as ResolvedCollection;

type Holder = Record<string, unknown>;

/** Every object that holds the last name of a path, and that name. */
function holdersOf(document: unknown, path: string): readonly (readonly [Holder, string])[] {
  const [first = '', ...rest] = path.split('.');
  const name = first.replace(/\[\]$/, '');
  const holder = document as Holder;
  if (rest.length === 0) return Object.hasOwn(holder, name) ? [[holder, name]] : [];
  const inside = holder[name];
  if (inside === undefined || inside === null) return [];
  return (first.endsWith('[]') ? (inside as unknown[]) : [inside]).flatMap((next) =>
    holdersOf(next, rest.join('.')),
  );
}

function clear(document: unknown, { path, by }: Clearing): void {
  for (const [holder, name] of holdersOf(document, path)) {
    if (by === 'remove') delete holder[name];
    else if (by === 'null') holder[name] = null;
    else holder[name] = Array.isArray(holder[name]) ? [] : {};
  }
}

describe('what goes before its document', () => {
  const cleared = places.filter(({ effect }) => effect === 'clear');

  it.each(cleared.map((place) => [`${place.collection}.${place.path}`, place] as const))(
    '%s leaves a document that still fits',
    (_, place) => {
      const collection = collectionOf(place.collection);
      const validator = validatorOf(collection.root);
      expect(place.clearing.length).toBeGreaterThan(0);
      fc.assert(
        fc.property(arbitraryDocument(collection), (document) => {
          const copy = structuredClone(document);
          for (const clearing of place.clearing) clear(copy, clearing);
          expect(validator.violations(copy)).toEqual([]);
          for (const { path, by } of place.clearing) {
            for (const [holder, name] of holdersOf(copy, path)) {
              expect([by, holder[name]]).toEqual([by, by === 'null' ? null : expect.toSatisfy(isEmpty)]);
            }
          }
        }),
        { numRuns: 20 },
      );
    },
  );
});

const isEmpty = (value: unknown): boolean => Object.keys(value as object).length === 0;

describe('the plan', () => {
  it('holds every collection under some rule', () => {
    const whole = places.filter(({ path }) => path === '').map(({ collection }) => collection);
    expect(whole.sort()).toEqual(Object.keys(SCHEMA.collections).sort());
  });

  it('gives a deletion time to everything that belongs to a learner (COPPA: never indefinite)', () => {
    for (const { rule, deleteAfterDays, places: held } of plan) {
      const ofLearners = held.filter(
        ({ collection, effect }) => collectionOf(collection).owner !== null && effect !== 'nothing',
      );
      if (ofLearners.length > 0) expect([rule, deleteAfterDays]).not.toEqual([rule, null]);
    }
  });

  it('counts from the date of an element where elements have one', () => {
    expect(places).toContainEqual({
      rule: 'learning_history',
      collection: 'content_mastery',
      path: 'learning_history',
      effect: 'elements',
      datedBy: 'learning_history[].date',
      clearing: [],
    });
    expect(places).toContainEqual(
      expect.objectContaining({
        path: 'interactions[].user_input',
        effect: 'clear',
        datedBy: 'interactions[].timestamp',
      }),
    );
  });

  it('takes raw feelings out of a session and leaves the session', () => {
    const journey = places.find(({ path }) => path === 'emotional_journey');
    expect(journey).toMatchObject({ rule: 'raw_emotional_data', effect: 'clear', datedBy: 'started_at' });
    expect(journey?.clearing).toContainEqual({
      path: 'emotional_journey.overall_emotional_health_score',
      by: 'null',
    });
  });
});
