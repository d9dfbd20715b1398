import { useCallback, useMemo } from 'react';
import type { ConceptMastery } from '../../../api/types.ts';
import { Chart, tooltip } from '../../../charts/Chart.tsx';
import { Figure, LegendKey } from '../../../charts/Figure.tsx';
import type { Palette } from '../../../charts/palette.ts';
import { dayOf, shortDayOf } from '../../../words/dates.ts';
import { words } from '../../../words/names.ts';
import { count, decimal, percent } from '../../../words/numbers.ts';
import { forgettingCurve, lastReviewMs, type RecallAt, recallAt } from './forgetting.ts';
import styles from './Reasons.module.css';

type Reviews = ConceptMastery['spaced_repetition_data'];

const DAY_MS = 86_400_000;

const isForgotten = ({ rating, performance_score }: Reviews['review_history'][number]) =>
  rating === undefined ? performance_score < 0.5 : rating === 'again';

/** How recall falls after each review, until the next: FSRS-6 from the stored stability. */
export function ForgettingCurve({ reviews, nowMs }: { reviews: Reviews; nowMs: number }) {
  const drawn = useMemo(() => draw(reviews, nowMs), [reviews, nowMs]);
  const option = useCallback((palette: Palette) => optionOf(drawn, palette), [drawn]);
  if (drawn === null) {
    return (
      <div>
        <h4>Forgetting curve</h4>
        <p className={styles.none}>
          It begins with the first review: an answer in a session that tests what was remembered.
        </p>
      </div>
    );
  }
  const { stability } = reviews.forgetting_curve_parameters;
  return (
    <div>
      <h4>Forgetting curve</h4>
      <Figure
        label={`Recall falls to 90 % in ${decimal(stability)} days after the last review; it is ${percent(drawn.now.recall)} now, and ${percent(drawn.due.recall)} on ${dayOf(reviews.next_review_date)}, when the next review is due`}
        numbers={{
          columns: ['Review', 'How it went', 'Change of the interval'],
          rows: drawn.history.map((review) => [
            dayOf(review.date),
            review.rating === undefined ? percent(review.performance_score) : words(review.rating),
            `${review.interval_adjustment > 0 ? '+' : ''}${count(Math.round(review.interval_adjustment))} days`,
          ]),
        }}
        legend={
          <>
            <LegendKey colour="--accent">from the stored stability</LegendKey>
            {drawn.before.length > 0 && (
              <span>
                Dashed: earlier, from the intervals that were set. Circle: recalled. Triangle: forgotten.
              </span>
            )}
          </>
        }
      >
        <Chart option={option} height={230} />
      </Figure>
    </div>
  );
}

interface Drawn {
  before: RecallAt[][];
  current: RecallAt[];
  now: RecallAt;
  due: RecallAt;
  history: Reviews['review_history'];
}

function draw(reviews: Reviews, nowMs: number): Drawn | null {
  const last = lastReviewMs(reviews);
  if (last === null) return null;
  const dueMs = Date.parse(reviews.next_review_date);
  const ahead = Math.max(dueMs, nowMs);
  const stretches = forgettingCurve(reviews, ahead + Math.max(DAY_MS, 0.25 * (ahead - last)));
  const at = (atMs: number): RecallAt => ({ atMs, recall: recallAt(reviews, atMs) ?? 0 });
  return {
    before: stretches.filter(({ exact }) => !exact).map(({ points }) => points),
    current: stretches.find(({ exact }) => exact)?.points ?? [],
    now: at(nowMs),
    due: at(dueMs),
    history: reviews.review_history.toSorted((one, other) => one.date.localeCompare(other.date)),
  };
}

const pairs = (points: readonly RecallAt[]) => points.map(({ atMs, recall }) => [atMs, recall]);

function optionOf(drawn: Drawn | null, palette: Palette) {
  if (drawn === null) return {};
  const accent = palette.colour('--accent');
  const mark = (name: string, point: RecallAt, symbol: string, colour: string, position: string) => ({
    type: 'line',
    name,
    symbol,
    symbolSize: 12,
    z: 5,
    itemStyle: { color: colour, borderColor: palette.surface, borderWidth: 1.5 },
    label: { show: true, position, color: palette.ink, formatter: `${name} ${percent(point.recall)}` },
    data: pairs([point]),
  });
  const tests = (name: string, symbol: string, colour: string, forgotten: boolean) => ({
    type: 'line',
    name,
    symbol,
    symbolSize: 9,
    lineStyle: { opacity: 0 },
    itemStyle: { color: colour },
    data: drawn.history
      .filter((one) => isForgotten(one) === forgotten)
      .map(({ date }) => [Date.parse(date), 1]),
  });
  return {
    grid: { left: 40, right: 20, top: 26, bottom: 26 },
    tooltip: {
      ...tooltip(palette),
      trigger: 'item' as const,
      formatter: ({ seriesName, value }: { seriesName: string; value: [number, number] }) =>
        `${seriesName}, ${dayOf(new Date(value[0]).toISOString())}: ${percent(value[1])}`,
    },
    xAxis: {
      type: 'time' as const,
      axisLine: { lineStyle: { color: palette.line } },
      axisTick: { show: false },
      splitNumber: 4,
      axisLabel: {
        color: palette.inkSoft,
        hideOverlap: true,
        formatter: (ms: number) => shortDayOf(new Date(ms)),
      },
    },
    yAxis: {
      type: 'value' as const,
      min: 0,
      max: 1,
      interval: 0.5,
      axisLabel: { color: palette.inkSoft, formatter: percent },
      splitLine: { lineStyle: { color: palette.line } },
    },
    series: [
      ...drawn.before.map((points) => ({
        type: 'line',
        name: 'Recall, from the interval then',
        showSymbol: false,
        lineStyle: { width: 1.5, type: 'dashed', color: palette.inkSoft },
        data: pairs(points),
      })),
      {
        type: 'line',
        name: 'Recall',
        showSymbol: false,
        lineStyle: { width: 2.5, color: accent },
        areaStyle: { color: accent, opacity: 0.1 },
        data: pairs(drawn.current),
      },
      tests('Recalled', 'circle', accent, false),
      tests('Forgotten', 'triangle', palette.colour('--clay-fill'), true),
      mark('due', drawn.due, 'diamond', palette.colour('--amber-fill'), 'top'),
      mark('now', drawn.now, 'rect', palette.colour('--slate'), 'bottom'),
    ],
  };
}
