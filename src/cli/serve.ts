import { once } from 'node:events';
import { type Logger, pino } from 'pino';
import type { Config } from '../config/settings.ts';
import { assertAddressFree } from '../http/listening.ts';
import { createHttpService } from '../http/service.ts';
import { type SignInMode, signInMode } from '../http/sign-in-mode.ts';
import { JobRunner } from '../jobs/runner.ts';
import { jobsOf } from '../jobs/table.ts';
import type { OpenedPlatform } from '../open-platform.ts';
import { serverOf } from '../stores/mongo/capabilities.ts';
import type { CommonOptions } from './command.ts';
import { type CommandContext, configOf } from './context.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { openInBrowser } from './open-in-browser.ts';
import { builtPages, keyFileOf } from './places.ts';
import { loadSample, type SampleOutcome } from './sample.ts';
import type { Terminal } from './terminal.ts';
import { version } from './version.ts';
import { withPlatform } from './with-platform.ts';

interface StartOptions extends CommonOptions {
  readonly port?: number;
  readonly host?: string;
  readonly open?: boolean;
  /** False with `--no-sample`. */
  readonly sample: boolean;
}

/** What runs, for whoever waits for it. */
interface Running {
  readonly url: string;
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
  const config = configOf(overridden(context, options));
  // Said before anything is installed or started.
  await assertAddressFree(config);
  const logger = loggerOf(context, config);
  return withPlatform(context, config, (opened) => serve(context, options, opened, logger), {
    missingSchema: 'migrate',
    onCacheNotice: (message) => logger.info(message),
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

function loggerOf({ environment, terminal }: CommandContext, { logLevel }: Config): Logger {
  const level = terminal.isWatched && !environment['MASTERX_LOG_LEVEL'] ? 'warn' : logLevel;
  return pino({ level, base: null }, { write: (line) => terminal.note(line.trimEnd()) });
}

async function serve(
  context: CommandContext,
  options: StartOptions,
  { config, servers, platform }: OpenedPlatform,
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
    ...(pages !== undefined && { staticDirectory: pages }),
    about: {
      version: version(),
      database: { engine: mongodb.engine, version: `${database.name} ${database.version}` },
      cache: { engine: redis.engine, note: redis.note ?? '' },
    },
  });
  const jobs = new JobRunner(platform, jobsOf(config), {
    done: (job, done) => logger.debug({ job, ...done }, 'job done'),
    failed: (job, error) => logger.error({ job, err: error }, 'job failed'),
  });
  try {
    const running = {
      url: await service.listen(),
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
    if (!signal.aborted) await once(signal, 'abort');
    return EXIT.done;
  } finally {
    await jobs.stop();
    await service.close();
  }
}

function tell(running: Running, terminal: Terminal, json: boolean): void {
  if (json) {
    terminal.line(JSON.stringify(running));
    return;
  }
  const { url, engine, database, cache, dataDirectory, keyFile, pages } = running;
  const { bold } = terminal.paint.answer;
  const where = engine === 'configured' ? 'MASTERX_MONGODB_URI' : `${dataDirectory} (${engine})`;
  const lines = [
    `MasterX ${running.version} is ready.`,
    '',
    `  Pages  ${pages ? bold(url) : 'not built; run `npm run build` and start again'}`,
    `  API    ${bold(`${url}/docs`)}`,
    `  Data   ${where}: ${database.name} ${database.version}; cache: ${cache}`,
    `  Keys   ${keyFile}; without it the data cannot be read`,
    '',
    `Only this machine reaches it${running.signIn === 'local' ? ', and whoever does may ask for everything' : ''}. Ctrl-C stops it; the data stays.`,
  ];
  for (const line of lines) terminal.line(line);
}
