import { cpus, loadavg } from 'node:os';
import type { MongoClient } from 'mongodb';
import { PracticeLog } from '../src/learning/evaluation/practice-log.ts';
import { fitTracing } from '../src/learning/tracing/batch-fit.ts';
import { predictByTracing } from '../src/learning/tracing/predict-log.ts';
import type { ActorPlatform } from '../src/platform.ts';
import type { Interaction, Recording } from '../src/sessions/recording.ts';
import { days, minutes } from '../src/std/durations.ts';
import { SeededRandom, systemEntropy } from '../src/std/random.ts';
import { commandsOf, total } from './measure/commands.ts';
import { median } from './measure/statistics.ts';
import { ACTOR, deploy } from './population/deployment.ts';
import { writeBlock } from './report/page.ts';
import { markdownTable, type Table, textTable } from './report/table.ts';

/** How the bench of learning is run. */
export interface LearningBenchOptions {
  readonly engine: string;
  readonly seed: number;
  readonly write: boolean;
}

/** Interactions of one recording, and recordings of one session, where throughput is measured. */
const BATCH = 10;
const SESSIONS = 20;
/** Practices of one concept before the cost of one more is taken. */
const PRACTISED = [60, 300, 1_200];
const REPEATS = 15;
/** Days with feelings before the cost of one more day is taken. */
const FELT_DAYS = [2, 20];
const ATTEMPTS = 40_000;

/** Measures what follows from recorded interactions: end to end, one by one, day by day; and the replay of a model. */
export async function measureLearning(
  options: LearningBenchOptions,
  tell: (step: string) => void,
): Promise<void> {
  const load = loadavg()[0] ?? 0;
  const deployment = await deploy(options.engine, tell);
  try {
    await deployment.open('learning');
    const { platform, client } = await deployment.openMonitored('learning');
    const bench = new LearningBench(platform.as(ACTOR), client, new SeededRandom(options.seed), tell);
    const tables = [
      await bench.throughput(),
      await bench.one(),
      await bench.days(),
      replay(options.seed, tell),
    ];
    tell('');
    for (const table of tables) console.log(`\n${textTable(table)}`);
    if (!options.write) return;
    const about =
      `Measured with \`npm run bench -- --parts learning\` on ${cpus().length} cores, Node ${process.versions.node}, ` +
      `${deployment.engine} ${deployment.version ?? ''}; load ${load.toFixed(1)} at the start.`;
    writeBlock(
      'learning',
      [about, ...tables.flatMap((table) => [`### ${table.title}`, markdownTable(table)])].join('\n\n'),
    );
  } finally {
    await deployment.stop();
  }
}

class LearningBench {
  readonly #actor: ActorPlatform;
  readonly #client: MongoClient;
  readonly #random: SeededRandom;
  readonly #tell: (step: string) => void;

  constructor(actor: ActorPlatform, client: MongoClient, random: SeededRandom, tell: (step: string) => void) {
    this.#actor = actor;
    this.#client = client;
    this.#random = random;
    this.#tell = tell;
  }

