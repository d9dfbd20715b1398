import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Config } from '../config/settings.ts';
import { MasterXError } from '../errors/error.ts';
import { hostText, loopbackAddress } from './loopback.ts';

/** What a system says of an address that cannot be listened on. */
const REFUSALS = new Set(['EADDRINUSE', 'EACCES', 'EADDRNOTAVAIL']);

/**
 * Looks whether an address can be listened on, for whoever has much to do before that. It may be taken meanwhile.
 *
 * @throws MasterXError `configuration_invalid` for one that is not loopback, or that is taken.
 */
export async function assertAddressFree({ host, port }: Pick<Config, 'host' | 'port'>): Promise<void> {
  const address = loopbackAddress(host);
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
export function listenFailure(thrown: unknown, address: string, port: number): unknown {
  const { code = '' } = thrown as NodeJS.ErrnoException;
  if (!REFUSALS.has(code)) return thrown;
  return new MasterXError('configuration_invalid', {
    detail: `The service cannot listen on ${hostText(address, port)} (${code}).`,
    hint: 'End what listens there, or set MASTERX_PORT to another port; 0 takes a free one.',
    cause: thrown,
  });
}
