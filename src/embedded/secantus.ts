import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { days, seconds } from '../std/durations.ts';
import { hello } from './mongo-probe.ts';
import { LOOPBACK } from './ports.ts';
import type { ServerProgram } from './server-process.ts';

/** How far back a change stream may be resumed. The default would be an hour and 100,000 entries. */
const OPLOG_MS = days(2);
const OPLOG_ENTRIES_MAX = 2_000_000;
/** An entry now and then keeps the resume tokens of a quiet database young. */
const HEARTBEAT_MS = seconds(300);
const CACHE = '512M';

/** Both servers of SecantusDB understand these. */
function commonParameters(folder: string, port: number): string[] {
  return [
    // A file of our own, empty: otherwise a file of the user's that lies about is taken.
    ...['--config', join(folder, 'secantusd.toml')],
    ...['--host', LOOPBACK, '--port', String(port), '--storage-path', join(folder, 'data')],
    // Without it acknowledged writes are lost when the process is killed.
    '--sync-on-commit',
    ...['--log-level', 'WARNING', '--cache-size', CACHE],
    ...[
      '--oplog-retention-seconds',
      String(OPLOG_MS / 1000),
      '--oplog-max-entries',
      String(OPLOG_ENTRIES_MAX),
    ],
    ...['--noop-heartbeat-seconds', String(HEARTBEAT_MS / 1000)],
  ];
}

const isReady = async (port: number): Promise<boolean> => (await hello(port))?.isPrimary === true;

function prepare(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(join(folder, 'secantusd.toml'), '');
}

/** SecantusDB's server in Rust. */
export function secantusRustProgram(command: string, folder: string): ServerProgram {
  prepare(folder);
  return {
    name: 'secantusd-rs',
    command,
    folder,
    // A log file is allocated in full: the default of 128 MB would be the size of an empty database.
    parameters: (port) => [...commonParameters(folder, port), '--log-file-max', '32MB'],
    isReady,
  };
}

/** SecantusDB's server in Python, from an environment of our own. Isolated (-I) from the user's Python settings. */
export function secantusPythonProgram(environmentFolder: string, folder: string): ServerProgram {
  prepare(folder);
  const main = 'import sys; from secantus.cli import main; sys.exit(main())';
  return {
    name: 'secantusd-py',
    command: join(environmentFolder, 'bin', 'python'),
    folder,
    parameters: (port) => ['-I', '-c', main, ...commonParameters(folder, port)],
    isReady,
  };
}

/** The version in the output of `secantusd-rs --version`. */
export function parseSecantusVersion(output: string): string | null {
  return /secantusd-rs (\S+)/.exec(output)?.[1] ?? null;
}
