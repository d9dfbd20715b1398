import type { Socket } from 'node:net';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import type { Logger } from 'pino';
import type { ServiceDirectory } from '../access/service-certificates.ts';
import type { Config } from '../config/settings.ts';
import type { Platform } from '../platform.ts';
import { LIMITS } from '../std/limits.ts';
import { MemoryRateCounters } from '../stores/rates/memory.ts';
import type { RateCounters, RateLimit } from '../stores/rates/port.ts';
import type { Credential } from '../transport/credential.ts';
import { isLoopback } from '../transport/loopback.ts';
import { readBodies } from './body-parsers.ts';
import { HTTP_LIMITS } from './bounds.ts';
import { answerClientError } from './client-error.ts';
import { describeApi } from './description.ts';
import { answerErrors } from './failures.ts';
import { guard } from './guard.ts';
import { boundServer, type ListenerLimits, type ListenerOptions } from './listener.ts';
import { listenFailure, portOf, urlOf } from './listening.ts';
import type { OwnNames } from './own-names.ts';
import { errorOf, sendProblem } from './problem.ts';
import { parseQueryString } from './query-string.ts';
import { type RATES, RateLimits } from './rate-limits.ts';
import { listeningAddress, type ReachSettings } from './reach.ts';
import { RefusedConnections } from './refused-connections.ts';
import { RegisteredServices } from './registered-services.ts';
import { followRequests, writeLine } from './request-log.ts';
import type { About, Surroundings } from './route.ts';
import { ROUTES } from './routes/table.ts';
import { secureAnswers, securityHeaders } from './security-headers.ts';
import { serveRoutes } from './serving.ts';
import { type Listeners, SideListeners } from './side-listeners.ts';
import { type SignInMode, type SignInSettings, signInMode } from './sign-in-mode.ts';
import { takeInBodies } from './unread-body.ts';
import { serveWebApp } from './web-app.ts';

type PortSettings = Pick<Config, 'redirectPort' | 'servicePort' | 'trustedProxies'>;

/** What the service is made with. */
export interface HttpServiceOptions {
  readonly config: Pick<Config, 'host' | 'port'> & SignInSettings & ReachSettings & Partial<PortSettings>;
  readonly logger: Logger;
  /** Folder of the built web application. */
  readonly staticDirectory?: string;
  readonly about: About;
  /** What the service shows, and the one for services shows and demands; plain HTTP without. */
  readonly credentials?: { readonly server: Credential | null; readonly services: Credential | null };
  /** Finds the service a client certificate belongs to, before those that were registered with the platform. */
  readonly services?: ServiceDirectory;
  /** Counts requests; in this process unless given. */
  readonly rates?: RateCounters;
  /** Bounds other than the usual, for tests of what comes up against them. */
  readonly limits?: Partial<ListenerLimits & { readonly eventLoopDelayMsMax: number }>;
  readonly rateLimits?: Partial<Record<keyof typeof RATES, RateLimit>>;
}

/** The HTTP service of one platform. The platform stays open when the service closes. */
export interface HttpService {
  /** URL it is reached at; null unless it listens. */
  readonly address: string | null;
  /** The other listeners. */
  readonly listeners: Listeners;
  /** Answers a request without a network, for tests. */
  readonly inject: FastifyInstance['inject'];
  /**
   * Begins to listen; answers the URL.
   *
   * @throws MasterXError `configuration_invalid` for an address that others reach without what that needs, or that is
   * taken.
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
  const { publicOrigins: origins = [], trustedProxies = [] } = config;
  const { server: credential = null, services: serviceCredential = null } = options.credentials ?? {};
  const scheme = credential === null ? 'http' : 'https';
  const answerBroken = (thrown: Error, socket: Socket) =>
    answerClientError(thrown, socket, platform.entropy.uuid(), { origins });
  const refused = new RefusedConnections(logger, platform.clock);
  const listener: Omit<ListenerOptions, 'credential'> = {
    ...(options.limits && { limits: options.limits }),
    unbounded: [...trustedProxies, '127.0.0.0/8', '::1'],
    onRefused: (code) => refused.note(code),
  };
  const app: FastifyInstance = Fastify({
    loggerInstance: logger as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: LIMITS.bodyBytesMax,
    handlerTimeout: HTTP_LIMITS.handlerMsMax,
    forceCloseConnections: 'idle',
    // Refused by `followRequests`, with the headers of every answer.
    return503OnClosing: false,
    ...(trustedProxies.length > 0 && { trustProxy: [...trustedProxies] }),
    serverFactory: (handler) => boundServer(handler, { ...listener, credential }),
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
      for (const [name, value] of securityHeaders({ scheme, origins }, request.headers.host)) {
        reply.header(name, value);
      }
      reply.raw.once('finish', () => writeLine(logger, request, reply));
      void sendProblem(reply, error);
    },
    clientErrorHandler: answerBroken,
  });

  const own = (port: number | null): OwnNames => ({ scheme, address: config.host, port, origins });
  const rates = new RateLimits(options.rates ?? new MemoryRateCounters(platform.clock), options.rateLimits);
  const url = () => urlOf(app.server, scheme);
  const around: Surroundings = {
    platform,
    about,
    listensOn: () => url() ?? '',
    signInMode: signInMode(config),
    rates,
    services: new RegisteredServices(options.services, platform.signIns),
  };
  secureAnswers(app, { scheme, origins });
  takeInBodies(app);
  followRequests(app, logger);
  answerErrors(app, { logger, metrics: platform.metrics, routes: ROUTES, staticDirectory });
  await guard(app, own, rates, options.limits?.eventLoopDelayMsMax);
  readBodies(app);
  serveRoutes(app, ROUTES, around);
  describeApi(app, ROUTES, about.version);
  await serveWebApp(app, staticDirectory);
  await app.ready();

  const sides = new SideListeners({ listener, answerBroken, entropy: platform.entropy });
  return {
    get address() {
      return url();
    },
    get listeners() {
      return sides.urls;
    },
    inject: app.inject.bind(app),
    async listen() {
      const { servicePort = null, redirectPort = null } = config;
      const address = listeningAddress(config);
      await listen(app, address, config.port, around.signInMode, credential !== null);
      if (servicePort !== null && serviceCredential !== null) {
        await sides.openServices(address, servicePort, serviceCredential, app.routing.bind(app));
      }
      if (redirectPort !== null && credential !== null) {
        await sides.openRedirect(address, redirectPort, own, portOf(app.server) ?? config.port);
      }
      return url() ?? '';
    },
    async close() {
      await Promise.all([sides.close(), close(app)]);
    },
  };
}

async function listen(
  app: FastifyInstance,
  address: string,
  port: number,
  mode: SignInMode,
  isEncrypted: boolean,
): Promise<void> {
  const whom = isLoopback(address) ? ', for this machine only' : '';
  const how = isEncrypted ? 'TLS 1.3' : 'plain HTTP';
  try {
    await app.listen({
      host: address,
      port,
      backlog: HTTP_LIMITS.connectionsMax,
      listenTextResolver: (at) => `Listens on ${at}${whom}; ${how}; sign-in: ${mode}.`,
    });
  } catch (thrown) {
    throw listenFailure(thrown, address, port);
  }
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
