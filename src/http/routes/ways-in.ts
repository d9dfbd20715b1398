import Type from 'typebox';
import { refreshCookieOf } from '../refresh-cookie.ts';
import { ok, type Route, route } from '../route.ts';

/** What somebody who has not signed in needs to know to begin. */
export const WAYS_IN_ROUTES: readonly Route[] = [
  route({
    method: 'GET',
    path: '/v1/auth',
    operationId: 'getWaysIn',
    tag: 'auth',
    summary: 'Whether one has to sign in here, and whether there is a sign-in to go on with.',
    audience: 'public',
    answers: {
      200: {
        description: 'How callers are told apart.',
        schema: Type.Object(
          {
            sign_in: Type.Union([Type.Literal('local'), Type.Literal('required')], {
              description:
                '`local`: the service answers its own machine only, and callers say who they are; `required`: they sign in.',
            }),
            may_continue: Type.Boolean({
              description:
                'Whether the request brought a refresh token, so that asking to go on is worth it.',
            }),
          },
          { additionalProperties: false },
        ),
      },
    },
    errors: [],
    async handle({ around, asking }) {
      return ok({ sign_in: around.signInMode, may_continue: refreshCookieOf(asking) !== null });
    },
  }),
];
