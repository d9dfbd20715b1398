import { once } from 'node:events';
import { type Logger, pino } from 'pino';
import { ConfiguredServices } from '../access/service-certificates.ts';
import { secretHider, secretsIn } from '../config/secrets.ts';
import type { Config } from '../config/settings.ts';
import { failureNote } from '../http/failure-log.ts';
import { assertAddressFree } from '../http/listening.ts';
import { createHttpService } from '../http/service.ts';
import type { Listeners } from '../http/side-listeners.ts';
import { type SignInMode, signInMode } from '../http/sign-in-mode.ts';
import { JobRunner } from '../jobs/runner.ts';
import { jobsOf } from '../jobs/table.ts';
import type { OpenedPlatform } from '../open-platform.ts';
import { serverOf } from '../stores/mongo/capabilities.ts';
import { isLoopback } from '../transport/loopback.ts';
import { developmentFiles } from './certs-dev.ts';
import type { CommonOptions } from './command.ts';
import { type CommandContext, configOf } from './context.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { followCertificates } from './follow-certificates.ts';
import { followUnhandled } from './last-resort.ts';
import { openInBrowser } from './open-in-browser.ts';
import { builtPages, keyFileOf } from './places.ts';
import { loadSample, type SampleOutcome } from './sample.ts';
import type { Terminal } from './terminal.ts';
import { version } from './version.ts';
import { withPlatform } from './with-platform.ts';

interface StartOptions extends CommonOptions {
  readonly port?: number;
  readonly host?: string;
  readonly tls?: boolean;
  readonly open?: boolean;
  /** False with `--no-sample`. */
  readonly sample: boolean;
}

/** What runs, for whoever waits for it. */
interface Running {
  readonly url: string;
  readonly listeners: Listeners;
  readonly version: string;
  readonly engine: string;
  readonly database: { readonly name: string; readonly version: string };
  readonly cache: string;
  readonly dataDirectory: string;
  readonly keyFile: string;
  readonly pages: boolean;
  readonly signIn: SignInMode;
  readonly sample: SampleOutcome;
}

/** Starts the platform and serves it until it is told to stop. */
export async function start(context: CommandContext, options: StartOptions): Promise<ExitCode> {
  const config = configOf(await withCertificate(overridden(context, options), options));
  // Said before anything is installed or started.
  await assertAddressFree(config);
  const logger = loggerOf(context, config);
  return withPlatform(context, config, (opened) => serve(context, options, opened, logger), {
    missingSchema: 'migrate',
    onCacheNotice: (message) => logger.info(message),
    onTokenReuse: ({ signIn, requestId }) =>
      logger.warn(
        { sign_in_id: signIn, request_id: requestId },
        'A refresh token was shown again: its sign-in was ended, since somebody copied it',
      ),
    onAuthentication: ({ requestId, ...event }) =>
      logger[event.outcome === 'failed' ? 'warn' : 'info'](
        { ...event, request_id: requestId },
        'authentication',
      ),
    onKeyWorn: (keyId, envelopes) =>
      logger.warn(
        { keyId: keyId.toString('hex'), envelopes },
        'A key has sealed so much that it should be rotated',
      ),
  });
}

/** Options say more than the environment. */
function overridden(context: CommandContext, { port, host }: StartOptions): CommandContext {
  const environment = {
    ...context.environment,
    ...(port !== undefined && { MASTERX_PORT: String(port) }),
    ...(host !== undefined && { MASTERX_HOST: host }),
  };
  return { ...context, environment };
}

/** Days the certificates of development last that are made for a start. */
const DEVELOPMENT_DAYS = 30;

/** With `--tls`, the certificate of the settings, or one for development. */
async function withCertificate(
  context: CommandContext,
  { tls = false }: StartOptions,
): Promise<CommandContext> {
  if (!tls || configOf(context).tlsCertificate !== null) return context;
  const request = { hosts: [], services: [], days: DEVELOPMENT_DAYS };
  const { certificates } = await developmentFiles(context, request);
  const server = certificates.find(({ name }) => name === 'server');
  const environment = {
    ...context.environment,
    ...(server && { MASTERX_TLS_CERT: server.certificate, MASTERX_TLS_KEY: server.key }),
  };
  return { ...context, environment };
}

