import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  firstExposure,
  lastReviewOf,
  PUBLISHED_POLICY,
  recallProbability,
  review,
} from '../../src/learning/review-schedule.ts';
import { days } from '../../src/std/durations.ts';
import { forgettingCurve, recallAt } from '../../web/src/pages/learner/concepts/forgetting.ts';
import { type Linked, layered } from '../../web/src/pages/learner/concepts/layers.ts';
import {
  beginningOf,
  numberOf,
  type Period,
  withGaps,
} from '../../web/src/pages/learner/feelings/periods.ts';

const concepts = fc
  .uniqueArray(fc.integer({ min: 0, max: 15 }), { minLength: 1 })
  .chain((names) =>
    fc.tuple(
      ...names.map((name) =>
        fc
          .array(fc.integer({ min: 0, max: 15 }), { maxLength: 3 })
          .map((needs): Linked => ({ concept: `${name}`, needs: needs.map(String) })),
      ),
    ),
  );

describe('the layers of the mastery map', () => {
  it('show each concept once, below its prerequisites', () => {
    fc.assert(
      fc.property(concepts, (drawn) => {
        // Only what has a lower number is needed, so that there is no circle.
        const known = drawn.map((one) => ({
          ...one,
          needs: one.needs.filter((need) => Number(need) < Number(one.concept)),
        }));
        const layers = layered(known);
        expect(
          layers
            .flat()
            .map(({ concept }) => concept)
            .sort(),
        ).toEqual(known.map(({ concept }) => concept).sort());
        const depthOf = new Map(layers.flatMap((layer, depth) => layer.map((one) => [one.concept, depth])));
        for (const { concept, needs } of known) {
          for (const need of needs.filter((one) => depthOf.has(one))) {
            expect(depthOf.get(concept)).toBeGreaterThan(depthOf.get(need) ?? 0);
          }
        }
      }),
    );
  });

  it('come to an end on circles, and lose no concept', () => {
    fc.assert(
      fc.property(concepts, (drawn) => {
        expect(layered(drawn).flat()).toHaveLength(drawn.length);
      }),
    );
  });
});

describe('the forgetting curve that is drawn', () => {
  const at = new Date('2026-03-01T09:00:00Z');
  const rating = fc.constantFrom('again' as const, 'hard' as const, 'good' as const, 'easy' as const);

  it('is the one reviews are planned by', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(rating, fc.integer({ min: 1, max: 60 })), { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 0, max: 400 }),
        (reviews, elapsed) => {
          let schedule = firstExposure(at);
          let now = at;
          const history: { date: string; interval_adjustment: number }[] = [];
          for (const [how, gap] of reviews) {
            now = new Date(now.getTime() + days(gap));
            const next = review(
              schedule,
              { rating: how, score: how === 'again' ? 0 : 1 },
              now,
              PUBLISHED_POLICY,
            );
            schedule = next.schedule;
            history.push({
              date: next.entry.date.toISOString(),
              interval_adjustment: next.entry.interval_adjustment,
            });
          }
          const stored = {
            ...schedule,
            next_review_date: schedule.next_review_date.toISOString(),
            review_history: history,
          };
          const moment = new Date((lastReviewOf(schedule)?.getTime() ?? 0) + days(elapsed));
          expect(recallAt(stored, moment.getTime())).toBeCloseTo(
            recallProbability(schedule, moment) ?? -1,
            9,
          );
          const stretches = forgettingCurve(stored, now.getTime() + days(30));
          expect(stretches.filter(({ exact }) => exact)).toHaveLength(1);
          for (const { points } of stretches) {
            expect(points[0]?.recall).toBe(1);
            for (const [index, { recall }] of points.slice(1).entries()) {
              expect(recall).toBeLessThan(points[index]?.recall ?? 0);
            }
          }
        },
      ),
    );
  });

  it('does not exist before the first review', () => {
    const schedule = firstExposure(at);
    const stored = {
      ...schedule,
      next_review_date: schedule.next_review_date.toISOString(),
      review_history: [],
    };
    expect(recallAt(stored, at.getTime())).toBeNull();
    expect(forgettingCurve(stored, at.getTime() + days(30))).toEqual([]);
  });
});

describe('the periods on the axis of time', () => {
  it('keep every gap, and begin where the summaries do', () => {
    const monday = Date.parse('2026-03-02T00:00:00Z');
    const dates: Record<Period, (n: number) => string> = {
      daily_aggregation: (n) => new Date(monday + days(n)).toISOString(),
      weekly_summary: (n) => new Date(monday + days(7 * n)).toISOString(),
      monthly_report: (n) => new Date(Date.UTC(2026, n)).toISOString(),
    };
    fc.assert(
      fc.property(
        fc.constantFrom<Period>('daily_aggregation', 'weekly_summary', 'monthly_report'),
        fc.uniqueArray(fc.integer({ min: -40, max: 40 }), { minLength: 1 }),
        (period, places) => {
          const recorded = places.map((n) => ({ analysis_date: dates[period](n) }));
          const drawn = withGaps(period, recorded);
          expect(drawn).toHaveLength(Math.max(...places) - Math.min(...places) + 1);
          expect(drawn.filter(({ found }) => found !== null)).toHaveLength(places.length);
          for (const { beginsOn, found } of drawn) {
            if (found !== null) expect(beginsOn).toBe(found.analysis_date);
            expect(beginningOf(period, numberOf(period, beginsOn))).toBe(beginsOn);
          }
        },
      ),
    );
  });
});
