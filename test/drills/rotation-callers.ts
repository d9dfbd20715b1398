import { systemActor } from '../../src/access/actor.ts';
import { isError } from '../../src/errors/error.ts';
import type { Platform } from '../../src/platform.ts';
import type { SeededRandom } from '../../src/std/random.ts';
import { systemEntropy } from '../../src/std/random.ts';
import { newInteraction, newSessionDocument, newUser } from '../support/examples.ts';

/** What callers did while keys were rotated. */
export interface Traffic {
  readonly calls: Readonly<Record<string, number>>;
  /** Every call that ended otherwise than it should. */
  readonly failures: readonly string[];
  /** Whoever was given an address, by address. */
  readonly winners: ReadonlyMap<string, readonly string[]>;
}

interface Known {
  readonly learner: string;
  readonly session: ReturnType<typeof newSessionDocument>;
  interactions: number;
}

/** Callers who each do one thing after the other, on learners of their own and for addresses that all of them want. */
export class Callers {
  readonly #platform: Platform;
  readonly #random: SeededRandom;
  readonly #calls: Record<string, number> = {};
  readonly #failures: string[] = [];
  readonly #winners = new Map<string, string[]>();
  #address = 0;
  #isRunning = true;
  #running: readonly Promise<void>[] = [];

  constructor(platform: Platform, random: SeededRandom) {
    this.#platform = platform;
    this.#random = random;
  }

  start(count: number): void {
    this.#running = Array.from({ length: count }, (_, at) => this.#caller(this.#random.fork(`caller ${at}`)));
  }

  async stop(): Promise<Traffic> {
    this.#isRunning = false;
    await Promise.all(this.#running);
    return { calls: this.#calls, failures: this.#failures, winners: this.#winners };
  }

  async #caller(random: SeededRandom): Promise<void> {
    const known: Known[] = [];
    await this.#call('register', () => this.#register(known));
    while (this.#isRunning) {
      const one = random.pick(known);
      const name = random.weighted({
        ...{ register: 1, append: 4, revise: 3, read: 4, signIn: 2, contend: 2 },
        ...{ searchAccount: 1, searchWords: 1 },
      });
      await this.#call(name, () => {
        switch (name) {
          case 'register':
            return known.length < 4 ? this.#register(known) : this.#read(one);
          case 'append':
            return this.#append(one, random.integer(1, 12));
          case 'revise':
            return this.#revise(one);
          case 'read':
            return this.#read(one);
          case 'signIn':
            return this.#signIn(one.learner, `${one.learner}@example.org`);
          case 'searchAccount':
            return this.#searchAccount(one);
          case 'searchWords':
            return this.#searchWords(one);
          default:
            return this.#contend(random);
        }
      });
    }
  }

  async #call(name: string, work: () => Promise<void>): Promise<void> {
    this.#calls[name] = (this.#calls[name] ?? 0) + 1;
    try {
      await work();
    } catch (thrown) {
      this.#failures.push(
        `${name}: ${thrown instanceof Error ? `${thrown.message} ${String(thrown.cause ?? '')}` : thrown}`,
      );
    }
  }

  get #me() {
    return this.#platform.as(systemActor('caller', 'drill', 'testing'));
  }

  async #register(known: Known[]): Promise<void> {
    const learner = systemEntropy.uuid();
    const session = newSessionDocument(systemEntropy.uuid(), learner);
    await this.#me.documents.collection('users').insert([newUser(learner)]);
    await this.#me.sessions.record([{ start: session, interactions: [] }]);
    known.push({ learner, session, interactions: 0 });
  }

  async #append(one: Known, count: number): Promise<void> {
    const interactions = Array.from({ length: count }, (_, at) =>
      newInteraction(`i${one.interactions + at}`, one.interactions + at),
    );
    await this.#me.sessions.record([{ start: one.session, interactions }]);
    one.interactions += count;
  }

  async #revise({ learner }: Known): Promise<void> {
    await this.#me.documents.collection('users').revise('drill', { user_id: learner }, (user) => ({
      ...user,
      profile: { ...user.profile, name: `Ada ${systemEntropy.uuid()}` },
    }));
  }

  async #read({ learner, session, interactions }: Known): Promise<void> {
    const profile = await this.#me.learners.profile(learner);
    const { items } = await this.#me.sessions.interactions(learner, session.session_id, { limit: 200 });
    if (profile.user_id !== learner) throw new Error('another profile');
    if (items.length !== Math.min(interactions, 200))
      throw new Error(`${items.length} of ${interactions} interactions`);
  }

  async #signIn(learner: string, email: string): Promise<void> {
    const found = await this.#me.documents.collection('users').find('user_authentication', { email });
    if (found?.user_id !== learner) throw new Error(`${email} leads to ${found?.user_id ?? 'nobody'}`);
  }

  /** As staff looks for somebody, by a word of the address that nobody else has. */
  async #searchAccount({ learner }: Known): Promise<void> {
    const word = learner.split('-').find((part) => /^[a-f]/.test(part)) ?? learner.slice(0, 8);
    const question = { text: word, language: 'english', isUnfinished: false } as const;
    const { items } = await this.#me.documents.named('users').search(question);
    if (!items.some(({ document }) => document['user_id'] === learner))
      throw new Error(`${word} finds others`);
  }

  /** As a learner looks for what was said. */
  async #searchWords({ learner, session, interactions }: Known): Promise<void> {
    if (interactions === 0) return;
    const question = { text: 'number 0', language: 'english', isUnfinished: false, learner } as const;
    const { items } = await this.#me.documents.named('learning_sessions').search(question);
    const found = items.flatMap(({ document, elements }) => elements.map(() => document['session_id']));
    if (found.join() !== session.session_id) throw new Error(`what was said is found ${found.length} times`);
  }

  /** Wants an address that others want at the same time, or that was given long ago. */
  async #contend(random: SeededRandom): Promise<void> {
    const isNew = this.#winners.size === 0 || random.chance(0.3);
    const email = isNew ? `wanted${this.#address++}@example.org` : random.pick([...this.#winners.keys()]);
    this.#winners.set(email, this.#winners.get(email) ?? []);
    await Promise.all([1, 2].map(() => this.#want(email)));
    const [winner] = this.#winners.get(email) ?? [];
    // Without one, another caller was first and has not been told yet.
    if (winner !== undefined) await this.#signIn(winner, email);
  }

  async #want(email: string): Promise<void> {
    const learner = systemEntropy.uuid();
    try {
      await this.#me.documents.collection('users').insert([{ ...newUser(learner), email }]);
      this.#winners.get(email)?.push(learner);
    } catch (thrown) {
      if (!isError(thrown, 'conflict')) throw thrown;
    }
  }
}
