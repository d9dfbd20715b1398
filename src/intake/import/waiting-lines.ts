import { invariant } from '../../std/assert.ts';

/** Lines that were read and whose rows are not yet decided, in order. */
export class WaitingLines {
  // A Set keeps the order of insertion, and lines come in ascending order.
  readonly #lines = new Set<number>();

  /** Those of an earlier run, as `encoded` made them, counted from `line`. */
  static decoded(runs: Uint8Array, line: number): WaitingLines {
    const waiting = new WaitingLines();
    const numbers = [...varints(runs)];
    let last = line;
    for (let at = 0; at + 1 < numbers.length; at += 2) {
      const first = last + (numbers[at] ?? 0);
      last = first + (numbers[at + 1] ?? 0) - 1;
      for (let one = first; one <= last; one++) waiting.#lines.add(one);
    }
    return waiting;
  }

  get size(): number {
    return this.#lines.size;
  }

  has(line: number): boolean {
    return this.#lines.has(line);
  }

  add(line: number): void {
    this.#lines.add(line);
  }

  /** The first one that would remain if `decided` were not waiting any more. */
  firstBut(decided: ReadonlySet<number>): number | undefined {
    for (const line of this.#lines) if (!decided.has(line)) return line;
    return undefined;
  }

  remove(decided: Iterable<number>): void {
    for (const line of decided) this.#lines.delete(line);
  }

  /** As runs of adjacent lines, each two varints: the gap to the run before (at first to `line`), and its length. */
  encodedBut(decided: ReadonlySet<number>, line: number): Uint8Array {
    const bytes: number[] = [];
    let first = 0;
    let last = line;
    let end = line;
    const close = () => {
      if (first > 0) pushVarints(bytes, first - end, last - first + 1);
      end = last;
    };
    for (const one of this.#lines) {
      if (decided.has(one)) continue;
      invariant(one > last, 'lines wait in ascending order');
      if (first > 0 && one === last + 1) {
        last = one;
      } else {
        close();
        first = one;
        last = one;
      }
    }
    close();
    return Uint8Array.from(bytes);
  }
}

/** Unsigned LEB128. */
function pushVarints(bytes: number[], ...values: number[]): void {
  for (let value of values) {
    for (; value >= 0x80; value = Math.floor(value / 0x80)) bytes.push((value % 0x80) | 0x80);
    bytes.push(value);
  }
}

function* varints(bytes: Uint8Array): Generator<number> {
  let value = 0;
  let scale = 1;
  for (const byte of bytes) {
    value += (byte & 0x7f) * scale;
    scale *= 0x80;
    if (byte >= 0x80) continue;
    yield value;
    value = 0;
    scale = 1;
  }
}
