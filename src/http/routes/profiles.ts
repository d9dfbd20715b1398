import Type, { type TSchema } from 'typebox';
import { accountGroup, type Edit } from '../../accounts/profile/change-profile.ts';
import { editSchemaOf } from '../../derive/edit-schema.ts';
import { etagsOf, isMatched } from '../etag.ts';
import { type Answer, ok, type Route, route, type Surroundings } from '../route.ts';
import { component, DOCUMENTS, schemaAt } from '../shapes.ts';
import { LEARNER } from './path-parts.ts';

/** A part of an account as it is read and changed. */
const profile = schemaAt(DOCUMENTS['UserDocument'], 'profile');
const preferences = schemaAt(DOCUMENTS['UserDocument'], 'preferences');

/** What people may change of the profile, and their age, which the platform writes down for them. */
function profileEdit(): TSchema {
  const { properties, ...edit } = editSchemaOf(accountGroup('profile'));
  const age = { anyOf: [schemaAt(profile, 'age'), { type: 'null' }] };
  return Type.Unsafe<Edit>({ ...edit, properties: { ...(properties as object), age } });
}

const ERRORS = [
  'not_found',
  'guardian_decides',
  'conflict',
  'precondition_failed',
  'write_conflict',
  'key_destroyed',
] as const;

const HOW =
  'A merge patch (RFC 7396): what is given replaces, null takes away, what is left out stays. ' +
  'With `If-Match` it is refused where the ETag is not that of what is there.';

/** Profile and preferences: what people say of themselves and how they want it. */
export const PROFILE_ROUTES: readonly Route[] = [
  route({
    method: 'GET',
    path: '/v1/learners/{user_id}/profile',
    operationId: 'getProfile',
    tag: 'profile',
    summary: 'The profile of a learner, with its ETag.',
    params: LEARNER,
    isConditional: true,
    answers: { 200: { description: 'The profile.', schema: profile } },
    errors: ['not_found'],
    async handle({ platform, params: { user_id }, around }) {
      return tagged((await platform.learners.profile(user_id)).profile, around);
    },
  }),
  route({
    method: 'PATCH',
    path: '/v1/learners/{user_id}/profile',
    operationId: 'changeProfile',
    tag: 'profile',
    summary: 'Changes what the learner says of oneself.',
    description: HOW,
    params: LEARNER,
    isConditional: true,
    body: profileEdit(),
    bodyType: 'merge-patch',
    answers: { 200: { description: 'The profile as it is then.', schema: profile } },
    errors: ERRORS,
    async handle({ platform, params: { user_id }, body, around, asking }) {
      const etags = await etagsOf(around.platform);
      const changed = await platform.profiles.change(user_id, body as Edit, (current) =>
        isMatched(asking.ifMatch, etags, current),
      );
      return tagged(changed, around);
    },
  }),
  route({
    method: 'GET',
    path: '/v1/learners/{user_id}/preferences',
    operationId: 'getPreferences',
    tag: 'profile',
    summary: 'The preferences of a learner, with their ETag.',
    params: LEARNER,
    isConditional: true,
    answers: { 200: { description: 'The preferences.', schema: preferences } },
    errors: ['not_found'],
    async handle({ platform, params: { user_id }, around }) {
      return tagged((await platform.learners.profile(user_id)).preferences, around);
    },
  }),
  route({
    method: 'PATCH',
    path: '/v1/learners/{user_id}/preferences',
    operationId: 'changePreferences',
    tag: 'profile',
    summary: 'Changes what the learner wants to be told, how to learn, and whether the profile is public.',
    description: `${HOW} Consents are not among them: they are given and withdrawn for themselves.`,
    params: LEARNER,
    isConditional: true,
    body: Type.Unsafe<Edit>(editSchemaOf(accountGroup('preferences'))),
    bodyType: 'merge-patch',
    answers: { 200: { description: 'The preferences as they are then.', schema: preferences } },
    errors: ERRORS,
    async handle({ platform, params: { user_id }, body, around, asking }) {
      const etags = await etagsOf(around.platform);
      const changed = await platform.profiles.changePreferences(user_id, body as Edit, (current) =>
        isMatched(asking.ifMatch, etags, current),
      );
      return tagged(changed, around);
    },
  }),
  route({
    method: 'GET',
    path: '/v1/profiles/{user_id}',
    operationId: 'getPublicProfile',
    tag: 'profile',
    summary: 'What a person shows to others, where the person wants to be seen.',
    description:
      'Never of a child. Who shows nothing cannot be told from who is not there: both are answered 404.',
    params: LEARNER,
    answers: { 200: { description: 'The public profile.', schema: component('PublicProfile') } },
    errors: ['not_found'],
    async handle({ platform, params: { user_id } }) {
      return ok(await platform.profiles.public(user_id));
    },
  }),
];

async function tagged(body: unknown, { platform }: Surroundings): Promise<Answer> {
  const etags = await etagsOf(platform);
  return { ...ok(body), headers: { ETag: etags(body) } };
}
