import { type Command, Option } from 'commander';
import { SERVICE_SCOPE_NAMES } from '../schema/vocabulary/service-scopes.ts';
import { type Commands, define, loaded } from './command.ts';
import { uuid } from './option-values.ts';

/** `masterx services …` */
export function addServicesCommands(program: Command, commands: Commands): void {
  const services = program
    .command('services')
    .summary('programs that sign in by themselves')
    .description(
      'Programs that sign in with a secret or a certificate of their own, and what they were given.',
    );
  define(
    services
      .command('create')
      .argument('<name>', 'what it is called; of no person')
      .addOption(
        new Option('--scope <scope...>', 'what it may do; repeat it, or name several').choices(
          SERVICE_SCOPE_NAMES,
        ),
      ),
    commands,
    {
      summary: 'make a service with a first secret',
      description:
        'Makes a service and prints its identifier and its secret, which is told this once. It signs in at /v1/auth/token ' +
        '(OAuth 2.0 client credentials).',
      json: 'one document: { service, secret }',
      examples: [
        ['services create "Nightly export" --scope learning:read concepts:read', 'a program that reads'],
      ],
      operation: loaded(async () => (await import('./services-run.ts')).createServiceCommand),
    },
  );
  define(services.command('list'), commands, {
    summary: 'list services, newest first',
    description: 'Lists services with what they were given and how many secrets they have; never a secret.',
    json: 'one document: { services }',
    examples: [['services list', 'those that were revoked too']],
    operation: loaded(async () => (await import('./services-run.ts')).listServicesCommand),
  });
  define(
    services.command('rotate-secret').argument('<service>', 'its identifier (client_id)', uuid),
    commands,
    {
      summary: 'give a service another secret',
      description:
        'Prints another secret, which is told this once. The one before it is taken as well until the next time, so that the ' +
        'service can take the new one over while it runs.',
      json: 'one document: { service, secret }',
      examples: [
        [
          'services rotate-secret 6f1d0e3a-2b4c-4d5e-8f90-a1b2c3d4e5f6',
          'twice, to be rid of one that leaked',
        ],
      ],
      operation: loaded(async () => (await import('./services-run.ts')).rotateSecretCommand),
    },
  );
  define(
    services
      .command('add-certificate')
      .argument('<service>', 'its identifier (client_id)', uuid)
      .argument('<file>', 'its client certificate, in PEM'),
    commands,
    {
      summary: 'let a service sign in with a client certificate',
      description: 'Enters the SHA-256 thumbprint of a client certificate (RFC 8705); the latest four count.',
      json: 'one document: the service',
      examples: [
        [
          'services add-certificate 6f1d0e3a-2b4c-4d5e-8f90-a1b2c3d4e5f6 exporter.pem',
          'then it needs no secret',
        ],
      ],
      operation: loaded(async () => (await import('./services-run.ts')).addCertificateCommand),
    },
  );
  define(services.command('revoke').argument('<service>', 'its identifier (client_id)', uuid), commands, {
    summary: 'shut a service out, for good',
    description:
      'Its secrets and certificates count no more, and its access tokens are refused within ten seconds.',
    json: 'one document: the service',
    examples: [['services revoke 6f1d0e3a-2b4c-4d5e-8f90-a1b2c3d4e5f6', 'when it is not needed any more']],
    operation: loaded(async () => (await import('./services-run.ts')).revokeCommand),
  });
}
