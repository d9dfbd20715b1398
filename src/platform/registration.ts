import { type Actor, systemActor } from '../access/actor.ts';
import { askNewAddress } from '../accounts/addresses/verify.ts';
import { enforceConsents } from '../accounts/consents/context.ts';
import type { GuardianParts } from '../accounts/guardians/context.ts';
import { type GuardianOperations, guardianOperations } from '../accounts/guardians/operations.ts';
import { confirmByForm, refuseForm, requestsAwaitingForms } from '../accounts/guardians/verify.ts';
import type { NoticeParts } from '../accounts/notices/write.ts';
import { assertPassword } from '../accounts/password-rules.ts';
import { type RegistrationOperations, registrationOperations } from '../accounts/registration/operations.ts';
import { endSignInsOf } from '../accounts/sign-in/end-sign-ins.ts';
import { MasterXError } from '../errors/error.ts';
import { reachKeys } from '../stores/keys/reach.ts';
import { recordAgeOn } from './age.ts';
import type { PlatformServices } from './services.ts';

/** Registration and whatever else is done without a sign-in: for the parts of the platform that act for nobody. */
export function registrationOn(services: PlatformServices, actor: Actor): RegistrationOperations {
  const { mailer, publicUrl } = services;
  return registrationOperations({ ...partsOf(services, actor), mailer, publicUrl });
}

/** What somebody who is signed in does as a guardian. @throws MasterXError `access_denied` for whoever is nobody. */
export function guardiansOn(services: PlatformServices, actor: Actor): GuardianOperations {
  const guardianId = personOf(actor);
  return guardianOperations(partsOf(services, onBehalf(actor, 'guardianship')), guardianId);
}

/** The own address. @throws MasterXError `access_denied` */
export function addressesOn(services: PlatformServices, actor: Actor) {
  const userId = personOf(actor);
  const parts = partsOf(services, onBehalf(actor, 'change of an address'));
  return {
    /**
     * Writes to a new address, which is the account's once the link comes back. A password can be reset by an address, so
     * it takes the present one.
     *
     * @throws MasterXError `sign_in_failed`, `validation_failed`, `not_found`.
     */
    askNew: async (address: string, password: string) => {
      await services.signIns.of(actor).prove({ password });
      await askNewAddress(parts, userId, address);
    },
  };
}

/** Signed forms, for whoever runs the platform. @throws MasterXError `access_denied` */
export function guardianFormsOn(services: PlatformServices, actor: Actor) {
  if (actor.role !== 'operator' && actor.role !== 'system') {
    throw new MasterXError('access_denied', { detail: 'Only operators look through signed forms.' });
  }
  const parts = partsOf(services, onBehalf(actor, 'signed forms of guardians'));
  return {
    /** Requests whose signed form is waited for. */
    waiting: (options: { readonly cursor?: string; readonly limit?: number } = {}) =>
      requestsAwaitingForms(parts, options),
    /** Confirms that the signed form came. @throws MasterXError `not_found`, `conflict` */
    confirm: (requestId: string) => confirmByForm(parts, requestId),
    /** Ends a request whose form will not do. @throws MasterXError `not_found`, `conflict` */
    refuse: (requestId: string) => refuseForm(parts, requestId),
  };
}

function partsOf(services: PlatformServices, actor: Actor): GuardianParts & NoticeParts {
  const { clock, entropy, passwords, confirmAfterMs, keyGate, vault, keyring } = services;
  return {
    documents: services.documents.as(actor),
    clock,
    entropy,
    confirmAfterMs,
    recordAge: recordAgeOn(services, actor),
    allowedBy: (learners) => keyring.allowedBy(learners),
    passwords: {
      assertGood: (password, owner) => assertPassword(password, owner),
      hash: (password) => passwords.hash(password),
    },
    destroyKey: async (requestId) => {
      await keyGate.pass(
        {
          actor,
          action: 'delete',
          operation: 'destroy key of request',
          collections: ['learner_contexts'],
          learners: [requestId],
        },
        () => reachKeys(() => vault.removeLearnerContext(requestId)),
      );
      keyring.forget(requestId);
    },
    enforce: (learner, consents, at) => enforceConsents(services, actor, learner, consents, at),
    endSignIns: async (within, userId, reason) =>
      services.signIns.forget(await endSignInsOf(within, userId, reason, clock.now())),
  };
}

/** A part of the platform that acts for a person: whose relation to a learner it looks up itself. */
function onBehalf(actor: Actor, purpose: string): Actor {
  const { requestId, id, address } = actor;
  return {
    ...systemActor('accounts', requestId, purpose),
    onBehalfOf: id,
    ...(address !== undefined && { address }),
  };
}

function personOf({ role, learner }: Actor): string {
  if (role !== 'system' && learner !== undefined) return learner;
  throw new MasterXError('access_denied', { detail: 'Only people with an account do this.' });
}
