import { isDeepStrictEqual } from 'node:util';
import Type from 'typebox';
import { isError, MasterXError } from '../../errors/error.ts';
import type { ActorPlatform } from '../../platform.ts';
import { UUID_PATTERN } from '../../schema/fields/uuid.ts';
import type { Session, SessionStart } from '../../sessions/recording.ts';
import { days } from '../../std/durations.ts';
import { pageFromMoment } from '../moment-cursor.ts';
import { created, ok, type Route, route } from '../route.ts';
import { component, instant, PAGING, pageOf } from '../shapes.ts';
import { storedForm } from '../stored-form.ts';
import { LEARNER, SESSION } from './path-parts.ts';
import { headerOf, sessionOf } from './session-parts.ts';

/** How far back a list of sessions reaches unless asked otherwise. */
const HISTORY_DAYS = 30;

/** What the learner may say of a session. */
const RATINGS = {
  user_satisfaction_rating: rating('How satisfied the learner was.'),
  perceived_difficulty_rating: rating('How hard it felt.'),
  emotional_satisfaction_rating: rating('How the emotional support felt.'),
};

/** Sessions. */
export const SESSION_ROUTES: readonly Route[] = [
  route({
    method: 'GET',
    path: '/v1/learners/{user_id}/sessions',
    operationId: 'listSessions',
    tag: 'sessions',
    summary: 'Sessions since a moment, newest first, without their growing lists.',
    params: LEARNER,
    query: {
      ...PAGING,
      since: Type.Optional(instant(`From when on; ${HISTORY_DAYS} days ago unless given.`)),
    },
    answers: { 200: { description: 'One page of sessions.', schema: pageOf(component('SessionHeader')) } },
    errors: ['invalid_cursor'],
    async handle({ platform, params: { user_id }, query: { since, ...asked }, around }) {
      return pageFromMoment(
        { ...asked, moment: since },
        () => new Date(around.platform.clock.now().getTime() - days(HISTORY_DAYS)),
        (from, options) => platform.sessions.recent(user_id, from, options),
      );
    },
  }),
  route({
    method: 'GET',
    path: '/v1/learners/{user_id}/sessions/{session_id}',
    operationId: 'getSession',
    tag: 'sessions',
    summary: 'One session, with the first elements of its growing lists.',
    params: SESSION,
    answers: { 200: { description: 'The session.', schema: component('LearningSessionDocument') } },
    errors: ['not_found'],
    async handle({ platform, params: { user_id, session_id } }) {
      return ok(await sessionOf(platform, user_id, session_id));
    },
  }),
  route({
    method: 'GET',
    path: '/v1/learners/{user_id}/sessions/{session_id}/stored',
    operationId: 'getStoredSession',
    tag: 'sessions',
    summary: 'One session as the database holds it: what is encrypted stays so.',
    params: SESSION,
    answers: { 200: { description: 'The stored document.', schema: component('StoredForm') } },
    errors: ['not_found'],
    async handle({ platform, params: { user_id, session_id } }) {
      return ok(storedForm(await platform.sessions.stored(user_id, session_id)));
    },
  }),
  route({
    method: 'POST',
    path: '/v1/learners/{user_id}/sessions',
    operationId: 'beginSession',
    tag: 'sessions',
    summary: 'Begins a session.',
    description: 'Sent again with the same identifier and content, it answers the session that is there.',
    params: LEARNER,
    body: Type.Object(
      {
        session_id: Type.Optional(
          Type.String({
            format: 'uuid',
            pattern: UUID_PATTERN,
            description: 'Made by the service unless given; give one to be able to repeat the request.',
          }),
        ),
        started_at: Type.Optional(instant('Now unless given.')),
        session_context: component<Session['session_context']>('SessionContext'),
      },
      { additionalProperties: false },
    ),
    answers: {
      200: { description: 'The session was there already.', schema: component('SessionHeader') },
      201: { description: 'The session has begun.', schema: component('SessionHeader') },
    },
    errors: ['not_found', 'conflict', 'write_conflict', 'key_destroyed'],
    async handle({ platform, params: { user_id }, body, around }) {
      const { clock, entropy } = around.platform;
      const start: SessionStart = {
        session_id: body.session_id ?? entropy.uuid(),
        user_id,
        started_at: body.started_at ?? clock.now(),
        session_context: body.session_context,
      };
      const same = (stored: Session) =>
        stored.user_id === user_id &&
        isDeepStrictEqual(stored.session_context, body.session_context) &&
        (body.started_at === undefined || stored.started_at.getTime() === body.started_at.getTime());
      const known = body.session_id === undefined ? null : await knownSession(platform, body.session_id);
      const [recorded] = known ? [] : await platform.sessions.record([{ start, interactions: [] }]);
      const session = known ?? recorded?.session;
      if (!session || !same(session)) throw new MasterXError('conflict');
      return known ? ok(headerOf(session)) : created(headerOf(session));
    },
  }),
  route({
    method: 'POST',
    path: '/v1/learners/{user_id}/sessions/{session_id}/end',
    operationId: 'endSession',
    tag: 'sessions',
    summary: 'Ends a session; ending it again changes nothing.',
    params: SESSION,
    bodyOptional: true,
    body: Type.Object(
      {
        ratings: Type.Optional(Type.Object(RATINGS, { additionalProperties: false })),
      },
      { additionalProperties: false },
    ),
    answers: { 200: { description: 'The session.', schema: component('SessionHeader') } },
    errors: ['not_found', 'conflict', 'write_conflict', 'key_destroyed'],
    async handle({ platform, params: { user_id, session_id }, body: { ratings } }) {
      return ok(headerOf(await platform.sessions.end(user_id, session_id, ratings ? { ratings } : {})));
    },
  }),
  route({
    method: 'POST',
    path: '/v1/learners/{user_id}/sessions/{session_id}/feedback',
    operationId: 'giveFeedback',
    tag: 'sessions',
    summary: 'Enters what the learner says of a session, while it runs or after.',
    description: 'What is not named stays as it is; given again, the later word counts.',
    params: SESSION,
    body: Type.Object(
      {
        ...RATINGS,
        interventions: Type.Optional(
          Type.Array(
            Type.Object(
              {
                timestamp: instant('When it was applied.'),
                intervention_type: Type.String({ description: 'What was done.' }),
                effectiveness_rating: Type.Integer({
                  minimum: 1,
                  maximum: 5,
                  description: 'How much it helped, 1 to 5.',
                }),
              },
              { additionalProperties: false },
            ),
            { maxItems: 50, description: 'How much interventions of the session helped.' },
          ),
        ),
      },
      { additionalProperties: false, minProperties: 1 },
    ),
    answers: { 200: { description: 'The session.', schema: component('SessionHeader') } },
    errors: ['not_found', 'conflict', 'write_conflict', 'key_destroyed'],
    async handle({ platform, params: { user_id, session_id }, body }) {
      return ok(headerOf(await platform.sessions.feedback(user_id, session_id, body)));
    },
  }),
];

function rating(description: string) {
  return Type.Optional(Type.Integer({ minimum: 1, maximum: 5, description: `${description} 1 to 5.` }));
}

async function knownSession(platform: ActorPlatform, sessionId: string): Promise<Session | null> {
  try {
    return await platform.sessions.lookup(sessionId);
  } catch (thrown) {
    if (isError(thrown, 'not_found')) return null;
    throw thrown;
  }
}
