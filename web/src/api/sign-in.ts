import { grantOf, keeper } from '../sign-in/here.ts';
import { open } from './open.ts';
import { answerOf, api, doneOf, signedIn } from './request.ts';
import type { EnrolmentWanted, SecondFactorWanted, SignedIn } from './types.ts';

/** Asks for a sign-in; what comes back is either that or what is wanted besides. */
export async function signIn(
  email: string,
  password: string,
  role?: 'guardian',
): Promise<SecondFactorWanted | EnrolmentWanted | null> {
  const body = { email, password, mode: 'browser' as const, ...(role !== undefined && { role }) };
  return entered(await answerOf(open.POST('/v1/auth/sign-in', { body })));
}

export async function answerSecondFactor(token: string, code: string): Promise<null> {
  const answer = await answerOf(
    open.POST('/v1/auth/second-factor', { body: { second_factor_token: token, code } }),
  );
  entered(answer);
  return null;
}

/** Begins the second factor that a sign-in waits for. */
export const beginEnrolment = (token: string) =>
  answerOf(open.POST('/v1/auth/enrolment', { body: { enrolment_token: token } }));

/** Confirms it by a first code; nothing is gone on with before the recovery codes were seen. */
export async function confirmEnrolment(token: string, code: string) {
  const { signed_in, recovery_codes } = await answerOf(
    open.POST('/v1/auth/enrolment/confirm', { body: { enrolment_token: token, code } }),
  );
  return { recovery_codes, goOn: () => void entered(signed_in) };
}

function entered(
  answer: SignedIn | SecondFactorWanted | EnrolmentWanted,
): SecondFactorWanted | EnrolmentWanted | null {
  if (answer.outcome !== 'signed_in') return answer;
  keeper.signedIn(grantOf(answer));
  return null;
}

/** Ends the sign-in of this browser, in all its tabs. */
export async function signOut(): Promise<void> {
  await doneOf(open.POST('/v1/auth/sign-out'));
  keeper.signedOut();
}

export async function signOutEverywhere(): Promise<void> {
  await answerOf(api.POST('/v1/auth/sign-out-everywhere', signedIn()));
  keeper.signedOut();
}

export const endSignIn = (signInId: string) =>
  doneOf(
    api.DELETE('/v1/auth/sessions/{sign_in_id}', {
      params: { path: { sign_in_id: signInId } },
      ...signedIn(),
    }),
  );

export const changePassword = (current: string, next: string) =>
  doneOf(
    api.POST('/v1/auth/password', {
      body: { current_password: current, new_password: next },
      ...signedIn(),
    }),
  );

export const beginAuthenticator = (password: string) =>
  answerOf(api.POST('/v1/auth/totp', { body: { password }, ...signedIn() }));

export const confirmAuthenticator = (code: string) =>
  answerOf(api.POST('/v1/auth/totp/confirm', { body: { code }, ...signedIn() }));

export const endAuthenticator = (password: string, code: string) =>
  doneOf(api.POST('/v1/auth/totp/end', { body: { password, code }, ...signedIn() }));

export const renewRecoveryCodes = (password: string) =>
  answerOf(api.POST('/v1/auth/recovery-codes', { body: { password }, ...signedIn() }));
