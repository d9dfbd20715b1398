import Type from 'typebox';
import { MasterXError } from '../../errors/error.ts';
import { questionFrom } from '../../learning/questions/bank.ts';
import { conceptOf, SUBJECTS, type SubjectSlug } from '../../learning/questions/curriculum.ts';
import type { Question } from '../../learning/questions/question.ts';
import { SLUG_PATTERN } from '../../std/slugs.ts';
import { created, listed, ok, paged, type Route, route } from '../route.ts';
import { component, DOCUMENTS, instant, PAGING, pageOf, schemaAt } from '../shapes.ts';
import { storedForm } from '../stored-form.ts';
import { LEARNER, SESSION } from './path-parts.ts';
import { headerOf } from './session-parts.ts';

const CLOSED = { additionalProperties: false };
const SUBJECT = Type.Enum(Object.keys(SUBJECTS) as SubjectSlug[]);
const interaction = schemaAt(DOCUMENTS['LearningSessionDocument'], 'interactions', '[]');
const level = { minimum: 0, maximum: 1 };

/** Concepts, and practising them. */
export const PRACTICE_ROUTES: readonly Route[] = [
  route({
    method: 'GET',
    path: '/v1/concepts',
    operationId: 'listConcepts',
    tag: 'practice',
    summary: 'Concepts with their names and what is needed before them.',
    query: {
      ...PAGING,
      subject: Type.Optional(Type.String({ pattern: SLUG_PATTERN, description: 'Only of this subject.' })),
    },
    answers: { 200: { description: 'One page of concepts.', schema: pageOf(component('ConceptDocument')) } },
    errors: ['invalid_cursor'],
    async handle({ platform, query: { subject, ...options } }) {
      return paged(await platform.concepts.list(subject, options));
    },
  }),
  route({
    method: 'GET',
    path: '/v1/practice/subjects',
    operationId: 'listPracticeSubjects',
    tag: 'practice',
    summary: 'What can be practised.',
    answers: { 200: { description: 'Every subject.', schema: pageOf(component('PracticeSubject')) } },
    errors: [],
    async handle({ platform }) {
      return listed(platform.practice.subjects());
    },
  }),
  route({
    method: 'POST',
    path: '/v1/learners/{user_id}/practice',
    operationId: 'startPractice',
    tag: 'practice',
    summary: 'Begins a practice: ten questions, what is known least first.',
    params: LEARNER,
    body: Type.Object({ subject: SUBJECT }, CLOSED),
    answers: {
      201: {
        description: 'The session that has begun, and its questions without their answers.',
        schema: Type.Object(
          { session_id: Type.String(), subject: Type.String(), questions: Type.Array(component('Question')) },
          CLOSED,
        ),
      },
    },
    errors: ['not_found', 'conflict', 'write_conflict', 'key_destroyed'],
    async handle({ platform, params: { user_id }, body: { subject } }) {
      const { session, questions } = await platform.practice.start(user_id, subject, null);
      return created({ session_id: session.session_id, subject, questions: questions.map(shown) });
    },
  }),
  route({
    method: 'POST',
    path: '/v1/learners/{user_id}/practice/{session_id}/answers',
    operationId: 'answerPractice',
    tag: 'practice',
    summary: 'Marks and records an answer; tells the right one, and what was stored.',
    description: 'The same answer sent again is recorded once.',
    params: SESSION,
    body: Type.Object(
      {
        question_id: Type.String({ minLength: 1, maxLength: 64 }),
        answer: Type.Unsafe<string>(schemaAt(interaction, 'user_input')),
        response_time_seconds: Type.Unsafe<number>(
          schemaAt(interaction, 'assessed', 'response_time_seconds'),
        ),
      },
      CLOSED,
    ),
    answers: {
      200: {
        description: 'How it was marked, what that says of the concept, and what the database holds now.',
        schema: Type.Object(
          {
            correct: Type.Boolean(),
            expected: Type.String({ description: 'The right answer.' }),
            explanation: Type.String({ description: 'Why it is right.' }),
            interaction: component('Interaction'),
            mastery: Type.Object(
              {
                before: Type.Union([Type.Number(level), Type.Null()], {
                  description: 'Null where the concept was never met.',
                }),
                after: Type.Number(level),
                concept: Type.String(),
                next_review_date: instant('When the concept is to be reviewed.'),
              },
              CLOSED,
            ),
            stored: Type.Object(
              { session: component('StoredForm'), mastery: component('StoredForm') },
              CLOSED,
            ),
          },
          CLOSED,
        ),
      },
    },
    errors: ['not_found', 'conflict', 'write_conflict', 'key_destroyed'],
    async handle({ platform, params: { user_id, session_id }, body }) {
      const { insight, practice, sessions } = platform;
      const key = keyOf(questionFrom(body.question_id));
      const before = await insight.concept(user_id, ...key);
      const { question, correct, interaction } = await practice.answer(user_id, session_id, {
        questionId: body.question_id,
        answer: body.answer,
        responseSeconds: body.response_time_seconds,
      });
      const [after, storedSession, storedMastery] = await Promise.all([
        insight.concept(user_id, ...key),
        sessions.stored(user_id, session_id),
        insight.storedConcept(user_id, ...key),
      ]);
      if (!after) throw new MasterXError('internal');
      return ok({
        correct,
        expected: question.answer,
        explanation: question.explanation,
        interaction,
        mastery: {
          before: before?.mastery_tracking.current_mastery_level ?? null,
          after: after.mastery_tracking.current_mastery_level,
          concept: question.concept,
          next_review_date: after.spaced_repetition_data.next_review_date,
        },
        stored: { session: storedForm(storedSession), mastery: storedForm(storedMastery) },
      });
    },
  }),
  route({
    method: 'POST',
    path: '/v1/learners/{user_id}/practice/{session_id}/end',
    operationId: 'endPractice',
    tag: 'practice',
    summary: 'Ends a practice; ending it again changes nothing.',
    params: SESSION,
    bodyOptional: true,
    body: Type.Object(
      {
        user_satisfaction_rating: Type.Optional(
          Type.Integer({ minimum: 1, maximum: 5, description: 'How satisfied the learner was, 1 to 5.' }),
        ),
      },
      CLOSED,
    ),
    answers: { 200: { description: 'The session.', schema: component('SessionHeader') } },
    errors: ['not_found', 'conflict', 'write_conflict', 'key_destroyed'],
    async handle({ platform, params: { user_id, session_id }, body }) {
      return ok(headerOf(await platform.practice.end(user_id, session_id, body)));
    },
  }),
];

/** A question without what would give its answer away. */
function shown({ id, concept, prompt, kind, choices }: Question) {
  const [, topic] = keyOf({ concept });
  return { question_id: id, concept, topic, prompt, kind, ...(choices && { choices }) };
}

function keyOf({ concept }: Pick<Question, 'concept'>): [subject: string, topic: string, concept: string] {
  const known = conceptOf(concept);
  if (!known) throw new MasterXError('not_found');
  return [known.subject, known.topic, known.slug];
}
