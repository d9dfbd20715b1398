import type { IncomingHttpHeaders } from 'node:http';
import { type Actor, learnerActor, localOperatorActor, signedInActor } from '../access/actor.ts';
import { statesTicket } from '../access/policy.ts';
import type {
  CertificateShown,
  KnownService,
  ServiceDirectory,
  ShownCertificate,
} from '../access/service-certificates.ts';
import { MasterXError } from '../errors/error.ts';
import type { Platform } from '../platform.ts';
import { UUID_PATTERN } from '../schema/fields/uuid.ts';
import type { Clock } from '../std/clock.ts';
import type { Asking } from './route.ts';
import type { SignInMode } from './sign-in-mode.ts';

/** Names the caller where nobody has to sign in: only on the service's own machine. */
export const ACTOR_HEADER = 'MasterX-Actor';

/** What the header may say, as a pattern. */
export const ACTOR_PATTERN = `^(?:operator|learner:${UUID_PATTERN.slice(1, -1)})$`;

const CALLER = new RegExp(ACTOR_PATTERN);

/** States the request of a person that somebody who works here is at work on. */
export const TICKET_HEADER = 'MasterX-Ticket';

/** What a ticket may be: the number another system gave it, never words about somebody. */
export const TICKET_PATTERN = '^[A-Za-z0-9][A-Za-z0-9._/#-]{0,63}$';

const TICKET = new RegExp(TICKET_PATTERN);

/** RFC 6750 §2.1. */
const BEARER = /^Bearer ([A-Za-z0-9._~+/-]+=*)$/i;

/** What callers are looked up with. */
export interface CallerSources {
  readonly platform: { readonly signIns: Pick<Platform['signIns'], 'verify'> } & Pick<Platform, 'clock'>;
  readonly signInMode: SignInMode;
  readonly services: ServiceDirectory;
}

/**
 * Who is asking: the bearer of the access token, the service whose certificate was shown, or where nobody has to sign in
 * whoever the header names, and whoever runs the platform where it names nobody. A service that shows both must be the
 * same by both, and a token that is bound to a certificate counts with that one alone (RFC 8705 §3).
 *
 * @throws MasterXError `not_signed_in` where nothing tells who it is and something must, or the header names nobody;
 * `token_refused`.
 */
export async function callerOf(
  { platform, signInMode: mode, services }: CallerSources,
  headers: IncomingHttpHeaders,
  { requestId, address, certificate }: Pick<Asking, 'requestId' | 'address' | 'certificate'>,
): Promise<Actor> {
  const named = headers[ACTOR_HEADER.toLowerCase()];
  const service =
    certificate && (await serviceOf(services, certificate, platform.clock, { requestId, address }));
  if (headers.authorization !== undefined) {
    if (named !== undefined) throw refusal(`An access token and ${ACTOR_HEADER} exclude each other.`);
    const [, token] = BEARER.exec(headers.authorization) ?? [];
    if (token === undefined) throw refusal('The header Authorization holds no Bearer token.');
    const grant = await platform.signIns.verify(token, { requestId, address });
    if (grant.boundTo !== undefined && grant.boundTo !== certificate?.thumbprintBase64url) {
      throw new MasterXError('token_refused', { detail: 'It is bound to another client certificate.' });
    }
    if (service !== null && grant.subject !== service.id) {
      throw refusal('The access token and the client certificate are not of the same service.');
    }
    return withTicket(signedInActor(grant, requestId, address), headers);
  }
  if (service !== null) {
    if (named !== undefined) throw refusal(`A client certificate and ${ACTOR_HEADER} exclude each other.`);
    const { id: subject, scopes } = service;
    return signedInActor({ subject, role: 'service', signIn: null, scopes }, requestId, address);
  }
  if (mode === 'required') {
    throw refusal(named === undefined ? undefined : `This service does not take ${ACTOR_HEADER}.`);
  }
  return namedCaller(named, requestId);
}

/** The service a certificate belongs to. @throws MasterXError `not_signed_in` where it is nobody's, or over by now */
async function serviceOf(
  services: ServiceDirectory,
  certificate: ShownCertificate,
  clock: Clock,
  from: CertificateShown,
): Promise<KnownService> {
  // TLS looked at the time when the connection was made, which may be long ago.
  if (certificate.notAfter <= clock.now()) throw refusal('The client certificate has expired.');
  const service = await services.serviceOf(certificate, from);
  if (service === null) throw refusal('The client certificate belongs to no registered service.');
  return service;
}

/** The actor with the ticket it states, in a role that may only see what a ticket is about; others need none. */
function withTicket(actor: Actor, headers: IncomingHttpHeaders): Actor {
  const ticket = headers[TICKET_HEADER.toLowerCase()];
  if (ticket === undefined || !statesTicket(actor.role)) return actor;
  if (typeof ticket === 'string' && TICKET.test(ticket)) return { ...actor, ticket };
  throw new MasterXError('validation_failed', {
    violations: [{ path: TICKET_HEADER, message: `must match ${TICKET_PATTERN}` }],
  });
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
