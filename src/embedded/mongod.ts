import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { adminCommand, hello } from './mongo-probe.ts';
import { LOOPBACK } from './ports.ts';
import type { ServerProgram } from './server-process.ts';

const SET_NAME = 'masterx';
/** Codes of the server: NotYetInitialized, InvalidReplicaSetConfig. */
const NOT_INITIALIZED = 94;
const NOT_IN_CONFIG = 93;

/** Oldest mongod that will do. */
export const MONGOD_MAJOR_MIN = 7;

/** The version in the output of `mongod --version`, such as `7.0.14`. */
export function parseMongodVersion(output: string): string | null {
  return /db version v(\d+\.\d+\.\d+\S*)/.exec(output)?.[1] ?? null;
}

/** mongod as a replica set of one member: transactions and change streams need one. Its journal makes it durable. */
export function mongodProgram(command: string, folder: string): ServerProgram {
  mkdirSync(join(folder, 'data'), { recursive: true, mode: 0o700 });
  return {
    name: 'mongod',
    command,
    folder,
    parameters: (port) => [
      ...['--bind_ip', LOOPBACK, '--port', String(port), '--dbpath', join(folder, 'data')],
      ...['--replSet', SET_NAME, '--nounixsocket', '--quiet', '--wiredTigerCacheSizeGB', '0.5'],
    ],
    isReady: (port) => becomePrimary(port),
  };
}

/** Whether the member is primary by now; on the way there it is initiated, or told its new port. */
async function becomePrimary(port: number): Promise<boolean> {
  const said = await hello(port);
  if (!said) return false;
  if (said.isPrimary) return true;
  const code = await statusCode(port);
  const members = [{ _id: 0, host: `${LOOPBACK}:${port}` }];
  if (code === NOT_INITIALIZED) {
    await adminCommand(port, { replSetInitiate: { _id: SET_NAME, members } });
  } else if (code === NOT_IN_CONFIG) {
    const { config } = await adminCommand(port, { replSetGetConfig: 1 });
    await adminCommand(port, {
      replSetReconfig: { ...config, version: config.version + 1, members },
      force: true,
    });
  }
  return false;
}

/** The code `replSetGetStatus` is refused with, or null when it is answered. */
async function statusCode(port: number): Promise<number | null> {
  try {
    await adminCommand(port, { replSetGetStatus: 1 });
    return null;
  } catch (thrown) {
    return thrown instanceof Error && 'code' in thrown ? Number(thrown.code) : null;
  }
}
