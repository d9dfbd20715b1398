import { open } from '../api/open.ts';
import { ApiProblem, problemFrom } from '../api/problem.ts';
import type { SignedIn } from '../api/types.ts';
import { SignInKeeper } from './keeper.ts';
import type { Grant, TabMessage } from './standing.ts';

/** How long to wait where another tab has just used the refresh token: its answer brings the next one. */
const SETTLING_MS = 400;

export function grantOf(signedIn: SignedIn): Grant {
  return {
    accessToken: signedIn.access_token,
    expiresAtMs: Date.now() + signedIn.expires_in * 1000,
    userId: signedIn.user_id,
    role: signedIn.role,
    signInId: signedIn.sign_in_id,
  };
}

async function refresh(attempts = 3): Promise<Grant | null> {
  const { data, error, response } = await open.POST('/v1/auth/refresh');
  if (data !== undefined) return grantOf(data);
  if (response.status === 401) return null;
  if (response.status !== 409 || attempts <= 1) throw new ApiProblem(problemFrom(response.status, error));
  await new Promise((wake) => setTimeout(wake, SETTLING_MS));
  return refresh(attempts - 1);
}

async function begin() {
  const { data, error, response } = await open.GET('/v1/auth');
  if (data === undefined) throw new ApiProblem(problemFrom(response.status, error));
  return {
    isLocal: data.sign_in === 'local',
    grant: data.may_continue ? await refresh() : null,
  };
}

const channel = new BroadcastChannel('masterx-sign-in');

/** The sign-in of this browser. */
export const keeper = new SignInKeeper({
  begin,
  refresh,
  alone: (work) => navigator.locks.request('masterx-sign-in', work),
  tabs: {
    tell: (message) => channel.postMessage(message),
    hear: (listener) =>
      channel.addEventListener('message', ({ data }: MessageEvent<TabMessage>) => listener(data)),
  },
  now: Date.now,
});
