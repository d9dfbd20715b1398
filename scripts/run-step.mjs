import { spawn } from 'node:child_process';

const KILL_AFTER_MS = 15_000;
const running = new Set();
let stoppedBy = null;

/** The signal that told this script to stop, or null. */
export const stopSignal = () => stoppedBy;

/**
 * Runs a program of Node and resolves with its exit code. With `capture`, what it writes is held back and handed over, so that
 * only a failure is seen.
 */
export function run(args, { cwd, env = process.env, capture = false } = {}) {
  return runProgram(process.execPath, args, { cwd, env, capture });
}

/** As `run`, for any program. */
export function runProgram(program, args, { cwd, env = process.env, capture = false } = {}) {
  if (stoppedBy) return Promise.resolve({ code: 1, output: '' });
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd, env, stdio: capture ? ['ignore', 'pipe', 'pipe'] : 'inherit' });
    running.add(child);
    let output = '';
    child.stdout?.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
    child.stderr?.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
    child.once('error', (thrown) => {
      running.delete(child);
      resolve({ code: 1, output: `${program} cannot be started: ${thrown.message}\n` });
    });
    child.once('close', (code) => {
      running.delete(child);
      resolve({ code: code ?? 1, output });
    });
  });
}

/** Makes SIGINT and SIGTERM end the children first; one that does not end is killed. */
export function stopChildrenOnSignals() {
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => {
      stoppedBy ??= signal;
      for (const child of running) {
        child.kill(signal);
        setTimeout(() => child.kill('SIGKILL'), KILL_AFTER_MS).unref();
      }
    });
  }
}

/** A length of time for people. */
export function duration(ms) {
  const seconds = ms / 1000;
  return seconds < 60
    ? `${seconds.toFixed(1)} s`
    : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}
