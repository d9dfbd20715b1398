import type { ActorDocuments } from '../documents/documents.ts';
import type { Clock } from '../std/clock.ts';
import { refreshEmotions, refreshStaleEmotions } from './emotions.ts';
import { type FitRequest, fitMastery } from './fit-mastery.ts';
import { explanationOf, type StatedValue, stateField } from './learning-dna.ts';
import type { MasteryModels } from './mastery-models.ts';
import { conceptNow, masteryNow } from './mastery-now.ts';
import { fitReviews, reviewSettings, setDesiredRetention } from './review-settings.ts';
import { reviewPlan, reviewsDue } from './reviews.ts';
import { verifyDna } from './verify-dna.ts';
import { verifyEmotions } from './verify-emotions.ts';
import { verifyMastery } from './verify-mastery.ts';

type PageOptions = { readonly cursor?: string; readonly limit?: number };

export type InsightOperations = ReturnType<typeof insightOperations>;

/** What is known of learners, as one actor may see and change it. */
export function insightOperations(documents: ActorDocuments, clock: Clock, models: MasteryModels) {
  return {
    /** Mean mastery by subject. */
    progress: (learner: string) =>
      documents.collection('content_mastery').query('user_progress_dashboard', {}, { learner }),
    /** Concepts of a learner, without their growing lists. */
    mastery: (learner: string, options: PageOptions = {}) =>
      documents.collection('content_mastery').query('content_mastery_lookup', {}, { ...options, learner }),
    /** Concepts of a learner in one subject. */
    masteryOf: (learner: string, subject: string, options: PageOptions = {}) =>
      documents
        .collection('content_mastery')
        .query('mastery_of_subject', { subject }, { ...options, learner }),
    /** Concepts of a learner, of one subject where it is named, each with what holds at this moment. */
    masteryNow: (learner: string, subject: string | undefined, options: PageOptions = {}) =>
      masteryNow(documents, models, learner, subject, clock.now(), options),
    /** One concept with what holds at this moment; null where it was never met. */
    conceptNow: (learner: string, subject: string, topic: string, concept: string) =>
      conceptNow(documents, models, { user_id: learner, subject, topic, concept }, clock.now()),
    /** Fits the mastery model to the store, and puts it in force where it is better. */
    fitMastery: async (request: FitRequest) => {
      const fit = await fitMastery(documents, clock.now(), request);
      models.forget();
      return fit;
    },
    /** One concept of a learner; null where it was never met. */
    concept: (learner: string, subject: string, topic: string, concept: string) =>
      documents
        .collection('content_mastery')
        .find('concept_mastery', { subject, topic, concept }, { learner }),
    /** One concept of a learner as the database holds it. */
    storedConcept: (learner: string, subject: string, topic: string, concept: string) =>
      documents.collection('content_mastery').stored({ user_id: learner, subject, topic, concept }),
    /** Concepts due before a moment, longest due first. */
    reviewsDue: (learner: string, until: Date, options: PageOptions = {}) =>
      reviewsDue(documents, learner, until, clock.now(), options),
    /** Makes the emotional summaries anew that sessions add to. */
    refreshEmotions: (learner: string, sessionIds: readonly string[]) =>
      refreshEmotions(documents, learner, sessionIds),
    /** The emotional summaries that differ from what the sums of their sessions amount to. */
    verifyEmotions: (learner: string) => verifyEmotions(documents, learner),
    /** What was derived of a learner and differs from what it would be worked out to now. */
    verify: async (learner: string) => {
      const mastery = await verifyMastery(documents, learner);
      const dna = await verifyDna(documents, learner);
      const emotions = await verifyEmotions(documents, learner);
      return {
        concepts: mastery.checked,
        contributions: dna.checked,
        summaries: emotions.summaries,
        differences: [
          ...mastery.differences,
          ...dna.differences,
          ...emotions.differences.map(({ period, parts }) => ({ what: period, parts })),
        ],
      };
    },
    /** Makes those anew that were noted and not made; how many sessions. */
    refreshStaleEmotions: (signal?: AbortSignal) => refreshStaleEmotions(documents, clock.now(), signal),
    /** What to review now, in the order in which it is best reviewed. */
    reviewPlan: (learner: string, until: Date, limit: number) =>
      reviewPlan(documents, learner, until, clock.now(), limit),
    /** How a learner's reviews are planned; null where as for everybody. */
    reviewSettings: (learner: string) => reviewSettings(documents, learner),
    /** Sets how well a learner wants to remember, [0.7, 0.97]. */
    setDesiredRetention: (learner: string, desiredRetention: number) =>
      setDesiredRetention(documents, learner, desiredRetention, clock.now()),
    /** Fits the parameters of forgetting to a learner's own reviews. */
    fitReviews: (learner: string, signal?: AbortSignal) =>
      fitReviews(documents, learner, clock.now(), signal),
    /** Why the view of a learner is as it is, field by field. @throws MasterXError `not_found` where there is none. */
    learningDnaExplanation: (learner: string) => explanationOf(documents, learner),
    /** Enters what a learner states of a field, or takes it back with null. */
    stateLearningDna: (learner: string, field: string, value: StatedValue | null) =>
      stateField(documents, learner, { field, value }, clock.now()),
    /** Wellness by day since a moment, latest first. */
    wellness: (learner: string, since: Date, options: PageOptions = {}) =>
      documents
        .collection('emotional_analytics')
        .query(
          'emotional_wellness_trends',
          { data_source: 'daily_aggregation', since },
          { ...options, learner },
        ),
    /** Emotional summaries of one kind since a moment, latest first. */
    emotions: (
      learner: string,
      period: 'daily_aggregation' | 'weekly_summary' | 'monthly_report',
      since: Date,
      options: PageOptions = {},
    ) =>
      documents
        .collection('emotional_analytics')
        .query('emotional_analytics_dashboard', { data_source: period, since }, { ...options, learner }),
  };
}
