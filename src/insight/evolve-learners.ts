import type {
  DnaContributionDocument,
  LearningDNADocument,
  LearningSessionDocument,
} from '../derive/generated/documents.ts';
import type { ActorDocuments } from '../documents/documents.ts';
import { type Contribution, contributionOf } from '../learning/dna/contribution.ts';
import { evolve, noEvidence, type SessionChange } from '../learning/dna/evolve.ts';
import { type LearnerChoices, startingView } from '../learning/dna/starting-view.ts';
import { LEARNING_PREFERENCES_AT_FIRST } from '../schema/vocabulary/learning-preferences.ts';
import { LIMITS } from '../std/limits.ts';
import { learningChoices } from './learning-choices.ts';

type Session = LearningSessionDocument;

/** An ended session as it was and as it is; null where it was not there, or is not any more. */
export interface ChangedSession {
  readonly before: Session | null;
  readonly after: Session | null;
}

/**
 * Lets the views of learners follow their ended sessions, in the transaction that changed these. What a session added is
 * kept beside it, and taken away when the session changes or goes. Learners who withhold analytics have no view, and get
 * none.
 */
export async function evolveLearners(
  within: ActorDocuments,
  sessions: readonly ChangedSession[],
  now: Date,
): Promise<void> {
  const byLearner = new Map<string, ChangedSession[]>();
  for (const session of sessions) {
    const learner = (session.after ?? session.before)?.user_id;
    if (learner !== undefined) byLearner.set(learner, [...(byLearner.get(learner) ?? []), session]);
  }
  if (byLearner.size === 0) return;
  const allowed = await within.allowedBy(byLearner.keys());
  const allowing = [...byLearner].filter(([learner]) => allowed.get(learner)?.['analytics']);
  if (allowing.length === 0) return;
  const choices = await learningChoices(
    within,
    allowing.map(([learner]) => learner),
  );
  const dna = within.collection('learning_dna');
  for (const batch of inBatches(allowing)) {
    const views = await dna.insert(
      batch.map(([learner, changed]) =>
        startingView(choices.get(learner) ?? asAtFirst(learner), sinceOf(changed, now)),
      ),
      () => true,
    );
    // Who allows no view by now, as the door knows it, has none to change.
    const kept = batch.flatMap(([learner, changed], at) =>
      views[at]?.withheld ? [] : [{ learner, changed, view: views[at]?.document }],
    );
    const changes = await countedChanges(
      within,
      kept.map(({ learner, changed, view }) => ({
        changed,
        since: view?.evidence?.since ?? sinceOf(changed, now),
        usesEmotions: allowed.get(learner)?.['emotional_data'] === true,
      })),
    );
    await dna.appendEach(
      'evolve',
      kept.map(({ learner, changed }, at) => ({
        identity: { user_id: learner },
        additions: {},
        change: (view, _, grow) => {
          const evidence = view.evidence ?? noEvidence(sinceOf(changed, now));
          const { dna: next, assessment } = evolve({ ...view, evidence }, changes[at] ?? [], now);
          if (assessment) grow({ assessment_history: [assessment] });
          return next;
        },
      })),
    );
  }
}

/** What an account says that is made in the same transaction, as imports make it: queries do not see it yet. */
const asAtFirst = (user_id: string): LearnerChoices => ({
  user_id,
  preferences: { learning_preferences: LEARNING_PREFERENCES_AT_FIRST },
});

/** Takes what a session added away again, of which nothing else is left; whether it had added something. */
export async function forgetDnaOf(
  within: ActorDocuments,
  { session_id, user_id }: Pick<Session, 'session_id' | 'user_id'>,
  now: Date,
): Promise<boolean> {
  const before = await takenAway(within, { session_id, user_id });
  if (!before) return false;
  await within.collection('learning_dna').append('evolve', { user_id }, {}, (view, _, grow) => {
    const { dna, assessment } = evolve(view, [{ before, after: null }], now);
    if (assessment) grow({ assessment_history: [assessment] });
    return dna;
  });
  return true;
}

