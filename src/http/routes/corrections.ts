import Type from 'typebox';
import { MasterXError } from '../../errors/error.ts';
import type { Interaction, Session } from '../../sessions/recording.ts';
import { noContent, ok, type Route, route } from '../route.ts';
import { component, instant } from '../shapes.ts';
import { SESSION } from './path-parts.ts';
import { headerOf } from './session-parts.ts';

const INTERACTION = {
  ...SESSION,
  interaction_id: Type.String({
    minLength: 1,
    maxLength: 64,
    pattern: '^[A-Za-z0-9_-]+$',
    description: 'The interaction in its session.',
  }),
};

const AS_IF =
  'Everything that was derived from the session (its sums, mastery, reviews, learning DNA, summaries of feelings, what ' +
  'searches find) is as if it had been recorded so.';

const CORRECTED = { 200: { description: 'The session.', schema: component('SessionHeader') } };
const ERRORS = ['not_found', 'conflict', 'write_conflict', 'key_destroyed'] as const;

/** What was recorded wrongly, or is to be taken back. */
export const CORRECTION_ROUTES: readonly Route[] = [
  route({
    method: 'PATCH',
    path: '/v1/learners/{user_id}/sessions/{session_id}',
    operationId: 'correctSession',
    tag: 'corrections',
    summary: 'Corrects what a session was about, and when it began and ended.',
    description: `What is not named stays as it is. ${AS_IF}`,
    params: SESSION,
    body: Type.Object(
      {
        started_at: Type.Optional(instant('When it began.')),
        ended_at: Type.Optional(
          instant('When it ended; only of a session that has. It lasts at least to its latest interaction.'),
        ),
        session_context: Type.Optional(component<Session['session_context']>('SessionContext')),
      },
      { additionalProperties: false, minProperties: 1 },
    ),
    answers: CORRECTED,
    errors: [...ERRORS],
    async handle({ platform, params: { user_id, session_id }, body }) {
      return ok(headerOf(await platform.sessions.correct(user_id, session_id, body)));
    },
  }),
  route({
    method: 'DELETE',
    path: '/v1/learners/{user_id}/sessions/{session_id}',
    operationId: 'deleteSession',
    tag: 'corrections',
    summary: 'Deletes a session with everything that was derived from it.',
    description:
      'All is as if the session had never been. Where its record was deleted in time already, what it contributed is taken away.',
    params: SESSION,
    answers: { 204: { description: 'It is gone.' } },
    errors: ['not_found', 'write_conflict', 'key_destroyed'],
    async handle({ platform, params: { user_id, session_id } }) {
      await platform.sessions.remove(user_id, session_id);
      return noContent();
    },
  }),
  route({
    method: 'PUT',
    path: '/v1/learners/{user_id}/sessions/{session_id}/interactions/{interaction_id}',
    operationId: 'correctInteraction',
    tag: 'corrections',
    summary: 'Puts a corrected interaction in the place of the one that was recorded.',
    description: AS_IF,
    params: INTERACTION,
    body: component<Interaction>('Interaction'),
    answers: CORRECTED,
    errors: [...ERRORS],
    async handle({ platform, params: { user_id, session_id, interaction_id }, body }) {
      if (body.interaction_id !== interaction_id) {
        throw new MasterXError('validation_failed', {
          violations: [{ path: 'interaction_id', message: 'must be that of the address' }],
        });
      }
      return ok(headerOf(await platform.sessions.correct(user_id, session_id, { interactions: [body] })));
    },
  }),
  route({
    method: 'DELETE',
    path: '/v1/learners/{user_id}/sessions/{session_id}/interactions/{interaction_id}',
    operationId: 'deleteInteraction',
    tag: 'corrections',
    summary: 'Deletes one interaction.',
    description: AS_IF,
    params: INTERACTION,
    answers: CORRECTED,
    errors: [...ERRORS],
    async handle({ platform, params: { user_id, session_id, interaction_id } }) {
      return ok(
        headerOf(await platform.sessions.correct(user_id, session_id, { removed: [interaction_id] })),
      );
    },
  }),
];
