import Type from 'typebox';
import { ASKED_CONSENTS, NOTICE, NOTICE_VERSION } from '../../accounts/guardians/notice.ts';
import { CONSENTS, type ConsentName } from '../../schema/vocabulary/consents.ts';
import {
  GUARDIAN_METHOD_NAMES,
  GUARDIAN_METHODS,
  type GuardianMethod,
} from '../../schema/vocabulary/guardian-methods.ts';
import { created, listed, ok, type Route, route } from '../route.ts';
import { component, pageOf } from '../shapes.ts';
import {
  CLOSED,
  COUNTRY,
  EDUCATION_LEVEL,
  EMAIL,
  NAME,
  PASSWORD,
  publicly,
  STATED_AGE,
  TIME_ZONE,
  TOKEN,
} from './registration-inputs.ts';

const REQUEST = { request_id: Type.String({ format: 'uuid', description: 'The request.' }) };
const THE_REQUEST = { description: 'The request as it stands.', schema: component('GuardianRequest') };

/** A yes or a no for classes of use; what is left out stays as it is, or is missing. */
export const DECISIONS = Type.Object(
  Object.fromEntries(
    (Object.keys(CONSENTS) as ConsentName[]).map((consent) => [
      consent,
      Type.Optional(Type.Boolean({ description: CONSENTS[consent].description })),
    ]),
  ) as Record<ConsentName, ReturnType<typeof Type.Optional<ReturnType<typeof Type.Boolean>>>>,
  { ...CLOSED, description: 'Each class of use apart.' },
);

export const TEXT_VERSION = Type.String({
  maxLength: 40,
  description: 'Version of the texts that were shown, as `getGuardianNotice` has it.',
});

