import Type from 'typebox';
import { HTTP_LIMITS } from '../bounds.ts';
import { type Route, route } from '../route.ts';
import {
  CLOSED,
  COUNTRY,
  EMAIL,
  NAME,
  PASSWORD,
  publicly,
  STATED_AGE,
  TIME_ZONE,
  TOKEN,
} from './registration-inputs.ts';
import { password } from './sign-in.ts';

const TAKEN = {
  202: {
    description:
      'Taken. The answer is the same whether or not there is such an account; a mail says the rest.',
    schema: Type.Object({ taken: Type.Literal(true) }, CLOSED),
  },
};
const DONE = { 204: { description: 'Done.' } };
const taken = { status: 202, body: { taken: true } } as const;
const done = { status: 204 } as const;

/** What can be refused where a link is used. */
const LINK_ERRORS = ['link_refused', 'write_conflict'] as const;

/** Registering, addresses, and links that work once. */
export const REGISTRATION_ROUTES: readonly Route[] = [
  route({
    method: 'POST',
    path: '/v1/auth/age-gate',
    operationId: 'passAgeGate',
    tag: 'registration',
    audience: 'public',
    summary: 'Whether somebody of an age in a country registers alone or a guardian agrees; nothing is kept.',
    body: Type.Object({ ...STATED_AGE, country: Type.Optional(COUNTRY) }, CLOSED),
    answers: {
      200: {
        description: 'Who decides.',
        schema: Type.Object(
          {
            decides: Type.Enum(['self', 'guardian']),
            consent_age: Type.Integer({
              description: 'From this age on people of that country decide alone.',
            }),
          },
          CLOSED,
        ),
      },
    },
    errors: [],
    async handle({ body, around, asking }) {
      return { status: 200, body: publicly(around, asking, 'age gate').ageGate(body) };
    },
  }),
  route({
    method: 'POST',
    path: '/v1/auth/register',
    operationId: 'register',
    tag: 'registration',
    audience: 'public',
    summary: 'Registers: asks for an account, or for a guardian’s consent to one.',
    description:
      'Whoever is old enough to decide alone gives `email` and `password`. Of whoever is not, or does not say how old they are, only ' +
      '`guardian_email` and `first_name` are kept, encrypted, for at most 14 days, to ask the guardian; without `guardian_email` the ' +
      'answer is `guardian_needed`. The answer is the same whether or not the address is taken.',
    body: Type.Object(
      {
        ...STATED_AGE,
        country: Type.Optional(COUNTRY),
        email: Type.Optional(EMAIL),
        password: Type.Optional(PASSWORD),
        name: Type.Optional(NAME),
        timezone: Type.Optional(TIME_ZONE),
        guardian_email: Type.Optional(EMAIL),
        first_name: Type.Optional(
          Type.String({
            minLength: 1,
            maxLength: 60,
            description: "The child's first name, for the guardian.",
          }),
        ),
      },
      CLOSED,
    ),
    answers: {
      202: {
        description: 'Taken; what is next comes by mail.',
        schema: Type.Object({ next: Type.Enum(['verify_address', 'guardian_consent']) }, CLOSED),
      },
    },
    errors: ['guardian_needed'],
    async handle({ body, around, asking }) {
      return { status: 202, body: await publicly(around, asking, 'registration').register(body) };
    },
  }),
  route({
    method: 'POST',
    path: '/v1/auth/verify-address',
    operationId: 'verifyAddress',
    tag: 'registration',
    audience: 'public',
    summary: 'Proves an address by the link that was sent to it.',
    body: Type.Object({ token: TOKEN }, CLOSED),
    answers: DONE,
    errors: LINK_ERRORS,
    async handle({ body, around, asking }) {
      await publicly(around, asking, 'verifying an address').verifyAddress(body.token);
      return done;
    },
  }),
  route({
    method: 'POST',
    path: '/v1/auth/verify-address/request',
    operationId: 'requestVerification',
    tag: 'registration',
    audience: 'public',
    summary: 'Has the link to verify an address sent again.',
    body: Type.Object({ email: EMAIL }, CLOSED),
    answers: TAKEN,
    errors: [],
    async handle({ body, around, asking }) {
      await publicly(around, asking, 'verifying an address').askVerification(body.email);
      return taken;
    },
  }),
  route({
    method: 'POST',
    path: '/v1/auth/password-reset',
    operationId: 'requestPasswordReset',
    tag: 'registration',
    audience: 'public',
    summary: 'Has a link for a new password sent; it works once, within 10 minutes.',
    body: Type.Object({ email: EMAIL }, CLOSED),
    answers: TAKEN,
    errors: [],
    async handle({ body, around, asking }) {
      await publicly(around, asking, 'resetting a password').askPasswordReset(body.email);
      return taken;
    },
  }),
  route({
    method: 'POST',
    path: '/v1/auth/password-reset/confirm',
    operationId: 'resetPassword',
    tag: 'registration',
    audience: 'public',
    summary: 'Sets a new password by the link; every sign-in of the account ends.',
    body: Type.Object({ token: TOKEN, password: PASSWORD }, CLOSED),
    answers: DONE,
    errors: LINK_ERRORS,
    async handle({ body: { token, password }, around, asking }) {
      await publicly(around, asking, 'resetting a password').resetPassword(token, password);
      return done;
    },
  }),
  route({
    method: 'POST',
    path: '/v1/auth/set-password',
    operationId: 'setPassword',
    tag: 'registration',
    audience: 'public',
    summary: 'Sets the first password of a learner whose guardian made the account.',
    body: Type.Object({ token: TOKEN, password: PASSWORD }, CLOSED),
    answers: DONE,
    errors: LINK_ERRORS,
    async handle({ body: { token, password }, around, asking }) {
      await publicly(around, asking, 'choosing a password').setPassword(token, password);
      return done;
    },
  }),
  route({
    method: 'POST',
    path: '/v1/auth/change-address',
    operationId: 'changeAddress',
    tag: 'registration',
    summary:
      'Asks for another address of the own account: it is written to, and holds once the link comes back.',
    perMinuteMax: HTTP_LIMITS.guessesPerMinuteMax,
    body: Type.Object({ email: EMAIL, password: password('The present password.') }, CLOSED),
    answers: TAKEN,
    errors: ['sign_in_failed', 'not_found', 'write_conflict'],
    async handle({ platform, body }) {
      await platform.addresses.askNew(body.email, body.password);
      return taken;
    },
  }),
  route({
    method: 'POST',
    path: '/v1/auth/change-address/confirm',
    operationId: 'confirmNewAddress',
    tag: 'registration',
    audience: 'public',
    summary: 'Puts the new address in the place of the old one, which is told.',
    body: Type.Object({ token: TOKEN }, CLOSED),
    answers: DONE,
    errors: LINK_ERRORS,
    async handle({ body, around, asking }) {
      await publicly(around, asking, 'change of an address').confirmNewAddress(body.token);
      return done;
    },
  }),
];
