import type { ContentMasteryDocument } from '../derive/generated/documents.ts';
import type { ActorDocuments } from '../documents/documents.ts';
import { MasterXError } from '../errors/error.ts';
import type { HistoryEntry } from '../learning/concept-work.ts';
import {
  type CoursePolicy,
  type CourseState,
  continued,
  courseOf,
  follows,
  isWhole,
} from '../learning/course/course.ts';
import { comparePlaces, compareText, type Practice } from '../learning/course/practice.ts';
import { invariant } from '../std/assert.ts';
import { LIMITS } from '../std/limits.ts';
import type { ConceptKey } from './concept-key.ts';
import { everyElement } from './reading.ts';

type Mastery = ContentMasteryDocument;

/** What becomes of the work of one session on one concept. */
export interface ConceptWorkChange {
  readonly sessionId: string;
  /** The session's practice of the concept that is new; or all of it, where it takes the place of what was there. */
  readonly practices: readonly Practice[];
  /** What its work amounts to, once it has ended. */
  readonly history: HistoryEntry | null;
  /** Whether something of the session may be there already that this takes the place of. */
  readonly instead: 'nothing' | 'history' | 'everything';
}

/** What sessions change of one concept of a learner. Its document must be there. */
export interface ConceptChange {
  readonly key: ConceptKey;
  readonly works: readonly ConceptWorkChange[];
}

/** In which session something came about, and how sure it was. */
interface Reached {
  readonly sessionId: string;
  /** [0, 1] */
  readonly confidence: number;
}

/** Where a concept was first met and first mastered, before and after a change; null where it was not. */
export interface ConceptTurn {
  readonly key: ConceptKey;
  readonly introduced: { readonly before: string | null; readonly after: string | null };
  readonly mastered: { readonly before: Reached | null; readonly after: Reached | null };
}

/**
 * Lets what is known of concepts follow their practice. What just goes on is added in constant time; what comes late, or
 * takes the place of something, is worked out anew from all of the practice, so that everything is as if it had been
 * recorded in order. A concept of which no practice is left is forgotten.
 */
export async function changeConcepts(
  within: ActorDocuments,
  changes: readonly ConceptChange[],
  policyOf: (key: ConceptKey) => CoursePolicy,
): Promise<ConceptTurn[]> {
  const turns: ConceptTurn[] = [];
  const behind: ConceptChange[] = [];
  const plain = changes.filter((change) => isPlain(change) || !behind.push(change));
  for (let at = 0; at < plain.length; at += LIMITS.writeDocumentsMax) {
    await within.collection('content_mastery').appendEach(
      'learn',
      plain.slice(at, at + LIMITS.writeDocumentsMax).map((change) => ({
        identity: change.key,
        additions: {},
        change: (document, _, grow) => {
          const policy = policyOf(change.key);
          const practices = practicesOf(change);
          const history = historyOf(change);
          const goesOn = follows(document, practices, policy) && isLaterHistory(document, history);
          if (!goesOn && isWhole(document)) {
            behind.push(change);
            return document;
          }
          const { state, reviews } = continued(document, practices, policy);
          grow({
            practice_log: practices,
            learning_history: history,
            'spaced_repetition_data.review_history': reviews,
          });
          turns.push(turnOf(change.key, document, state));
          return withHistory(state, history);
        },
      })),
    );
  }
  for (const change of behind) turns.push(await workedOutAnew(within, change, policyOf(change.key)));
  return turns;
}

/** Whether nothing is taken away, and what is added can be added at once. */
function isPlain({ works }: ConceptChange): boolean {
  const added = works.reduce((sum, { practices }) => sum + practices.length, 0);
  return added <= LIMITS.appendElementsMax && works.every(({ instead }) => instead === 'nothing');
}

