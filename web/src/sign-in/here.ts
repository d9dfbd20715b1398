import createClient from 'openapi-fetch';
import type { paths } from '../api/generated/api.ts';
import { ApiProblem, problemFrom, UNREACHABLE } from '../api/problem.ts';
import { SignInKeeper } from './keeper.ts';
import type { TabMessage } from './standing.ts';

/** For what is asked before anybody is signed in; nothing of it carries a token. */
const open = createClient<paths>();

async function begin() {
  const answer = await open.GET('/v1/auth').catch(() => {
    throw new ApiProblem(UNREACHABLE);
  });
  if (answer.data === undefined) throw new ApiProblem(problemFrom(answer.response.status, answer.error));
  return answer.data.sign_in === 'local' ? ({ kind: 'local' } as const) : ({ kind: 'signed-out' } as const);
}

const channel = new BroadcastChannel('masterx-sign-in');

/** The sign-in of this browser. */
export const keeper = new SignInKeeper({
  begin,
  refresh: async () => null,
  alone: (work) => navigator.locks.request('masterx-sign-in', work),
  tabs: {
    tell: (message) => channel.postMessage(message),
    hear: (listener) =>
      channel.addEventListener('message', ({ data }: MessageEvent<TabMessage>) => listener(data)),
  },
  now: Date.now,
});
