import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { queries } from '../../api/queries.ts';
import type { Learner, WellnessDay } from '../../api/types.ts';
import { Chart, tooltip } from '../../charts/Chart.tsx';
import { Figure, LegendKey } from '../../charts/Figure.tsx';
import type { Palette } from '../../charts/palette.ts';
import { Answered } from '../../parts/Answered.tsx';
import { Nothing } from '../../parts/Nothing.tsx';
import { Section } from '../../parts/Section.tsx';
import { calendarDayOf, fromUtcDay, plusDays, shortDayOf, utcDay } from '../../words/dates.ts';
import { TONE_NAME, TONE_VARIABLE, toneOf } from '../../words/emotions.ts';
import { sourceName, words } from '../../words/names.ts';
import { counted } from '../../words/numbers.ts';
import { EmotionMix } from './EmotionMix.tsx';
import type { RecordedDays } from './useRecordedDays.ts';

const DAYS_BACK = 90;

export function Wellness({ learner, days }: { learner: Learner; days: RecordedDays }) {
  const since = plusDays(days.lastDay, -DAYS_BACK).toISOString();
  const query = useQuery({ ...queries.wellness(learner.user_id, since), enabled: !days.isPending });
  return (
    <Section
      id="wellness"
      title="Wellness"
      lead={`How the learner fared, day by day over ${DAYS_BACK} days. A day without a session leaves a gap.`}
    >
      <Answered query={query} lines={6}>
        {({ items }) =>
          items.length === 0 ? (
            <Nothing title="No feelings on record">{whyNone(learner)}</Nothing>
          ) : (
            <>
              <Line days={items} />
              <EmotionMix id={learner.user_id} since={since} />
            </>
          )
        }
      </Answered>
    </Section>
  );
}

function whyNone({ origin, preferences }: Learner): string {
  if (origin.kind === 'imported') {
    return `${sourceName(origin)} did not record how its learners felt, and the platform makes nothing up.`;
  }
  if (!preferences.privacy_settings.emotional_data_usage) {
    return 'The learner has not agreed to the use of emotional data, so none is kept.';
  }
  return 'They are recognised in sessions with the tutor; there were none in this period.';
}

/** Recorded days in order, with a null for each day in between that was not. */
function withGaps(days: WellnessDay[]): { day: number; found: WellnessDay | null }[] {
  const byDay = new Map(days.map((day) => [utcDay(day.analysis_date), day]));
  const numbers = [...byDay.keys()];
  const first = Math.min(...numbers);
  const length = Math.max(...numbers) - first + 1;
  return Array.from({ length }, (_, at) => ({ day: first + at, found: byDay.get(first + at) ?? null }));
}

function Line({ days }: { days: WellnessDay[] }) {
  const option = useCallback(
    (palette: Palette) => {
      const drawn = withGaps(days);
      return {
        grid: { left: 44, right: 12, top: 12, bottom: 28 },
        tooltip: {
          ...tooltip(palette),
          trigger: 'axis' as const,
          formatter: (points: { dataIndex: number }[]) => {
            const at = drawn[points[0]?.dataIndex ?? 0];
            if (at === undefined) return '';
            const date = calendarDayOf(fromUtcDay(at.day));
            if (at.found === null) return `${date}\nnothing recorded`;
            const { overall_emotional_wellness: level, dominant_emotion } = at.found.emotional_summary;
            return `${date}\n${level.toFixed(2)}, mostly ${words(dominant_emotion).toLowerCase()}`;
          },
        },
        xAxis: {
          type: 'category' as const,
          data: drawn.map(({ day }) => shortDayOf(fromUtcDay(day))),
          axisTick: { show: false },
          axisLine: { lineStyle: { color: palette.line } },
          axisLabel: { color: palette.inkSoft, alignMinLabel: 'left', hideOverlap: true },
        },
        yAxis: {
          type: 'value' as const,
          min: 0,
          max: 1,
          interval: 0.5,
          axisLabel: {
            color: palette.inkSoft,
            formatter: (value: number) => (value === 0 ? 'low' : value === 1 ? 'high' : ''),
          },
          splitLine: { lineStyle: { color: palette.line } },
        },
        series: [
          {
            type: 'line',
            connectNulls: false,
            showAllSymbol: true,
            symbol: 'circle',
            symbolSize: 7,
            lineStyle: { width: 1.5, color: palette.inkSoft },
            data: drawn.map(({ found }) =>
              found === null
                ? null
                : {
                    value: found.emotional_summary.overall_emotional_wellness,
                    itemStyle: {
                      color: palette.colour(TONE_VARIABLE[toneOf(found.emotional_summary.dominant_emotion)]),
                    },
                  },
            ),
          },
        ],
      };
    },
    [days],
  );
  const mean =
    days.reduce((sum, day) => sum + day.emotional_summary.overall_emotional_wellness, 0) / days.length;
  return (
    <Figure
      label={`Wellness on ${counted(days.length, 'recorded day')}, from 0, bad, to 1, good; on average ${mean.toFixed(2)}`}
      numbers={{
        columns: ['Day', 'Wellness', 'Dominant state'],
        rows: days.map((day) => [
          calendarDayOf(day.analysis_date),
          day.emotional_summary.overall_emotional_wellness.toFixed(2),
          words(day.emotional_summary.dominant_emotion),
        ]),
      }}
      legend={
        <>
          <span>The day's dominant state:</span>
          {(['pleasant', 'even', 'unpleasant'] as const).map((tone) => (
            <LegendKey key={tone} colour={TONE_VARIABLE[tone]}>
              {TONE_NAME[tone]}
            </LegendKey>
          ))}
        </>
      }
    >
      <Chart option={option} height={240} />
    </Figure>
  );
}
