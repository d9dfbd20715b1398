import type { GrowingLists, LearningDNADocument } from '../../derive/generated/documents.ts';
import type { Contribution, Share } from './contribution.ts';
import {
  type Estimate,
  type Evidence,
  estimateOf,
  MEASURE_NAMES,
  MEASURES,
  type Measure,
  type MeasureName,
  SUBJECT_MEASURE_NAMES,
  SUBJECT_MEASURES,
  type SubjectEvidence,
} from './measures.ts';
import {
  attentionFrom,
  autonomyFrom,
  difficultyFor,
  FIELD_OF,
  shareFrom,
  startsFrom,
  toleranceFrom,
  velocityFrom,
} from './values.ts';

type Dna = LearningDNADocument;
export type Assessment = GrowingLists['learning_dna']['assessment_history'];

/** What a session showed before and shows now; null where it did not, or does not, count. */
export interface SessionChange {
  readonly before: Contribution | null;
  readonly after: Contribution | null;
}

const SUBJECTS_MAX = 200;
const CHANGES_MAX = 50;
const NOTHING: Share = { sum: 0, weight: 0 };

/** Evidence of a view that was given, before any session. */
export function noEvidence(since: Date): Evidence {
  return { since, sessions: 0, given: true, measures: {}, subjects: {}, stated: [] };
}

/** Evidence with sessions added and taken away; in any order the same. Its size depends on the subjects alone. */
export function withSessions(
  evidence: Evidence,
  starts: Readonly<Record<MeasureName, number>>,
  changes: readonly SessionChange[],
): Evidence {
  return changes.reduce((sums, { before, after }) => {
    const taken = before ? counted(sums, starts, before, -1) : sums;
    return after ? counted(taken, starts, after, 1) : taken;
  }, evidence);
}

function counted(
  evidence: Evidence,
  starts: Readonly<Record<MeasureName, number>>,
  { measures, subject, ofSubject }: Contribution,
  sign: 1 | -1,
): Evidence {
  const all = { ...evidence.measures };
  for (const name of MEASURE_NAMES) {
    const share = measures[name];
    if (share) enter(all, name, added(all[name], share, sign, starts[name]), MEASURES[name].start);
  }
  const known = Object.hasOwn(evidence.subjects, subject) ? evidence.subjects[subject] : undefined;
  const hasRoom = known !== undefined || Object.keys(evidence.subjects).length < SUBJECTS_MAX;
  const own: SubjectEvidence = { ...known };
  for (const name of SUBJECT_MEASURE_NAMES) {
    const share = ofSubject[name];
    const { start } = SUBJECT_MEASURES[name];
    if (share) enter(own, name, added(own[name], share, sign, start), start);
  }
  const { [subject]: _, ...others } = evidence.subjects;
  const isEmpty = Object.keys(own).length === 0;
  return {
    ...evidence,
    sessions: Math.max(0, evidence.sessions + sign),
    measures: all,
    subjects: isEmpty ? others : hasRoom ? { ...evidence.subjects, [subject]: own } : evidence.subjects,
  };
}

/** Enters a measure; one that no session tells of any more goes, unless it began with what was given. */
function enter<Name extends string>(
  measures: { [One in Name]?: Measure },
  name: Name,
  measure: Measure,
  usualStart: number,
): void {
  if (measure.samples === 0 && measure.start === usualStart) delete measures[name];
  else measures[name] = measure;
}

function added(measure: Measure | undefined, { sum, weight }: Share, sign: 1 | -1, start: number): Measure {
  const before = measure ?? { ...NOTHING, samples: 0, start };
  return {
    ...before,
    samples: Math.max(0, before.samples + sign),
    sum: before.sum + sign * sum,
    weight: before.weight + sign * weight,
  };
}

/** A view of the learner after sessions, and what is to be entered in its history; null where nothing changed. */
export interface Evolution {
  readonly dna: Dna;
  readonly assessment: Assessment | null;
}

/**
 * Lets the view of a learner follow sessions. Every learned value is worked out from the sums alone, so it does not depend
 * on the order of sessions; the version and the history tell the order in which it came about. What the learner stated
 * stays. Constant time for each session.
 */
export function evolve(dna: Dna, changes: readonly SessionChange[], now: Date): Evolution {
  const before = dna.evidence ?? noEvidence(now);
  const evidence = withSessions(before, startsOf(dna), changes);
  const next = withLearned({ ...dna, evidence }, before);
  return assessed(dna, next, 'behavioral_update', now);
}

/** Where measures start that have no session yet: what was given, but for what the learner stated since. */
function startsOf(dna: Dna): Readonly<Record<MeasureName, number>> {
  const starts = { ...startsFrom(dna) };
  for (const name of MEASURE_NAMES) {
    if (isStated(dna.evidence, FIELD_OF[name])) starts[name] = MEASURES[name].start;
  }
  return starts;
}

/** The view with another evidence, and the entry of its history; `updated_at` grows with every evolution. */
export function assessed(before: Dna, after: Dna, type: Assessment['assessment_type'], now: Date): Evolution {
  const changes = changesBetween(before, after);
  if (changes.length === 0) return { dna: after, assessment: null };
  const date = new Date(Math.max(now.getTime(), before.updated_at.getTime() + 1));
  const onlyEffectiveness = changes.every(({ field }) => field.startsWith('learning_effectiveness.'));
  return {
    dna: { ...after, version: before.version + 1, updated_at: date },
    assessment: {
      date,
      assessment_type: type === 'behavioral_update' && onlyEffectiveness ? 'performance_based' : type,
      changes_made: changes.slice(0, CHANGES_MAX).map(({ text }) => text),
      confidence_delta: overallConfidence(after.evidence) - overallConfidence(before.evidence),
    },
  };
}

