import { type Actor, learnerActor, operatorActor } from '../access/actor.ts';
import { MasterXError } from '../errors/error.ts';
import { UUID_PATTERN } from '../schema/fields/uuid.ts';

/** Names the caller until sign-in exists; why the service listens to this machine only. */
export const ACTOR_HEADER = 'MasterX-Actor';

/** What the header may say, as a pattern. */
export const ACTOR_PATTERN = `^(?:operator|learner:${UUID_PATTERN.slice(1, -1)})$`;

const CALLER = new RegExp(ACTOR_PATTERN);

/**
 * Who is asking; whoever runs the platform where nobody is named.
 *
 * @throws MasterXError `not_signed_in` where the header names nobody.
 */
export function callerOf(header: string | readonly string[] | undefined, requestId: string): Actor {
  if (header === undefined) return operatorActor('local-operator', requestId);
  if (typeof header !== 'string' || !CALLER.test(header)) {
    throw new MasterXError('not_signed_in', {
      detail: `The header ${ACTOR_HEADER} must be "operator" or "learner:<user_id>".`,
    });
  }
  const [role, userId] = header.split(':');
  return role === 'learner' && userId !== undefined
    ? learnerActor(userId, requestId)
    : operatorActor('local-operator', requestId);
}
