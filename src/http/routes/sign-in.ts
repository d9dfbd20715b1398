import Type from 'typebox';
import { tokenRefused } from '../../accounts/sign-in/parts.ts';
import { REFRESH_TOKEN_LENGTH } from '../../accounts/sign-in/refresh-token.ts';
import type { EnrolmentWanted, SecondFactorWanted } from '../../accounts/sign-in/sign-in.ts';
import { ACCOUNT_ROLES } from '../../schema/vocabulary/roles.ts';
import { LIMITS } from '../../std/limits.ts';
import { HTTP_LIMITS } from '../bounds.ts';
import { forgetSignIn, refreshCookieOf } from '../refresh-cookie.ts';
import { ok, type Route, route } from '../route.ts';
import { component } from '../shapes.ts';
import { begunAnswer, fromOf, signedInAnswer } from '../signed-in-answer.ts';

const CLOSED = { additionalProperties: false };
const email = Type.Unsafe<string>({
  type: 'string',
  maxLength: 254,
  pattern: '^[^\\s@]+@[^\\s@]+$',
  description: 'The address of the account.',
});
export const password = (description: string) =>
  Type.String({ minLength: 1, maxLength: 4 * LIMITS.passwordLengthMax, description });
const refreshToken = Type.String({
  minLength: REFRESH_TOKEN_LENGTH,
  maxLength: REFRESH_TOKEN_LENGTH,
  description: 'The refresh token, in the mode `api`.',
});

/** A code as people type it, of an authenticator or a recovery code. */
export const code = Type.String({
  minLength: 6,
  maxLength: 48,
  description: 'Six digits of the authenticator, or a recovery code.',
});

const SIGNED_IN = { 200: { description: 'Who is signed in.', schema: component('SignedIn') } };

/** Letting people in. */
export const SIGN_IN_ROUTES: readonly Route[] = [
  route({
    method: 'POST',
    path: '/v1/auth/sign-in',
    operationId: 'signIn',
    tag: 'auth',
    summary: 'Signs in by address and password.',
    description:
      'Whatever is wrong (no such account, another password, a locked, suspended or deleted account) the answer is the same, after the same time. After five failures in a row the account is locked, each time for longer.',
    audience: 'public',
    perMinuteMax: HTTP_LIMITS.guessesPerMinuteMax,
    body: Type.Object(
      {
        email,
        password: password('The password.'),
        role: Type.Optional(
          Type.Enum(
            ACCOUNT_ROLES.filter((role) => role !== 'service'),
            {
              description: 'The role to act in; the first of the account’s unless given.',
            },
          ),
        ),
        mode: Type.Optional(
          Type.Enum(['browser', 'api'], {
            description:
              '`browser`: the refresh token goes into a cookie that pages cannot read. `api`, unless given: into the answer.',
          }),
        ),
      },
      CLOSED,
    ),
    answers: {
      200: {
        description: 'Who is signed in, or what is wanted besides the password.',
        schema: Type.Union([
          component('SignedIn'),
          component('SecondFactorWanted'),
          component('EnrolmentWanted'),
        ]),
      },
    },
    errors: ['sign_in_failed', 'write_conflict'],
    async handle({ body: { email, password, role, mode = 'api' }, around, asking }) {
      const attempt = { email, password, channel: mode, ...(role !== undefined && { role }) };
      const outcome = await around.platform.signIns.signIn(attempt, fromOf(asking));
      return outcome.outcome === 'signed_in' ? begunAnswer(around, outcome, asking) : ok(wanted(outcome));
    },
  }),
  route({
    method: 'POST',
    path: '/v1/auth/second-factor',
    operationId: 'answerSecondFactor',
    tag: 'auth',
    summary: 'Ends a sign-in that wants a second factor.',
    description: `The token works once, for ${LIMITS.secondFactorMsMax / 60_000} minutes and ${LIMITS.secondFactorAttemptsMax} codes. No code is taken twice.`,
    audience: 'public',
    perMinuteMax: HTTP_LIMITS.guessesPerMinuteMax,
    body: Type.Object(
      {
        second_factor_token: Type.String({
          minLength: REFRESH_TOKEN_LENGTH,
          maxLength: REFRESH_TOKEN_LENGTH,
          description: 'From the answer to the password.',
        }),
        code,
      },
      CLOSED,
    ),
    answers: SIGNED_IN,
    errors: ['sign_in_failed', 'write_conflict'],
    async handle({ body, around, asking }) {
      const given = { token: body.second_factor_token, code: body.code };
      const signedIn = await around.platform.signIns.answerSecondFactor(given, fromOf(asking));
      return begunAnswer(around, signedIn, asking);
    },
  }),
  route({
    method: 'POST',
    path: '/v1/auth/refresh',
    operationId: 'refreshSignIn',
    tag: 'auth',
    summary: 'Goes on with a sign-in: another access token, and another refresh token.',
    description:
      'The refresh token comes from the body, or from the cookie of a browser. Each is taken once; one that is shown again later ends its sign-in, since somebody copied it. `write_conflict` says that it was used a moment ago, as by another page of the same browser.',
    audience: 'public',
    perMinuteMax: HTTP_LIMITS.tokensPerMinuteMax,
    body: Type.Object({ refresh_token: Type.Optional(refreshToken) }, CLOSED),
    bodyOptional: true,
    answers: SIGNED_IN,
    errors: ['token_refused', 'write_conflict'],
    async handle({ body: { refresh_token }, around, asking }) {
      const { signIns } = around.platform;
      if (refresh_token !== undefined) {
        const shown = { token: refresh_token, channel: 'api' } as const;
        return signedInAnswer(await signIns.refresh(shown, fromOf(asking)), asking);
      }
      const token = refreshCookieOf(asking);
      if (token === null) throw tokenRefused('There is none.');
      return signedInAnswer(await signIns.refresh({ token, channel: 'browser' }, fromOf(asking)), asking);
    },
  }),
  route({
    method: 'POST',
    path: '/v1/auth/sign-out',
    operationId: 'signOut',
    tag: 'auth',
    summary: 'Ends the sign-in of a refresh token, from the body or the cookie.',
    description: 'Answers the same whether there was one. The cookie is taken back in any case.',
    audience: 'public',
    perMinuteMax: HTTP_LIMITS.tokensPerMinuteMax,
    body: Type.Object({ refresh_token: Type.Optional(refreshToken) }, CLOSED),
    bodyOptional: true,
    answers: { 204: { description: 'It is over.' } },
    errors: [],
    async handle({ body: { refresh_token }, around, asking }) {
      const token = refresh_token ?? refreshCookieOf(asking);
      if (token !== null) await around.platform.signIns.signOut(token, fromOf(asking));
      return { status: 204, headers: forgetSignIn(asking) };
    },
  }),
];

function wanted(about: SecondFactorWanted | EnrolmentWanted) {
  const { outcome, token, expiresAt } = about;
  return outcome === 'enrolment'
    ? { outcome, enrolment_token: token, expires_at: expiresAt }
    : { outcome, second_factor_token: token, expires_at: expiresAt, methods: about.methods };
}
