import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { MasterXError } from '../errors/error.ts';
import {
  type LeaseRequest,
  type MongodbServer,
  onMessages,
  type RedisServer,
  type SupervisorMessage,
  sendMessage,
} from './messages.ts';
import { startMongodb } from './mongodb-service.ts';
import type { OnProgress } from './progress.ts';
import { startRedis } from './redis-service.ts';
import type { Service, ServiceContext } from './service.ts';

/** Longest grace a command may ask for. */
const GRACE_MS_MAX = 600_000;
/** How long a new supervisor waits for its first lease. */
const FIRST_LEASE_MS_MAX = 10_000;

/** Keeps the servers as long as somebody holds a lease: a lease is a connection, so it ends with its process. */
export class Keeper {
  readonly #context: Omit<ServiceContext, 'onProgress'>;
  readonly #onIdle: () => void;
  readonly #leases = new Set<Socket>();
  #mongodb: Promise<Service<MongodbServer>> | null = null;
  #redis: Promise<Service<RedisServer>> | null = null;
  #graceMs = FIRST_LEASE_MS_MAX;
  #idle: NodeJS.Timeout;

  constructor(context: Omit<ServiceContext, 'onProgress'>, onIdle: () => void) {
    this.#context = context;
    this.#onIdle = onIdle;
    this.#idle = setTimeout(onIdle, FIRST_LEASE_MS_MAX);
  }

  /** Takes a new connection; it becomes a lease with its first message. */
  welcome(socket: Socket): void {
    clearTimeout(this.#idle);
    this.#leases.add(socket);
    socket.on('error', (thrown) => this.#context.note(`a lease's connection failed: ${thrown.message}`));
    socket.once('close', () => this.#leave(socket));
    onMessages<LeaseRequest>(socket, (request) => void this.#serve(request, socket));
  }

  /** Stops what runs, Redis beside the database. */
  async stop(): Promise<void> {
    clearTimeout(this.#idle);
    for (const socket of this.#leases) socket.destroy();
    const services = await Promise.allSettled([this.#mongodb, this.#redis]);
    await Promise.all(
      services.map(async (settled) => {
        if (settled.status === 'fulfilled') await settled.value?.server?.stop();
      }),
    );
  }

  #leave(socket: Socket): void {
    this.#leases.delete(socket);
    if (this.#leases.size > 0) return;
    clearTimeout(this.#idle);
    this.#idle = setTimeout(this.#onIdle, this.#graceMs);
  }

  async #serve(request: LeaseRequest, socket: Socket): Promise<void> {
    this.#graceMs = Math.min(Math.max(request.graceMs, 0), GRACE_MS_MAX);
    try {
      const [mongodb, redis] = await Promise.all([
        request.mongodb ? this.#database(request.mongodb) : null,
        request.redis ? this.#cache() : null,
      ]);
      sendMessage(socket, { kind: 'ready', mongodb, redis });
    } catch (thrown) {
      const { code, message, detail, hint } = MasterXError.from(thrown);
      this.#context.note(`a lease failed: ${message} ${thrown instanceof Error ? thrown.stack : ''}`);
      sendMessage(socket, { kind: 'failed', code, detail: detail ?? '', hint });
    }
  }

  async #database(wanted: NonNullable<LeaseRequest['mongodb']>): Promise<MongodbServer> {
    const before = this.#mongodb;
    if ((await isGone(before)) && this.#mongodb === before) this.#mongodb = null;
    this.#mongodb ??= startMongodb(wanted, this.#withProgress());
    const { about } = await this.#mongodb;
    if (wanted === 'auto' || wanted === about.engine) return about;
    throw new MasterXError('engine_unavailable', {
      detail: `MASTERX_ENGINE asks for ${wanted}, but ${about.engine} is running in this data folder.`,
      hint: 'Stop the other MasterX processes first, or name another folder in MASTERX_DATA_DIR.',
    });
  }

  async #cache(): Promise<RedisServer> {
    const before = this.#redis;
    if ((await isGone(before)) && this.#redis === before) this.#redis = null;
    this.#redis ??= startRedis(this.#withProgress());
    return (await this.#redis).about;
  }

  /** Whoever waits is told, also those who came after the start. */
  #withProgress(): ServiceContext {
    const onProgress: OnProgress = (progress) => {
      this.#context.note(progress.step);
      const message: SupervisorMessage = { kind: 'progress', ...progress };
      for (const socket of this.#leases) sendMessage(socket, message);
    };
    return { ...this.#context, onProgress };
  }
}

/** Whether a service failed to start or died too often, so that it is worth a new start. One under way is not. */
async function isGone(service: Promise<Service<unknown>> | null): Promise<boolean> {
  if (!service) return false;
  const pending = Symbol('pending');
  const settled = await Promise.race([
    service.then(
      ({ server }) => server?.isBroken ?? false,
      () => true,
    ),
    delay(0, pending),
  ]);
  return settled === true;
}
