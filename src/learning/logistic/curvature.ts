/**
 * The second derivative of an objective, roughly: exact within one block of columns, which may depend on each other, and
 * on the diagonal elsewhere. Positive definite.
 */
export interface Curvature {
  readonly diagonal: Float64Array;
  /** Where the block stands. */
  readonly from: number;
  readonly size: number;
  /** The block, row by row. */
  readonly block: Float64Array;
}

/** Answers a function that multiplies a vector by the inverse of a curvature, in O(length + size²). */
export function inverseOf({
  diagonal,
  from,
  size,
  block,
}: Curvature): (vector: Float64Array) => Float64Array {
  const root = cholesky(block, size);
  return (vector) => {
    const result = vector.map((value, at) => value / Math.max(diagonal[at] as number, 1e-9));
    // Forward, then backward substitution.
    for (let row = 0; row < size; row++) {
      let sum = vector[from + row] as number;
      for (let at = 0; at < row; at++)
        sum -= (root[row * size + at] as number) * (result[from + at] as number);
      result[from + row] = sum / (root[row * size + row] as number);
    }
    for (let row = size - 1; row >= 0; row--) {
      let sum = result[from + row] as number;
      for (let at = row + 1; at < size; at++)
        sum -= (root[at * size + row] as number) * (result[from + at] as number);
      result[from + row] = sum / (root[row * size + row] as number);
    }
    return result;
  };
}

/** The lower triangular root of a symmetric, positive definite matrix; what is not quite definite is made so. */
function cholesky(matrix: Float64Array, size: number): Float64Array {
  const root = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = matrix[row * size + column] as number;
      for (let at = 0; at < column; at++) {
        sum -= (root[row * size + at] as number) * (root[column * size + at] as number);
      }
      root[row * size + column] =
        row === column
          ? Math.sqrt(Math.max(sum, 1e-6 * Math.max(matrix[row * size + row] as number, 1e-6)))
          : sum / (root[column * size + column] as number);
    }
  }
  return root;
}