interface LearnerChanges {
  readonly changed: readonly ChangedSession[];
  /** From when on ends that are recorded count. */
  readonly since: Date;
  readonly usesEmotions: boolean;
}

/** What sessions counted for and count for, learner by learner; kept from now on. */
async function countedChanges(
  within: ActorDocuments,
  learners: readonly LearnerChanges[],
): Promise<readonly (readonly SessionChange[])[]> {
  const contributions = within.collection('dna_contributions');
  const after = learners.map(({ changed, since, usesEmotions }) =>
    changed.map(({ after: session }) => {
      const recorded = session?.evidence.ended_recorded;
      const counts = session !== null && recorded !== undefined && recorded >= since;
      const contribution = counts ? contributionOf(session, usesEmotions) : null;
      return session && contribution ? { session, contribution } : null;
    }),
  );
  const now = after.flat().flatMap((one) => (one ? [documentOf(one)] : []));
  const before = new Map<string, DnaContributionDocument>();
  for (const batch of inBatches(now)) {
    const stored = await contributions.insert(batch, () => true);
    const known = stored.flatMap(({ document, repeated }, at) => {
      const next = batch[at];
      return repeated && next ? [{ document, next }] : [];
    });
    for (const { document } of known) before.set(document.session_id, document);
    await contributions.appendEach(
      'count anew',
      known.map(({ next }) => ({
        identity: { session_id: next.session_id, user_id: next.user_id },
        additions: {},
        change: ({ recovery: _, ...held }) => ({ ...held, ...next }),
      })),
    );
  }
  const changes: (readonly SessionChange[])[] = [];
  for (const [at, { changed }] of learners.entries()) {
    const own: SessionChange[] = [];
    for (const [which, { before: was, after: is }] of changed.entries()) {
      const counted = after[at]?.[which] ?? null;
      const known = before.get((is ?? was)?.session_id ?? '');
      const taken = known ? contributionIn(known) : is === null && was ? await takenAway(within, was) : null;
      own.push({ before: taken, after: counted?.contribution ?? null });
    }
    changes.push(own);
  }
  return changes;
}

/** What a session counted for, which is kept no longer; null where it did not count. */
async function takenAway(
  within: ActorDocuments,
  { session_id, user_id }: Pick<Session, 'session_id' | 'user_id'>,
): Promise<Contribution | null> {
  const contributions = within.collection('dna_contributions');
  const known = await contributions.find('dna_contribution_of_session', { session_id }, { learner: user_id });
  if (!known) return null;
  await contributions.remove('take away', [{ session_id, user_id }]);
  return contributionIn(known);
}

function documentOf({
  session: { session_id, user_id, started_at },
  contribution: { subject, measures, ofSubject },
}: {
  readonly session: Session;
  readonly contribution: Contribution;
}) {
  const { recovery, ...others } = measures;
  return {
    session_id,
    user_id,
    started_at,
    subject,
    measures: others,
    ...(recovery && { recovery }),
    of_subject: ofSubject,
  };
}

/** A contribution as it was kept. */
export function contributionIn({
  subject,
  measures,
  recovery,
  of_subject,
}: DnaContributionDocument): Contribution {
  return { subject, measures: { ...measures, ...(recovery && { recovery }) }, ofSubject: of_subject };
}

/** From when on a new view counts: the first end that is recorded now. */
function sinceOf(sessions: readonly ChangedSession[], now: Date): LearningDNADocument['updated_at'] {
  const ends = sessions.flatMap(({ before, after }) =>
    before?.ended_at === undefined ? (after?.evidence.ended_recorded?.getTime() ?? []) : [],
  );
  return new Date(Math.min(now.getTime(), ...ends));
}

function* inBatches<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < items.length; at += LIMITS.writeDocumentsMax) {
    yield items.slice(at, at + LIMITS.writeDocumentsMax);
  }
}