/** Mean confidence of what can be learned. */
export function overallConfidence(evidence: Evidence | undefined): number {
  const sum = MEASURE_NAMES.reduce(
    (total, name) => total + estimateOf(evidence?.measures[name], MEASURES[name]).confidence,
    0,
  );
  return sum / MEASURE_NAMES.length;
}

/** Whether the learner stated a field. */
export function isStated(evidence: Evidence | undefined, field: string): boolean {
  return evidence?.stated.some((one) => one.field === field) === true;
}

/** The view with every value that sessions say enough of, but for those that the learner stated. */
export function withLearned(dna: Dna, before: Evidence): Dna {
  const { evidence } = dna;
  if (!evidence) return dna;
  const learned = <V>(name: MeasureName, current: V, told: (latent: number) => V): V => {
    if (isStated(evidence, FIELD_OF[name])) return current;
    const now = estimateOf(evidence.measures[name], MEASURES[name]);
    const was = estimateOf(before.measures[name], MEASURES[name]);
    return now.isEnough || was.isEnough ? told(now.value) : current;
  };
  const { cognitive_profile: cognitive, motivation_profile: motivation } = dna;
  const { emotional_learning_patterns: emotional, learning_effectiveness: effectiveness } = dna;
  const { complexity_preferences: complexity, processing_characteristics: processing } = cognitive;
  return {
    ...dna,
    cognitive_profile: {
      ...cognitive,
      processing_characteristics: {
        ...processing,
        attention_span_minutes: learned('attention', processing.attention_span_minutes, attentionFrom),
      },
      complexity_preferences: {
        ...complexity,
        preferred_difficulty_level: learned('ability', complexity.preferred_difficulty_level, difficultyFor),
        challenge_tolerance: learned('persistence', complexity.challenge_tolerance, toleranceFrom),
      },
    },
    motivation_profile: {
      ...motivation,
      autonomy_preference: learned('exploration', motivation.autonomy_preference, autonomyFrom),
    },
    emotional_learning_patterns: {
      ...emotional,
      emotional_resilience_score: learned<number | null>(
        'recovery',
        emotional.emotional_resilience_score,
        shareFrom,
      ),
    },
    learning_effectiveness: {
      ...effectiveness,
      overall_learning_velocity: learned('velocity', effectiveness.overall_learning_velocity, velocityFrom),
      subjects_performance: {
        ...without(effectiveness.subjects_performance, Object.keys(learnedSubjects(before))),
        ...learnedSubjects(evidence),
      },
    },
  };
}

/** A record without some of its keys: what is not learned any more. */
function without<T>(values: Readonly<Record<string, T>>, keys: readonly string[]): Record<string, T> {
  return Object.fromEntries(Object.entries(values).filter(([key]) => !keys.includes(key)));
}

/** What one subject's sessions come to. */
export function subjectEstimates(own: SubjectEvidence | undefined) {
  return {
    mastery_rate: estimateOf(own?.mastery, SUBJECT_MEASURES.mastery),
    engagement_level: estimateOf(own?.engagement, SUBJECT_MEASURES.engagement),
    optimal_difficulty: estimateOf(own?.ability, SUBJECT_MEASURES.ability),
  } satisfies Record<string, Estimate>;
}

function learnedSubjects(evidence: Evidence): Dna['learning_effectiveness']['subjects_performance'] {
  return Object.fromEntries(
    Object.entries(evidence.subjects).flatMap(([subject, own]) => {
      const { mastery_rate, engagement_level, optimal_difficulty } = subjectEstimates(own);
      if (!engagement_level.isEnough) return [];
      return [
        [
          subject,
          {
            mastery_rate: shareFrom(mastery_rate.value),
            engagement_level: shareFrom(engagement_level.value),
            optimal_difficulty: difficultyFor(optimal_difficulty.value),
          },
        ],
      ];
    }),
  );
}

const PROFILE = [
  'cognitive_profile',
  'motivation_profile',
  'emotional_learning_patterns',
  'learning_effectiveness',
] as const;

function changesBetween(before: Dna, after: Dna): { readonly field: string; readonly text: string }[] {
  const was = new Map(PROFILE.flatMap((part) => leavesOf(part, before[part])));
  const stated = (dna: Dna) => new Set(dna.evidence?.stated.map(({ field }) => field));
  const [statedBefore, statedAfter] = [stated(before), stated(after)];
  const changed = PROFILE.flatMap((part) => leavesOf(part, after[part])).flatMap(([field, value]) => {
    const old = was.get(field);
    if (old === value) return [];
    const how = statedAfter.has(field) ? ' (stated)' : '';
    return [{ field, text: `${field}: ${old ?? 'unknown'} → ${value ?? 'unknown'}${how}` }];
  });
  const told = new Set(changed.map(({ field }) => field));
  const turned = [...new Set([...statedBefore, ...statedAfter])].flatMap((field) => {
    if (told.has(field) || statedBefore.has(field) === statedAfter.has(field)) return [];
    return [{ field, text: `${field}: ${statedAfter.has(field) ? 'stated' : 'no longer stated'}` }];
  });
  return [...changed, ...turned];
}

/** Single values below a part of the view, by path. */
function leavesOf(path: string, value: unknown): (readonly [string, string | number | null])[] {
  if (value === null || typeof value === 'string' || typeof value === 'number') return [[path, value]];
  if (typeof value !== 'object' || Array.isArray(value) || value instanceof Date) return [];
  return Object.entries(value).flatMap(([name, inside]) => leavesOf(`${path}.${name}`, inside));
}
