import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../std/clock.ts';
import { minutes, seconds } from '../std/durations.ts';
import { BoundedLog } from './bounded-log.ts';
import { type Environment, serverEnvironment } from './environment.ts';
import { freePort, isPortFree } from './ports.ts';
import { identityOf, isRunning, stopProcess } from './processes.ts';
import type { Reaper } from './reaper.ts';
import type { RunState } from './run-state.ts';

/** A server program and how to run it. */
export interface ServerProgram {
  /** Its name in the state file and of its log. */
  readonly name: string;
  readonly command: string;
  readonly parameters: (port: number) => readonly string[];
  /** Working folder; created when missing. */
  readonly folder: string;
  /** Whether it can serve on the port by now. */
  readonly isReady: (port: number) => Promise<boolean>;
}

/** What a server process is run with. */
export interface ServerContext {
  readonly state: RunState;
  readonly reaper: Reaper;
  readonly clock: Clock;
  readonly environment: Environment;
  readonly logs: string;
  readonly note: (line: string) => void;
  readonly signal: AbortSignal;
}

/** A server may have to recover a large log first. */
const READY_MS_MAX = minutes(3);
const STOP_MS_MAX = seconds(20);
const POLL_MS = 50;
const PORT_ATTEMPTS_MAX = 3;
const RESTARTS_MAX = 5;
const BACK_OFF_MS = 200;
/** A server that ran this long is forgiven its earlier deaths. */
const STEADY_MS = minutes(1);

/** A running server that comes back on its port when it dies, within bounds. */
export class ServerProcess {
  readonly #program: ServerProgram;
  readonly #context: ServerContext;
  readonly #log: BoundedLog;
  #child: ChildProcess | null = null;
  #port = 0;
  #stopping = false;
  #restarts = 0;
  #broken = false;

  private constructor(program: ServerProgram, context: ServerContext) {
    this.#program = program;
    this.#context = context;
    this.#log = new BoundedLog(`${context.logs}/${program.name}.log`);
  }

  /**
   * Starts the program on the port it had last, or another free one, and waits until it serves.
   *
   * @throws Error with the program's last words when it ends or does not serve in time.
   */
  static async start(program: ServerProgram, context: ServerContext): Promise<ServerProcess> {
    const server = new ServerProcess(program, context);
    mkdirSync(program.folder, { recursive: true, mode: 0o700 });
    await server.#clearLeftover();
    let wished: number | undefined = context.state.record.ports[program.name];
    for (let attempt = 1; ; attempt++) {
      server.#port = await freePort(wished);
      try {
        await server.#launch();
        context.state.portTaken(program.name, server.#port);
        return server;
      } catch (thrown) {
        // Somebody else may have taken the port in between; every other reason will not go away.
        const taken = !(await isPortFree(server.#port));
        if (!taken || attempt >= PORT_ATTEMPTS_MAX) throw thrown;
        wished = undefined;
      }
    }
  }

  get port(): number {
    return this.#port;
  }

  /** The program's own process, while it runs. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** True when it died too often and is not started again. */
  get isBroken(): boolean {
    return this.#broken;
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    const child = this.#child;
    const identity = this.#context.state.record.processes[this.#program.name];
    if (!child || !identity) return;
    const ended = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : null;
    await stopProcess(identity, STOP_MS_MAX);
    await ended;
  }

  /** A server that outlived a killed supervisor holds the data's lock; it is ours to stop. */
  async #clearLeftover(): Promise<void> {
    const leftover = this.#context.state.record.processes[this.#program.name];
    if (!leftover) return;
    if (isRunning(leftover))
      this.#context.note(`stopping ${this.#program.name} ${leftover.pid}, left from before`);
    await stopProcess(leftover, STOP_MS_MAX);
    this.#context.state.processEnded(this.#program.name);
  }

  async #launch(): Promise<void> {
    const { name, command, parameters, folder, isReady } = this.#program;
    const { state, reaper, environment, clock, signal, note } = this.#context;
    const child = spawn(command, [...parameters(this.#port)], {
      cwd: folder,
      env: { ...serverEnvironment(environment) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    let ended: string | null = null;
    child.stdout.on('data', (text: Buffer) => this.#log.write(text.toString()));
    child.stderr.on('data', (text: Buffer) => this.#log.write(text.toString()));
    child.once('error', (thrown) => {
      ended = thrown.message;
    });
    const { pid } = child;
    const identity = pid === undefined ? null : identityOf(pid);
    if (identity) {
      state.processStarted(name, identity);
      reaper.watch(identity.pid);
    }
    let isServing = false;
    const startedMs = clock.monotonicMs();
    child.once('exit', (code, by) => {
      ended ??= by ? `ended by ${by}` : `ended with ${code}`;
      if (pid !== undefined) reaper.forget(pid);
      state.processEnded(name);
      if (!isServing || this.#stopping) return;
      note(`${name} ${ended} without being asked`);
      if (clock.monotonicMs() - startedMs > STEADY_MS) this.#restarts = 0;
      void this.#restart();
    });
    while (!(await isReady(this.#port))) {
      const late = clock.monotonicMs() - startedMs > READY_MS_MAX;
      if (ended !== null || late || signal.aborted || this.#stopping) {
        if (identity) await stopProcess(identity, STOP_MS_MAX);
        signal.throwIfAborted();
        throw new Error(`${name} ${ended ?? 'did not become ready in time'}. ${this.#log.tail(5)}`.trim());
      }
      await delay(POLL_MS);
    }
    // Its own process must be alive: otherwise it was somebody else who answered on that port.
    if (ended !== null) throw new Error(`${name} ${ended}. ${this.#log.tail(5)}`.trim());
    isServing = true;
    note(`${name} serves on port ${this.#port} as process ${pid}`);
  }

  async #restart(): Promise<void> {
    while (!this.#stopping && this.#restarts < RESTARTS_MAX) {
      await delay(BACK_OFF_MS * 2 ** this.#restarts++);
      if (this.#stopping) return;
      try {
        return await this.#launch();
      } catch (thrown) {
        this.#context.note(`restart ${this.#restarts} of ${this.#program.name} failed: ${String(thrown)}`);
      }
    }
    this.#broken = !this.#stopping;
    if (this.#broken) this.#context.note(`${this.#program.name} died too often and is left alone`);
  }
}
