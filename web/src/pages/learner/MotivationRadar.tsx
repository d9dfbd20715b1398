import { useCallback, useMemo } from 'react';
import type { LearningDNA } from '../../api/types.ts';
import { Chart, tooltip } from '../../charts/Chart.tsx';
import { Figure } from '../../charts/Figure.tsx';
import type { Palette } from '../../charts/palette.ts';
import { lowerWords } from '../../words/names.ts';
import { percent } from '../../words/numbers.ts';

/** The wish for guidance has three steps; they stand at a third, two thirds and the rim. */
const AUTONOMY = { guided: 1 / 3, semi_independent: 2 / 3, self_directed: 1 };

interface Axis {
  name: string;
  value: number;
  reads: string;
}

function axesOf(dna: LearningDNA): Axis[] {
  const motivation = dna.motivation_profile;
  const resilience = dna.emotional_learning_patterns.emotional_resilience_score;
  const share = (name: string, value: number): Axis => ({ name, value, reads: percent(value) });
  return [
    share('From within', motivation.intrinsic_motivation_level),
    share('Rewards', motivation.extrinsic_motivation_responsiveness),
    share('Achievement', motivation.achievement_sensitivity),
    {
      name: 'Autonomy',
      value: AUTONOMY[motivation.autonomy_preference],
      reads: lowerWords(motivation.autonomy_preference),
    },
    ...(resilience === null ? [] : [share('Resilience', resilience)]),
  ];
}

export function MotivationRadar({ dna }: { dna: LearningDNA }) {
  const axes = useMemo(() => axesOf(dna), [dna]);
  const option = useCallback(
    (palette: Palette, widthPx: number) => {
      return {
        tooltip: { ...tooltip(palette), valueFormatter: (value: unknown) => percent(Number(value)) },
        radar: {
          indicator: axes.map(({ name }) => ({ name, max: 1 })),
          // The names of the axes need their room on both sides.
          radius: Math.max(40, Math.min(96, widthPx / 2 - 76)),
          splitNumber: 3,
          axisName: { color: palette.ink, fontSize: 12.5 },
          axisLine: { lineStyle: { color: palette.line } },
          splitLine: { lineStyle: { color: palette.line } },
          splitArea: { show: false },
        },
        series: [
          {
            type: 'radar',
            name: 'Motivation',
            symbolSize: 5,
            lineStyle: { width: 2, color: palette.colour('--accent') },
            itemStyle: { color: palette.colour('--accent') },
            areaStyle: { color: palette.colour('--accent'), opacity: 0.18 },
            data: [{ name: 'Motivation', value: axes.map(({ value }) => value) }],
          },
        ],
      };
    },
    [axes],
  );

  return (
    <Figure
      label={`Motivation: ${axes.map(({ name, reads }) => `${name.toLowerCase()} ${reads}`).join(', ')}`}
      numbers={{ columns: ['What moves', 'How much'], rows: axes.map(({ name, reads }) => [name, reads]) }}
      legend={`Goal orientation: ${lowerWords(dna.motivation_profile.goal_orientation)}. Feedback wanted: ${lowerWords(dna.motivation_profile.feedback_preference)}.`}
    >
      <Chart option={option} height={260} />
    </Figure>
  );
}