/** Works one concept out anew from its practice and that of the change. */
async function workedOutAnew(
  within: ActorDocuments,
  { key, works }: ConceptChange,
  policy: CoursePolicy,
): Promise<ConceptTurn> {
  const mastery = within.collection('content_mastery');
  const replaced = new Set(
    works.flatMap(({ sessionId, instead }) => (instead === 'everything' ? [sessionId] : [])),
  );
  const retold = new Set(
    works.flatMap(({ sessionId, instead, history }) =>
      instead === 'everything' || history !== null ? [sessionId] : [],
    ),
  );
  const log = await everyElement((options) => mastery.elements(key, 'practice_log', options));
  const entries = await everyElement((options) => mastery.elements(key, 'learning_history', options));
  const practices = [
    ...log.filter(({ session_id }) => !replaced.has(session_id)),
    ...works.flatMap((work) => work.practices),
  ].sort(comparePlaces);
  const history = [
    ...entries.filter(({ session_id }) => !retold.has(session_id)),
    ...works.flatMap((work) => work.history ?? []),
  ].sort(compareHistory);
  if (practices.length > LIMITS.replaceElementsMax) return addedAnyhow(within, { key, works }, policy);
  const course = courseOf(practices, policy);
  let turn: ConceptTurn | undefined;
  await mastery.append('work out anew', key, {}, (document, _, __, replace) => {
    if (!isWhole(document)) {
      // What was given cannot be worked out anew: what is added is added, in whatever order.
      const added = practicesOf({ key, works });
      const { state } = continued(document, added, policy);
      turn = turnOf(key, document, state);
      replace({ practice_log: practices, learning_history: history });
      return withHistory(state, history);
    }
    turn = turnOf(key, document, course?.state ?? null);
    if (!course) return document;
    replace({
      practice_log: practices,
      learning_history: history,
      'spaced_repetition_data.review_history': course.reviews,
    });
    const spaced_repetition_data = {
      ...document.spaced_repetition_data,
      ...course.state.spaced_repetition_data,
    };
    return withHistory({ ...document, ...course.state, spaced_repetition_data }, history);
  });
  invariant(turn, 'a change is made');
  if (turn.introduced.before !== null && turn.introduced.after === null) {
    await mastery.remove('no practice is left', [key]);
  }
  return turn;
}

/**
 * Adds practice to a concept that was practised too often to be worked out anew: in the order in which it came.
 *
 * @throws MasterXError `conflict` where something is to be taken away.
 */
async function addedAnyhow(
  within: ActorDocuments,
  { key, works }: ConceptChange,
  policy: CoursePolicy,
): Promise<ConceptTurn> {
  if (works.some(({ instead }) => instead === 'everything')) {
    throw new MasterXError('conflict', {
      detail: `A concept that was practised more than ${LIMITS.replaceElementsMax} times is not worked out anew.`,
    });
  }
  let turn = turnOf(key, null, null);
  for (const { practices } of works) {
    for (let at = 0; at < practices.length; at += LIMITS.appendElementsMax) {
      const added = practices.slice(at, at + LIMITS.appendElementsMax);
      await within.collection('content_mastery').append('learn', key, {}, (document, _, grow) => {
        const { state, reviews } = continued(document, added, policy);
        grow({ practice_log: added, 'spaced_repetition_data.review_history': reviews });
        turn = turnOf(key, document, state);
        return state;
      });
    }
  }
  return turn;
}

function practicesOf({ works }: ConceptChange): readonly Practice[] {
  return works.flatMap(({ practices }) => practices).sort(comparePlaces);
}

function historyOf({ works }: ConceptChange): readonly HistoryEntry[] {
  return works.flatMap(({ history }) => history ?? []).sort(compareHistory);
}

function compareHistory(one: HistoryEntry, other: HistoryEntry): number {
  return one.date.getTime() - other.date.getTime() || compareText(one.session_id, other.session_id);
}

function isLaterHistory(
  { evidence: { latest_history } }: Mastery,
  entries: readonly HistoryEntry[],
): boolean {
  return (
    latest_history === undefined ||
    entries.every(
      ({ date, session_id }) =>
        (date.getTime() - latest_history.date.getTime() ||
          compareText(session_id, latest_history.session_id)) > 0,
    )
  );
}

function withHistory<State extends CourseState>(state: State, entries: readonly HistoryEntry[]): State {
  const last = entries.at(-1);
  if (!last) return state;
  const { date, session_id } = last;
  return { ...state, evidence: { ...state.evidence, latest_history: { date, session_id } } };
}

function turnOf(key: ConceptKey, before: CourseState | null, after: CourseState | null): ConceptTurn {
  const introduced = (state: CourseState | null) => state?.evidence.first?.session_id ?? null;
  const mastered = (state: CourseState | null): Reached | null => {
    const reached = state?.evidence.mastered;
    return reached ? { sessionId: reached.session_id, confidence: reached.confidence } : null;
  };
  return {
    key,
    introduced: { before: introduced(before), after: introduced(after) },
    mastered: { before: mastered(before), after: mastered(after) },
  };
}
