import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** One process, told apart from a later one that was given the same number. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it was started, as exactly as the operating system tells; opaque. */
  readonly started: string;
}

/** How often a process that is being stopped is looked at. */
const POLL_MS = 50;

/** Who process `pid` is, or null when there is none (a zombie counts as none). */
export function identityOf(pid: number): ProcessIdentity | null {
  const started = process.platform === 'linux' ? startedOnLinux(pid) : startedByPs(pid);
  return started === null ? null : { pid, started };
}

/** Whether exactly this process still runs. */
export function isRunning(identity: ProcessIdentity): boolean {
  return identityOf(identity.pid)?.started === identity.started;
}

/**
 * Ends a process: asks with SIGTERM, and when it still runs after `boundMs` makes it end with SIGKILL. Does nothing
 * when its number belongs to somebody else by now.
 */
export async function stopProcess(identity: ProcessIdentity, boundMs: number): Promise<void> {
  for (const [signal, waitMs] of [['SIGTERM', boundMs] as const, ['SIGKILL', boundMs] as const]) {
    if (!isRunning(identity)) return;
    sendSignal(identity.pid, signal);
    for (let waitedMs = 0; waitedMs < waitMs && isRunning(identity); waitedMs += POLL_MS)
      await delay(POLL_MS);
  }
}

/** Sends a signal; a process that ended in the meantime is no failure. */
export function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (thrown) {
    if (codeOf(thrown) !== 'ESRCH') throw thrown;
  }
}

/** The code of a failure of the operating system (`ENOENT`, …), if it is one. */
export function codeOf(thrown: unknown): string | undefined {
  return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : undefined;
}

/** proc(5): the 22nd field of `stat` is the start in ticks since boot, so the boot's identifier goes with it. */
function startedOnLinux(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return null;
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${fields[19]}`;
  } catch (thrown) {
    if (codeOf(thrown) === 'ENOENT' || codeOf(thrown) === 'ESRCH') return null;
    throw thrown;
  }
}

function startedByPs(pid: number): string | null {
  try {
    const line = execFileSync('/bin/ps', ['-o', 'stat=,lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      env: { LC_ALL: 'C' },
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
    const [state, ...started] = line.split(/\s+/);
    return !state || state.startsWith('Z') ? null : started.join(' ');
  } catch (thrown) {
    if (thrown instanceof Error && 'status' in thrown) return null;
    throw thrown;
  }
}
