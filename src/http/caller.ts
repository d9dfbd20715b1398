import type { IncomingHttpHeaders } from 'node:http';
import { type Actor, learnerActor, localOperatorActor, signedInActor } from '../access/actor.ts';
import { MasterXError } from '../errors/error.ts';
import type { Platform } from '../platform.ts';
import { UUID_PATTERN } from '../schema/fields/uuid.ts';
import type { SignInMode } from './sign-in-mode.ts';

/** Names the caller where nobody has to sign in: only on the service's own machine. */
export const ACTOR_HEADER = 'MasterX-Actor';

/** What the header may say, as a pattern. */
export const ACTOR_PATTERN = `^(?:operator|learner:${UUID_PATTERN.slice(1, -1)})$`;

const CALLER = new RegExp(ACTOR_PATTERN);

/** RFC 6750 §2.1. */
const BEARER = /^Bearer ([A-Za-z0-9._~+/-]+=*)$/i;

/** What tells who is asking. */
export interface Asked {
  readonly headers: IncomingHttpHeaders;
  readonly requestId: string;
  /** The network address of whoever asks. */
  readonly address: string;
}

/**
 * Who is asking: the bearer of the access token, or where nobody has to sign in whoever the header names, and whoever
 * runs the platform where it names nobody.
 *
 * @throws MasterXError `not_signed_in` where there is no token and one is needed, or the header names nobody;
 * `token_refused`.
 */
export async function callerOf(
  platform: { readonly signIns: Pick<Platform['signIns'], 'verify'> },
  mode: SignInMode,
  asked: Asked,
): Promise<Actor> {
  const { headers, requestId, address } = asked;
  const named = headers[ACTOR_HEADER.toLowerCase()];
  if (headers.authorization !== undefined) {
    if (named !== undefined) throw refusal(`An access token and ${ACTOR_HEADER} exclude each other.`);
    const [, token] = BEARER.exec(headers.authorization) ?? [];
    if (token === undefined) throw refusal('The header Authorization holds no Bearer token.');
    return signedInActor(await platform.signIns.verify(token, { requestId, address }), requestId, address);
  }
  if (mode === 'required') {
    throw refusal(named === undefined ? undefined : `This service does not take ${ACTOR_HEADER}.`);
  }
  return namedCaller(named, requestId);
}

function namedCaller(header: string | readonly string[] | undefined, requestId: string): Actor {
  if (header === undefined) return localOperatorActor('local-operator', requestId);
  if (typeof header !== 'string' || !CALLER.test(header)) {
    throw refusal(`The header ${ACTOR_HEADER} must be "operator" or "learner:<user_id>".`);
  }
  const [role, userId] = header.split(':');
  return role === 'learner' && userId !== undefined
    ? learnerActor(userId, requestId)
    : localOperatorActor('local-operator', requestId);
}

function refusal(detail: string | undefined): MasterXError {
  return new MasterXError('not_signed_in', { ...(detail !== undefined && { detail }) });
}
