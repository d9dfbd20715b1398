import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { codeOf, type ProcessIdentity } from './processes.ts';

/** What a supervisor leaves for the next one, also when it is killed. */
export interface RunRecord {
  /** Server processes by name, while they run. */
  readonly processes: Readonly<Record<string, ProcessIdentity>>;
  /** The last port of each server, taken again when free so that clients find their server where it was. */
  readonly ports: Readonly<Record<string, number>>;
  /** The engine that wrote the data last. */
  readonly engine: string | null;
  /** The last failed installation of Redis, which is not tried again at every start; `at` in ISO 8601. */
  readonly redisRefused: { readonly at: string; readonly why: string } | null;
}

const EMPTY: RunRecord = { processes: {}, ports: {}, engine: null, redisRefused: null };

/** The record in a file. Only the holder of the supervisor's lock writes it; every change is on disk at return. */
export class RunState {
  #record: RunRecord;

  constructor(readonly path: string) {
    this.#record = read(path);
  }

  get record(): RunRecord {
    return this.#record;
  }

  processStarted(name: string, identity: ProcessIdentity): void {
    this.#write({ ...this.#record, processes: { ...this.#record.processes, [name]: identity } });
  }

  processEnded(name: string): void {
    const { [name]: _, ...processes } = this.#record.processes;
    this.#write({ ...this.#record, processes });
  }

  portTaken(name: string, port: number): void {
    this.#write({ ...this.#record, ports: { ...this.#record.ports, [name]: port } });
  }

  engineUsed(engine: string): void {
    this.#write({ ...this.#record, engine });
  }

  redisRefused(at: Date, why: string): void {
    this.#write({ ...this.#record, redisRefused: { at: at.toISOString(), why } });
  }

  #write(record: RunRecord): void {
    this.#record = record;
    mkdirSync(dirname(this.path), { recursive: true, mode: 0o700 });
    const draft = `${this.path}.draft`;
    writeFileSync(draft, JSON.stringify(record, null, 2), { mode: 0o600 });
    renameSync(draft, this.path);
  }
}

/** A missing or damaged record is an empty one: it only speeds things up and clears up after a kill. */
function read(path: string): RunRecord {
  try {
    return { ...EMPTY, ...(JSON.parse(readFileSync(path, 'utf8')) as Partial<RunRecord>) };
  } catch (thrown) {
    if (codeOf(thrown) === 'ENOENT' || thrown instanceof SyntaxError) return EMPTY;
    throw thrown;
  }
}
