import type { LearningDNADocument } from '../../derive/generated/documents.ts';
import type { ResolvedField } from '../../schema/resolved.ts';
import { SCHEMA } from '../../schema/schema.ts';
import { findField } from '../../schema/walk.ts';
import { valueAt } from '../../std/paths.ts';
import { isStated, subjectEstimates } from './evolve.ts';
import {
  type Estimate,
  estimateOf,
  MEASURE_NAMES,
  MEASURES,
  type MeasureName,
  SAMPLES_MIN,
} from './measures.ts';
import { FIELD_OF } from './values.ts';

type Value = string | number | null | readonly string[];

/** Why one field of the view is as it is. */
export interface FieldExplanation {
  /** Path in the document. */
  readonly field: string;
  readonly description: string;
  readonly value: Value;
  /** `given`: it came with an import or a sample; `assumed`: a middle value, nothing is known. */
  readonly basis: 'stated' | 'learned' | 'given' | 'assumed';
  readonly stated_at: Date | null;
  /** What it rests on, in words. */
  readonly evidence: string;
  /** Sessions that tell something of it. */
  readonly samples: number;
  /** Sessions it takes before anything is learned; null where sessions do not tell it. */
  readonly samples_needed: number | null;
  /** [0, 1]: 1 where stated; else the share of what was seen in the value. */
  readonly confidence: number;
  /** Mean of what was seen, in the measure's own unit; null where nothing was. */
  readonly observed: number | null;
  /** What was assumed before, in the same unit; null where sessions do not tell it. */
  readonly assumed: number | null;
  /** What an estimate still needs; null where there is one. */
  readonly missing: string | null;
}

const PARTS = [
  'cognitive_profile',
  'motivation_profile',
  'emotional_learning_patterns',
  'learning_effectiveness',
];
/** Said by `learning_style` of itself, and explained as evidence of the style. */
const BESIDES = ['confidence_score', 'assessment_method', 'last_assessed'];

const WORDS: Readonly<
  Record<MeasureName, { readonly seen: (mean: number) => string; readonly needs: string }>
> = {
  ability: {
    seen: (mean) =>
      `Tasks were solved ${mean >= 0 ? 'more' : 'less'} often than their difficulty lets expect, by ${Math.abs(mean).toFixed(1)} in log-odds; at this difficulty 85 in 100 would be.`,
    needs: 'sessions with at least 5 tasks of known difficulty',
  },
  attention: {
    seen: (mean) =>
      `Sessions that the learner ended took ${Math.round(mean)} minutes on average: how long it was kept up, not a test of attention.`,
    needs: 'sessions that the learner ended',
  },
  persistence: {
    seen: (mean) => `Of sessions with less than 60 % right, ${percent(mean)} was done on average.`,
    needs: 'sessions with at least 5 tasks and less than 60 % right',
  },
  exploration: {
    seen: (mean) => `${percent(mean)} of the sessions went beyond their topics.`,
    needs: 'sessions with interactions',
  },
  velocity: {
    seen: (mean) => `${mean.toFixed(2)} concepts were mastered in an hour of sessions.`,
    needs: 'sessions of at least a minute',
  },
  recovery: {
    seen: (mean) => `${percent(mean)} of the sessions that began in a hindering state ended in a better one.`,
    needs: 'sessions that began in a hindering state',
  },
};

const STYLE =
  'Matching teaching to a learning style has not been shown to help (Pashler and others, 2008); MasterX does not infer it.';

/** What sessions cannot tell, by field; of others it is enough to say so. */
const NOT_LEARNED: Readonly<Record<string, string>> = {
  'cognitive_profile.learning_style.primary': `${STYLE} It is only ever stated.`,
  'cognitive_profile.learning_style.secondary': `${STYLE} It is only ever stated.`,
  'cognitive_profile.processing_characteristics.processing_speed':
    'How long others take over the same tasks; without that a time says more of the task than of the learner.',
  'cognitive_profile.processing_characteristics.working_memory_capacity':
    'A test of working memory; answers to tasks are none.',
  'learning_effectiveness.personalization_effectiveness':
    'A comparison of sessions with and without personalisation.',
};
const ONLY_STATED = 'Sessions do not tell it; the learner can state it.';

/** Why every field of a view is as it is. Linear in the fields and the learner's subjects. */
export function explain(dna: LearningDNADocument): FieldExplanation[] {
  return [...fieldsOfView().flatMap((field) => explainField(dna, field)), ...explainSubjects(dna)];
}

/** The fields of the view that hold one value or a list of them, as declared. */
export function fieldsOfView(): readonly ResolvedField[] {
  const collection = SCHEMA.collections['learning_dna'];
  if (!collection) return [];
  return PARTS.flatMap((part) => {
    const field = findField(collection.root, part);
    return field ? leaves(field) : [];
  });
}

function leaves(field: ResolvedField): readonly ResolvedField[] {
  if (field.kind === 'group') return field.fields.flatMap(leaves);
  return field.kind === 'record' || BESIDES.includes(field.name) ? [] : [field];
}

