import { open } from './open.ts';
import { answerOf, api, doneOf, signedIn } from './request.ts';
import type { Registration } from './types.ts';

/** How old somebody is and where, as asked at the beginning; empty where it was not said. */
export interface AgeStated {
  age: number;
  country: string;
}

const stated = ({ age, country }: AgeStated) => ({ age, ...(country !== '' && { country }) });

export const passAgeGate = (age: AgeStated) =>
  answerOf(open.POST('/v1/auth/age-gate', { body: stated(age) }));

export const register = (age: AgeStated | null, about: Registration) =>
  answerOf(open.POST('/v1/auth/register', { body: { ...(age && stated(age)), ...about } }));

export const verifyAddress = (token: string) =>
  doneOf(open.POST('/v1/auth/verify-address', { body: { token } }));

export const askVerification = (email: string) =>
  answerOf(open.POST('/v1/auth/verify-address/request', { body: { email } }));

export const askReset = (email: string) =>
  answerOf(open.POST('/v1/auth/password-reset', { body: { email } }));

export const resetPassword = (token: string, password: string) =>
  doneOf(open.POST('/v1/auth/password-reset/confirm', { body: { token, password } }));

export const setPassword = (token: string, password: string) =>
  doneOf(open.POST('/v1/auth/set-password', { body: { token, password } }));

export const changeAddress = (email: string, password: string) =>
  answerOf(api.POST('/v1/auth/change-address', { body: { email, password }, ...signedIn() }));

export const confirmNewAddress = (token: string) =>
  doneOf(open.POST('/v1/auth/change-address/confirm', { body: { token } }));
