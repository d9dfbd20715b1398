/** A function to be made small: answers its value at a point and writes its gradient there. */
export type Objective = (point: Float64Array, gradient: Float64Array) => number;

/** Pairs of step and change of the gradient that stand for the curvature. */
const MEMORY = 12;
/**
 * Norm of the gradient, in the scale of the curvature, that counts as none: half its square is about what is left to gain,
 * of a sum over all observations.
 */
export const TOLERANCE = 0.2;
/** Share of the promised decrease with which a step is content (Armijo, 1966). */
const DECREASE = 1e-4;
const HALVINGS_MAX = 30;

/**
 * The minimum of a convex function by L-BFGS (Liu and Nocedal, On the limited memory BFGS method, 1989) with a first
 * guess of the curvature. Each iteration costs one evaluation, rarely more, and O(memory × length).
 *
 * @param inverse multiplies by the inverse of the curvature where it begins, or near it.
 */
export function descend(
  objective: Objective,
  start: Float64Array,
  inverse: (vector: Float64Array) => Float64Array,
  { iterationsMax, tolerance }: { readonly iterationsMax: number; readonly tolerance: number },
): { readonly weights: Float64Array; readonly iterations: number } {
  const size = start.length;
  let point: Float64Array = Float64Array.from(start);
  let gradient: Float64Array = new Float64Array(size);
  let value = objective(point, gradient);
  const steps: Pair[] = [];
  for (let iteration = 0; iteration < iterationsMax; iteration++) {
    if (dot(gradient, inverse(gradient)) <= tolerance ** 2) return { weights: point, iterations: iteration };
    const direction = directionOf(gradient, steps, inverse);
    const slope = dot(direction, gradient);
    let length = 1;
    let next = point;
    const nextGradient = new Float64Array(size);
    let nextValue = Number.POSITIVE_INFINITY;
    for (let halving = 0; halving < HALVINGS_MAX; halving++, length /= 2) {
      next = point.map((x, at) => x + length * (direction[at] as number));
      nextValue = objective(next, nextGradient);
      if (nextValue <= value + DECREASE * length * slope) break;
    }
    // No step is small enough to help: this is as exact as numbers are.
    if (nextValue >= value) return { weights: point, iterations: iteration };
    const step = next.map((x, at) => x - (point[at] as number));
    const change = nextGradient.map((g, at) => g - (gradient[at] as number));
    const bend = dot(step, change);
    if (bend > 1e-12 * dot(change, change)) {
      steps.push({ step, change, bend });
      if (steps.length > MEMORY) steps.shift();
    }
    [point, gradient, value] = [next, nextGradient, nextValue];
  }
  return { weights: point, iterations: iterationsMax };
}

interface Pair {
  readonly step: Float64Array;
  readonly change: Float64Array;
  /** Their product: the curvature along the step. */
  readonly bend: number;
}

/** Where to go: the two-loop recursion. */
function directionOf(
  gradient: Float64Array,
  steps: readonly Pair[],
  inverse: (vector: Float64Array) => Float64Array,
): Float64Array {
  let direction: Float64Array = gradient.map((g) => -g);
  const shares: number[] = [];
  for (const { step, change, bend } of steps.toReversed()) {
    const share = dot(step, direction) / bend;
    shares.push(share);
    addTo(direction, -share, change);
  }
  direction = inverse(direction);
  for (const { step, change, bend } of steps) {
    const share = shares.pop() as number;
    addTo(direction, share - dot(change, direction) / bend, step);
  }
  return direction;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += (a[at] as number) * (b[at] as number);
  return sum;
}

function addTo(target: Float64Array, factor: number, values: Float64Array): void {
  for (let at = 0; at < target.length; at++) {
    target[at] = (target[at] as number) + factor * (values[at] as number);
  }
}
