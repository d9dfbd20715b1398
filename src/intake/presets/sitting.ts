import { minutes } from '../../std/durations.ts';

/** Longest pause within one session, where the source does not say where sessions end. */
const PAUSE_MS_MAX = minutes(30);

/**
 * Tells sessions apart in a table that has none, sorted by learner and time: a new one begins with another learner
 * or after more than 30 minutes without an attempt. Remembers only the row before.
 */
export class Sitting {
  #learner: string | undefined;
  #atMs = 0;
  #session = '';

  /** The session of the next row; `name` names it if it is the first of one. */
  of(learner: string, at: Date, name: string): string {
    const isSame = learner === this.#learner && Math.abs(at.getTime() - this.#atMs) <= PAUSE_MS_MAX;
    if (!isSame) this.#session = `${learner}@${name}`;
    this.#learner = learner;
    this.#atMs = at.getTime();
    return this.#session;
  }
}
