import { open } from './open.ts';
import { answerOf, api, doneOf, signedIn } from './request.ts';
import type { Decisions, NewWard, WardCorrection } from './types.ts';

const ofWard = (userId: string) => ({ params: { path: { user_id: userId } }, ...signedIn() });
const ofRequest = (requestId: string) => ({ params: { path: { request_id: requestId } }, ...signedIn() });

export const openRequest = (token: string) =>
  answerOf(open.POST('/v1/guardians/requests/open', { body: { token } }));

export const registerGuardian = (
  token: string,
  about: { password: string; age: number; name: string; country?: string; timezone: string },
) => answerOf(open.POST('/v1/guardians/requests/register', { body: { token, ...about } }));

export const claimRequest = (token: string, age: number) =>
  answerOf(api.POST('/v1/guardians/requests/claim', { body: { token, age }, ...signedIn() }));

export const consentToRequest = (
  requestId: string,
  method: 'email_plus' | 'signed_form',
  consents: Decisions,
  textVersion: string,
) =>
  answerOf(
    api.POST('/v1/guardians/requests/{request_id}/consent', {
      body: { method, consents, text_version: textVersion },
      ...ofRequest(requestId),
    }),
  );

export const confirmConsent = (token: string) =>
  answerOf(open.POST('/v1/guardians/requests/confirm', { body: { token } }));

export const refuseRequest = (token: string, mail: 'guardian_request' | 'guardian_confirmation') =>
  doneOf(open.POST('/v1/guardians/requests/refuse', { body: { token, mail } }));

export const makeLearner = (requestId: string, about: NewWard) =>
  answerOf(api.POST('/v1/guardians/requests/{request_id}/learner', { body: about, ...ofRequest(requestId) }));

export const correctWard = (userId: string, about: WardCorrection) =>
  answerOf(api.PATCH('/v1/guardians/learners/{user_id}', { body: about, ...ofWard(userId) }));

export const decideForWard = (userId: string, consents: Decisions, textVersion: string) =>
  answerOf(
    api.POST('/v1/guardians/learners/{user_id}/consents', {
      body: { consents, text_version: textVersion },
      ...ofWard(userId),
    }),
  );

/** Everything that is kept of a learner, as a file. */
export const copyOf = (userId: string): Promise<Blob> =>
  answerOf(api.GET('/v1/learners/{user_id}/export', { ...ofWard(userId), parseAs: 'blob' }));

export const deleteWard = (userId: string) =>
  answerOf(api.POST('/v1/guardians/learners/{user_id}/deletion', ofWard(userId)));

export const withdrawConsent = (userId: string) =>
  doneOf(api.DELETE('/v1/guardians/learners/{user_id}', ofWard(userId)));