/** A child's request to its guardian, from the first link to the account. */
export const GUARDIAN_REQUEST_ROUTES: readonly Route[] = [
  route({
    method: 'GET',
    path: '/v1/guardians/notice',
    operationId: 'getGuardianNotice',
    tag: 'guardians',
    audience: 'public',
    summary: 'What guardians are told and asked before they agree, and how that can be verified.',
    answers: { 200: { description: 'The texts that hold now.', schema: component('GuardianNotice') } },
    errors: [],
    async handle() {
      return ok({
        text_version: NOTICE_VERSION,
        paragraphs: NOTICE,
        consents: ASKED_CONSENTS,
        methods: GUARDIAN_METHOD_NAMES.map((method) => ({
          method,
          description: GUARDIAN_METHODS[method].description,
          covers_disclosure: GUARDIAN_METHODS[method].coversDisclosure,
        })),
      });
    },
  }),
  route({
    method: 'POST',
    path: '/v1/guardians/requests/open',
    operationId: 'openGuardianRequest',
    tag: 'guardians',
    audience: 'public',
    summary: 'The request a link leads to. Looking does not use the link up.',
    body: Type.Object({ token: TOKEN }, CLOSED),
    answers: { 200: THE_REQUEST },
    errors: ['link_refused'],
    async handle({ body, around, asking }) {
      return ok(await publicly(around, asking, "a guardian's consent").openGuardianRequest(body.token));
    },
  }),
  route({
    method: 'POST',
    path: '/v1/guardians/requests/register',
    operationId: 'registerGuardian',
    tag: 'guardians',
    audience: 'public',
    summary: 'Makes a guardian’s account with the address the link was sent to, and takes the request on.',
    body: Type.Object(
      {
        token: TOKEN,
        password: PASSWORD,
        ...STATED_AGE,
        name: Type.Optional(NAME),
        country: Type.Optional(COUNTRY),
        timezone: Type.Optional(TIME_ZONE),
      },
      CLOSED,
    ),
    answers: { 201: THE_REQUEST },
    errors: ['link_refused', 'conflict', 'write_conflict'],
    async handle({ body: { token, ...guardian }, around, asking }) {
      const work = publicly(around, asking, "a guardian's consent");
      return created(await work.registerGuardian(token, guardian));
    },
  }),
  route({
    method: 'POST',
    path: '/v1/guardians/requests/claim',
    operationId: 'claimGuardianRequest',
    tag: 'guardians',
    summary: 'Takes a request on by its link, for somebody who has an account and is of full age.',
    body: Type.Object({ token: TOKEN, ...STATED_AGE }, CLOSED),
    answers: { 200: THE_REQUEST },
    errors: ['link_refused', 'not_found', 'write_conflict'],
    async handle({ platform, body: { token, ...age } }) {
      return ok(await platform.guardians.claim(token, age));
    },
  }),
  route({
    method: 'GET',
    path: '/v1/guardians/requests',
    operationId: 'listGuardianRequests',
    tag: 'guardians',
    summary: 'The requests the caller has taken on that are not done.',
    answers: {
      200: { description: 'At most 50 of them.', schema: pageOf(component('GuardianRequest')) },
    },
    errors: [],
    async handle({ platform }) {
      return listed(await platform.guardians.requests());
    },
  }),
  route({
    method: 'POST',
    path: '/v1/guardians/requests/{request_id}/consent',
    operationId: 'consentToRequest',
    tag: 'guardians',
    summary: 'Agrees, class of use by class of use; it counts once it is verified.',
    params: REQUEST,
    body: Type.Object(
      {
        method: Type.Unsafe<GuardianMethod>(Type.Enum([...GUARDIAN_METHOD_NAMES])),
        consents: DECISIONS,
        text_version: TEXT_VERSION,
      },
      CLOSED,
    ),
    answers: { 200: THE_REQUEST },
    errors: ['not_found', 'conflict', 'write_conflict'],
    async handle({ platform, params: { request_id }, body: { method, consents, text_version } }) {
      return ok(
        await platform.guardians.consent(request_id, { method, consents, textVersion: text_version }),
      );
    },
  }),
  route({
    method: 'POST',
    path: '/v1/guardians/requests/confirm',
    operationId: 'confirmConsent',
    tag: 'guardians',
    audience: 'public',
    summary: 'Confirms a consent by the link of the second mail.',
    body: Type.Object({ token: TOKEN }, CLOSED),
    answers: { 200: THE_REQUEST },
    errors: ['link_refused', 'not_found', 'conflict', 'write_conflict'],
    async handle({ body, around, asking }) {
      return ok(await publicly(around, asking, "a guardian's consent").confirmConsent(body.token));
    },
  }),
  route({
    method: 'POST',
    path: '/v1/guardians/requests/refuse',
    operationId: 'refuseGuardianRequest',
    tag: 'guardians',
    audience: 'public',
    summary: 'Says no, by the link of either mail; everything of the request is deleted.',
    body: Type.Object(
      {
        token: TOKEN,
        mail: Type.Unsafe<'guardian_request' | 'guardian_confirmation'>(
          Type.Enum(['guardian_request', 'guardian_confirmation'], {
            description: 'Of which mail the link is.',
          }),
        ),
      },
      CLOSED,
    ),
    answers: { 204: { description: 'Done.' } },
    errors: ['link_refused', 'write_conflict'],
    async handle({ body: { token, mail }, around, asking }) {
      await publicly(around, asking, "a guardian's consent").refuse(token, mail);
      return { status: 204 };
    },
  }),
  route({
    method: 'POST',
    path: '/v1/guardians/requests/{request_id}/learner',
    operationId: 'makeLearnerOfRequest',
    tag: 'guardians',
    summary: 'Makes the account of the child, once the consent is verified.',
    params: REQUEST,
    body: Type.Object(
      {
        name: NAME,
        ...STATED_AGE,
        country: Type.Optional(COUNTRY),
        timezone: Type.Optional(TIME_ZONE),
        education_level: Type.Optional(EDUCATION_LEVEL),
        email: Type.Optional(EMAIL),
      },
      CLOSED,
    ),
    answers: {
      201: {
        description: 'The learner.',
        schema: Type.Object({ user_id: Type.String() }, CLOSED),
      },
    },
    errors: ['not_found', 'conflict', 'write_conflict'],
    async handle({ platform, params: { request_id }, body }) {
      return created(await platform.guardians.makeLearner(request_id, body));
    },
  }),
];
