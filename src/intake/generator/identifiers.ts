import { createHash } from 'node:crypto';
import { SeededRandom, uuidFromBytes } from '../../std/random.ts';

/** Everything of a learner follows from the seed of the population and the learner's index. */
export interface Origin {
  readonly seed: number;
  readonly index: number;
}

/**
 * An identifier of the learner or of something of theirs. Derived by SHA-256 and not from a seeded stream, whose 32
 * bits of state would give two of some ten thousand learners the same identifier.
 */
export function identifierOf(origin: Origin, what: string): string {
  return uuidFromBytes(digestOf(origin, what), 8);
}

/** The learner's own stream of chance for one purpose; streams of different purposes are independent. */
export function chanceOf(origin: Origin, purpose: string): SeededRandom {
  return new SeededRandom(digestOf(origin, `chance ${purpose}`).readInt32BE());
}

function digestOf({ seed, index }: Origin, what: string): Buffer {
  return createHash('sha256').update(`masterx generator ${seed} ${index} ${what}`).digest();
}
