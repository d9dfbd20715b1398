import { setTimeout as delay } from 'node:timers/promises';
import type { Config } from '../config/settings.ts';
import { MasterXError } from '../errors/error.ts';
import { seconds } from '../std/durations.ts';
import { makeDataFolder } from './data-folder.ts';
import type { MongodbEngine, RedisEngine } from './engines.ts';
import type { Environment } from './environment.ts';
import { type Lease, type LeaseContext, takeLease } from './lease.ts';
import { lockHolder } from './lock.ts';
import { type Places, placesIn } from './places.ts';
import type { OnProgress } from './progress.ts';
import { engineUnavailable } from './unavailable.ts';

/** The database and the cache, usable until `stop`. */
export interface RunningServers extends AsyncDisposable {
  readonly mongodb: {
    /** Connection string for the driver, usable as it is. */
    readonly uri: string;
    readonly engine: 'configured' | MongodbEngine;
    /** The engine's own version; null for a configured deployment. */
    readonly version: string | null;
    /** Where the embedded engine keeps its data; null for a configured deployment. */
    readonly dataDirectory: string | null;
  };
  readonly redis: {
    /** Null where no Redis can be had: the cache is then in the process. */
    readonly url: string | null;
    readonly engine: 'configured' | RedisEngine | 'in-process';
    /** Why there is none, in words. */
    readonly note: string | null;
  };
  /** Gives the lease back. The servers stop a grace period after the last lease; data stays. */
  stop(): Promise<void>;
}

/** How servers are acquired. */
export interface AcquireOptions {
  /** Told what is going on, also when the supervisor has to be replaced later. */
  readonly onProgress?: OnProgress;
  /** Gives up waiting; an installation nobody waits for is stopped. */
  readonly signal?: AbortSignal;
  /** How long the servers stay after the last lease, in milliseconds. Default: one second. */
  readonly graceMs?: number;
  /** Whether a Redis is wanted besides the database. Default: yes. A configured one is told in any case. */
  readonly redis?: boolean;
  /** Where installed engines are kept. Default: `engines` in the data folder. */
  readonly enginesDirectory?: string;
  /** Variables the servers are found and started with. Default: those of this process. */
  readonly environment?: Environment;
}

const GRACE_MS = seconds(1);
const RENEWALS_MAX = 5;
const RENEWAL_PAUSE_MS = 200;
const ENDED_POLL_MS = 50;

/**
 * The database and the cache this configuration asks for: those of `MASTERX_MONGODB_URI` and `MASTERX_REDIS_URL` where
 * set, else embedded servers of this machine, found or installed, started once per data folder and shared between
 * processes. They end with the last process that uses them, however it ends.
 *
 * @throws MasterXError `engine_unavailable` with every way there is to get a database; `configuration_invalid` for a data
 * folder that cannot be had; `interrupted` by the signal.
 */
export async function acquireServers(config: Config, options: AcquireOptions = {}): Promise<RunningServers> {
  const mongodb = config.mongodbUri
    ? ({ uri: config.mongodbUri, engine: 'configured', version: null, dataDirectory: null } as const)
    : null;
  const redis = config.redisUrl
    ? ({ url: config.redisUrl, engine: 'configured', note: null } as const)
    : options.redis === false
      ? ({ url: null, engine: 'in-process', note: 'No Redis was asked for.' } as const)
      : null;
  if (mongodb && redis) {
    const stop = () => Promise.resolve();
    return { mongodb, redis, stop, [Symbol.asyncDispose]: stop };
  }
  const places = placesIn(config.dataDirectory, options.enginesDirectory);
  requireSupportedSystem(config);
  makeDataFolder(config.dataDirectory);
  const context: LeaseContext = {
    places,
    request: {
      kind: 'lease',
      mongodb: mongodb ? null : config.engine,
      redis: !redis,
      graceMs: options.graceMs ?? GRACE_MS,
    },
    environment: options.environment ?? process.env,
    onProgress: options.onProgress ?? (() => undefined),
    signal: options.signal,
  };
  const lease = new RenewedLease(await takeLease(context), context);
  const { servers } = lease;
  const stop = () => lease.stop();
  return {
    mongodb: mongodb ?? present(servers.mongodb, places),
    redis: redis ?? present(servers.redis, places),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

/** A lease that is taken again when the supervisor was killed: the servers come back on their ports. */
class RenewedLease {
  readonly servers: Lease['servers'];
  readonly #context: LeaseContext;
  #socket: Lease['socket'];
  #isStopped = false;

  constructor(lease: Lease, context: LeaseContext) {
    this.servers = lease.servers;
    this.#socket = lease.socket;
    this.#context = { ...context, signal: undefined };
    this.#hold(lease);
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    const socket = this.#socket;
    if (socket.destroyed) return;
    await new Promise<void>((resolve) => {
      socket.once('close', () => resolve());
      socket.destroy();
    });
  }

  #hold({ socket }: Lease): void {
    this.#socket = socket;
    // A lease alone does not keep a process running that has nothing else to do.
    socket.unref();
    socket.once('close', () => {
      if (!this.#isStopped) void this.#renew();
    });
  }

  async #renew(): Promise<void> {
    const { onProgress } = this.#context;
    onProgress({ step: 'The process that keeps the embedded servers is gone; starting it again' });
    for (let attempt = 1; attempt <= RENEWALS_MAX && !this.#isStopped; attempt++) {
      try {
        const lease = await takeLease(this.#context);
        if (this.#isStopped) lease.socket.destroy();
        else this.#hold(lease);
        return;
      } catch (thrown) {
        onProgress({
          step: `The embedded servers could not be started again: ${MasterXError.from(thrown).message}`,
        });
        await delay(RENEWAL_PAUSE_MS * 2 ** attempt, undefined, { ref: false });
      }
    }
  }
}

function requireSupportedSystem(config: Config): void {
  if (process.platform !== 'win32') return;
  throw engineUnavailable(config.engine, [{ engine: 'all', note: 'embedded servers need Linux or macOS' }]);
}

function present<About>(about: About | null, { logs }: Places): About {
  if (about !== null) return about;
  throw new MasterXError('internal', { detail: `The supervisor left out a server; see ${logs}.` });
}

/** Waits until no embedded server of this configuration runs any more. False when some still do after `boundMs`. */
export async function serversEnded(config: Config, boundMs: number): Promise<boolean> {
  const { lock } = placesIn(config.dataDirectory);
  for (let waitedMs = 0; waitedMs <= boundMs; waitedMs += ENDED_POLL_MS) {
    if (!lockHolder(lock)) return true;
    await delay(ENDED_POLL_MS);
  }
  return false;
}
