import { LIMITS } from '../../std/limits.ts';
import { collection, equals, from, index, query } from '../define.ts';
import { choice } from '../fields/choice.ts';
import { digest } from '../fields/facts.ts';
import { group } from '../fields/group.ts';
import { instant } from '../fields/instant.ts';
import { list } from '../fields/list.ts';
import { text } from '../fields/text.ts';
import { uuid } from '../fields/uuid.ts';
import { SERVICE_SCOPE_NAMES } from '../vocabulary/service-scopes.ts';
import { bookkeeping, documentId } from './bookkeeping.ts';

/** Characters of a SHA-256 digest in base64url. */
const DIGEST_LENGTH = 43;

/** Programs that sign in by themselves. */
export const services = collection({
  name: 'services',
  typeName: 'ServiceDocument',
  description: 'One document for each program that signs in with credentials of its own (RFC 6749 §4.4).',
  specification: null,
  extension: 'Services sign in with client credentials or a certificate and have no collection.',
  database: 'data',
  owner: null,
  identity: ['client_id'],
  datedBy: 'created_at',
  purpose: 'operation',
  retention: 'operation',
  export: false,
  shardKey: null,
  fields: {
    _id: documentId,
    client_id: uuid({ description: 'Identifier of the service.' }),
    name: text({ description: 'What it is called; of no person.', minLength: 1, maxLength: 120 }),
    role: choice(['service'], { description: 'The role its access tokens carry.' }),
    scopes: list(choice(SERVICE_SCOPE_NAMES, { description: 'One scope of the policy table.' }), {
      description: 'What it was given: its access tokens carry these scopes, or fewer.',
      maxItems: SERVICE_SCOPE_NAMES.length,
    }),
    created_at: instant({ description: 'When it was made.' }),
    revoked_at: instant({ description: 'When it was shut out.', nullable: 'It may sign in.' }),
    secrets: list(
      group(
        {
          digest: text({
            description: 'SHA-256 of 256 random bits, base64url.',
            maxLength: DIGEST_LENGTH,
            protection: digest(),
          }),
          created_at: instant({ description: 'When it was made.' }),
        },
        { description: 'One secret.' },
      ),
      {
        description: 'The secrets that are taken, latest first: two while one takes over from the other.',
        maxItems: LIMITS.clientSecretsMax,
      },
    ),
    certificates: list(
      group(
        {
          thumbprint: text({
            description: 'SHA-256 of the certificate in DER, base64url (RFC 8705 `x5t#S256`).',
            minLength: DIGEST_LENGTH,
            maxLength: DIGEST_LENGTH,
          }),
          created_at: instant({ description: 'When it was entered.' }),
        },
        { description: 'One certificate.' },
      ),
      { description: 'Client certificates that are taken.', maxItems: LIMITS.clientCertificatesMax },
    ),
    revision: bookkeeping.revision,
  },
  indexes: [
    index({ client_id: 1 }, { why: 'a service by itself', unique: true, extension: 'Support collection.' }),
    index(
      { 'certificates.thumbprint': 1 },
      { why: 'the service of a certificate', extension: 'Support collection.' },
    ),
    index({ created_at: -1 }, { why: 'services, newest first', extension: 'Support collection.' }),
  ],
  queries: {
    service_by_id: query({
      why: 'what a service signs in with, and whether it may',
      filter: { client_id: equals('client_id') },
      projection: 'whole',
      answers: 'one',
      index: 'client_id_1',
      promise: { slaMs: 50, frequency: 'high' },
    }),
    service_by_certificate: query({
      why: 'the service of a client certificate',
      filter: { 'certificates.thumbprint': equals('thumbprint') },
      projection: 'whole',
      answers: 'one',
      index: 'certificates.thumbprint_1',
      promise: { slaMs: 50, frequency: 'high' },
    }),
    services: query({
      why: 'list services, newest first',
      filter: { created_at: from('since') },
      sort: { created_at: -1 },
      projection: 'whole',
      answers: 'page',
      index: 'created_at_-1',
      promise: { slaMs: 200, frequency: 'low' },
    }),
  },
});
