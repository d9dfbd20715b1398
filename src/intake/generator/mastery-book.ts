import type { NewContentMasteryDocument } from '../../derive/generated/documents.ts';
import type { Interaction } from '../../learning/attempt.ts';
import { type ConceptWork, type HistoryEntry, historyEntry } from '../../learning/concept-work.ts';
import { begun, type CoursePolicy, continued } from '../../learning/course/course.ts';
import { type PracticeSession, practiceOf } from '../../learning/course/practice.ts';
import { DEFAULT_PARAMETERS, MASTERY_LEVEL } from '../../learning/mastery.ts';
import { type CurriculumConcept, dependentsOf } from '../../learning/questions/curriculum.ts';
import { PUBLISHED_POLICY } from '../../learning/review-schedule.ts';

/** What a session changed about a concept that is mastered now and was not before. */
export interface NewlyMastered {
  readonly concept: string;
  readonly confidence: number;
}

/** Whose the mastery documents are, and what they may hold. */
export interface BookOptions {
  readonly userId: string;
  readonly keepsEmotions: boolean;
  readonly keepsAnalytics: boolean;
}

/** The mastery documents of one learner, as the platform itself would have written them session by session. */
export class MasteryBook {
  readonly #documents = new Map<string, NewContentMasteryDocument>();

  constructor(readonly options: BookOptions) {}

  /** The documents, in the order in which the concepts were met. */
  documents(): NewContentMasteryDocument[] {
    return [...this.#documents.values()];
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
    session: PracticeSession & { readonly interactions: readonly Interaction[] },
    work: ConceptWork,
    activity: HistoryEntry['activity_type'],
  ): NewlyMastered | undefined {
    const practices = session.interactions.flatMap((interaction) =>
      interaction.assessed?.concept === concept.slug ? (practiceOf(session, interaction) ?? []) : [],
    );
    const before = this.#documents.get(concept.slug) ?? this.#begin(concept, practices[0]?.at ?? work.lastAt);
    const entry = historyEntry(session.session_id, work, activity);
    const { review_history, ...schedule } = before.spaced_repetition_data;
    const { state, reviews } = continued(
      {
        mastery_tracking: before.mastery_tracking,
        evidence: before.evidence,
        personalization_data: before.personalization_data,
        spaced_repetition_data: schedule,
      },
      practices,
      this.#policyOf(concept.slug),
    );
    this.#documents.set(concept.slug, {
      ...before,
      ...state,
      spaced_repetition_data: {
        ...state.spaced_repetition_data,
        review_history: [...review_history, ...reviews],
      },
      evidence: {
        ...state.evidence,
        latest_history: { date: entry.date, session_id: entry.session_id },
      },
      learning_history: [...before.learning_history, entry],
      practice_log: [...before.practice_log, ...practices],
    });
    const { mastered } = state.evidence;
    return mastered?.session_id === session.session_id
      ? { concept: concept.slug, confidence: mastered.confidence }
      : undefined;
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
    const { spaced_repetition_data, ...state } = begun(at);
    return {
      user_id: this.options.userId,
      subject: concept.subject,
      topic: concept.topic,
      concept: concept.slug,
      ...state,
      learning_history: [],
      spaced_repetition_data: { ...spaced_repetition_data, review_history: [] },
      prerequisite_relationships: {
        prerequisite_concepts: concept.prerequisites.map((prerequisite) => ({ ...prerequisite })),
        dependent_concepts: [...dependentsOf(concept.slug)],
      },
      practice_log: [],
    };
  }

  #policyOf(concept: string): CoursePolicy {
    const { userId, keepsAnalytics: analytics, keepsEmotions: emotionalData } = this.options;
    return {
      ...PUBLISHED_POLICY,
      spreadBy: `${userId} ${concept}`,
      mastery: DEFAULT_PARAMETERS,
      masteryVersion: 0,
      consents: { analytics, emotionalData },
    };
  }
}

function dueMs({ spaced_repetition_data }: NewContentMasteryDocument): number {
  return spaced_repetition_data.next_review_date.getTime();
}
