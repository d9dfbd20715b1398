import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { queries } from '../../api/queries.ts';
import type { EmotionalAnalytics, Learner } from '../../api/types.ts';
import { Answered } from '../../parts/Answered.tsx';
import { Nothing } from '../../parts/Nothing.tsx';
import { Section } from '../../parts/Section.tsx';
import { useLearnerName } from '../../parts/useLearnerName.ts';
import { plusDays } from '../../words/dates.ts';
import { sourceName } from '../../words/names.ts';
import { counted } from '../../words/numbers.ts';
import { EmotionMix } from './feelings/EmotionMix.tsx';
import { FeelingsOverTime } from './feelings/FeelingsOverTime.tsx';
import { PERIODS, type Period } from './feelings/periods.ts';
import { TimesOfDay } from './feelings/TimesOfDay.tsx';
import { Trends } from './feelings/Trends.tsx';
import type { RecordedDays } from './useRecordedDays.ts';
import styles from './Wellness.module.css';

export function Wellness({ learner, days }: { learner: Learner; days: RecordedDays }) {
  const [period, setPeriod] = useState<Period>('daily_aggregation');
  const { noun, daysBack } = PERIODS[period];
  const { isOwn } = useLearnerName(learner.user_id);
  const since = plusDays(days.lastDay, -daysBack).toISOString();
  const query = useQuery({
    ...queries.emotions(learner.user_id, period, since),
    enabled: !days.isPending,
  });
  return (
    <Section
      id="wellness"
      title="Wellness"
      lead={`How ${isOwn ? 'you' : 'the learner'} fared and felt, by ${noun} over ${daysBack} days. A ${noun} without a session leaves a gap.`}
      aside={
        <SegmentedControl
          aria-label="By"
          size="xs"
          value={period}
          onChange={(value) => setPeriod(value as Period)}
          data={Object.entries(PERIODS).map(([value, { name }]) => ({ value, label: name }))}
        />
      }
    >
      <Answered query={query} lines={10}>
        {({ items }) =>
          items.length === 0 ? (
            <Nothing
              title={period === 'daily_aggregation' ? 'No feelings on record' : `No whole ${noun} on record`}
            >
              {whyNone(learner, period, isOwn)}
            </Nothing>
          ) : (
            <Told period={period} summaries={items} />
          )
        }
      </Answered>
    </Section>
  );
}

function Told({ period, summaries }: { period: Period; summaries: EmotionalAnalytics[] }) {
  const latest = summaries.reduce((found, next) => (next.analysis_date > found.analysis_date ? next : found));
  return (
    <>
      {summaries.length < 2 && (
        <p className={styles.note}>
          {counted(summaries.length, PERIODS[period].noun)} on record: too little to show a course.
        </p>
      )}
      <FeelingsOverTime period={period} summaries={summaries} />
      <div className={styles.parts}>
        <EmotionMix summaries={summaries} />
        <Trends period={period} latest={latest} />
        <TimesOfDay period={period} summaries={summaries} />
      </div>
    </>
  );
}

function whyNone({ origin, preferences }: Learner, period: Period, isOwn: boolean): string {
  if (origin.kind === 'imported') {
    return `${sourceName(origin)} did not record how its learners felt, and the platform makes nothing up.`;
  }
  if (!preferences?.privacy_settings.emotional_data_usage) {
    return `${isOwn ? 'You have' : 'The learner has'} not agreed that feelings are remembered, so none are kept.`;
  }
  return period === 'daily_aggregation'
    ? 'They are recognised in sessions with the tutor; there were none in this period.'
    : 'A summary is made once its period is over. The days may tell something already.';
}
