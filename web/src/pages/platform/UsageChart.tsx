import { useCallback } from 'react';
import type { UsageDay } from '../../api/types.ts';
import { Chart, tooltip } from '../../charts/Chart.tsx';
import { Figure } from '../../charts/Figure.tsx';
import type { Palette } from '../../charts/palette.ts';
import { calendarDayOf, shortDayOf } from '../../words/dates.ts';
import { count, counted, minutes } from '../../words/numbers.ts';

export function UsageChart({ days }: { days: UsageDay[] }) {
  const option = useCallback(
    (palette: Palette) => ({
      grid: { left: 40, right: 8, top: 12, bottom: 28 },
      tooltip: {
        ...tooltip(palette),
        trigger: 'axis' as const,
        axisPointer: { type: 'shadow' as const, shadowStyle: { color: palette.line, opacity: 0.4 } },
        formatter: (points: { dataIndex: number }[]) => {
          const day = days[points[0]?.dataIndex ?? 0];
          if (day === undefined) return '';
          const sessions = `${counted(day.total_sessions, 'session')}, ${counted(day.active_users, 'learner')}`;
          const length = day.avg_session_duration;
          return `${calendarDayOf(day.day)}\n${sessions}${length === null ? '' : `\n${minutes(length)} on average`}`;
        },
      },
      xAxis: {
        type: 'category' as const,
        data: days.map(({ day }) => shortDayOf(day)),
        axisTick: { show: false },
        axisLine: { lineStyle: { color: palette.line } },
        axisLabel: { color: palette.inkSoft, hideOverlap: true },
      },
      yAxis: {
        type: 'value' as const,
        minInterval: 1,
        splitNumber: 4,
        axisLabel: { color: palette.inkSoft },
        splitLine: { lineStyle: { color: palette.line } },
      },
      series: [
        {
          type: 'bar',
          barCategoryGap: '28%',
          itemStyle: { color: palette.colour('--accent'), borderRadius: [3, 3, 0, 0] },
          data: days.map(({ total_sessions }) => total_sessions),
        },
      ],
    }),
    [days],
  );
  const total = days.reduce((sum, day) => sum + day.total_sessions, 0);
  const most = Math.max(...days.map((day) => day.total_sessions));
  return (
    <Figure
      label={`Sessions a day over ${days.length} days: ${count(total)} in all, at most ${count(most)} on one day`}
      numbers={{
        columns: ['Day', 'Sessions', 'Learners', 'Length on average'],
        rows: days
          .toReversed()
          .map((day) => [
            calendarDayOf(day.day),
            day.total_sessions,
            day.active_users,
            day.avg_session_duration === null ? '–' : minutes(day.avg_session_duration),
          ]),
      }}
    >
      <Chart option={option} height={220} />
    </Figure>
  );
}
