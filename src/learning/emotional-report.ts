import type { NewEmotionalAnalyticsDocument } from '../derive/generated/documents.ts';
import { contributionOf } from './emotional-contribution.ts';
import { learningCorrelation } from './emotional-correlation.ts';
import { interventionEffectiveness } from './emotional-interventions.ts';
import { type DatedContribution, periodSums } from './emotional-period.ts';
import type { ObservedSession } from './emotional-spells.ts';
import { type EmotionalSummary, emotionalSummary } from './emotional-summary.ts';
import { emotionalTrends, temporalPatterns } from './emotional-trends.ts';
import { localDateOf } from './local-day.ts';

/** The kinds of period, and how each is called in words. */
export const PERIODS = {
  daily_aggregation: '1 day',
  weekly_summary: '7 days',
  monthly_report: '1 month',
} as const satisfies Record<NewEmotionalAnalyticsDocument['data_source'], string>;

/** Which period of whom a report is about. */
export interface ReportSubject {
  readonly userId: string;
  readonly dataSource: NewEmotionalAnalyticsDocument['data_source'];
  /** Midnight UTC of the first day of the period in the learner's time zone. */
  readonly analysisDate: Date;
  readonly timeZone: string;
  /** The summary of the period before, where there is one. */
  readonly before?: EmotionalSummary | undefined;
}

/** The report of a period from the sessions that began in it, in order of time; undefined where nothing was observed. */
export function emotionalReport(
  subject: ReportSubject,
  sessions: readonly ObservedSession[],
): NewEmotionalAnalyticsDocument | undefined {
  return reportFrom(
    subject,
    sessions.map((session) => ({
      ...contributionOf(session, subject.timeZone),
      local_date: localDateOf(session.started_at, subject.timeZone),
    })),
  );
}

/**
 * The report of a period from what its sessions add, in order of time; undefined where nothing was observed: then there
 * is no document.
 */
export function reportFrom(
  subject: Omit<ReportSubject, 'timeZone'>,
  contributions: readonly DatedContribution[],
): NewEmotionalAnalyticsDocument | undefined {
  const sums = periodSums(contributions);
  const summary = emotionalSummary(sums);
  if (!summary) return undefined;
  return {
    user_id: subject.userId,
    analysis_date: subject.analysisDate,
    data_source: subject.dataSource,
    emotional_summary: summary,
    learning_correlation_analysis: learningCorrelation(sums),
    intervention_effectiveness: interventionEffectiveness(sums),
    trends_and_patterns: {
      emotional_trends: emotionalTrends(summary, subject.before, PERIODS[subject.dataSource]),
      temporal_patterns: temporalPatterns(sums),
    },
  };
}
