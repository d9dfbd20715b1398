import type { AddressInfo } from 'node:net';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import type { Logger } from 'pino';
import type { Config } from '../config/settings.ts';
import type { Platform } from '../platform.ts';
import { LIMITS } from '../std/limits.ts';
import { readBodies } from './body-parsers.ts';
import { HTTP_LIMITS } from './bounds.ts';
import { answerClientError } from './client-error.ts';
import { describeApi } from './description.ts';
import { answerErrors } from './failures.ts';
import { guard } from './guard.ts';
import { listenFailure } from './listening.ts';
import { hostText, loopbackAddress, type OwnAddress } from './loopback.ts';
import { errorOf, sendProblem } from './problem.ts';
import { parseQueryString } from './query-string.ts';
import { followRequests, writeLine } from './request-log.ts';
import type { About, Surroundings } from './route.ts';
import { ROUTES } from './routes/table.ts';
import { serveRoutes } from './serving.ts';
import { type SignInMode, type SignInSettings, signInMode } from './sign-in-mode.ts';
import { serveWebApp } from './web-app.ts';

/** What the service is made with. */
export interface HttpServiceOptions {
  readonly config: Pick<Config, 'host' | 'port'> & SignInSettings;
  readonly logger: Logger;
  /** Folder of the built web application. */
  readonly staticDirectory?: string;
  readonly about: About;
}

/** The HTTP service of one platform. The platform stays open when the service closes. */
export interface HttpService {
  /** URL it is reached at; null unless it listens. */
  readonly address: string | null;
  /** Answers a request without a network, for tests. */
  readonly inject: FastifyInstance['inject'];
  /**
   * Begins to listen; answers the URL.
   *
   * @throws MasterXError `configuration_invalid` for an address that is not loopback, or that is taken.
   */
  listen(): Promise<string>;
  /** Takes no more requests, lets those under way finish, and closes. */
  close(): Promise<void>;
}

/** Sane identifiers of requests: short, and nothing that could break a log line. */
const REQUEST_ID = /^[\w.-]{8,128}$/;

/** Makes the HTTP service. */
export async function createHttpService(
  platform: Platform,
  options: HttpServiceOptions,
): Promise<HttpService> {
  const { config, logger, staticDirectory, about } = options;
  const app: FastifyInstance = Fastify({
    loggerInstance: logger as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: LIMITS.bodyBytesMax,
    connectionTimeout: HTTP_LIMITS.connectionIdleMsMax,
    requestTimeout: HTTP_LIMITS.requestMsMax,
    handlerTimeout: HTTP_LIMITS.handlerMsMax,
    keepAliveTimeout: HTTP_LIMITS.keepAliveMs,
    forceCloseConnections: 'idle',
    http: { maxHeaderSize: HTTP_LIMITS.headerBytesMax, headersTimeout: HTTP_LIMITS.headersMsMax },
    genReqId: ({ headers }) => {
      const given = headers['x-request-id'];
      return typeof given === 'string' && REQUEST_ID.test(given) ? given : platform.entropy.uuid();
    },
    routerOptions: {
      maxParamLength: HTTP_LIMITS.pathPartLengthMax,
      querystringParser: (text) => ({ ...parseQueryString(text) }),
    },
    frameworkErrors: (thrown, request, reply) => {
      // What cannot be routed passes no hook.
      const error = errorOf(thrown);
      platform.metrics.failed(error);
      reply.raw.once('finish', () => writeLine(logger, request, reply));
      void sendProblem(reply, error);
    },
    clientErrorHandler: (thrown, socket) => answerClientError(thrown, socket, platform.entropy.uuid()),
  });
  app.server.maxHeadersCount = HTTP_LIMITS.headersMax;
  app.server.maxConnections = HTTP_LIMITS.connectionsMax;

  const own = (): OwnAddress => ({ address: config.host, port: portOf(app) });
  const url = () => urlOf(app);
  const around: Surroundings = {
    platform,
    about,
    listensOn: () => url() ?? '',
    signInMode: signInMode(config),
  };
  followRequests(app, logger);
  answerErrors(app, { logger, metrics: platform.metrics, routes: ROUTES, staticDirectory });
  await guard(app, own);
  readBodies(app);
  serveRoutes(app, ROUTES, around);
  describeApi(app, ROUTES, about.version);
  await serveWebApp(app, staticDirectory);
  await app.ready();

  return {
    get address() {
      return url();
    },
    inject: app.inject.bind(app),
    listen: () => listen(app, config, around.signInMode),
    close: () => close(app),
  };
}

async function listen(
  app: FastifyInstance,
  { host, port }: Pick<Config, 'host' | 'port'>,
  mode: SignInMode,
): Promise<string> {
  const address = loopbackAddress(host);
  try {
    await app.listen({
      host: address,
      port,
      listenTextResolver: (at) => `Listens on ${at}, for this machine only; sign-in: ${mode}.`,
    });
  } catch (thrown) {
    throw listenFailure(thrown, address, port);
  }
  return urlOf(app) ?? '';
}

/** Closes in bounded time: whoever does not finish is cut off. */
async function close(app: FastifyInstance): Promise<void> {
  const cutOff = setTimeout(() => app.server.closeAllConnections(), HTTP_LIMITS.drainMsMax);
  try {
    await app.close();
  } finally {
    clearTimeout(cutOff);
  }
}

function addressOf(app: FastifyInstance): AddressInfo | null {
  const address = app.server.address();
  return address !== null && typeof address === 'object' ? address : null;
}

function portOf(app: FastifyInstance): number | null {
  return addressOf(app)?.port ?? null;
}

function urlOf(app: FastifyInstance): string | null {
  const found = addressOf(app);
  return found && `http://${hostText(found.address, found.port)}`;
}
