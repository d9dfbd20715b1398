import { Float32Column, Float64Column, Int32Column } from './columns.ts';

/**
 * Observations of a logistic regression: of each, its features as pairs of column and value, and its outcome in [0, 1].
 * Eight bytes a feature and twelve a row.
 */
export class ObservedRows {
  readonly #columns = new Int32Column();
  readonly #values = new Float32Column();
  readonly #ends = new Float64Column();
  readonly #outcomes = new Float32Column();

  get count(): number {
    return this.#outcomes.length;
  }

  /** Adds a feature to the row that is being made. Features of value 0 are left out. */
  feature(column: number, value: number): void {
    if (value === 0) return;
    this.#columns.push(column);
    this.#values.push(value);
  }

  /** Ends the row that is being made. */
  end(outcome: number): void {
    this.#outcomes.push(outcome);
    this.#ends.push(this.#columns.length);
  }

  /** What was collected, for computing. */
  view(): {
    readonly columns: Int32Array;
    readonly values: Float32Array;
    /** Where the features of each row end. */
    readonly ends: Float64Array;
    readonly outcomes: Float32Array;
  } {
    return {
      columns: this.#columns.view(),
      values: this.#values.view(),
      ends: this.#ends.view(),
      outcomes: this.#outcomes.view(),
    };
  }
}
