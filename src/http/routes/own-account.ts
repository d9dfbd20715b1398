import Type from 'typebox';
import { LIMITS } from '../../std/limits.ts';
import { HTTP_LIMITS } from '../bounds.ts';
import { forgetSignIn } from '../refresh-cookie.ts';
import { listed, ok, type Route, route } from '../route.ts';
import { component, DOCUMENTS, pageOf, schemaAt } from '../shapes.ts';
import { code, password } from './sign-in.ts';

const CLOSED = { additionalProperties: false };
const SIGN_IN = { sign_in_id: Type.Unsafe<string>(schemaAt(DOCUMENTS['SignInDocument'], 'sign_in_id')) };
const PROOF = { password: password('The present password: what makes an account less safe takes it.') };
const RECOVERY_CODES = {
  200: { description: 'The codes, told this once.', schema: component('RecoveryCodes') },
};

/** What people do with their own account: who is signed in where, password, second factor. */
export const OWN_ACCOUNT_ROUTES: readonly Route[] = [
  route({
    method: 'GET',
    path: '/v1/auth/account',
    operationId: 'getOwnAccount',
    tag: 'auth',
    summary: 'Who is signed in, and how the account is protected.',
    answers: { 200: { description: 'The own account.', schema: component('OwnAccount') } },
    errors: ['not_found'],
    async handle({ platform }) {
      return ok(await platform.account.describe());
    },
  }),
  route({
    method: 'GET',
    path: '/v1/auth/sessions',
    operationId: 'listSignIns',
    tag: 'auth',
    summary: 'Where the account is signed in: on which device, since when, until when.',
    answers: {
      200: {
        description: `Sign-ins that go on; at most ${LIMITS.answerDocumentsMax}.`,
        schema: pageOf(component('SignIn')),
      },
    },
    errors: [],
    async handle({ platform }) {
      return listed(await platform.account.list());
    },
  }),
  route({
    method: 'DELETE',
    path: '/v1/auth/sessions/{sign_in_id}',
    operationId: 'endSignIn',
    tag: 'auth',
    summary: 'Ends one sign-in of the account.',
    description: `Its access tokens are refused at once where this is answered, and within ${LIMITS.signInCheckMsMax / 1000} seconds everywhere.`,
    params: SIGN_IN,
    answers: { 204: { description: 'It is over.' } },
    errors: ['not_found', 'write_conflict'],
    async handle({ platform, params: { sign_in_id } }) {
      await platform.account.end(sign_in_id);
      return { status: 204 };
    },
  }),
  route({
    method: 'POST',
    path: '/v1/auth/sign-out-everywhere',
    operationId: 'signOutEverywhere',
    tag: 'auth',
    summary: 'Ends every sign-in of the account, this one too.',
    description: `Access tokens are refused at once where this is answered, and within ${LIMITS.signInCheckMsMax / 1000} seconds everywhere.`,
    answers: {
      200: {
        description: 'How many sign-ins were ended.',
        schema: Type.Object({ ended: Type.Integer({ minimum: 0 }) }, CLOSED),
      },
    },
    errors: ['write_conflict'],
    async handle({ platform, asking }) {
      return {
        ...ok({ ended: await platform.account.endEverywhere() }),
        headers: forgetSignIn(asking),
      };
    },
  }),
  route({
    method: 'POST',
    path: '/v1/auth/password',
    operationId: 'changePassword',
    tag: 'auth',
    summary: 'Puts another password in the place of the present one; every other sign-in ends.',
    description: `At least ${LIMITS.passwordLengthMin} characters of any kind; not one that is known from leaks, nor one made of the address or the name.`,
    perMinuteMax: HTTP_LIMITS.guessesPerMinuteMax,
    body: Type.Object(
      { current_password: password('The present password.'), new_password: password('The other one.') },
      CLOSED,
    ),
    answers: { 204: { description: 'It counts from now on.' } },
    errors: ['sign_in_failed', 'not_found', 'write_conflict'],
    async handle({ platform, body: { current_password, new_password } }) {
      await platform.account.changePassword({ current: current_password, next: new_password });
      return { status: 204 };
    },
  }),
  route({
    method: 'POST',
    path: '/v1/auth/totp',
    operationId: 'beginAuthenticator',
    tag: 'auth',
    summary: 'Begins a second factor: a secret for an authenticator program.',
    description: 'It counts once a first code confirms it. Begun again, the secret before is worth nothing.',
    perMinuteMax: HTTP_LIMITS.guessesPerMinuteMax,
    body: Type.Object(PROOF, CLOSED),
    answers: {
      200: { description: 'The secret, told this once.', schema: component('AuthenticatorSecret') },
    },
    errors: ['sign_in_failed', 'not_found', 'conflict', 'write_conflict'],
    async handle({ platform, body }) {
      return ok(await platform.account.beginAuthenticator(body));
    },
  }),
  route({
    method: 'POST',
    path: '/v1/auth/totp/confirm',
    operationId: 'confirmAuthenticator',
    tag: 'auth',
    summary: 'Puts the second factor in force by a first code, and answers recovery codes.',
    perMinuteMax: HTTP_LIMITS.guessesPerMinuteMax,
    body: Type.Object({ code }, CLOSED),
    answers: RECOVERY_CODES,
    errors: ['sign_in_failed', 'not_found', 'conflict', 'write_conflict'],
    async handle({ platform, body }) {
      return ok({ recovery_codes: await platform.account.confirmAuthenticator(body) });
    },
  }),
  route({
    method: 'POST',
    path: '/v1/auth/totp/end',
    operationId: 'endAuthenticator',
    tag: 'auth',
    summary: 'Ends the second factor, for whoever has password and code.',
    perMinuteMax: HTTP_LIMITS.guessesPerMinuteMax,
    body: Type.Object({ ...PROOF, code }, CLOSED),
    answers: { 204: { description: 'Only the password is asked for from now on.' } },
    errors: ['sign_in_failed', 'not_found', 'write_conflict'],
    async handle({ platform, body }) {
      await platform.account.endAuthenticator(body);
      return { status: 204 };
    },
  }),
  route({
    method: 'POST',
    path: '/v1/auth/recovery-codes',
    operationId: 'renewRecoveryCodes',
    tag: 'auth',
    summary: 'Puts other recovery codes in the place of those there are.',
    perMinuteMax: HTTP_LIMITS.guessesPerMinuteMax,
    body: Type.Object(PROOF, CLOSED),
    answers: RECOVERY_CODES,
    errors: ['sign_in_failed', 'not_found', 'write_conflict'],
    async handle({ platform, body }) {
      return ok({ recovery_codes: await platform.account.renewRecoveryCodes(body) });
    },
  }),
];
