import Type from 'typebox';
import type { Interaction, Intervention } from '../../sessions/recording.ts';
import { LIMITS } from '../../std/limits.ts';
import { ok, paged, type Route, route } from '../route.ts';
import { component, PAGING, pageOf } from '../shapes.ts';
import { SESSION } from './path-parts.ts';
import { headerOf, sessionOf, startOf } from './session-parts.ts';

/** What happened in a session. */
export const INTERACTION_ROUTES: readonly Route[] = [
  route({
    method: 'GET',
    path: '/v1/learners/{user_id}/sessions/{session_id}/interactions',
    operationId: 'listInteractions',
    tag: 'sessions',
    summary: 'The interactions of a session, in the order they were recorded.',
    params: SESSION,
    query: PAGING,
    answers: { 200: { description: 'One page of interactions.', schema: pageOf(component('Interaction')) } },
    errors: ['not_found', 'invalid_cursor'],
    async handle({ platform, params: { user_id, session_id }, query }) {
      return paged(await platform.sessions.interactions(user_id, session_id, query));
    },
  }),
  route({
    method: 'POST',
    path: '/v1/learners/{user_id}/sessions/{session_id}/interactions',
    operationId: 'recordInteractions',
    tag: 'sessions',
    summary: 'Records interactions, all or none.',
    description:
      'An interaction that is there already under its `interaction_id` with the same content is passed over, so a request may be repeated.',
    params: SESSION,
    body: Type.Object(
      {
        interactions: Type.Array(component<Interaction>('Interaction'), {
          minItems: 1,
          maxItems: LIMITS.appendElementsMax,
        }),
        interventions: Type.Optional(
          Type.Array(component<Intervention>('Intervention'), {
            maxItems: LIMITS.appendElementsMax,
            description: 'What the platform did for the learner besides; each told apart by moment and kind.',
          }),
        ),
      },
      { additionalProperties: false },
    ),
    answers: {
      200: {
        description: 'The session as it stands then, and how many interactions were new.',
        schema: Type.Object(
          {
            session: component('SessionHeader'),
            added: Type.Integer({ minimum: 0 }),
            repeated: Type.Integer({ minimum: 0 }),
          },
          { additionalProperties: false },
        ),
      },
    },
    errors: ['not_found', 'conflict', 'write_conflict', 'key_destroyed'],
    async handle({ platform, params: { user_id, session_id }, body: { interactions, interventions } }) {
      const start = startOf(await sessionOf(platform, user_id, session_id));
      const [recorded] = await platform.sessions.record([
        { start, interactions, ...(interventions && { interventions }) },
      ]);
      const added = recorded?.added.length ?? 0;
      return ok({
        session: recorded && headerOf(recorded.session),
        added,
        repeated: interactions.length - added,
      });
    },
  }),
];
