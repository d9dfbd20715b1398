import type { ActorDocuments } from '../documents/documents.ts';
import type { InsightOperations } from '../insight/operations.ts';
import { conceptsOf, SUBJECTS, type SubjectSlug } from '../learning/questions/curriculum.ts';
import { endSession } from '../sessions/end.ts';
import { answerPractice, PRACTICE_QUESTIONS, startPractice } from '../sessions/practice.ts';
import type { RecordingHooks, Session, SessionEnd } from '../sessions/recording.ts';
import { SeededRandom } from '../std/random.ts';
import type { PlatformServices } from './services.ts';

export type PracticeOperations = ReturnType<typeof practiceOn>;

/** Practising, as one actor may: questions that fit what is known of a learner. */
export function practiceOn(
  { clock, entropy }: Pick<PlatformServices, 'clock' | 'entropy'>,
  documents: ActorDocuments,
  insight: Pick<InsightOperations, 'masteryOf'>,
  hooks: RecordingHooks,
) {
  return {
    /** What can be practised. */
    subjects: () =>
      (Object.keys(SUBJECTS) as SubjectSlug[]).map((subject) => ({
        subject,
        name: SUBJECTS[subject].name,
        concepts: conceptsOf(subject).map(({ slug, name }) => ({ concept: slug, name })),
      })),
    /** Begins a practice of ten questions. */
    start: async (
      learner: string,
      subject: SubjectSlug,
      deviceType: Session['session_context']['device_type'],
    ) => {
      const { items } = await insight.masteryOf(learner, subject);
      return startPractice(
        documents,
        {
          sessionId: entropy.uuid(),
          userId: learner,
          subject,
          at: clock.now(),
          deviceType,
          mastery: new Map(
            items.map(({ concept, mastery_tracking }) => [concept, mastery_tracking.current_mastery_level]),
          ),
        },
        new SeededRandom(entropy.bytes(4).readInt32LE()),
        hooks,
      );
    },
    /** Judges and stores an answer. */
    answer: (
      learner: string,
      sessionId: string,
      given: { readonly questionId: string; readonly answer: string; readonly responseSeconds: number },
    ) => answerPractice(documents, { ...given, sessionId, userId: learner, at: clock.now() }, hooks),
    /** Ends a practice. */
    end: (learner: string, sessionId: string, ratings: SessionEnd['ratings']): Promise<Session> =>
      endSession(
        documents,
        sessionId,
        learner,
        { at: clock.now(), planned: PRACTICE_QUESTIONS, ...(ratings && { ratings }) },
        hooks,
      ),
  };
}
