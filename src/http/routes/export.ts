import Type from 'typebox';
import { lineStream } from '../line-stream.ts';
import { type Route, route } from '../route.ts';
import { LEARNER } from './path-parts.ts';

const JSON_LINES = 'application/jsonl';

/** A copy of everything that is kept of a learner. */
export const EXPORT_ROUTES: readonly Route[] = [
  route({
    method: 'GET',
    path: '/v1/learners/{user_id}/export',
    operationId: 'exportLearner',
    tag: 'profile',
    summary: 'Everything that is kept of a learner, for the learner and the learner’s guardian.',
    description:
      'One JSON document a line, as `masterx export` writes them; `masterx import` reads them again. An answer that breaks off is not whole: ask again.',
    params: LEARNER,
    answers: {
      200: {
        description: 'The documents, the account first.',
        mediaType: JSON_LINES,
        schema: Type.String({ description: 'JSON Lines.' }),
      },
    },
    errors: ['not_found', 'key_destroyed'],
    async handle({ platform, params: { user_id } }) {
      return {
        status: 200,
        body: await lineStream((write, signal) => platform.export(user_id, write, signal)),
        mediaType: JSON_LINES,
        headers: { 'Content-Disposition': `attachment; filename="masterx-${user_id}.jsonl"` },
      };
    },
  }),
];
