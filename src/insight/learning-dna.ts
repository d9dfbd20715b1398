import type { LearningDNADocument, LearningSessionDocument } from '../derive/generated/documents.ts';
import type { ActorDocuments } from '../documents/documents.ts';
import type { Answer } from '../documents/parts.ts';
import { MasterXError } from '../errors/error.ts';
import { contributionOf } from '../learning/dna/contribution.ts';
import { assessed, evolve, noEvidence, type SessionChange, withLearned } from '../learning/dna/evolve.ts';
import { explain, type FieldExplanation, fieldsOfView } from '../learning/dna/explain.ts';
import { startingView } from '../learning/dna/starting-view.ts';
import { LIMITS } from '../std/limits.ts';
import { valueAt } from '../std/paths.ts';

type Dna = LearningDNADocument;
type Session = LearningSessionDocument;
type Choices = Answer<'users', 'learning_choices_of_learners'>;

/** What a learner may state of a field. */
export type StatedValue = string | number;

/** An ended session as it was before it was recorded to, and as it is. */
export interface ChangedSession {
  readonly before: Session | null;
  readonly after: Session;
}

/** Why the view of a learner is as it is. */
export interface DnaExplanation {
  readonly user_id: string;
  readonly version: number;
  readonly updated_at: Date;
  /** Sessions that were counted. */
  readonly sessions: number;
  readonly items: readonly FieldExplanation[];
}

/**
 * Lets the views of learners follow their ended sessions, in the transaction that changed these. A session that got more
 * after its end takes the place of what it was. Learners who withhold analytics have no view, and get none.
 */
export async function evolveLearners(
  documents: ActorDocuments,
  sessions: readonly ChangedSession[],
  now: Date,
): Promise<void> {
  if (sessions.length === 0) return;
  const choices = await choicesOf(
    documents,
    sessions.map(({ after }) => after.user_id),
  );
  const byLearner = new Map<string, ChangedSession[]>();
  for (const session of sessions) {
    const { user_id } = session.after;
    if (!choices.get(user_id)?.preferences.privacy_settings.analytics_participation) continue;
    byLearner.set(user_id, [...(byLearner.get(user_id) ?? []), session]);
  }
  const dna = documents.collection('learning_dna');
  for (const batch of inBatches([...byLearner])) {
    await dna.insert(
      batch.flatMap(([learner, changed]) => {
        const chosen = choices.get(learner);
        return chosen ? [startingView(chosen, sinceOf(changed, now))] : [];
      }),
      () => true,
    );
    await dna.appendEach(
      'evolve',
      batch.map(([learner, changed]) => ({
        identity: { user_id: learner },
        additions: {},
        change: (view, _, grow) => {
          const evidence = view.evidence ?? noEvidence(sinceOf(changed, now));
          const usesEmotions =
            choices.get(learner)?.preferences.privacy_settings.emotional_data_usage === true;
          const changes = changed.map((one) => changeOf(one, evidence.since, usesEmotions));
          const { dna: next, assessment } = evolve({ ...view, evidence }, changes, now);
          if (assessment) grow({ assessment_history: [assessment] });
          return next;
        },
      })),
    );
  }
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
  const choices = (await choicesOf(documents, [learner])).get(learner);
  if (!choices) throw new MasterXError('not_found');
  if (!choices.preferences.privacy_settings.analytics_participation) {
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

/** What a session showed before and shows now, as far as its end was recorded since the view counts. */
function changeOf({ before, after }: ChangedSession, since: Date, usesEmotions: boolean): SessionChange {
  const counted = (session: Session | null) => {
    const recorded = session?.evidence.ended_recorded;
    return session && recorded && recorded >= since ? contributionOf(session, usesEmotions) : null;
  };
  return { before: counted(before), after: counted(after) };
}

/** From when on a new view counts: the first end that is recorded now. */
function sinceOf(sessions: readonly ChangedSession[], now: Date): Date {
  const ends = sessions.flatMap(({ before, after }) =>
    before?.ended_at === undefined ? (after.evidence.ended_recorded?.getTime() ?? []) : [],
  );
  return new Date(Math.min(now.getTime(), ...ends));
}

/** What learners chose. One round trip for each 200. Who is not there yet, as in an import, has consented to nothing. */
async function choicesOf(
  documents: ActorDocuments,
  learners: readonly string[],
): Promise<ReadonlyMap<string, Choices>> {
  const distinct = [...new Set(learners)];
  const found = new Map<string, Choices>();
  for (let at = 0; at < distinct.length; at += LIMITS.parameterValuesMax) {
    const { items } = await documents
      .collection('users')
      .query(
        'learning_choices_of_learners',
        { learners: distinct.slice(at, at + LIMITS.parameterValuesMax) },
        { limit: LIMITS.answerDocumentsMax },
      );
    for (const choices of items) found.set(choices.user_id, choices);
  }
  return found;
}

function* inBatches<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < items.length; at += LIMITS.writeDocumentsMax) {
    yield items.slice(at, at + LIMITS.writeDocumentsMax);
  }
}
