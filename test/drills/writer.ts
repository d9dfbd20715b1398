import { setTimeout as delay } from 'node:timers/promises';
import { systemActor } from '../../src/access/actor.ts';
import type { NewUserDocument, UserDocument } from '../../src/derive/generated/documents.ts';
import { MasterXError } from '../../src/errors/error.ts';
import { questionFrom } from '../../src/learning/questions/bank.ts';
import type { ActorPlatform, Platform } from '../../src/platform.ts';
import type { Interaction, SessionStart } from '../../src/sessions/recording.ts';
import { type SeededRandom, seededEntropy } from '../../src/std/random.ts';
import { digestOf } from '../support/digest.ts';
import { newInteraction, newSessionDocument, newUser } from '../support/examples.ts';
import type { Acknowledgement, AcknowledgementLog } from './acknowledgements.ts';

/** Who a writer writes as, and what all writers of a run write to. */
export interface WriterParts {
  readonly platform: Platform;
  readonly log: AcknowledgementLog;
  readonly random: SeededRandom;
  readonly run: number;
  readonly writer: number;
  /** A session that every writer adds to. */
  readonly shared: SessionStart;
}

const RETRY_PAUSE_MS = 50;
const CONCEPTS = ['mean', 'median', 'variance', 'correlation'] as const;

type Outcome = Acknowledgement extends infer One
  ? One extends unknown
    ? Omit<One, 'request' | 'writer'>
    : never
  : never;

/** One caller under load: does one thing after the other and notes what it was told. */
export class Writer {
  readonly #parts: WriterParts;
  readonly #sessions: SessionStart[] = [];
  #learner = '';
  #step = 0;
  #requests = 0;
  #elements = 0;

  constructor(parts: WriterParts) {
    this.#parts = parts;
  }

