/** For tests of what is built on MasterX: a clock that is told the time, chance that repeats, learners that are invented. */
export {
  type GeneratedLearner,
  generateLearner,
  generatePopulation,
  type PopulationOptions,
} from '../intake/generator/population.ts';
export { type Clock, ManualClock } from '../std/clock.ts';
export { type Entropy, SeededRandom, seededEntropy } from '../std/random.ts';
