import type { ActorDocuments } from '../documents/documents.ts';
import { isError, MasterXError } from '../errors/error.ts';
import { questionFor, questionFrom } from '../learning/questions/bank.ts';
import { checkAnswer } from '../learning/questions/check-answer.ts';
import {
  type ConceptSlug,
  conceptOf,
  conceptsOf,
  SUBJECTS,
  type SubjectSlug,
} from '../learning/questions/curriculum.ts';
import type { Question } from '../learning/questions/question.ts';
import type { SeededRandom } from '../std/random.ts';
import { record } from './record.ts';
import type { Interaction, Recorded, RecordingHooks, Session } from './recording.ts';

/** Questions of one practice. */
export const PRACTICE_QUESTIONS = 10;

/** A practice as it begins. */
export interface Practice {
  readonly session: Session;
  readonly questions: readonly Question[];
}

/** An answer as it was judged and stored. */
export interface Answered {
  readonly question: Question;
  readonly correct: boolean;
  readonly interaction: Interaction;
  readonly recorded: Recorded;
}

/** An answer as the learner gave it. */
export interface GivenAnswer {
  readonly sessionId: string;
  readonly userId: string;
  readonly questionId: string;
  readonly answer: string;
  readonly responseSeconds: number;
  readonly at: Date;
}

/** Where a practice stands for its learner; difficulty in [0, 1]. */
export interface PracticeStart {
  readonly sessionId: string;
  readonly userId: string;
  readonly subject: SubjectSlug;
  readonly at: Date;
  readonly deviceType: Session['session_context']['device_type'];
  /** How well the learner knows each concept, [0, 1]; missing where it was never met. */
  readonly mastery: ReadonlyMap<string, number>;
}

/** Begins a practice of ten questions in a subject: what is known least comes first, at a difficulty that fits. */
export async function startPractice(
  documents: ActorDocuments,
  start: PracticeStart,
  random: SeededRandom,
  hooks: RecordingHooks,
): Promise<Practice> {
  const questions = chosenConcepts(start).map((concept) =>
    questionFor(concept, difficultyFor(start.mastery.get(concept)), random),
  );
  const {
    recorded: [begun],
  } = await record(
    documents,
    [
      {
        start: {
          session_id: start.sessionId,
          user_id: start.userId,
          started_at: start.at,
          session_context: {
            session_type: 'practice',
            subject: start.subject,
            topics: [...new Set(questions.map(({ concept }) => topicOf(concept)))],
            learning_objectives: [`Practise ${SUBJECTS[start.subject].name.toLowerCase()}.`],
            initial_difficulty_level: questions[0]?.difficulty ?? 0.5,
            device_type: start.deviceType,
            platform: 'web',
          },
        },
        interactions: [],
      },
    ],
    hooks,
  );
  if (!begun) throw new MasterXError('internal');
  return { session: begun.session, questions };
}

/**
 * Judges and stores one answer. The question is made again from its identifier, so nothing depends on what the client
 * says of it. The same answer sent twice is stored once.
 *
 * @throws MasterXError `not_found` for a session or question that was not given; `conflict` for a second, different
 * answer to a question, and for a session that has ended.
 */
export async function answerPractice(
  documents: ActorDocuments,
  given: GivenAnswer,
  hooks: RecordingHooks,
): Promise<Answered> {
  try {
    return await storeAnswer(documents, given, hooks);
  } catch (thrown) {
    if (!isError(thrown, 'conflict')) throw thrown;
    // The same answer may have been stored meanwhile, with another moment. A different one conflicts again.
    return storeAnswer(documents, given, hooks);
  }
}

async function storeAnswer(
  documents: ActorDocuments,
  given: GivenAnswer,
  hooks: RecordingHooks,
): Promise<Answered> {
  const question = questionFrom(given.questionId);
  const session = await documents
    .collection('learning_sessions')
    .get('session_lookup', { session_id: given.sessionId });
  if (session.user_id !== given.userId) throw new MasterXError('not_found');
  const earlier = session.interactions.find(({ interaction_id }) => interaction_id === question.id);
  if (!earlier && session.ended_at !== undefined) {
    throw new MasterXError('conflict', { detail: 'The practice has ended.' });
  }
  const correct = checkAnswer(question, given.answer);
  const interaction: Interaction = {
    interaction_id: question.id,
    // Sent again, the answer keeps the moment it was given first.
    timestamp: earlier?.timestamp ?? given.at,
    interaction_type: 'assessment',
    user_input: given.answer,
    assessed: {
      concept: question.concept,
      topic: topicOf(question.concept),
      correct,
      difficulty: question.difficulty,
      response_time_seconds: earlier?.assessed?.response_time_seconds ?? given.responseSeconds,
      item: question.id,
    },
  };
  const { session_id, user_id, started_at, session_context } = session;
  const {
    recorded: [recorded],
  } = await record(
    documents,
    [{ start: { session_id, user_id, started_at, session_context }, interactions: [interaction] }],
    hooks,
  );
  if (!recorded) throw new MasterXError('internal');
  return { question, correct, interaction, recorded };
}

/** Ten concepts, least known first, each about as often as the others. */
function chosenConcepts({ subject, mastery }: PracticeStart): ConceptSlug[] {
  const concepts = conceptsOf(subject).map(({ slug }) => slug);
  const ready = concepts.filter((slug) =>
    (conceptOf(slug)?.prerequisites ?? []).every(
      ({ concept, mastery_required }) => (mastery.get(concept) ?? 0) >= mastery_required,
    ),
  );
  const usable = ready.length > 0 ? ready : concepts.slice(0, 1);
  const ordered = [...usable].sort((a, b) => (mastery.get(a) ?? 0) - (mastery.get(b) ?? 0));
  const few = ordered.slice(0, PRACTICE_QUESTIONS / 2);
  return Array.from({ length: PRACTICE_QUESTIONS }, (_, at) => few[at % few.length] as ConceptSlug).sort(
    (a, b) => few.indexOf(a) - few.indexOf(b),
  );
}

/** Tasks that about four in five answers get right keep learning going; what is new starts easy. */
function difficultyFor(mastery: number | undefined): number {
  return mastery === undefined ? 0.25 : Math.min(0.9, 0.2 + 0.6 * mastery);
}

function topicOf(concept: ConceptSlug): string {
  return conceptOf(concept)?.topic ?? concept;
}
