import { once } from 'node:events';
import type { Server } from 'node:http';
import { createServer } from 'node:net';
import type { Config } from '../config/settings.ts';
import { MasterXError } from '../errors/error.ts';
import { HTTP_LIMITS } from './bounds.ts';
import { hostText } from './own-names.ts';
import { listeningAddress, type ReachSettings } from './reach.ts';

/** What a system says of an address that cannot be listened on. */
const REFUSALS = new Set(['EADDRINUSE', 'EACCES', 'EADDRNOTAVAIL']);

/**
 * Looks whether an address can be listened on, for whoever has much to do before that. It may be taken meanwhile.
 *
 * @throws MasterXError `configuration_invalid` for one that others reach without what that needs, or that is taken.
 */
export async function assertAddressFree(config: Pick<Config, 'port'> & ReachSettings): Promise<void> {
  const address = listeningAddress(config);
  const { port } = config;
  const server = createServer();
  try {
    server.listen(port, address);
    await once(server, 'listening');
  } catch (thrown) {
    throw listenFailure(thrown, address, port);
  } finally {
    server.close();
  }
}

/** Why nobody can listen there, in words of ours where the address is what stands against it. */
export function listenFailure(
  thrown: unknown,
  address: string,
  port: number,
  setting = 'MASTERX_PORT',
): unknown {
  const { code = '' } = thrown as NodeJS.ErrnoException;
  if (!REFUSALS.has(code)) return thrown;
  return new MasterXError('configuration_invalid', {
    detail: `The service cannot listen on ${hostText(address, port)} (${code}).`,
    hint: `End what listens there, or set ${setting} to another port; 0 takes a free one.`,
    cause: thrown,
  });
}

/** Begins to listen. @throws MasterXError `configuration_invalid` for a taken address */
export async function bind(server: Server, address: string, port: number, setting: string): Promise<void> {
  try {
    server.listen({ port, host: address, backlog: HTTP_LIMITS.connectionsMax });
    await once(server, 'listening');
  } catch (thrown) {
    throw listenFailure(thrown, address, port, setting);
  }
}

/** Closes a server in bounded time: whoever does not finish is cut off. */
export async function closeServer(server: Server): Promise<void> {
  if (!server.listening) return;
  const cutOff = setTimeout(() => server.closeAllConnections(), HTTP_LIMITS.drainMsMax);
  try {
    const closed = once(server, 'close');
    server.close();
    server.closeIdleConnections();
    await closed;
  } finally {
    clearTimeout(cutOff);
  }
}

/** The port a server listens on; null unless it does. */
export function portOf(server: Server | null): number | null {
  const found = server?.address() ?? null;
  return found !== null && typeof found === 'object' ? found.port : null;
}

/** Where a server is reached; null unless it listens. */
export function urlOf(server: Server | null, scheme: 'http' | 'https'): string | null {
  const found = server?.address() ?? null;
  if (found === null || typeof found !== 'object') return null;
  return `${scheme}://${hostText(found.address, found.port)}`;
}
