import { createHash, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { systemActor } from '../access/actor.ts';
import type { ServiceSummary, ServiceWithSecret } from '../accounts/services/services.ts';
import { MasterXError } from '../errors/error.ts';
import type { ActorPlatform } from '../platform.ts';
import type { ServiceScope } from '../schema/vocabulary/service-scopes.ts';
import type { CommonOptions } from './command.ts';
import { type CommandContext, configOf } from './context.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';
import { textTable } from './text-table.ts';
import { withPlatform } from './with-platform.ts';

interface CreateOptions extends CommonOptions {
  readonly scope?: readonly ServiceScope[];
}

/** Makes a service with a first secret. */
export async function createServiceCommand(
  context: CommandContext,
  { scope = [], json }: CreateOptions,
  name = '',
): Promise<ExitCode> {
  const made = await withServices(context, (services) => services.create({ name, scopes: scope }));
  tellSecret(context.terminal, made, json);
  return EXIT.done;
}

/** Gives a service another secret. */
export async function rotateSecretCommand(
  context: CommandContext,
  { json }: CommonOptions,
  clientId = '',
): Promise<ExitCode> {
  const made = await withServices(context, (services) => services.rotateSecret(clientId.toLowerCase()));
  tellSecret(context.terminal, made, json);
  return EXIT.done;
}

/** Lists services, newest first. */
export async function listServicesCommand(
  context: CommandContext,
  { json }: CommonOptions,
): Promise<ExitCode> {
  const { terminal } = context;
  const found = await withServices(context, allOf);
  if (json) terminal.line(JSON.stringify({ services: found }));
  else if (found.length === 0) terminal.line('There are no services.');
  else terminal.line(table(found));
  return EXIT.done;
}

/** Lets a service sign in with a client certificate. */
export async function addCertificateCommand(
  context: CommandContext,
  { json }: CommonOptions,
  clientId = '',
  file = '',
): Promise<ExitCode> {
  const thumbprint = await thumbprintOf(resolve(context.folder, file));
  const service = await withServices(context, (services) =>
    services.addCertificate(clientId.toLowerCase(), thumbprint),
  );
  tellService(context.terminal, service, json, `Its certificate is ${thumbprint}.`);
  return EXIT.done;
}

/** Shuts a service out. */
export async function revokeCommand(
  context: CommandContext,
  { json }: CommonOptions,
  clientId = '',
): Promise<ExitCode> {
  const service = await withServices(context, (services) => services.revoke(clientId.toLowerCase()));
  tellService(context.terminal, service, json, 'It is shut out.');
  return EXIT.done;
}

function withServices<T>(
  context: CommandContext,
  work: (services: ActorPlatform['services']) => Promise<T>,
): Promise<T> {
  return withPlatform(context, configOf(context), ({ platform }) =>
    work(platform.as(systemActor('services', context.entropy.uuid(), 'looking after services')).services),
  );
}

async function allOf(services: ActorPlatform['services']): Promise<readonly ServiceSummary[]> {
  const found: ServiceSummary[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof services.list>> = await services.list(
      cursor === null ? {} : { cursor },
    );
    found.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found;
}

/** SHA-256 of a certificate in DER, base64url (RFC 8705 §3.1). @throws MasterXError `file_unreadable` */
async function thumbprintOf(path: string): Promise<string> {
  try {
    const { raw } = new X509Certificate(await readFile(path));
    return createHash('sha256').update(raw).digest('base64url');
  } catch (cause) {
    throw new MasterXError('file_unreadable', {
      detail: `${path} holds no certificate.`,
      hint: 'Name a certificate in PEM.',
      cause,
    });
  }
}

function tellSecret(terminal: Terminal, made: ServiceWithSecret, json: boolean): void {
  if (json) terminal.line(JSON.stringify(made));
  else {
    const { service, secret } = made;
    terminal.line(`${service.name} (${service.scopes.join(', ') || 'no scopes'})`);
    terminal.line(`client_id      ${service.client_id}`);
    terminal.line(`client_secret  ${secret}`);
    terminal.note('The secret is told this once. Keep it where only the service reads it.');
  }
}

function tellService(terminal: Terminal, service: ServiceSummary, json: boolean, said: string): void {
  terminal.line(json ? JSON.stringify(service) : `${service.name} (${service.client_id}): ${said}`);
}

function table(services: readonly ServiceSummary[]): string {
  const day = (at: Date | undefined | null) => at?.toISOString().slice(0, 10) ?? '–';
  return textTable(
    ['Service', 'client_id', 'Scopes', 'Secrets', 'Certificates', 'Made', 'Revoked'].map((title) => ({
      title,
    })),
    services.map(({ name, client_id, scopes, secrets, certificates, created_at, revoked_at }) => [
      ...[name, client_id, scopes.join(' '), String(secrets.length), String(certificates.length)],
      ...[day(created_at), day(revoked_at)],
    ]),
  );
}
