import type {
  NewEmotionalAnalyticsDocument,
  NewLearningSessionDocument,
} from '../../derive/generated/documents.ts';
import { emotionalReport } from '../../learning/emotional-report.ts';
import { firstOfMonth, localDateOf, mondayOf } from '../../learning/local-day.ts';
import { days } from '../../std/durations.ts';
import type { Person } from './person.ts';

type Kind = NewEmotionalAnalyticsDocument['data_source'];

/** First day of the period a local date falls into, and of the period after it. */
const PERIOD_STARTS: Readonly<Record<Kind, { of: (date: Date) => Date; next: (start: Date) => Date }>> = {
  daily_aggregation: { of: (date) => date, next: (start) => new Date(start.getTime() + days(1)) },
  weekly_summary: { of: mondayOf, next: (start) => new Date(start.getTime() + days(7)) },
  monthly_report: { of: firstOfMonth, next: (start) => firstOfMonth(new Date(start.getTime() + days(31))) },
};

/**
 * The emotional summaries of a learner's days, weeks and months that are over, in the learner's time zone; none
 * without consent.
 */
export function emotionalReports(
  { userId, place, preferences }: Person,
  sessions: readonly NewLearningSessionDocument[],
  until: Date,
): NewEmotionalAnalyticsDocument[] {
  if (!preferences.privacy_settings.emotional_data_usage) return [];
  const today = localDateOf(until, place.timeZone);
  const dated = sessions.map((session) => ({
    session,
    date: localDateOf(session.started_at, place.timeZone),
  }));
  return (Object.keys(PERIOD_STARTS) as Kind[]).flatMap((dataSource) => {
    const { of, next } = PERIOD_STARTS[dataSource];
    const periods = new Map<number, NewLearningSessionDocument[]>();
    for (const { session, date } of dated) {
      const startMs = of(date).getTime();
      periods.set(startMs, [...(periods.get(startMs) ?? []), session]);
    }
    const reports = new Map<number, NewEmotionalAnalyticsDocument>();
    let formerMs: number | undefined;
    for (const [startMs, inPeriod] of periods) {
      const analysisDate = new Date(startMs);
      if (next(analysisDate) > today) continue;
      const isAdjacent = formerMs !== undefined && next(new Date(formerMs)).getTime() === startMs;
      const before = isAdjacent ? reports.get(formerMs ?? 0)?.emotional_summary : undefined;
      const subject = { userId, dataSource, analysisDate, timeZone: place.timeZone, before };
      const report = emotionalReport(subject, inPeriod);
      if (report) reports.set(startMs, report);
      formerMs = startMs;
    }
    return [...reports.values()];
  });
}
