import Type from 'typebox';
import { REFRESH_TOKEN_LENGTH } from '../../accounts/sign-in/refresh-token.ts';
import { LIMITS } from '../../std/limits.ts';
import { HTTP_LIMITS } from '../bounds.ts';
import { ok, type Route, route } from '../route.ts';
import { component } from '../shapes.ts';
import { begunAnswer, fromOf } from '../signed-in-answer.ts';
import { code } from './sign-in.ts';

const TOKEN = {
  enrolment_token: Type.String({
    minLength: REFRESH_TOKEN_LENGTH,
    maxLength: REFRESH_TOKEN_LENGTH,
    description: 'From the answer to the password.',
  }),
};
const CLOSED = { additionalProperties: false };

/** Setting up a second factor where one is demanded before anything else. */
export const ENROLMENT_ROUTES: readonly Route[] = [
  route({
    method: 'POST',
    path: '/v1/auth/enrolment',
    operationId: 'beginEnrolment',
    tag: 'auth',
    summary: 'Begins the second factor that a sign-in waits for: a secret for an authenticator program.',
    description: `Who sees other people’s data by their work signs in with a second factor (\`MASTERX_SECOND_FACTOR\`). The token does this and nothing else, for ${LIMITS.enrolmentMsMax / 60_000} minutes. Begun again, the secret before is worth nothing.`,
    audience: 'public',
    perMinuteMax: HTTP_LIMITS.guessesPerMinuteMax,
    body: Type.Object(TOKEN, CLOSED),
    answers: {
      200: { description: 'The secret, told this once.', schema: component('AuthenticatorSecret') },
    },
    errors: ['sign_in_failed', 'conflict', 'write_conflict'],
    async handle({ body, around, asking }) {
      const given = { token: body.enrolment_token };
      return ok(await around.platform.signIns.beginEnrolment(given, fromOf(asking)));
    },
  }),
  route({
    method: 'POST',
    path: '/v1/auth/enrolment/confirm',
    operationId: 'confirmEnrolment',
    tag: 'auth',
    summary: 'Puts that second factor in force by a first code, and signs in.',
    description: 'Answers recovery codes, told this once. Every other sign-in of the account ends.',
    audience: 'public',
    perMinuteMax: HTTP_LIMITS.guessesPerMinuteMax,
    body: Type.Object({ ...TOKEN, code }, CLOSED),
    answers: { 200: { description: 'Who is signed in.', schema: component('Enrolled') } },
    errors: ['sign_in_failed', 'not_found', 'conflict', 'write_conflict'],
    async handle({ body, around, asking }) {
      const given = { token: body.enrolment_token, code: body.code };
      const enrolled = await around.platform.signIns.confirmEnrolment(given, fromOf(asking));
      const { body: signed_in, ...answer } = await begunAnswer(around, enrolled.signedIn, asking);
      return { ...answer, body: { signed_in, recovery_codes: enrolled.recoveryCodes } };
    },
  }),
];
