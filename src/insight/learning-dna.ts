import type { LearningDNADocument } from '../derive/generated/documents.ts';
import type { ActorDocuments } from '../documents/documents.ts';
import { MasterXError } from '../errors/error.ts';
import { assessed, noEvidence, withLearned } from '../learning/dna/evolve.ts';
import { explain, type FieldExplanation, fieldsOfView } from '../learning/dna/explain.ts';
import { startingView } from '../learning/dna/starting-view.ts';
import { valueAt } from '../std/paths.ts';
import { learningChoices } from './learning-choices.ts';

type Dna = LearningDNADocument;

/** What a learner may state of a field. */
export type StatedValue = string | number;

/** Why the view of a learner is as it is. */
export interface DnaExplanation {
  readonly user_id: string;
  readonly version: number;
  readonly updated_at: Date;
  /** Sessions that were counted. */
  readonly sessions: number;
  readonly items: readonly FieldExplanation[];
}

/** Why a view is as it is, field by field. @throws MasterXError `not_found` where nothing is known yet. */
export async function explanationOf(documents: ActorDocuments, learner: string): Promise<DnaExplanation> {
  const dna = await documents.collection('learning_dna').get('learning_dna_profile', {}, { learner });
  const { user_id, version, updated_at, evidence } = dna;
  return { user_id, version, updated_at, sessions: evidence?.sessions ?? 0, items: explain(dna) };
}

/**
 * Enters what a learner states of a field; it goes before whatever is learned. With null the statement is taken back, and
 * what is learned or assumed holds again. Stated again, nothing changes.
 *
 * @throws MasterXError `validation_failed` for a field that cannot be stated or a value it cannot have; `not_found`;
 * `access_denied` where the learner withholds analytics.
 */
export async function stateField(
  documents: ActorDocuments,
  learner: string,
  { field, value }: { readonly field: string; readonly value: StatedValue | null },
  now: Date,
): Promise<DnaExplanation> {
  if (!statableFields().includes(field)) {
    throw new MasterXError('validation_failed', {
      violations: [{ path: 'field', message: `must be one of ${statableFields().join(', ')}` }],
    });
  }
  const choices = (await learningChoices(documents, [learner])).get(learner);
  if (!choices) throw new MasterXError('not_found');
  if (!(await documents.allowedBy([learner])).get(learner)?.['analytics']) {
    throw new MasterXError('access_denied', { detail: 'The learner withholds learning analytics.' });
  }
  const start = startingView(choices, now);
  const views = documents.collection('learning_dna');
  await views.insert([start], () => true);
  await views.append('state', { user_id: learner }, {}, (view, _, grow) => {
    const before = view.evidence ?? noEvidence(now);
    const others = before.stated.filter((one) => one.field !== field);
    const wasStated = others.length < before.stated.length;
    const isRepeated = value !== null && wasStated && valueAt({ ...view }, field) === value;
    if (isRepeated || (value === null && !wasStated)) return view;
    const stated = value === null ? others : [...others, { field, at: now }];
    const entered = withField(view, field, value ?? valueAt({ ...start }, field));
    if (field === STYLE) enterStyle(entered, value !== null, now);
    const next = withLearned({ ...entered, evidence: { ...before, stated } }, before);
    const { dna, assessment } = assessed(view, next, 'user_feedback', now);
    if (assessment) grow({ assessment_history: [assessment] });
    return dna;
  });
  return explanationOf(documents, learner);
}

/** The fields that a learner can state: those of one value, but for what is measured. */
export function statableFields(): readonly string[] {
  return fieldsOfView()
    .filter(({ kind, path }) => kind !== 'list' && !path.startsWith('learning_effectiveness.'))
    .map(({ path }) => path);
}

const STYLE = 'cognitive_profile.learning_style.primary';

/** How sure the style is: as sure as the learner said so. */
function enterStyle({ cognitive_profile: { learning_style } }: Dna, isStated: boolean, now: Date): void {
  learning_style.confidence_score = isStated ? 1 : 0;
  learning_style.assessment_method = 'survey';
  learning_style.last_assessed = now;
}

/** A copy of the view with another value of a field; undefined takes it away. Whoever stores it checks the value. */
function withField(view: Dna, field: string, value: unknown): Dna {
  const copy = structuredClone(view);
  const names = field.split('.');
  const name = names.pop() ?? field;
  const parent = valueAt({ ...copy }, names.join('.'));
  if (typeof parent !== 'object' || parent === null) return copy;
  if (value === undefined) Reflect.deleteProperty(parent, name);
  else Object.assign(parent, { [name]: value });
  return copy;
}
