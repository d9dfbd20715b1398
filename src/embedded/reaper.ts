import { type ChildProcess, spawn } from 'node:child_process';

/**
 * Ends the server processes when the supervisor was killed and cannot do it itself: a shell that learns the numbers of
 * the processes through a pipe and acts when the pipe closes, which the kernel does at the supervisor's death.
 */
const SCRIPT = `
trap '' HUP INT TERM
pids=
while read -r verb pid; do
  case $verb in
    watch) pids="$pids $pid" ;;
    forget) rest=; for p in $pids; do [ "$p" = "$pid" ] || rest="$rest $p"; done; pids=$rest ;;
  esac
done
[ -n "$pids" ] || exit 0
kill -TERM $pids 2>/dev/null
n=0
while [ $n -lt 10 ]; do
  rest=
  for p in $pids; do kill -0 "$p" 2>/dev/null && rest="$rest $p"; done
  pids=$rest
  [ -n "$pids" ] || exit 0
  n=$((n + 1))
  sleep 1
done
kill -KILL $pids 2>/dev/null
exit 0
`;

/** The supervisor's end of that pipe. */
export class Reaper {
  readonly #shell: ChildProcess;

  constructor() {
    this.#shell = spawn('/bin/sh', ['-c', SCRIPT], {
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
      cwd: '/',
      env: { PATH: '/usr/bin:/bin' },
    });
    // Without a shell the servers are cleared away by the next start instead, from the state file.
    this.#shell.on('error', () => undefined);
    this.#shell.stdin?.on('error', () => undefined);
    this.#shell.unref();
  }

  watch(pid: number): void {
    this.#shell.stdin?.write(`watch ${pid}\n`);
  }

  forget(pid: number): void {
    this.#shell.stdin?.write(`forget ${pid}\n`);
  }

  /** Lets the shell go. What it still watches it ends. */
  dismiss(): void {
    this.#shell.stdin?.end();
  }
}
