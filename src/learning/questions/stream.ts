import { SeededRandom } from '../../std/random.ts';

/** Numbers drawn and thrown away: the first ones of a fresh stream still show the seed. */
const WARM_UP = 16;

/** A stream whose first numbers do not resemble those of neighbouring seeds (murmur3's finaliser, then a warm-up). */
export function streamOf(seed: number): SeededRandom {
  let hash = seed | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  const random = new SeededRandom(hash ^ (hash >>> 16));
  for (let drawn = 0; drawn < WARM_UP; drawn++) random.next();
  return random;
}

/** An independent stream for one part of the work, as `SeededRandom.fork` gives, mixed and warmed up. */
export function branch(random: SeededRandom, label: string): SeededRandom {
  return streamOf(random.fork(label).seed);
}
