import type { Command } from 'commander';
import { type Commands, define, loaded } from './command.ts';
import { repeated, wholeNumber } from './option-values.ts';

/** Days a certificate of development lasts unless asked otherwise. */
const DAYS = 30;
const DAYS_MAX = 89;

/** `masterx certs …` */
export function addCertsCommands(program: Command, commands: Commands): void {
  const certs = program
    .command('certs')
    .helpCommand(false)
    .summary('make certificates for development, look at any')
    .description(
      'Certificates of TLS: makes an authority for development and what it signs, and looks at any certificate. See ' +
        'docs/transport.md.',
    );
  define(
    certs
      .command('dev')
      .option('--folder <path>', 'where to; default: `certificates` in the data folder')
      .option('--name <host>', 'another name or address of the servers; may be repeated', repeated, [])
      .option('--service <name>', 'a service to make a client certificate for; may be repeated', repeated, [])
      .option('--days <count>', 'days the certificates last', wholeNumber(1, DAYS_MAX), DAYS),
    commands,
    {
      summary: 'make an authority and certificates for development',
      description:
        'Makes an authority that permits the names of this machine (and those given) and nothing else, and certificates of it for ' +
        'the HTTP service, MongoDB, Redis, for MasterX as their client, and for services. Keys (P-256) are readable by their ' +
        'owner only. Called again it renews the certificates and keeps the authority while that lasts; a running service takes ' +
        'them into use by itself. Prints the settings to set. Refused where NODE_ENV is production.',
      json: 'one document: { folder, isKept, authority, certificates: [{ name, certificate, key, facts }], settings }',
      examples: [
        ['certs dev', 'for this machine, into the data folder'],
        ['certs dev --name mongodb --name redis --name masterx', 'for containers that call each other so'],
        ['certs dev --service importer', 'and a client certificate for a service called importer'],
      ],
      operation: loaded(async () => (await import('./certs-dev.ts')).certsDev),
    },
  );
  define(certs.command('show').argument('<file...>', 'files in PEM'), commands, {
    summary: 'print what a certificate says',
    description:
      'Prints whom each certificate of a file is made out to, by whom, from when until when, and its thumbprint, by which ' +
      'MASTERX_SERVICES knows a service. The exit code is 1 when one is not valid by now. Keys are not shown.',
    json: 'one document: { valid, certificates: [{ file, subject, issuer, names, notBefore, notAfter, daysLeft, serial, thumbprint, thumbprintBase64url, isAuthority, key }] }',
    examples: [
      ['certs show server.pem', 'one file'],
      ['certs show /etc/masterx/tls/*.pem --json', 'several, for a monitor'],
    ],
    operation: loaded(async () => (await import('./certs-show.ts')).certsShow),
  });
}
