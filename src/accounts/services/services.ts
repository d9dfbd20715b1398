import type { ServiceDocument } from '../../derive/generated/documents.ts';
import type { ActorDocuments } from '../../documents/documents.ts';
import type { Page, QueryOptions } from '../../documents/parts.ts';
import { MasterXError } from '../../errors/error.ts';
import type { ServiceScope } from '../../schema/vocabulary/service-scopes.ts';
import type { Clock } from '../../std/clock.ts';
import { LIMITS } from '../../std/limits.ts';
import type { Entropy } from '../../std/random.ts';
import { newClientSecret } from './service-secret.ts';

/** A service as it is shown: without the digests of its secrets. */
export interface ServiceSummary {
  readonly client_id: string;
  readonly name: string;
  readonly role: ServiceDocument['role'];
  readonly scopes: readonly ServiceScope[];
  readonly created_at: Date;
  readonly revoked_at: Date | null;
  /** When each secret that is taken was made, latest first. */
  readonly secrets: readonly Date[];
  readonly certificates: ServiceDocument['certificates'];
}

/** A service with a secret that is told this once. */
export interface ServiceWithSecret {
  readonly service: ServiceSummary;
  readonly secret: string;
}

/** What work on services is made of. */
export interface ServiceParts {
  readonly documents: ActorDocuments;
  readonly clock: Clock;
  readonly entropy: Entropy;
}

const EVER = new Date(0);

/** SHA-256 in base64url. */
const THUMBPRINT = /^[A-Za-z0-9_-]{43}$/;

/** Makes a service with a first secret. @throws MasterXError `validation_failed`, `access_denied`. */
export async function createService(
  { documents, clock, entropy }: ServiceParts,
  { name, scopes }: { readonly name: string; readonly scopes: readonly ServiceScope[] },
): Promise<ServiceWithSecret> {
  const { secret, digest } = newClientSecret(entropy);
  const created_at = clock.now();
  const [made] = await documents.collection('services').insert([
    {
      client_id: entropy.uuid(),
      name,
      role: 'service',
      scopes: [...new Set(scopes)],
      created_at,
      revoked_at: null,
      secrets: [{ digest, created_at }],
      certificates: [],
    },
  ]);
  if (!made) throw new MasterXError('internal');
  return { service: summaryOf(made.document), secret };
}

/** Services, newest first; those that were revoked too. */
export async function listServices(
  documents: ActorDocuments,
  options: Pick<QueryOptions, 'cursor' | 'limit'> = {},
): Promise<Page<ServiceSummary>> {
  const { items, nextCursor } = await documents
    .collection('services')
    .query('services', { since: EVER }, options);
  return { items: items.map(summaryOf), nextCursor };
}

/**
 * Gives a service another secret. The one before it is taken as well, until the next time: a service takes the new one
 * over while it runs.
 *
 * @throws MasterXError `not_found`, `conflict` for one that was revoked.
 */
export async function rotateServiceSecret(
  { documents, clock, entropy }: ServiceParts,
  clientId: string,
): Promise<ServiceWithSecret> {
  const { secret, digest } = newClientSecret(entropy);
  const created_at = clock.now();
  const service = await revise(documents, 'rotate a secret', clientId, (stored) => ({
    ...stored,
    secrets: [{ digest, created_at }, ...stored.secrets].slice(0, LIMITS.clientSecretsMax),
  }));
  return { service, secret };
}

/**
 * Lets a service sign in with a client certificate.
 *
 * @param thumbprint SHA-256 of the certificate in DER, base64url (RFC 8705 §3.1).
 * @throws MasterXError `validation_failed`, `not_found`, `conflict` where the certificate is another service's.
 */
export async function addServiceCertificate(
  { documents, clock }: ServiceParts,
  clientId: string,
  thumbprint: string,
): Promise<ServiceSummary> {
  if (!THUMBPRINT.test(thumbprint)) {
    throw new MasterXError('validation_failed', {
      violations: [{ path: 'thumbprint', message: 'must be the SHA-256 of a certificate, base64url' }],
    });
  }
  const holder = await documents.collection('services').find('service_by_certificate', { thumbprint });
  if (holder !== null && holder.client_id !== clientId) {
    throw new MasterXError('conflict', { detail: 'The certificate is that of another service.' });
  }
  const created_at = clock.now();
  return revise(documents, 'add a certificate', clientId, (stored) => ({
    ...stored,
    certificates: [
      { thumbprint, created_at },
      ...stored.certificates.filter((other) => other.thumbprint !== thumbprint),
    ].slice(0, LIMITS.clientCertificatesMax),
  }));
}

/** Shuts a service out, for good. @throws MasterXError `not_found` */
export async function revokeService(
  { documents, clock }: ServiceParts,
  clientId: string,
): Promise<ServiceSummary> {
  const at = clock.now();
  const service = await documents
    .collection('services')
    .revise('revoke a service', { client_id: clientId }, (stored) => ({
      ...stored,
      revoked_at: stored.revoked_at ?? at,
      secrets: [],
      certificates: [],
    }));
  return summaryOf(service);
}

async function revise(
  documents: ActorDocuments,
  operation: string,
  clientId: string,
  change: (stored: ServiceDocument) => ServiceDocument,
): Promise<ServiceSummary> {
  const service = await documents
    .collection('services')
    .revise(operation, { client_id: clientId }, (stored) => {
      if (stored.revoked_at === null) return change(stored);
      throw new MasterXError('conflict', { detail: 'The service was revoked.' });
    });
  return summaryOf(service);
}

function summaryOf(service: ServiceDocument): ServiceSummary {
  const { client_id, name, role, scopes, created_at, revoked_at, secrets, certificates } = service;
  return {
    ...{ client_id, name, role, scopes, created_at, revoked_at, certificates },
    secrets: secrets.map((secret) => secret.created_at),
  };
}
