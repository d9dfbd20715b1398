import { answersPing, LOOPBACK } from './ports.ts';
import type { ServerProgram } from './server-process.ts';

/** Redis holds caches and counters here: when full it drops what would expire anyway. */
const MEMORY_MAX = '256mb';

/** A Redis or Valkey that appends every change to a file and writes it out each second. */
export function redisProgram(command: string, folder: string): ServerProgram {
  return {
    name: 'redis',
    command,
    folder,
    parameters: (port) => [
      ...['--bind', LOOPBACK, '--port', String(port), '--dir', folder, '--daemonize', 'no'],
      ...['--appendonly', 'yes', '--appendfsync', 'everysec', '--save', ''],
      ...['--maxmemory', MEMORY_MAX, '--maxmemory-policy', 'volatile-lru', '--loglevel', 'warning'],
    ],
    isReady: (port) => answersPing(port),
  };
}

/** The version in the output of `redis-server --version` or `valkey-server --version`. */
export function parseRedisVersion(output: string): string | null {
  return /\bv=(\S+)/.exec(output)?.[1] ?? null;
}
