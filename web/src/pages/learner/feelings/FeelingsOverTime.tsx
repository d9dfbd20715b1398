import { useCallback, useMemo } from 'react';
import type { EmotionalAnalytics } from '../../../api/types.ts';
import { Chart, tooltip } from '../../../charts/Chart.tsx';
import { Figure, LegendKey } from '../../../charts/Figure.tsx';
import type { Palette } from '../../../charts/palette.ts';
import { TONE_NAME, TONE_VARIABLE, type Tone } from '../../../words/emotions.ts';
import { words } from '../../../words/names.ts';
import { counted, percent } from '../../../words/numbers.ts';
import { PERIODS, type Period, type Place, periodMark, periodName, withGaps } from './periods.ts';
import { toneShares } from './shares.ts';

/** Unpleasant at the bottom, so that the eye reads it as the floor that rises or falls. */
const TONES = ['unpleasant', 'even', 'pleasant'] as const satisfies readonly Tone[];

type Recorded = Place<EmotionalAnalytics>;

/** Wellness as a line with its gaps, and below it how the time was spread over the tones of feeling. */
export function FeelingsOverTime({ period, summaries }: { period: Period; summaries: EmotionalAnalytics[] }) {
  const places = useMemo(() => withGaps(period, summaries), [period, summaries]);
  const option = useCallback((palette: Palette) => optionOf(period, places, palette), [period, places]);
  const mean =
    summaries.reduce((sum, one) => sum + one.emotional_summary.overall_emotional_wellness, 0) /
    summaries.length;
  const { noun } = PERIODS[period];
  return (
    <Figure
      label={`Wellness in ${counted(summaries.length, `recorded ${noun}`)}, from 0, bad, to 1, good; on average ${mean.toFixed(2)}. Below it the time in pleasant, other and unpleasant states`}
      numbers={{
        columns: [
          words(noun),
          'Wellness',
          'Dominant state',
          'Stability',
          'Pleasant',
          'Between',
          'Unpleasant',
        ],
        rows: summaries.map((one) => {
          const { overall_emotional_wellness, dominant_emotion, emotional_stability_score } =
            one.emotional_summary;
          const shares = toneShares(one);
          return [
            periodName(period, one.analysis_date),
            overall_emotional_wellness.toFixed(2),
            words(dominant_emotion),
            emotional_stability_score === null ? 'too little data' : percent(emotional_stability_score),
            ...(['pleasant', 'even', 'unpleasant'] as const).map((tone) =>
              shares === null ? '–' : percent(shares[tone]),
            ),
          ];
        }),
      }}
      legend={
        <>
          {TONES.toReversed().map((tone) => (
            <LegendKey key={tone} colour={TONE_VARIABLE[tone]}>
              {TONE_NAME[tone]}
            </LegendKey>
          ))}
          <span>Bars: share of the time, unpleasant at the bottom, pleasant at the top.</span>
        </>
      }
    >
      <Chart option={option} height={330} />
    </Figure>
  );
}

function optionOf(period: Period, places: readonly Recorded[], palette: Palette) {
  const marks = places.map(({ beginsOn }) => periodMark(period, beginsOn));
  const shares = places.map(({ found }) => (found === null ? null : toneShares(found)));
  const axis = { axisTick: { show: false }, axisLine: { lineStyle: { color: palette.line } } };
  const name = { color: palette.ink, fontSize: 12.5, align: 'left' as const };
  return {
    grid: [
      { left: 44, right: 12, top: 28, height: 130 },
      { left: 44, right: 12, top: 206, height: 90 },
    ],
    tooltip: {
      ...tooltip(palette),
      trigger: 'axis' as const,
      formatter: (points: { dataIndex: number }[]) => told(period, places[points[0]?.dataIndex ?? 0]),
    },
    xAxis: [
      { type: 'category' as const, gridIndex: 0, data: marks, ...axis, axisLabel: { show: false } },
      {
        type: 'category' as const,
        gridIndex: 1,
        data: marks,
        ...axis,
        axisLabel: { color: palette.inkSoft, hideOverlap: true },
      },
    ],
    yAxis: [
      {
        type: 'value' as const,
        gridIndex: 0,
        name: 'Wellness',
        nameTextStyle: name,
        min: 0,
        max: 1,
        interval: 0.5,
        axisLabel: {
          color: palette.inkSoft,
          formatter: (value: number) => (value === 0 ? 'low' : value === 1 ? 'high' : ''),
        },
        splitLine: { lineStyle: { color: palette.line } },
      },
      {
        type: 'value' as const,
        gridIndex: 1,
        name: 'States',
        nameTextStyle: name,
        min: 0,
        max: 1,
        interval: 0.5,
        axisLabel: { color: palette.inkSoft, formatter: percent },
        splitLine: { lineStyle: { color: palette.line } },
      },
    ],
    series: [
      {
        type: 'line',
        connectNulls: false,
        showAllSymbol: true,
        symbol: 'circle',
        symbolSize: 7,
        lineStyle: { width: 1.5, color: palette.inkSoft },
        itemStyle: { color: palette.ink },
        data: places.map(({ found }) => found?.emotional_summary.overall_emotional_wellness ?? null),
      },
      ...TONES.map((tone) => ({
        type: 'bar',
        stack: 'tones',
        xAxisIndex: 1,
        yAxisIndex: 1,
        barMaxWidth: 28,
        itemStyle: {
          color: palette.colour(TONE_VARIABLE[tone]),
          borderColor: palette.surface,
          borderWidth: 0.5,
        },
        data: shares.map((one) => one?.[tone] ?? null),
      })),
    ],
  };
}

function told(period: Period, place: Recorded | undefined): string {
  if (place === undefined) return '';
  const name = periodName(period, place.beginsOn);
  if (place.found === null) return `${name}\nnothing recorded`;
  const { overall_emotional_wellness, dominant_emotion } = place.found.emotional_summary;
  const shares = toneShares(place.found);
  return [
    name,
    `wellness ${overall_emotional_wellness.toFixed(2)}, mostly ${words(dominant_emotion).toLowerCase()}`,
    shares === null ? '' : `${percent(shares.pleasant)} pleasant, ${percent(shares.unpleasant)} unpleasant`,
  ].join('\n');
}
