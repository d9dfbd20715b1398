type Numbers = Float64Array | Float32Array | Int32Array | Uint8Array;

/** Numbers that arrive one after the other, without an object for each. */
abstract class Column<T extends Numbers> {
  #numbers: T;
  #length = 0;

  constructor(private readonly make: (length: number) => T) {
    this.#numbers = make(1_024);
  }

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#numbers.length) {
      const wider = this.make(2 * this.#length);
      wider.set(this.#numbers);
      this.#numbers = wider;
    }
    this.#numbers[this.#length++] = value;
  }

  at(place: number): number {
    return this.#numbers[place] as number;
  }

  /** The numbers so far, not copied: good until the next one arrives. */
  view(): T {
    return this.#numbers.subarray(0, this.#length) as T;
  }
}

export class Float64Column extends Column<Float64Array> {
  constructor() {
    super((length) => new Float64Array(length));
  }
}

export class Float32Column extends Column<Float32Array> {
  constructor() {
    super((length) => new Float32Array(length));
  }
}

export class Int32Column extends Column<Int32Array> {
  constructor() {
    super((length) => new Int32Array(length));
  }
}

export class Uint8Column extends Column<Uint8Array> {
  constructor() {
    super((length) => new Uint8Array(length));
  }
}
