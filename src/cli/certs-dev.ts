import { join } from 'node:path';
import { MasterXError } from '../errors/error.ts';
import {
  type DevelopmentFiles,
  type DevelopmentRequest,
  makeDevelopmentFiles,
  serviceUri,
} from '../transport/development/files.ts';
import type { CommonOptions } from './command.ts';
import { type CommandContext, configOf } from './context.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';

interface DevOptions extends CommonOptions {
  readonly folder?: string;
  readonly name: readonly string[];
  readonly service: readonly string[];
  readonly days: number;
}

/** Folder of the certificates of development, in the data folder. */
const FOLDER = 'certificates';
/** Port of the listener for services, as the printed settings have it. */
const SERVICE_PORT = 4601;
const NAME = /^[a-z0-9](?:[a-z0-9_-]{0,62}[a-z0-9])?$/;
const HOST = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9.:-]*[a-z0-9])?$/i;

/** Makes certificates for development and prints the settings that use them. */
export async function certsDev(context: CommandContext, options: DevOptions): Promise<ExitCode> {
  const { terminal } = context;
  const { folder, name: hosts, service: services, days, json } = options;
  const unfit = [
    ...hosts.filter((host) => !HOST.test(host)),
    ...services.filter((service) => !NAME.test(service)),
  ];
  if (unfit.length > 0) {
    throw new MasterXError('usage', {
      detail: `${unfit.join(', ')} cannot be the name of a ${hosts.includes(unfit[0] ?? '') ? 'host' : 'service'}.`,
    });
  }
  const files = await developmentFiles(context, { hosts, services, days }, folder);
  const settings = settingsOf(files, services);
  if (json) {
    terminal.line(JSON.stringify({ ...files, settings }));
    return EXIT.done;
  }
  tell(files, settings, terminal);
  return EXIT.done;
}

/**
 * Certificates of the authority for development.
 *
 * @throws MasterXError `certificate_refused` in production
 */
export async function developmentFiles(
  context: CommandContext,
  request: DevelopmentRequest,
  folder?: string,
): Promise<DevelopmentFiles> {
  const { environment, dataDirectory } = configOf(context);
  if (environment === 'production') {
    throw new MasterXError('certificate_refused', {
      detail: 'An authority whose key lies in a file is for development, and this is production.',
      hint: 'Take certificates of an authority of yours, and name them in MASTERX_TLS_CERT and MASTERX_TLS_KEY.',
    });
  }
  return makeDevelopmentFiles(folder ?? join(dataDirectory, FOLDER), request, context.clock.now());
}

/** The settings that use the files. */
function settingsOf(
  { authority, certificates }: DevelopmentFiles,
  services: readonly string[],
): Readonly<Record<string, string>> {
  const of = (name: string) => certificates.find((one) => one.name === name);
  const client = { ca: authority.certificate, cert: of('masterx')?.certificate, key: of('masterx')?.key };
  return Object.fromEntries(
    Object.entries({
      MASTERX_TLS_CERT: of('server')?.certificate,
      MASTERX_TLS_KEY: of('server')?.key,
      MASTERX_SERVICE_PORT: String(SERVICE_PORT),
      MASTERX_SERVICE_CA: authority.certificate,
      MASTERX_SERVICES: services.map((service) => `${service}=${serviceUri(service)}`).join(','),
      MASTERX_MONGODB_CA: client.ca,
      MASTERX_MONGODB_CERT: client.cert,
      MASTERX_MONGODB_KEY: client.key,
      MASTERX_REDIS_CA: client.ca,
      MASTERX_REDIS_CERT: client.cert,
      MASTERX_REDIS_KEY: client.key,
    }).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== ''),
  );
}

function tell(
  { folder, authority, isKept, certificates }: DevelopmentFiles,
  settings: Readonly<Record<string, string>>,
  terminal: Terminal,
): void {
  const { bold } = terminal.paint.answer;
  const day = (at: Date | undefined) => at?.toISOString().slice(0, 10) ?? '';
  const file = (name: string) => certificates.find((one) => one.name === name);
  const lines = [
    `${isKept ? 'The authority was kept' : 'A new authority was made'}; it ends on ${day(authority.facts.notAfter)}, the certificates on ${day(certificates[0]?.facts.notAfter)}.`,
    `They are in ${bold(folder)}.`,
    '',
    'The HTTP service over TLS, and a listener for services:',
    ...Object.entries(settings)
      .filter(([name]) => /^MASTERX_(?:TLS|SERVICE)/.test(name))
      .map(([name, value]) => `  ${name}=${value}`),
    '',
    'MongoDB and Redis over TLS, once they run with theirs:',
    ...Object.entries(settings)
      .filter(([name]) => /^MASTERX_(?:MONGODB|REDIS)/.test(name))
      .map(([name, value]) => `  ${name}=${value}`),
    `  mongod --tlsMode requireTLS --tlsCertificateKeyFile ${file('mongod')?.certificate} --tlsCAFile ${authority.certificate} …`,
    `  redis-server --port 0 --tls-port 6379 --tls-cert-file ${file('redis')?.certificate} --tls-key-file ${file('redis')?.key} --tls-ca-cert-file ${authority.certificate} --tls-protocols TLSv1.3 …`,
    '',
    'To have programs trust the service while you develop:',
    `  curl --cacert ${authority.certificate} …`,
    `  NODE_EXTRA_CA_CERTS=${authority.certificate} node …`,
    'A browser asks you once. The authority can vouch for no name but those it was made for.',
  ];
  for (const line of lines) terminal.line(line);
}
