import { type Evidence, type MasteryEstimate, PREREQUISITES, traceOf } from './mastery.ts';
import type { Ground } from './prerequisite-ground.ts';
import { FEATURES } from './tracing/features.ts';

/** One thing that speaks for or against a level of mastery. */
export interface Reason {
  readonly name: string;
  /** What it adds to the log-odds. */
  readonly logOdds: number;
  /** What was seen, in words for a teacher. */
  readonly reason: string;
}

/** What an estimate rests on, in words, strongest first. */
export function reasonsFor(
  evidence: Evidence,
  at: Date,
  { because }: MasteryEstimate,
  ground: Ground | null = null,
): readonly Reason[] {
  const trace = traceOf(evidence);
  return because.map(({ name, logOdds }) => ({
    name,
    logOdds,
    reason:
      name === PREREQUISITES && ground
        ? ground.reason
        : (FEATURES.find((feature) => feature.name === name)?.tell(trace, at.getTime()) ?? name),
  }));
}
