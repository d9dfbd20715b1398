import type { Command } from 'commander';
import { type Commands, define, loaded } from './command.ts';
import { wholeNumber } from './option-values.ts';

/** `masterx start` */
export function addStart(program: Command, commands: Commands): void {
  const command = program
    .command('start')
    .option('--port <number>', 'port to listen on; 0 takes a free one', wholeNumber(0, 65_535))
    .option('--host <address>', 'address to listen on; beyond this machine only with a certificate')
    .option('--tls', 'speak HTTPS: with the certificate of the settings, else with one for development')
    .option('--open', 'open the pages in the browser')
    .option('--no-sample', 'leave an empty database empty');
  define(command, commands, {
    summary: 'start the platform and its pages',
    description:
      'Finds or starts the database, applies the schema, and serves the API and the pages until it is stopped (Ctrl-C or ' +
      'SIGTERM). A database without a single account first gets the sample of the package: real, anonymous learners’ ' +
      'records and a few invented learners. Interrupted there, the next start goes on. With a certificate it speaks ' +
      'HTTPS, TLS 1.3 only, and may listen beyond this machine. Log lines go to standard error as JSON; in a terminal only warnings, unless ' +
      'MASTERX_LOG_LEVEL says otherwise.',
    json: 'one line when it is ready: { url, listeners, version, engine, database, cache, dataDirectory, keyFile, pages, sample }',
    examples: [
      ['start', 'at the port of the settings'],
      ['start --port 0 --no-sample --json', 'for a script: an empty platform, and where it listens'],
      ['start --open', 'and open the pages'],
      ['start --tls', 'over HTTPS, with a certificate made for development'],
    ],
    operation: loaded(async () => (await import('./serve.ts')).start),
  });
}