function loggerOf({ environment, terminal }: CommandContext, config: Config): Logger {
  const level = terminal.isWatched && !environment['MASTERX_LOG_LEVEL'] ? 'warn' : config.logLevel;
  const hide = secretHider(secretsIn(config));
  return pino({ level, base: null }, { write: (line) => terminal.note(hide(line.trimEnd())) });
}

async function serve(
  context: CommandContext,
  options: StartOptions,
  { config, servers, platform, credentials, rates }: OpenedPlatform,
  logger: Logger,
): Promise<ExitCode> {
  const { terminal, signal } = context;
  const sample = options.sample ? await loadSample(context, platform, config) : 'not wanted';
  const { mongodb, redis } = servers;
  const database = await serverOf(platform.connection.data);
  const pages = builtPages();
  const service = await createHttpService(platform, {
    config,
    logger,
    credentials,
    rates,
    services: new ConfiguredServices(config.services),
    ...(pages !== undefined && { staticDirectory: pages }),
    about: {
      version: version(),
      database: { engine: mongodb.engine, version: `${database.name} ${database.version}` },
      cache: { engine: redis.engine, note: redis.note ?? '' },
    },
  });
  const jobs = new JobRunner(platform, jobsOf(config), {
    done: (job, done) => logger.debug({ job, ...done }, 'job done'),
    failed: (job, error) => logger.error({ job, failure: failureNote(error) }, 'job failed'),
  });
  const lastResort = followUnhandled(process, { logger, metrics: platform.metrics, clock: context.clock });
  const certificates = followCertificates(credentials, logger, platform.metrics, context.clock);
  try {
    const running = {
      url: await service.listen(),
      listeners: service.listeners,
      version: version(),
      engine: mongodb.engine,
      database: { name: database.name, version: database.version },
      cache: redis.engine,
      dataDirectory: config.dataDirectory,
      keyFile: keyFileOf(config),
      pages: pages !== undefined,
      signIn: signInMode(config),
      sample,
    };
    jobs.start();
    tell(running, terminal, options.json);
    if (options.open) openInBrowser(running.url, (line) => terminal.note(line));
    const told = signal.aborted ? undefined : once(signal, 'abort').then(() => EXIT.done);
    const exhausted = lastResort.exhausted.then(() => EXIT.failed);
    return await Promise.race([told ?? EXIT.done, exhausted]);
  } finally {
    certificates.stop();
    lastResort.stop();
    await jobs.stop();
    await service.close();
  }
}

function tell(running: Running, terminal: Terminal, json: boolean): void {
  if (json) {
    terminal.line(JSON.stringify(running));
    return;
  }
  const { url, engine, database, cache, dataDirectory, keyFile, pages, listeners } = running;
  const { bold } = terminal.paint.answer;
  const where = engine === 'configured' ? 'MASTERX_MONGODB_URI' : `${dataDirectory} (${engine})`;
  const lines = [
    `MasterX ${running.version} is ready.`,
    '',
    `  Pages  ${pages ? bold(url) : 'not built; run `npm run build` and start again'}`,
    `  API    ${bold(`${url}/docs`)}`,
    `  Data   ${where}: ${database.name} ${database.version}; cache: ${cache}`,
    `  Keys   ${keyFile}; without it the data cannot be read`,
    ...(listeners.services === null ? [] : [`  Services ${listeners.services}, with a client certificate`]),
    ...(listeners.redirect === null ? [] : [`  HTTP   ${listeners.redirect} leads to HTTPS`]),
    '',
    `${whom(running)} Ctrl-C stops it; the data stays.`,
  ];
  for (const line of lines) terminal.line(line);
}

function whom({ url, signIn }: Running): string {
  if (!isLoopback(new URL(url).hostname)) return 'Others reach it, and sign in.';
  return signIn === 'local'
    ? 'Only this machine reaches it, and whoever does may ask for everything.'
    : 'Only this machine reaches it.';
}
