import type { MasteryFitDocument } from '../derive/generated/documents.ts';
import type { ActorDocuments } from '../documents/documents.ts';
import { DEFAULT_PARAMETERS, type MasteryParameters } from '../learning/mastery.ts';
import type { Clock } from '../std/clock.ts';
import { seconds } from '../std/durations.ts';
import { type PrerequisitesOf, prerequisitesOf } from './prerequisites.ts';

/** The mastery model as it is in force. */
export interface MasteryModel {
  /** The fit; 0 for the published weights. */
  readonly version: number;
  readonly parameters: MasteryParameters;
}

/** What holds until something is fitted to the store. */
export const PUBLISHED_MODEL: MasteryModel = { version: 0, parameters: DEFAULT_PARAMETERS };

/** The greatest age of what a process believes to be in force: a fit takes effect everywhere within it. */
const AGE_MS_MAX = seconds(60);

/** Subjects whose prerequisites are held. */
const SUBJECTS_MAX = 200;

/** Knows the model in force without asking the store each time. One for each process. */
export class MasteryModels {
  readonly #clock: Clock;
  readonly #graphs = new Map<string, { readonly of: PrerequisitesOf; readonly untilMs: number }>();
  #held: { readonly model: MasteryModel; readonly untilMs: number } | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * The model in force, at most a minute old.
   *
   * @throws MasterXError `store_unavailable`, `audit_unavailable`.
   */
  async inForce(documents: ActorDocuments): Promise<MasteryModel> {
    if (this.#held && this.#clock.monotonicMs() < this.#held.untilMs) return this.#held.model;
    const model = await newestModel(documents);
    this.#held = { model, untilMs: this.#clock.monotonicMs() + AGE_MS_MAX };
    return model;
  }

  /** What the concepts of some subjects build on, at most a minute old. */
  async prerequisites(documents: ActorDocuments, subjects: readonly string[]): Promise<PrerequisitesOf> {
    const now = this.#clock.monotonicMs();
    for (const [subject, { untilMs }] of this.#graphs) if (untilMs <= now) this.#graphs.delete(subject);
    const wanted = [...new Set(subjects)];
    const unknown = wanted.filter((subject) => !this.#graphs.has(subject));
    if (unknown.length > 0) {
      const of = await prerequisitesOf(documents, unknown);
      if (this.#graphs.size > SUBJECTS_MAX) this.#graphs.clear();
      for (const subject of unknown) this.#graphs.set(subject, { of, untilMs: now + AGE_MS_MAX });
    }
    const held = new Map(wanted.map((subject) => [subject, this.#graphs.get(subject)?.of]));
    return (subject, concept) => held.get(subject)?.(subject, concept) ?? [];
  }

  /** Asks the store the next time. */
  forget(): void {
    this.#held = null;
    this.#graphs.clear();
  }
}

/** The model in force as the store has it. */
export async function newestModel(documents: ActorDocuments): Promise<MasteryModel> {
  const fit = await documents.collection('mastery_fits').find('mastery_fit_in_force', { version: 1 });
  return fit === null ? PUBLISHED_MODEL : modelOf(fit);
}

/** The model of a version that is or was in force. @throws MasterXError `not_found` */
export async function fittedModel(documents: ActorDocuments, version: number): Promise<MasteryModel> {
  if (version === 0) return PUBLISHED_MODEL;
  return modelOf(await documents.collection('mastery_fits').get('mastery_fit_of_version', { version }));
}

function modelOf({ version, intercept, weights }: MasteryFitDocument): MasteryModel {
  return {
    version,
    parameters: {
      intercept,
      weights: Object.fromEntries(weights.map(({ feature, weight }) => [feature, weight])),
    },
  };
}
