import { cpus, loadavg } from 'node:os';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Platform } from '../src/platform.ts';
import { LIMITS } from '../src/std/limits.ts';
import { SeededRandom, systemEntropy } from '../src/std/random.ts';
import { newInteraction, newSessionDocument, newUser } from '../test/support/examples.ts';
import { median } from './measure/statistics.ts';
import { ACTOR, deploy } from './population/deployment.ts';
import { writeBlock } from './report/page.ts';
import { markdownTable, type Table, textTable } from './report/table.ts';

/** Sessions of a learner, each a full container. */
const SESSIONS = 100;
const WORDS_A_TEXT = 12;
const ROUNDS = 5;
/** Words a learner uses: few enough that a container's terms fit, or so many that they do not. */
const VOCABULARIES = { fitting: 40, crowded: 4_000 } as const;

/** How the bench of searches is run. */
export interface SearchOptions {
  readonly engine: string;
  readonly seed: number;
  readonly write: boolean;
}

/**
 * Measures what containers cost that have more terms than tokens: every search opens them. The word looked for stands in
 * one container of each learner.
 */
export async function measureSearch(options: SearchOptions, tell: (step: string) => void): Promise<void> {
  const load = loadavg()[0] ?? 0;
  const deployment = await deploy(options.engine, tell);
  try {
    const platform = await deployment.open('search');
    const rows: (readonly (string | number)[])[] = [];
    for (const [name, words] of Object.entries(VOCABULARIES)) {
      tell(`storing what a learner of ${words} words said`);
      const learner = await talkative(platform, words, new SeededRandom(options.seed).fork(name));
      tell('searching');
      rows.push([`${name}: ${words} words`, ...(await searched(platform, learner))]);
    }
    tell('');
    const table: Table = {
      title: `A rare word in ${SESSIONS} sessions of ${LIMITS.pageElementsMax} interactions, ${deployment.engine}`,
      head: ['containers', 'pages', 'ms of all pages', 'ms of the slowest page', 'ms the loop was blocked'],
      rows,
    };
    console.log(`\n${textTable(table)}`);
    if (!options.write) return;
    const { length: cores } = cpus();
    const about = `Measured with \`npm run bench -- --parts search\` on ${cores} cores, Node ${process.versions.node}; load ${load.toFixed(1)} at the start.`;
    writeBlock('search', [about, markdownTable(table)].join('\n\n'));
  } finally {
    await deployment.stop();
  }
}

/** A learner who has said as much, in words of such a vocabulary, common ones more often; one of them once. */
async function talkative(platform: Platform, words: number, random: SeededRandom): Promise<string> {
  const learner = systemEntropy.uuid();
  const me = platform.as(ACTOR);
  await me.documents.collection('users').insert([newUser(learner)]);
  // The square makes the first words common, as words are.
  const word = () => `word${Math.floor(random.next() ** 2 * words)}`;
  for (let session = 0; session < SESSIONS; session++) {
    const interactions = Array.from({ length: LIMITS.pageElementsMax }, (_, at) => ({
      ...newInteraction(`i${at}`, at),
      user_input: [
        ...Array.from({ length: WORDS_A_TEXT }, word),
        ...(session === SESSIONS / 2 && at === 0 ? ['parallelogram'] : []),
      ].join(' '),
    }));
    await me.sessions.record([{ start: newSessionDocument(systemEntropy.uuid(), learner), interactions }]);
  }
  return learner;
}

/** Pages, time of all, of the slowest, and the longest that the loop was blocked; medians over rounds. */
async function searched(platform: Platform, learner: string): Promise<number[]> {
  const sessions = platform.as(ACTOR).documents.named('learning_sessions');
  const rounds: number[][] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const begunMs = performance.now();
    let [pages, slowestMs, hits] = [0, 0, 0];
    let cursor: string | null | undefined;
    do {
      const pageMs = performance.now();
      const page = await sessions.search({
        ...{ text: 'parallelogram', language: 'english', isUnfinished: false, learner },
        ...(cursor && { cursor }),
      });
      hits += page.items.length;
      pages += 1;
      slowestMs = Math.max(slowestMs, performance.now() - pageMs);
      cursor = page.nextCursor;
    } while (cursor);
    delay.disable();
    if (hits !== 1) throw new RangeError(`the word was found ${hits} times`);
    rounds.push([pages, performance.now() - begunMs, slowestMs, delay.max / 1e6]);
  }
  return [0, 1, 2, 3].map((at) => median(rounds.map((figures) => figures[at] ?? 0)));
}
