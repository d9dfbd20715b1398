import type { NewContentMasteryDocument } from '../../derive/generated/documents.ts';
import { type ConceptWork, type HistoryEntry, historyEntry } from '../../learning/concept-work.ts';
import {
  MASTERY_LEVEL,
  NO_EVIDENCE,
  trackMastery,
  untried,
  withAttempt,
  withExposure,
} from '../../learning/mastery.ts';
import { type CurriculumConcept, dependentsOf } from '../../learning/questions/curriculum.ts';
import { firstExposure, PUBLISHED_POLICY, recallOf, review } from '../../learning/review-schedule.ts';
import type { EmotionalState } from '../../schema/vocabulary/emotions.ts';

/** What a session changed about a concept that is mastered now and was not before. */
export interface NewlyMastered {
  readonly concept: string;
  readonly confidence: number;
}

/** What the mastery documents may hold, and how the learner likes to learn. */
export interface BookOptions {
  readonly userId: string;
  readonly keepsEmotions: boolean;
  readonly keepsAnalytics: boolean;
  readonly styles: NewContentMasteryDocument['personalization_data']['learning_style_effectiveness'];
}

const STRATEGIES = [
  ['spaced-review', 4],
  ['worked-examples', 2],
  ['retrieval-practice', 6],
  ['self-explanation', 8],
  ['interleaving', 10],
] as const;

/** The mastery documents of one learner, as the platform itself would have written them session by session. */
export class MasteryBook {
  readonly #documents = new Map<string, NewContentMasteryDocument>();

  constructor(readonly options: BookOptions) {}

  /** The documents, in the order in which the concepts were met. */
  documents(): NewContentMasteryDocument[] {
    return [...this.#documents.values()].map((document) => this.#personalised(document));
  }

  has(concept: string): boolean {
    return this.#documents.has(concept);
  }

  /** Mastery as the platform estimates it, [0, 1]; 0 for what was never met. */
  level(concept: string): number {
    return this.#documents.get(concept)?.mastery_tracking.current_mastery_level ?? 0;
  }

  /** Concepts of a subject whose review is due, longest due first. */
  due(subject: string, at: Date): string[] {
    return [...this.#documents.values()]
      .filter((document) => document.subject === subject && dueMs(document) <= at.getTime())
      .sort((a, b) => dueMs(a) - dueMs(b))
      .map(({ concept }) => concept);
  }

  /** When the next review of a concept is due. */
  nextReview(concept: string): Date | undefined {
    return this.#documents.get(concept)?.spaced_repetition_data.next_review_date;
  }

  /** Adds a session's work on a concept; says whether the concept was mastered by it for the first time. */
  record(
    concept: CurriculumConcept,
    sessionId: string,
    work: ConceptWork,
    activity: HistoryEntry['activity_type'],
  ): NewlyMastered | undefined {
    const document = this.#documents.get(concept.slug) ?? this.#begin(concept, work.lastAt);
    const wasMastered = document.mastery_tracking.mastery_achieved_date !== undefined;
    document.learning_history.push(historyEntry(sessionId, work, activity));
    // Attempt by attempt, as the platform does: mastery is reached at one of them.
    for (const attempt of work.judged) {
      document.evidence = withAttempt(document.evidence, attempt);
      const at = new Date(attempt.atMs);
      document.mastery_tracking = trackMastery(document.mastery_tracking, document.evidence, at);
    }
    if (work.judged.length === 0) document.evidence = withExposure(document.evidence, work.lastAt);
    document.mastery_tracking = trackMastery(document.mastery_tracking, document.evidence, work.lastAt);
    const recall = recallOf(work.assessed);
    if (recall) {
      const { review_history, ...schedule } = document.spaced_repetition_data;
      const reviewed = review(schedule, recall, work.lastAt, {
        ...PUBLISHED_POLICY,
        spreadBy: `${document.user_id} ${document.concept}`,
      });
      review_history.push(reviewed.entry);
      document.spaced_repetition_data = { ...reviewed.schedule, review_history };
    }
    const { mastery_confidence: confidence, mastery_achieved_date } = document.mastery_tracking;
    return !wasMastered && mastery_achieved_date ? { concept: concept.slug, confidence } : undefined;
  }

  /** Share of the practised concepts of a subject that are mastered, and how many were practised. */
  progress(subject: string): { practised: number; mastered: number } {
    const practised = [...this.#documents.values()].filter(
      (document) => document.subject === subject && document.evidence.attempts > 0,
    );
    const mastered = practised.filter(
      ({ mastery_tracking }) => mastery_tracking.current_mastery_level > MASTERY_LEVEL,
    );
    return { practised: practised.length, mastered: mastered.length };
  }

  #begin(concept: CurriculumConcept, at: Date): NewContentMasteryDocument {
    const document: NewContentMasteryDocument = {
      user_id: this.options.userId,
      subject: concept.subject,
      topic: concept.topic,
      concept: concept.slug,
      mastery_tracking: untried(at),
      learning_history: [],
      spaced_repetition_data: { ...firstExposure(at), review_history: [] },
      prerequisite_relationships: {
        prerequisite_concepts: concept.prerequisites.map((prerequisite) => ({ ...prerequisite })),
        dependent_concepts: [...dependentsOf(concept.slug)],
      },
      personalization_data: {
        optimal_difficulty_level: null,
        effective_learning_strategies: [],
        emotional_associations: {},
        learning_style_effectiveness: {},
      },
      evidence: NO_EVIDENCE,
    };
    this.#documents.set(concept.slug, document);
    return document;
  }

  /** With what the history says about how the learner learns the concept, as far as consents allow. */
  #personalised(document: NewContentMasteryDocument): NewContentMasteryDocument {
    if (!this.options.keepsAnalytics) return document;
    const practised = document.learning_history.filter(
      ({ activity_type }) => activity_type !== 'introduction',
    );
    const weights = practised.reduce((sum, { performance_score }) => sum + performance_score, 0);
    const weighted = practised.reduce(
      (sum, entry) => sum + entry.performance_score * entry.difficulty_level,
      0,
    );
    return {
      ...document,
      personalization_data: {
        optimal_difficulty_level: weights > 0 ? weighted / weights : null,
        effective_learning_strategies: STRATEGIES.filter(([, least]) => practised.length >= least).map(
          ([strategy]) => strategy,
        ),
        emotional_associations: this.options.keepsEmotions ? scoresByEmotion(practised) : {},
        learning_style_effectiveness: practised.length > 0 ? this.options.styles : {},
      },
    };
  }
}

function dueMs({ spaced_repetition_data }: NewContentMasteryDocument): number {
  return spaced_repetition_data.next_review_date.getTime();
}

function scoresByEmotion(entries: readonly HistoryEntry[]): Partial<Record<EmotionalState, number>> {
  const scores = new Map<EmotionalState, number[]>();
  for (const { emotional_state, performance_score } of entries) {
    if (emotional_state === null) continue;
    scores.set(emotional_state, [...(scores.get(emotional_state) ?? []), performance_score]);
  }
  return Object.fromEntries(
    [...scores].map(([state, all]) => [state, all.reduce((sum, score) => sum + score, 0) / all.length]),
  );
}