function explainField(dna: LearningDNADocument, declared: ResolvedField): FieldExplanation[] {
  const field = declared.path;
  const measure = MEASURE_NAMES.find((name) => FIELD_OF[name] === field);
  const estimate = measure && estimateOf(dna.evidence?.measures[measure], MEASURES[measure]);
  const common = {
    field,
    description: declared.field.description,
    value: shownValue(valueAt({ ...dna }, field)),
    samples: estimate?.samples ?? 0,
    samples_needed: estimate ? SAMPLES_MIN : null,
    observed: estimate?.seen ?? null,
    assumed: estimate?.start ?? null,
  };
  const seen = measure && estimate ? seenIn(estimate, WORDS[measure].seen) : null;
  const statement = dna.evidence?.stated.find((one) => one.field === field);
  if (statement && isStated(dna.evidence, field)) {
    const besides = seen ? ` Sessions would say: ${seen}` : '';
    const style = field.startsWith('cognitive_profile.learning_style.') ? ` ${STYLE}` : '';
    return [
      {
        ...common,
        basis: 'stated',
        stated_at: statement.at,
        evidence: `The learner stated it.${besides}${style}`,
        confidence: 1,
        missing: null,
      },
    ];
  }
  const isLearned = estimate?.isEnough === true;
  return [
    {
      ...common,
      basis: isLearned ? 'learned' : basisWithout(dna),
      stated_at: null,
      evidence: isLearned && seen ? seen : whyAssumed(dna, seen),
      confidence: estimate?.confidence ?? 0,
      missing: missingFor(field, measure, estimate),
    },
  ];
}

function explainSubjects(dna: LearningDNADocument): FieldExplanation[] {
  const { subjects_performance: performance } = dna.learning_effectiveness;
  const subjects = new Set([...Object.keys(performance), ...Object.keys(dna.evidence?.subjects ?? {})]);
  return [...subjects].sort().flatMap((subject) => {
    const estimates = subjectEstimates(dna.evidence?.subjects[subject]);
    const values = performance[subject];
    const names = ['mastery_rate', 'engagement_level', 'optimal_difficulty'] as const;
    return names.map((name): FieldExplanation => {
      const estimate = estimates[name];
      const seen = seenIn(estimate, SUBJECT_WORDS[name]);
      const isLearned = values !== undefined && estimate.isEnough;
      return {
        field: `learning_effectiveness.subjects_performance.${subject}.${name}`,
        description: SUBJECT_DESCRIPTIONS[name],
        value: values?.[name] ?? null,
        basis: isLearned ? 'learned' : basisWithout(dna),
        stated_at: null,
        evidence: isLearned && seen ? seen : whyAssumed(dna, seen),
        samples: estimate.samples,
        samples_needed: SAMPLES_MIN,
        confidence: estimate.confidence,
        observed: estimate.seen,
        assumed: estimate.start,
        missing: isLearned
          ? null
          : stillNeeded(estimate.samples, 'sessions in the subject that tell something of it'),
      };
    });
  });
}

const SUBJECT_WORDS = {
  mastery_rate: (mean: number) => `${percent(mean)} of the concepts met were mastered.`,
  engagement_level: (mean: number) => `${percent(mean)} of what was planned was done.`,
  optimal_difficulty: WORDS.ability.seen,
} as const;

const SUBJECT_DESCRIPTIONS = {
  mastery_rate: 'Share of the practised concepts that are mastered.',
  engagement_level: 'Engagement in the subject.',
  optimal_difficulty: 'Difficulty at which the subject is learned best.',
} as const;

function seenIn(estimate: Estimate, words: (mean: number) => string): string | null {
  if (estimate.seen === null || estimate.samples === 0) return null;
  const { samples } = estimate;
  return `${words(estimate.seen)} (${samples === 1 ? '1 session' : `${samples} sessions`})`;
}

function basisWithout({ evidence }: LearningDNADocument): 'given' | 'assumed' {
  return evidence && !evidence.given ? 'assumed' : 'given';
}

function whyAssumed(dna: LearningDNADocument, seen: string | null): string {
  const came =
    basisWithout(dna) === 'given'
      ? 'It came with an earlier view of the learner.'
      : 'A middle value; nothing is known yet.';
  return seen ? `${came} Seen so far, too little to conclude from: ${seen}` : came;
}

function missingFor(
  field: string,
  measure: MeasureName | undefined,
  estimate: Estimate | undefined,
): string | null {
  if (!measure || !estimate) return NOT_LEARNED[field] ?? ONLY_STATED;
  return estimate.isEnough ? null : stillNeeded(estimate.samples, WORDS[measure].needs);
}

function stillNeeded(samples: number, what: string): string {
  return `${SAMPLES_MIN - Math.min(SAMPLES_MIN - 1, samples)} more: ${what}.`;
}

function shownValue(value: unknown): Value {
  if (typeof value === 'string' || typeof value === 'number') return value;
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : null;
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