  /** Never returns: the process ends by being killed. Stops at a failure that a retry cannot help. */
  async run(): Promise<void> {
    const { random } = this.#parts;
    if (!(await this.#openAccount())) return;
    for (;;) {
      const next = random.weighted({
        session: 2,
        append: 6,
        shared: 2,
        revise: 3,
        practise: 1,
        end: 1,
        read: 1,
      });
      if (!(await this.#do(next))) return;
    }
  }

  #do(what: string): Promise<boolean> {
    switch (what) {
      case 'session':
        return this.#begin();
      case 'append':
        return this.#append(this.#parts.random.pick(this.#sessions));
      case 'shared':
        return this.#append(this.#parts.shared);
      case 'revise':
        return this.#revise();
      case 'practise':
        return this.#practise();
      case 'end':
        return this.#sessions.length > 1 ? this.#end() : this.#begin();
      default:
        return this.#read(this.#parts.random.pick(this.#sessions));
    }
  }

  /** Opens an account and a first session of it. */
  async #openAccount(): Promise<boolean> {
    const user = newUser(this.#uuid());
    this.#learner = user.user_id;
    const isOpen = await this.#until(async (me) => {
      await me.documents.collection('users').insert([user]);
      return { kind: 'account', learner: user.user_id, digest: digestOf(contentOf(user)) };
    });
    return isOpen && this.#begin();
  }

  async #begin(): Promise<boolean> {
    const { session_id, user_id, started_at, session_context } = newSessionDocument(
      this.#uuid(),
      this.#learner,
    );
    const start = { session_id, user_id, started_at, session_context };
    const isBegun = await this.#until(async (me) => {
      await me.sessions.record([{ start, interactions: [] }]);
      return { kind: 'session', learner: user_id, session: session_id };
    });
    this.#sessions.push(start);
    return isBegun;
  }

  #append(start: SessionStart): Promise<boolean> {
    const { random } = this.#parts;
    const interactions = Array.from({ length: random.integer(1, 8) }, () => this.#interaction());
    return this.#until(async (me) => {
      await me.sessions.record([{ start, interactions }]);
      return this.#acknowledged(start, interactions);
    });
  }

  async #revise(): Promise<boolean> {
    const step = ++this.#step;
    const name = `step ${step}`;
    return this.#until(async (me) => {
      const revised = await me.documents
        .collection('users')
        .revise('load', { user_id: this.#learner }, (user) => ({
          ...user,
          profile: { ...user.profile, name, learning_goals: [`Reach ${name}`] },
          security: { ...user.security, failed_login_attempts: step },
        }));
      return { kind: 'revision', learner: this.#learner, step, digest: digestOf(contentOf(revised)) };
    });
  }

  async #practise(): Promise<boolean> {
    const learner = this.#learner;
    const given: string[] = [];
    let session = '';
    const isBegun = await this.#until(async (me) => {
      const practice = await me.practice.start(learner, 'mathematics', 'desktop');
      session = practice.session.session_id;
      given.push(...practice.questions.map(({ id }) => id));
      return { kind: 'session', learner, session };
    });
    if (!isBegun) return false;
    for (const questionId of given.slice(0, this.#parts.random.integer(1, 10))) {
      const { answer, mistakes } = questionFrom(questionId);
      const said = this.#parts.random.chance(0.7) ? answer : (mistakes[0] ?? answer);
      const isStored = await this.#until(async (me) => {
        const answered = await me.practice.answer(learner, session, {
          questionId,
          answer: said,
          responseSeconds: 3,
        });
        return this.#acknowledged({ session_id: session, user_id: learner }, [answered.interaction]);
      });
      if (!isStored) return false;
    }
    return true;
  }

  async #end(): Promise<boolean> {
    const [ended] = this.#sessions.splice(this.#parts.random.integer(0, this.#sessions.length - 1), 1);
    if (!ended) return true;
    const { session_id: session, user_id: learner } = ended;
    return this.#until(async (me) => {
      const { ended_at } = await me.sessions.end(learner, session);
      return { kind: 'end', learner, session, at: ended_at?.toISOString() ?? '' };
    });
  }

  #read({ session_id: session, user_id: learner }: SessionStart): Promise<boolean> {
    return this.#until(async (me) => {
      await me.sessions.lookup(session);
      return { kind: 'read', learner, session };
    });
  }

  #acknowledged(
    { session_id: session, user_id: learner }: Pick<SessionStart, 'session_id' | 'user_id'>,
    interactions: readonly Interaction[],
  ): Outcome {
    const digests = Object.fromEntries(interactions.map((one) => [one.interaction_id, digestOf(one)]));
    return { kind: 'interactions', learner, session, digests };
  }

  #interaction(): Interaction {
    const { random, writer, run } = this.#parts;
    const at = ++this.#elements;
    const concept = random.pick(CONCEPTS);
    const interaction = newInteraction(`r${run}-w${writer}-${at}`, at);
    const assessed = { concept, topic: 'statistics', correct: random.chance(0.6), difficulty: 0.5 };
    if (random.chance(0.8)) return { ...interaction, assessed };
    const { assessed: _, ...mere } = interaction;
    return { ...mere, interaction_type: 'question' };
  }

  /** Repeats one thing until it is acknowledged; false when it fails for good. */
  async #until(call: (me: ActorPlatform) => Promise<Outcome>): Promise<boolean> {
    const { platform, log, writer, run } = this.#parts;
    const request = `r${run}-w${writer}-${++this.#requests}`;
    const me = platform.as(systemActor('load', request, 'testing'));
    for (;;) {
      try {
        log.write({ ...(await call(me)), request, writer } as Acknowledgement);
        return true;
      } catch (thrown) {
        if (thrown instanceof MasterXError && thrown.retryable) {
          log.write({ kind: 'refused', code: thrown.code, request, writer });
          await delay(RETRY_PAUSE_MS);
        } else {
          const what = thrown instanceof Error ? `${thrown.stack} ${String(thrown.cause)}` : String(thrown);
          log.write({ kind: 'failed', what, request, writer });
          return false;
        }
      }
    }
  }

  #uuid(): string {
    return seededEntropy(this.#parts.random).uuid();
  }
}

/** An account without what the platform sets itself. */
export function contentOf(user: NewUserDocument | UserDocument): unknown {
  const { _id, region, revision, ...content } = user as UserDocument;
  return content;
}
