import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, expect, inject, it } from 'vitest';
import { localOperatorActor, systemActor } from '../../src/access/actor.ts';
import type { Access } from '../../src/accounts/accesses/search.ts';
import type { Platform } from '../../src/platform.ts';
import { SeededRandom, systemEntropy } from '../../src/std/random.ts';
import { newInteraction, newUser } from '../support/examples.ts';
import { contextOf } from '../support/http.ts';
import { seedsOf } from '../support/seeds.ts';
import { openAuditPlatform } from './audit-platform.ts';

const CALLERS = 8;
const KILLS = 5;
/** Answers between two kills. */
const ANSWERS = { least: 40, most: 160 };
const PAUSE_MS = 50;
const EVER = { since: new Date(0), until: new Date('2999-01-01T00:00:00Z') };

/** An answer that arrived whole. */
interface Answered {
  readonly request: string;
  readonly what: What;
  readonly status: number;
}

type What = 'read' | 'write' | 'foreign';

const uri = inject('mongodbUri');
let folder: string;
let database: string;
let platform: Platform;
let service: { readonly child: ChildProcess; readonly url: string } | null = null;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'masterx-audit-'));
  database = `audit${systemEntropy.bytes(5).toString('hex')}`;
  platform = await openAuditPlatform(uri, database, folder);
});

afterEach(async () => {
  await kill();
  await platform.connection.data.dropDatabase();
  await platform.connection.vault.dropDatabase();
  await platform.close();
  await rm(folder, { recursive: true, force: true });
});

async function start(): Promise<void> {
  const script = join(import.meta.dirname, 'audit-service-process.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, uri, database, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  service = { child, url: '' };
  const [url] = await once(createInterface({ input: child.stdout }), 'line');
  service = { child, url: String(url) };
}

async function kill(): Promise<void> {
  if (service === null) return;
  const { child } = service;
  service = null;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

/** One caller: asks one thing after the other, and notes what was answered. */
async function call(
  caller: number,
  random: SeededRandom,
  learner: string,
  other: string,
  answers: Answered[],
  isOver: () => boolean,
): Promise<void> {
  let session: string | null = null;
  for (let number = 0; !isOver(); number++) {
    const what = random.weighted<What>({ read: 5, write: 4, foreign: 1 });
    const request = `drill-${caller}-${number}`.padEnd(16, '-');
    const at = `/v1/learners/${what === 'foreign' ? other : learner}`;
    const body: object =
      session === null
        ? { session_context: contextOf() }
        : { interactions: [newInteraction(`i-${number}`, number + 1)] };
    const path =
      what !== 'write' ? at : session === null ? `${at}/sessions` : `${at}/sessions/${session}/interactions`;
    try {
      const response = await fetch(`${service?.url ?? 'http://127.0.0.1:9'}${path}`, {
        method: what === 'write' ? 'POST' : 'GET',
        headers: {
          'masterx-actor': `learner:${learner}`,
          'x-request-id': request,
          ...(what === 'write' && { 'content-type': 'application/json' }),
        },
        ...(what === 'write' && { body: JSON.stringify(body) }),
      });
      const answer = (await response.json()) as { session_id?: string };
      answers.push({ request, what, status: response.status });
      if (what === 'write' && session === null) session = answer.session_id ?? null;
    } catch (thrown) {
      // The connection is gone: nothing was answered.
      if (!(thrown instanceof TypeError)) throw thrown;
      await delay(PAUSE_MS);
    }
  }
}

/** Every access that the trail holds of the drill's requests. */
async function recorded(): Promise<Access[]> {
  const { audit } = platform.as(localOperatorActor('drill', 'looking into the trail', 'testing'));
  const found: Access[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof audit.search>> = await audit.search(
      EVER,
      cursor === null ? {} : { cursor },
    );
    found.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found.filter(({ request_id }) => request_id.startsWith('drill-'));
}

it.each(seedsOf(20_261_128))(
  'the service killed under load, seed %i: whatever was answered stands in the trail, and the trail is whole',
  async (seed) => {
    const random = new SeededRandom(seed).fork('audit kills');
    const learners = Array.from({ length: CALLERS }, () => systemEntropy.uuid());
    const system = platform.as(systemActor('drill', 'setting up the drill', 'testing'));
    await system.documents.collection('users').insert(learners.map((id) => newUser(id)));
    const answers: Answered[] = [];
    let isOver = false;
    await start();
    const calling = Promise.all(
      learners.map((learner, at) =>
        call(
          at,
          random.fork(`caller ${at}`),
          learner,
          learners[(at + 1) % CALLERS] ?? '',
          answers,
          () => isOver,
        ),
      ),
    );
    const until = async (count: number) => {
      while (answers.length < count) await Promise.race([delay(PAUSE_MS), calling]);
    };
    for (let kills = 0; kills < KILLS; kills++) {
      await until(answers.length + random.integer(ANSWERS.least, ANSWERS.most));
      await kill();
      await start();
    }
    await until(answers.length + ANSWERS.most);
    isOver = true;
    await calling;
    await kill();

    // Nothing but success and the refusal of what is another's: the service was there whole or not at all.
    const unexpected = answers.filter(
      ({ what, status }) => status !== (what === 'foreign' ? 403 : 200) && status !== 201,
    );
    expect(unexpected).toEqual([]);
    await system.audit.seal();
    await system.audit.checkpoint();
    const entries = await recorded();
    expect(entries.length).toBeGreaterThanOrEqual(answers.length);
    const of = new Map<string, Access[]>();
    for (const entry of entries) of.set(entry.request_id, [...(of.get(entry.request_id) ?? []), entry]);
    const wanted: Record<What, readonly Access['outcome'][]> = {
      // Answered and then killed: what came of it may not have been told any more.
      read: ['answered', 'under_way', 'unknown'],
      write: ['committed'],
      foreign: ['refused'],
    };
    const missing = answers.filter(
      ({ request, what }) => !of.get(request)?.some(({ outcome }) => wanted[what].includes(outcome)),
    );
    expect(missing).toEqual([]);
    const told = answers.filter(
      ({ request, what }) =>
        what === 'read' && of.get(request)?.some(({ outcome }) => outcome === 'answered'),
    );
    expect(told.length).toBeGreaterThan(0);
    // More was asked than answered: what a kill cut off stands there as well.
    expect(of.size).toBeGreaterThanOrEqual(new Set(answers.map(({ request }) => request)).size);
    const report = await system.audit.verify();
    expect(report.flaws).toEqual([]);
    expect(report.writers).toBeGreaterThan(KILLS);
    expect(await platform.connection.data.collection('audit_outbox').countDocuments()).toBe(0);
  },
);
