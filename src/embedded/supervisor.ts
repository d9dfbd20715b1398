import { mkdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { systemClock } from '../std/clock.ts';
import { BoundedLog } from './bounded-log.ts';
import { Keeper } from './keeper.ts';
import { lastLockHolder, tryLock } from './lock.ts';
import { placesIn, socketPathFor } from './places.ts';
import { Reaper } from './reaper.ts';
import { RunState } from './run-state.ts';

/**
 * The process that owns the embedded servers of one data folder; started by `lease.ts`, with the data folder and the
 * engines folder as its parameters. It ends by itself when nobody needs the servers any more.
 */
// Data, logs and the socket are the user's own affair.
process.umask(0o077);

const [dataDirectory = '', enginesDirectory = ''] = process.argv.slice(2);
const places = placesIn(dataDirectory, enginesDirectory);
const log = new BoundedLog(join(places.logs, 'supervisor.log'));
const note = (line: string): void => log.write(`${systemClock.now().toISOString()} ${process.pid} ${line}\n`);

const socketPath = socketPathFor(dataDirectory);
const abandoned = lastLockHolder(places.lock);
const lock = tryLock(places.lock, socketPath);
// Another command was faster, and its supervisor serves this one as well.
if (!lock) process.exit(0);
if (abandoned) rmSync(abandoned.note, { force: true });
rmSync(socketPath, { force: true });

const ending = new AbortController();
const reaper = new Reaper();
const keeper = new Keeper(
  {
    places,
    logs: places.logs,
    state: new RunState(places.state),
    reaper,
    clock: systemClock,
    environment: process.env,
    note,
    signal: ending.signal,
  },
  () => void end('nobody holds a lease'),
);

mkdirSync(dirname(socketPath), { recursive: true, mode: 0o700 });
const endpoint = createServer((socket) =>
  ending.signal.aborted ? socket.destroy() : keeper.welcome(socket),
);
endpoint.on('error', (thrown) => void end(`cannot listen: ${thrown.message}`));
endpoint.listen(socketPath, () => note('ready for leases'));

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void end(signal));
process.on('SIGHUP', () => note('SIGHUP ignored'));
process.on('uncaughtException', (thrown) => {
  // A second failure on the way out: the reaper ends what is left.
  if (ending.signal.aborted) process.exit(1);
  void end(`defect: ${thrown.stack}`);
});

async function end(why: string): Promise<void> {
  if (ending.signal.aborted) return;
  ending.abort();
  note(`ending: ${why}`);
  endpoint.close();
  rmSync(socketPath, { force: true });
  await keeper.stop();
  reaper.dismiss();
  lock?.release();
  note('ended');
  process.exit(0);
}
