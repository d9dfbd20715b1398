import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { connect } from 'node:tls';
import { placesIn } from '../../src/embedded/places.ts';
import { acceptsConnections, freePort, LOOPBACK } from '../../src/embedded/ports.ts';
import { findProgram } from '../../src/embedded/programs.ts';
import { secantusPythonProgram, secantusRustProgram } from '../../src/embedded/secantus.ts';
import { installedFolder } from '../../src/embedded/wheel-install.ts';
import { SECANTUSDB } from '../../src/embedded/wheel-sets.ts';
import { TEST_ENGINES } from '../setup/servers.ts';
import type { CertificateFiles } from './certificates.ts';

/** A server of this machine that speaks TLS and demands a client certificate. */
export interface TlsServer {
  readonly port: number;
  close(): Promise<void>;
}

/** Why there is none, for the name of the tests that are left out. */
export interface LeftOut {
  readonly leftOut: string;
}

/** What a server shows and whom it takes. */
export interface TlsFiles extends CertificateFiles {
  readonly ca: string;
}

const READY_MS_MAX = 60_000;
const POLL_MS = 100;

/** A MongoDB-compatible server over TLS: whichever embedded engine can be had that brings TLS of its own. */
export async function startTlsMongodb(files: TlsFiles): Promise<TlsServer | LeftOut> {
  const folder = await mkdtemp(join(tmpdir(), 'masterx-tls-mongodb-'));
  const rust = findProgram('secantusd-rs', process.env);
  const python = installedFolder(SECANTUSDB, placesIn(folder, TEST_ENGINES).engines);
  const program =
    rust !== null
      ? secantusRustProgram(rust, folder)
      : python !== null
        ? secantusPythonProgram(python, folder)
        : null;
  if (program === null) {
    await rm(folder, { recursive: true, force: true });
    return { leftOut: 'no engine with TLS of its own' };
  }
  const port = await freePort();
  const tls = [
    ...['--tls-cert-file', files.certificate, '--tls-key-file', files.key],
    ...['--tls-ca-file', files.ca, '--tls-require-client-cert'],
  ];
  return started(program.command, [...program.parameters(port), ...tls], port, folder);
}

/** Redis over TLS, of any version it knows, so that it is the client that refuses old ones. */
export async function startTlsRedis(
  files: TlsFiles,
  protocols = 'TLSv1.2 TLSv1.3',
): Promise<TlsServer | LeftOut> {
  const command = findProgram('redis-server', process.env) ?? findProgram('valkey-server', process.env);
  if (command === null) return { leftOut: 'no redis-server on PATH' };
  const folder = await mkdtemp(join(tmpdir(), 'masterx-tls-redis-'));
  const port = await freePort();
  const parameters = [
    ...['--port', '0', '--tls-port', String(port), '--bind', LOOPBACK, '--dir', folder, '--save', ''],
    ...['--tls-cert-file', files.certificate, '--tls-key-file', files.key, '--tls-ca-cert-file', files.ca],
    ...['--tls-auth-clients', 'yes', '--tls-protocols', protocols, '--requirepass', 'planted-redis-password'],
  ];
  return started(command, parameters, port, folder);
}

async function started(
  command: string,
  parameters: readonly string[],
  port: number,
  folder: string,
): Promise<TlsServer | LeftOut> {
  const child = spawn(command, [...parameters], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  let words = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      words = (words + chunk.toString()).slice(-2_000);
    });
  }
  child.once('error', (thrown) => {
    words += thrown.message;
  });
  const until = Date.now() + READY_MS_MAX;
  while (!(await acceptsConnections(port))) {
    if (child.exitCode !== null || Date.now() > until) {
      await stopped(child, folder);
      // A Redis built without TLS does not know the options.
      if (/tls-port|Unrecognized|unrecognized|Bad directive/.test(words))
        return { leftOut: 'a server without TLS' };
      throw new Error(`${command} did not start: ${words}`);
    }
    await delay(POLL_MS);
  }
  return { port, close: () => stopped(child, folder) };
}

async function stopped(child: ChildProcess, folder: string): Promise<void> {
  if (child.exitCode === null && child.signalCode === null && child.pid !== undefined) {
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  }
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

/** The protocol a server speaks with a client that knows this one at most; the code of the failure where none is spoken. */
export async function spoken(
  port: number,
  maxVersion: 'TLSv1.2' | 'TLSv1.3',
  material: { readonly ca: string; readonly cert: string; readonly key: string },
): Promise<string> {
  const socket = connect({ host: LOOPBACK, port, maxVersion, minVersion: 'TLSv1.2', ...material });
  try {
    await once(socket, 'secureConnect');
    return socket.getProtocol() ?? 'none';
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code ?? 'unknown';
  } finally {
    socket.destroy();
  }
}
