import { Presets, SingleBar } from 'cli-progress';
import type { Clock } from '../std/clock.ts';
import { seconds } from '../std/durations.ts';
import type { Terminal } from './terminal.ts';

/** What is told of work under way. */
export interface ProgressLine {
  /**
   * @param step A sentence for people.
   * @param fraction Share of the step's work that is done, from 0 to 1, where that is known.
   */
  show(step: string, fraction?: number): void;
  /** Takes what is redrawn off the screen. */
  end(): void;
}

/** How far apart lines of one step are that nobody watches. */
const SPARSE_MS = seconds(10);
const STEPS_PER_BAR = 1_000;

/** Progress on standard error: a bar where somebody watches, now and then a line where it goes to a file. */
export function progressLine(terminal: Terminal, clock: Clock, stream: NodeJS.WritableStream): ProgressLine {
  return terminal.isWatched ? new Bar(stream) : new SparseLines(terminal, clock);
}

class Bar implements ProgressLine {
  readonly #stream: NodeJS.WritableStream;
  #bar: SingleBar | null = null;

  constructor(stream: NodeJS.WritableStream) {
    this.#stream = stream;
  }

  show(step: string, fraction?: number): void {
    if (fraction === undefined) {
      this.end();
      // One line, replaced by whatever comes next.
      this.#stream.write(`\r\u001b[K${step} …`);
      return;
    }
    if (this.#bar === null) {
      this.#stream.write('\r\u001b[K');
      this.#bar = new SingleBar(
        {
          format: '{bar} {percentage}%  {step}',
          stream: this.#stream,
          clearOnComplete: true,
          hideCursor: true,
          barsize: 24,
          // The keyboard's interrupt must reach this process, not the bar.
          noTTYOutput: false,
          gracefulExit: false,
        },
        Presets.shades_classic,
      );
      this.#bar.start(STEPS_PER_BAR, 0, { step });
    }
    this.#bar.update(Math.round(Math.min(1, Math.max(0, fraction)) * STEPS_PER_BAR), { step });
  }

  end(): void {
    this.#bar?.stop();
    this.#bar = null;
    this.#stream.write('\r\u001b[K');
  }
}

class SparseLines implements ProgressLine {
  readonly #terminal: Terminal;
  readonly #clock: Clock;
  #step = '';
  #toldMs = Number.NEGATIVE_INFINITY;

  constructor(terminal: Terminal, clock: Clock) {
    this.#terminal = terminal;
    this.#clock = clock;
  }

  show(step: string, fraction?: number): void {
    // Figures within a sentence make no new step of it.
    const kind = step.replace(/\d[\d.,]*/g, '#');
    const nowMs = this.#clock.monotonicMs();
    if (kind === this.#step && nowMs - this.#toldMs < SPARSE_MS) return;
    this.#step = kind;
    this.#toldMs = nowMs;
    const share = fraction === undefined ? '' : ` (${Math.floor(fraction * 100)}%)`;
    this.#terminal.note(`${step}${share}`);
  }

  end(): void {
    this.#step = '';
  }
}
