import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where the embedded servers keep their things, all below the data folder. */
export interface Places {
  readonly data: string;
  /** Lock of the one supervisor of this data folder. */
  readonly lock: string;
  /** Which server processes run on which ports; see `RunState`. */
  readonly state: string;
  readonly logs: string;
  /** Installed engines; may be shared between data folders. */
  readonly engines: string;
  /** The folder of one database engine: formats differ, so each has its own. */
  mongodb(engine: string): string;
  redis(engine: string): string;
}

/** sockaddr_un holds 108 bytes on Linux and 104 on macOS, the closing zero included. */
const SOCKET_PATH_BYTES_MAX = 100;

export function placesIn(dataDirectory: string, enginesDirectory?: string): Places {
  return {
    data: dataDirectory,
    lock: join(dataDirectory, 'run', 'supervisor.lock'),
    state: join(dataDirectory, 'run', 'servers.json'),
    logs: join(dataDirectory, 'logs'),
    engines: enginesDirectory ?? join(dataDirectory, 'engines'),
    mongodb: (engine) => join(dataDirectory, 'mongodb', engine),
    redis: (engine) => join(dataDirectory, 'redis', engine),
  };
}

/**
 * Where the supervisor of a data folder listens: inside it, or, when that path is too long for a socket, in a folder
 * for temporary files. Others learn it from the lock, never by computing it: the variable for temporary files may
 * differ between commands, and a folder that is writable for all could hold a socket of somebody else.
 */
export function socketPathFor(dataDirectory: string, temporaryDirectory: string = tmpdir()): string {
  const inside = join(dataDirectory, 'run', 'supervisor.sock');
  if (Buffer.byteLength(inside) <= SOCKET_PATH_BYTES_MAX) return inside;
  const name = createHash('sha256').update(dataDirectory).digest('hex').slice(0, 16);
  const outside = join(temporaryDirectory, `masterx-${name}-${process.pid}.sock`);
  return Buffer.byteLength(outside) <= SOCKET_PATH_BYTES_MAX ? outside : join('/tmp', `masterx-${name}.sock`);
}