  /** Sessions of ten and twenty interactions at a time, one caller, everything that follows included. */
  async throughput(): Promise<Table> {
    const learner = await this.#learner();
    const recordings = Array.from({ length: SESSIONS }, (_, day) => this.#session(learner, day, BATCH));
    const busy = new BusyTime(this.#client);
    const begun = performance.now();
    for (const [at, recording] of recordings.entries()) {
      this.#tell(`recording session ${at + 1} of ${SESSIONS}`);
      await this.#actor.sessions.record([recording]);
    }
    const tookMs = performance.now() - begun;
    const databaseMs = busy.stop();
    return {
      title: 'Interactions end to end, one caller, ten at a time',
      head: ['interactions a second', 'ms a session', 'share of the time outside the database'],
      rows: [[(1000 * SESSIONS * BATCH) / tookMs, tookMs / SESSIONS, 1 - databaseMs / tookMs]],
    };
  }

  /** One more interaction on a concept that was practised so often. */
  async one(): Promise<Table> {
    const rows = [];
    for (const practised of PRACTISED) {
      this.#tell(`an interaction after ${practised}`);
      const learner = await this.#learner();
      for (let day = 0; day < practised / 60; day++) {
        await this.#actor.sessions.record([this.#session(learner, day, 60, 'mean')]);
      }
      const open = this.#session(learner, practised, 0, 'mean');
      await this.#actor.sessions.record([{ start: open.start, interactions: [] }]);
      const times: number[] = [];
      let commands = 0;
      for (let number = 0; number < REPEATS; number++) {
        const interactions = [this.#interaction(`i-${number}`, open.start.started_at, number, 'mean')];
        const begun = performance.now();
        commands = total(
          await commandsOf(this.#client, () =>
            this.#actor.sessions.record([{ start: open.start, interactions }]),
          ),
        );
        times.push(performance.now() - begun);
      }
      rows.push([practised, median(times.sort((a, b) => a - b)), commands]);
    }
    return {
      title: 'One more interaction on a concept',
      head: ['practised before', 'median ms', 'round trips'],
      rows,
    };
  }

  /** The summaries of one more session with feelings, after so many days with feelings. */
  async days(): Promise<Table> {
    const rows = [];
    for (const before of FELT_DAYS) {
      this.#tell(`feelings of a day after ${before}`);
      const learner = await this.#learner();
      for (let day = 0; day < before; day++) {
        // In other months, so that day, week and month of the last session are its own.
        await this.#actor.sessions.record([this.#session(learner, -40 - day, BATCH)]);
      }
      const times: number[] = [];
      let commands = 0;
      const session = this.#session(learner, 10, BATCH);
      await this.#actor.sessions.record([session]);
      for (let number = 0; number < REPEATS; number++) {
        const begun = performance.now();
        commands = total(
          await commandsOf(this.#client, () =>
            this.#actor.insight.refreshEmotions(learner, [session.start.session_id]),
          ),
        );
        times.push(performance.now() - begun);
      }
      rows.push([before, median(times.sort((a, b) => a - b)), commands]);
    }
    return {
      title: 'Day, week and month of one session made anew',
      head: ['days with feelings before', 'median ms', 'round trips'],
      rows,
    };
  }

  async #learner(): Promise<string> {
    const { newUser } = await import('../test/support/examples.ts');
    const user = newUser(systemEntropy.uuid());
    await this.#actor.documents.collection('users').insert([user]);
    return user.user_id;
  }

  #session(learner: string, day: number, length: number, concept?: string): Recording {
    const started_at = new Date(Date.UTC(2026, 5, 1, 9) + days(day));
    const interactions = Array.from({ length }, (_, at) =>
      this.#interaction(`i-${at}`, started_at, at, concept),
    );
    return {
      start: {
        session_id: systemEntropy.uuid(),
        user_id: learner,
        started_at,
        session_context: {
          session_type: 'practice',
          subject: 'statistics',
          topics: ['location'],
          learning_objectives: [],
          initial_difficulty_level: 0.4,
          device_type: null,
          platform: null,
        },
      },
      interactions,
      end: { at: new Date(started_at.getTime() + minutes(30)), interactions },
    };
  }

  #interaction(id: string, startedAt: Date, at: number, concept?: string): Interaction {
    return {
      interaction_id: id,
      timestamp: new Date(startedAt.getTime() + 20_000 * (at + 1)),
      interaction_type: 'assessment',
      user_input: 'the mean is the sum of the values over their number',
      emotional_context: {
        detected_emotion: this.#random.pick(['engaged', 'frustrated', 'calm'] as const),
        confidence: 0.8,
        emotional_intensity: 0.5,
        adaptation_applied: [],
      },
      assessed: {
        concept: concept ?? this.#random.pick(['mean', 'median', 'mode']),
        topic: 'location',
        correct: this.#random.chance(0.7),
        difficulty: 0.4,
      },
    };
  }
}

/** The time in which a client waits for at least one command. */
class BusyTime {
  readonly #client: MongoClient;
  #running = 0;
  #since = 0;
  #sumMs = 0;

  constructor(client: MongoClient) {
    this.#client = client;
    client.on('commandStarted', this.#started);
    client.on('commandSucceeded', this.#ended);
    client.on('commandFailed', this.#ended);
  }

  stop(): number {
    this.#client.off('commandStarted', this.#started);
    this.#client.off('commandSucceeded', this.#ended);
    this.#client.off('commandFailed', this.#ended);
    return this.#sumMs;
  }

  readonly #started = () => {
    if (this.#running++ === 0) this.#since = performance.now();
  };

  readonly #ended = () => {
    if (this.#running > 0 && --this.#running === 0) this.#sumMs += performance.now() - this.#since;
  };
}

/** The mastery model on a log: half of it is fitted to, the other half predicted attempt by attempt. */
function replay(seed: number, tell: (step: string) => void): Table {
  tell('replaying a log');
  const random = new SeededRandom(seed);
  const log = new PracticeLog();
  for (let number = 0; number < ATTEMPTS; number++) {
    const item = random.integer(0, 999);
    log.add(
      {
        learner: String(number % 400),
        item: String(item),
        skills: [String(item % 50)],
        at: new Date(Date.UTC(2026, 0, 1) + minutes(number)),
        score: random.chance(0.7) ? 1 : 0,
      },
      number >= ATTEMPTS / 2,
    );
  }
  const fitted = fitTracing(log);
  const begun = performance.now();
  predictByTracing(log, fitted);
  const seconds = (performance.now() - begun) / 1000;
  return {
    title: 'Replay of a log by the mastery model',
    head: ['attempts', 'attempts a second'],
    rows: [[ATTEMPTS, ATTEMPTS / seconds]],
  };
}
