import { setTimeout as pause } from 'node:timers/promises';
import { MasterXError } from '../../errors/error.ts';
import { invariant } from '../../std/assert.ts';
import { seconds } from '../../std/durations.ts';
import type { KeyRotationRecord } from '../../stores/vault/port.ts';
import type { RotationParts } from './parts.ts';

/** The step of a rotation that is done. */
export const DONE = 'done';

const POLL_MS = 100;
/** How often it is told how long a step still waits. */
const TELL_MS = seconds(5);

/** One step of a rotation. Done again after a crash, from what it has reached; so it must bear being repeated. */
export interface Step {
  readonly name: string;
  run(job: Job): Promise<void>;
}

/** What is to be rotated. */
export interface JobRequest {
  readonly target: string;
  /** One learner, or null for all of the tenant. */
  readonly only: string | null;
  /** Epoch that takes the place of the one before; 0 where there are none. */
  readonly epoch: () => Promise<number>;
}

/** A rotation under way, with the record that another process goes on from. */
export class Job {
  readonly parts: RotationParts;
  readonly #assertHeld: () => Promise<void>;
  #record: KeyRotationRecord;

  private constructor(parts: RotationParts, record: KeyRotationRecord, assertHeld: () => Promise<void>) {
    this.parts = parts;
    this.#record = record;
    this.#assertHeld = assertHeld;
  }

  /**
   * Goes on with the rotation of that target that is under way, or begins one.
   *
   * @throws MasterXError `conflict` when the one under way was asked for something else.
   */
  static async open(
    parts: RotationParts,
    { target, only, epoch }: JobRequest,
    firstStep: string,
    assertHeld: () => Promise<void>,
  ): Promise<Job> {
    const { vault, tenant, clock } = parts;
    const there = await vault.keyRotation(tenant, target);
    if (there && there.step !== DONE) {
      if (there.only !== only) {
        throw new MasterXError('conflict', {
          detail: `A rotation of ${target} keys is under way ${there.only === null ? 'for all' : `for ${there.only}`}.`,
          hint: 'Let it end first: the same command as before goes on with it.',
        });
      }
      return new Job(parts, there, assertHeld);
    }
    const now = clock.now();
    const record: KeyRotationRecord = {
      tenant,
      target,
      revision: (there?.revision ?? 0) + 1,
      step: firstStep,
      step_begun_at: now,
      reached: null,
      only,
      epoch: await epoch(),
      counts: {},
      started_at: now,
      finished_at: null,
    };
    await put(parts, record);
    return new Job(parts, record, assertHeld);
  }

  get record(): KeyRotationRecord {
    return this.#record;
  }

  /** Runs the steps that are not done yet. */
  async run(steps: readonly Step[]): Promise<KeyRotationRecord> {
    const names = steps.map(({ name }) => name);
    for (;;) {
      const at = names.indexOf(this.#record.step);
      const step = steps[at];
      invariant(step, `a rotation of ${this.#record.target} keys has a step ${this.#record.step}`);
      this.#tell();
      await step.run(this);
      const next = names[at + 1];
      await this.#save({
        step: next ?? DONE,
        step_begun_at: this.parts.clock.now(),
        reached: null,
        ...(next === undefined && { finished_at: this.parts.clock.now() }),
      });
      if (next === undefined) return this.#record;
    }
  }

  /** Notes how far the step has come and what was done since it was noted last. */
  async reach(reached: string, done: Readonly<Record<string, number>>): Promise<void> {
    const counts = { ...this.#record.counts };
    for (const [name, more] of Object.entries(done)) counts[name] = (counts[name] ?? 0) + more;
    await this.#save({ reached, counts });
    this.#tell();
  }

  /**
   * Await it between the parts of a step.
   *
   * @throws MasterXError `interrupted` on the signal, or when another process may be at it.
   */
  async goOn(): Promise<void> {
    if (this.parts.signal?.aborted) {
      throw new MasterXError('interrupted', {
        detail: `The rotation of ${this.#record.target} keys was interrupted in the step ${this.#record.step}.`,
        hint: 'The same command goes on with it.',
      });
    }
    await this.#assertHeld();
  }

  /** Resolves once every process has settled on what the vault holds now. In full again after a crash. */
  settle(): Promise<void> {
    return this.wait(this.parts.settleMs);
  }

  /** Resolves after a time. In full again after a crash. */
  async wait(ms: number): Promise<void> {
    const { clock } = this.parts;
    const untilMs = clock.monotonicMs() + ms;
    let tellAtMs = clock.monotonicMs() + TELL_MS;
    for (let nowMs = clock.monotonicMs(); nowMs < untilMs; nowMs = clock.monotonicMs()) {
      if (nowMs >= tellAtMs) {
        this.#tell(Math.ceil((untilMs - nowMs) / seconds(1)));
        tellAtMs = nowMs + TELL_MS;
      }
      await this.goOn();
      await pause(Math.min(POLL_MS, ms));
    }
  }

  async #save(changes: Partial<KeyRotationRecord>): Promise<void> {
    const next = { ...this.#record, ...changes, revision: this.#record.revision + 1 };
    await put(this.parts, next);
    this.#record = next;
  }

  #tell(waitSeconds: number | null = null): void {
    const { target, step, counts } = this.#record;
    this.parts.onProgress?.({ target, step, counts, waitSeconds });
  }
}

/** A step that lets every process learn what the vault holds now. */
export function settling(name: string): Step {
  return { name, run: (job) => job.settle() };
}

/** A step that lets a time pass. */
export function waiting(name: string, ms: number): Step {
  return { name, run: (job) => job.wait(ms) };
}

async function put({ vault }: RotationParts, record: KeyRotationRecord): Promise<void> {
  if (await vault.putKeyRotation(record)) return;
  throw new MasterXError('interrupted', {
    detail: `Another process is at the rotation of ${record.target} keys.`,
  });
}
