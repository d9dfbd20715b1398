/** How much a queue takes. */
export interface QueueBounds {
  /** Pieces of work under way at once. */
  readonly underWayMax: number;
  /** Pieces of work that may wait. */
  readonly waitingMax: number;
  /** How long one may wait before it is refused, in milliseconds. */
  readonly waitMsMax: number;
}

interface Waiting {
  readonly begin: () => void;
}

/**
 * Lets a bounded number of pieces of work run at once, a bounded number wait, and none wait longer than a bounded time.
 * What does not fit is refused at once: memory and waits stay bounded whatever comes.
 */
export class BoundedQueue {
  readonly #bounds: QueueBounds;
  readonly #refusal: () => Error;
  readonly #waiting = new Set<Waiting>();
  #underWay = 0;

  /** @param refusal makes what is thrown for work that does not fit. */
  constructor(bounds: QueueBounds, refusal: () => Error) {
    this.#bounds = bounds;
    this.#refusal = refusal;
  }

  /** Pieces of work that run or wait. */
  get load(): number {
    return this.#underWay + this.#waiting.size;
  }

  /** Runs the work in its turn. @throws what `refusal` makes, when the queue is full or the turn does not come in time. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#underWay >= this.#bounds.underWayMax) await this.#turn();
    else this.#underWay++;
    try {
      return await work();
    } finally {
      this.#next();
    }
  }

  /** Resolves when a place is free, which is then taken. */
  #turn(): Promise<void> {
    if (this.#waiting.size >= this.#bounds.waitingMax) throw this.#refusal();
    return new Promise((resolve, reject) => {
      const waiting: Waiting = {
        begin: () => {
          clearTimeout(tooLong);
          resolve();
        },
      };
      const tooLong = setTimeout(() => {
        this.#waiting.delete(waiting);
        reject(this.#refusal());
      }, this.#bounds.waitMsMax);
      this.#waiting.add(waiting);
    });
  }

  /** Hands the place to whoever waits longest. */
  #next(): void {
    const [first] = this.#waiting;
    if (!first) {
      this.#underWay--;
      return;
    }
    this.#waiting.delete(first);
    first.begin();
  }
}
