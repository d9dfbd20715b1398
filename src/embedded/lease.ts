import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { createRequire } from 'node:module';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { MasterXError } from '../errors/error.ts';
import { systemClock } from '../std/clock.ts';
import { minutes } from '../std/durations.ts';
import type { Environment } from './environment.ts';
import { lockHolder } from './lock.ts';
import { type LeaseRequest, onMessages, type SupervisorMessage, sendMessage } from './messages.ts';
import type { Places } from './places.ts';
import type { OnProgress } from './progress.ts';

/** What taking a lease works with. */
export interface LeaseContext {
  readonly places: Places;
  readonly request: LeaseRequest;
  readonly environment: Environment;
  readonly onProgress: OnProgress;
  readonly signal: AbortSignal | undefined;
}

/** A lease: the servers run at least as long as its connection is open. */
export interface Lease {
  readonly socket: Socket;
  readonly servers: Extract<SupervisorMessage, { kind: 'ready' }>;
}

const CONNECT_MS_MAX = minutes(2);
const POLL_MS = 40;
const ATTEMPTS_MAX = 5;

/**
 * Connects to the supervisor of the data folder, starting it when there is none, and waits for the servers.
 *
 * @throws MasterXError `engine_unavailable`, or `interrupted` when the signal says so.
 */
export async function takeLease(context: LeaseContext): Promise<Lease> {
  try {
    return await tryLease(context);
  } catch (thrown) {
    throw context.signal?.aborted ? new MasterXError('interrupted', { cause: thrown }) : thrown;
  }
}

async function tryLease(context: LeaseContext): Promise<Lease> {
  for (let attempt = 1; ; attempt++) {
    context.signal?.throwIfAborted();
    const socket = await reachSupervisor(context);
    const servers = await askForServers(socket, context);
    if (servers) return { socket, servers };
    // It was just ending, or was killed.
    if (attempt >= ATTEMPTS_MAX)
      throw supervisorFailed(context.places, 'it ended before the servers were ready');
  }
}

async function reachSupervisor({ places, environment, signal }: LeaseContext): Promise<Socket> {
  const lateMs = systemClock.monotonicMs() + CONNECT_MS_MAX;
  let child: ChildProcess | null = null;
  let starts = 0;
  while (systemClock.monotonicMs() < lateMs) {
    const holder = lockHolder(places.lock);
    const socket = holder ? await tryConnect(holder.note) : null;
    if (socket) return socket;
    if (!holder && (child === null || child.exitCode !== null || child.signalCode !== null)) {
      if (++starts > ATTEMPTS_MAX) throw supervisorFailed(places, 'it ends as soon as it is started');
      child = startSupervisor(places, environment);
    }
    await delay(POLL_MS, undefined, signal ? { signal } : {});
  }
  throw supervisorFailed(places, `process ${lockHolder(places.lock)?.pid ?? '?'} does not answer`);
}

function startSupervisor(places: Places, environment: Environment): ChildProcess {
  mkdirSync(places.logs, { recursive: true, mode: 0o700 });
  const crashes = openSync(join(places.logs, 'supervisor-crash.log'), 'w', 0o600);
  const own = fileURLToPath(import.meta.url);
  // Compiled sources run as they are; TypeScript ones (tests, scripts) need the loader that runs this process as well.
  const isSource = own.endsWith('.ts');
  const loader = isSource ? ['--import', pathToFileURL(createRequire(own).resolve('tsx')).href] : [];
  const program = join(own, '..', isSource ? 'supervisor.ts' : 'supervisor.js');
  const child = spawn(process.execPath, [...loader, program, places.data, places.engines], {
    detached: true,
    cwd: places.data,
    env: { ...environment },
    stdio: ['ignore', crashes, crashes],
  });
  closeSync(crashes);
  child.unref();
  return child;
}

function tryConnect(path: string): Promise<Socket | null> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => resolve(socket));
    socket.once('error', () => resolve(null));
  });
}

/** The servers, or null when the connection closed before they were ready. */
function askForServers(
  socket: Socket,
  { request, onProgress, signal }: LeaseContext,
): Promise<Lease['servers'] | null> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      socket.destroy();
      reject(signal?.reason);
    };
    signal?.addEventListener('abort', abort, { once: true });
    socket.on('error', () => socket.destroy());
    socket.once('close', () => {
      signal?.removeEventListener('abort', abort);
      resolve(null);
    });
    onMessages<SupervisorMessage>(socket, (message) => {
      if (message.kind === 'progress') {
        const { kind: _, ...progress } = message;
        return onProgress(progress);
      }
      signal?.removeEventListener('abort', abort);
      if (message.kind === 'ready') return resolve(message);
      const { code, detail, hint } = message;
      reject(new MasterXError(code, { detail, hint }));
      socket.destroy();
    });
    sendMessage(socket, request);
  });
}

function supervisorFailed(places: Places, why: string): MasterXError {
  return new MasterXError('engine_unavailable', {
    detail: `The process that keeps the embedded servers cannot be used: ${why}.`,
    hint: `Look into ${places.logs}; or set MASTERX_MONGODB_URI to a database of your own.`,
  });
}
