import type { AskedFrom, SignedIn } from '../accounts/sign-in/parts.ts';
import { LIMITS } from '../std/limits.ts';
import { refreshCookieOf, setRefreshCookie } from './refresh-cookie.ts';
import { type Answer, type Asking, ok, type Surroundings } from './route.ts';

/** What the domain is told of where a request comes from. */
export function fromOf({ requestId, address, device }: Asking): AskedFrom {
  return { requestId, address, device };
}

/** A sign-in as it is answered: its refresh token goes where the channel says. */
export function signedInAnswer(signedIn: SignedIn, asking: Asking): Answer {
  const { channel, refreshToken, refreshExpiresAt } = signedIn;
  return {
    ...ok(described(signedIn)),
    ...(channel === 'browser' && { headers: setRefreshCookie(asking, refreshToken, refreshExpiresAt) }),
  };
}

/** A sign-in that was just opened, as it is answered: the one that the browser had before is over (ASVS 7.2.4). */
export async function begunAnswer(
  { platform }: Pick<Surroundings, 'platform'>,
  signedIn: SignedIn,
  asking: Asking,
): Promise<Answer> {
  const before = signedIn.channel === 'browser' ? refreshCookieOf(asking) : null;
  if (before !== null) await platform.signIns.replace(before, fromOf(asking));
  return signedInAnswer(signedIn, asking);
}

/** A sign-in in the words of the interface. */
function described(signedIn: SignedIn) {
  const { channel, refreshToken, refreshExpiresAt, accessToken, accessExpiresAt } = signedIn;
  return {
    outcome: signedIn.outcome,
    user_id: signedIn.userId,
    role: signedIn.role,
    roles: signedIn.roles,
    sign_in_id: signedIn.signInId,
    token_type: 'Bearer',
    access_token: accessToken,
    expires_in: LIMITS.accessTokenMsMax / 1000,
    expires_at: accessExpiresAt,
    ...(channel === 'api' && { refresh_token: refreshToken }),
    refresh_expires_at: refreshExpiresAt,
  };
}
