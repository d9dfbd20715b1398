import { isDeepStrictEqual } from 'node:util';
import type { ActorDocuments } from '../documents/documents.ts';
import { isError } from '../errors/error.ts';
import { consentsOf, courseOf, isWhole } from '../learning/course/course.ts';
import { comparePlaces, type Practice, practiceOf } from '../learning/course/practice.ts';
import type { ConceptKey } from './concept-key.ts';
import { coursePolicies } from './course-policies.ts';
import { fittedModel } from './mastery-models.ts';
import { everyElement, everyPage } from './reading.ts';

/** What a look at something that was derived found. */
export interface DerivedCheck {
  /** How much was looked at. */
  readonly checked: number;
  readonly differences: readonly Difference[];
}

/** Something that is not what it should be. */
export interface Difference {
  readonly what: string;
  readonly parts: readonly string[];
}

/**
 * Works out anew from their practice what is known of a learner's concepts (the estimate, what it rests on, reviews and
 * schedule, what works for the learner), compares the practice with the sessions that are still there, and names what
 * differs. Concepts that were given without their practice are passed over.
 */
export async function verifyMastery(documents: ActorDocuments, learner: string): Promise<DerivedCheck> {
  const mastery = documents.collection('content_mastery');
  const known = await everyPage((options) =>
    mastery.query('mastery_of_learner', {}, { ...options, learner }),
  );
  const sessions = new SessionPractice(documents, learner);
  const differences: Difference[] = [];
  let checked = 0;
  for (const { subject, topic, concept } of known) {
    const key: ConceptKey = { user_id: learner, subject, topic, concept };
    const stored = await mastery.find('concept_mastery', { subject, topic, concept }, { learner });
    if (!stored || !isWhole(stored) || stored.evidence.latest === undefined) continue;
    checked++;
    const log = await everyElement((options) => mastery.elements(key, 'practice_log', options));
    const reviews = await everyElement((options) =>
      mastery.elements(key, 'spaced_repetition_data.review_history', options),
    );
    const { parameters, version } = await fittedModel(documents, stored.evidence.model_version ?? 0);
    const policyOf = await coursePolicies(documents, [learner], { parameters, version });
    const course = courseOf(log, { ...policyOf(key), consents: consentsOf(stored.evidence) });
    if (!course) continue;
    const { latest_history: _, ...evidence } = stored.evidence;
    const { review_history: __, ...schedule } = stored.spaced_repetition_data;
    const { state } = course;
    const pairs: readonly (readonly [string, unknown, unknown])[] = [
      ['mastery_tracking', stored.mastery_tracking, state.mastery_tracking],
      ['evidence', evidence, state.evidence],
      ['spaced_repetition_data', schedule, state.spaced_repetition_data],
      ['review_history', reviews, course.reviews],
      ['personalization_data', stored.personalization_data, state.personalization_data],
      ['order of practice_log', log, [...log].sort(comparePlaces)],
      ['practice_log', await sessions.expected(key, log), log],
    ];
    const parts = pairs.flatMap(([part, was, is]) => (isDeepStrictEqual(was, is) ? [] : [part]));
    if (parts.length > 0) differences.push({ what: `${subject} ${topic} ${concept}`, parts });
  }
  return { checked, differences };
}

/** What sessions say of practice, read once each. */
class SessionPractice {
  readonly #documents: ActorDocuments;
  readonly #learner: string;
  readonly #known = new Map<string, ReadonlyMap<string, readonly Practice[]> | null>();

  constructor(documents: ActorDocuments, learner: string) {
    this.#documents = documents;
    this.#learner = learner;
  }

  /** The practice of a concept as the sessions have it; where one is gone, as the log has it. */
  async expected({ subject, topic, concept }: ConceptKey, log: readonly Practice[]): Promise<Practice[]> {
    const expected: Practice[] = [];
    for (const id of new Set(log.map(({ session_id }) => session_id))) {
      const own = await this.#of(id);
      const logged = log.filter(({ session_id }) => session_id === id);
      const found = own?.get(`${subject} ${topic} ${concept}`) ?? [];
      // Feelings leave the log and the session at different times.
      const withoutFeelings = logged.every(({ emotion }) => emotion === undefined);
      expected.push(...(own ? found.map((one) => (withoutFeelings ? unfelt(one) : one)) : logged));
    }
    return expected.sort(comparePlaces);
  }

  async #of(session_id: string): Promise<ReadonlyMap<string, readonly Practice[]> | null> {
    const known = this.#known.get(session_id);
    if (known !== undefined) return known;
    const read = await this.#read(session_id);
    this.#known.set(session_id, read);
    return read;
  }

  async #read(session_id: string): Promise<ReadonlyMap<string, readonly Practice[]> | null> {
    const sessions = this.#documents.collection('learning_sessions');
    const session = await sessions.find('session_lookup', { session_id });
    if (!session) return null;
    try {
      const interactions = await everyElement((options) =>
        sessions.elements({ session_id, user_id: this.#learner }, 'interactions', options),
      );
      if (interactions.length < session.evidence.interactions) return null;
      const byConcept = new Map<string, Practice[]>();
      for (const interaction of interactions) {
        const practice = practiceOf(session, interaction);
        if (!practice || !interaction.assessed) continue;
        const { topic, concept } = interaction.assessed;
        const key = `${session.session_context.subject} ${topic} ${concept}`;
        byConcept.set(key, [...(byConcept.get(key) ?? []), practice]);
      }
      return byConcept;
    } catch (thrown) {
      if (isError(thrown, 'not_found')) return null;
      throw thrown;
    }
  }
}

function unfelt({ emotion: _, ...practice }: Practice): Practice {
  return practice;
}
