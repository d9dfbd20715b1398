import type { LearningDNADocument, LearningSessionDocument } from '../../derive/generated/documents.ts';

export type Evidence = NonNullable<LearningDNADocument['evidence']>;
export type MeasureName = keyof Evidence['measures'];
export type SubjectEvidence = Evidence['subjects'][string];
export type SubjectMeasureName = keyof SubjectEvidence;
/** Sums over sessions, in whole ten-thousandths; the mean is `sum / weight`. */
export type Measure = NonNullable<Evidence['measures']['ability']>;
export type Session = LearningSessionDocument;

/** Sessions below which nothing is said. */
export const SAMPLES_MIN = 5;
/** Sessions beyond those below the minimum at which what was seen counts as much as what was assumed. */
export const SAMPLES_HALF = 8;

/** What is known of a measure before any session, and between which bounds one session counts. */
export interface MeasureFacts {
  readonly start: number;
  readonly minimum: number;
  readonly maximum: number;
}

export const MEASURES: Readonly<Record<MeasureName, MeasureFacts>> = {
  ability: { start: 0, minimum: -3, maximum: 3 },
  attention: { start: 25, minimum: 1, maximum: 180 },
  persistence: { start: 0.7, minimum: 0, maximum: 1 },
  exploration: { start: 0.3, minimum: 0, maximum: 1 },
  velocity: { start: 1, minimum: 0, maximum: 1000 },
  recovery: { start: 0.5, minimum: 0, maximum: 1 },
};

export const SUBJECT_MEASURES: Readonly<Record<SubjectMeasureName, MeasureFacts>> = {
  ability: MEASURES.ability,
  engagement: { start: 0.7, minimum: 0, maximum: 1 },
  mastery: { start: 0.5, minimum: 0, maximum: 1 },
};

export const MEASURE_NAMES = Object.keys(MEASURES) as readonly MeasureName[];
export const SUBJECT_MEASURE_NAMES = Object.keys(SUBJECT_MEASURES) as readonly SubjectMeasureName[];

/** What one measure comes to. */
export interface Estimate {
  /** What was assumed, drawn towards what was seen. */
  readonly value: number;
  /** What was seen; null before the first session that tells something. */
  readonly seen: number | null;
  readonly start: number;
  readonly samples: number;
  /** [0, 1): the share of what was seen in the value; grows with the sessions alone. */
  readonly confidence: number;
  readonly isEnough: boolean;
}

/**
 * Shrinks the mean towards the start: value = start + c · (mean − start), c = e / (e + 8), where e counts the sessions from
 * the fifth on. Where sessions weigh the same, one session moves the value by at most 1/9 of the measure's range.
 */
export function estimateOf(measure: Measure | undefined, facts: MeasureFacts): Estimate {
  const start = measure?.start ?? facts.start;
  const samples = measure?.samples ?? 0;
  const seen =
    measure && measure.weight > 0
      ? Math.min(facts.maximum, Math.max(facts.minimum, measure.sum / measure.weight))
      : null;
  const beyond = Math.max(0, samples - SAMPLES_MIN + 1);
  const confidence = seen === null ? 0 : beyond / (beyond + SAMPLES_HALF);
  return {
    value: start + confidence * ((seen ?? start) - start),
    seen,
    start,
    samples,
    confidence,
    isEnough: confidence > 0,
  };
}
