import type { Role } from '../schema/vocabulary/roles.ts';
import type { AccessGrant } from './access-tokens.ts';

/** Who is asking, for what, and in which request. Nothing is reached without one. */
export interface Actor {
  readonly role: Role;
  /** The account or service: a `user_id`, or the name of a part of the platform. */
  readonly id: string;
  /** The learner whose data the actor may call its own. */
  readonly learner?: string;
  /** For whom, when a person acts through a service. */
  readonly onBehalfOf?: string;
  /** Why: stands in the audit trail. */
  readonly purpose: string;
  /** The request or run this is part of; joins the entries of the audit trail. */
  readonly requestId: string;
  /** The sign-in the request was made with. */
  readonly signIn?: string;
  /** The request of a person that staff works on; stands in the audit trail beside the purpose. */
  readonly ticket?: string;
  /** What a client was given: see `SERVICE_SCOPES`. */
  readonly scopes?: readonly string[];
  /** Sits at the machine of a deployment that has no sign-in. */
  readonly isLocal?: true;
  /** Network address the request came from; only its network stands in the audit trail. */
  readonly address?: string;
}

/** A learner asking for what is the learner's own. */
export function learnerActor(userId: string, requestId: string, onBehalfOf?: string): Actor {
  return {
    role: 'learner',
    id: userId,
    learner: userId,
    purpose: 'own data',
    requestId,
    ...(onBehalfOf !== undefined && { onBehalfOf }),
  };
}

/** What someone who signed in does, where nothing more is known of why. */
const PURPOSE_OF_ROLE: Readonly<Partial<Record<Role, string>>> = {
  learner: 'own data',
  operator: 'operation',
};

/** A person or a service that showed a token. */
export function signedInActor(
  { subject, role, signIn, scopes }: AccessGrant,
  requestId: string,
  address: string | undefined,
): Actor {
  return {
    role,
    id: subject,
    // What an account may call its own is its own in whatever role it acts; the policy says which roles may.
    ...(signIn !== null && { learner: subject, signIn }),
    purpose: PURPOSE_OF_ROLE[role] ?? role,
    requestId,
    ...(scopes && { scopes }),
    ...(address !== undefined && { address }),
  };
}

/** Whoever runs the platform: sees how accounts stand, and of nobody who they are or what they learn. */
export function operatorActor(id: string, requestId: string, purpose = 'operation'): Actor {
  return { role: 'operator', id, purpose, requestId };
}

/** Whoever sits at the machine of a deployment without sign-in, with the disk and the keys at hand. */
export function localOperatorActor(id: string, requestId: string, purpose?: string): Actor {
  return { ...operatorActor(id, requestId, purpose), isLocal: true };
}

/** A part of the platform itself: an import, a job. */
export function systemActor(id: string, requestId: string, purpose: string): Actor {
  return { role: 'system', id, purpose, requestId };
}
