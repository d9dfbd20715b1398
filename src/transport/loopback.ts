import { isIP } from 'node:net';
import { MasterXError } from '../errors/error.ts';

/** Whether a host is this machine's own loopback: what is sent there passes no network. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase().replace(/^\[(.*)\]$/, '$1');
  return name === 'localhost' || name === '::1' || (isIP(name) === 4 && name.startsWith('127.'));
}

/**
 * Plain text stays on this machine.
 *
 * @throws MasterXError `configuration_invalid` for a host that is reached over a network, which the message names.
 */
export function assertMayBePlain(what: string, host: string, hint: string): void {
  if (isLoopback(host)) return;
  throw new MasterXError('configuration_invalid', {
    detail: `${what} at ${host} would be reached in plain text; that is for this machine's own addresses only.`,
    hint,
  });
}
