import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { MiB } from '../src/std/bytes.ts';
import type { Held, Listening } from './edge-service.ts';
import { writeBlock } from './report/page.ts';
import { markdownTable, type Table, textTable } from './report/table.ts';

const SIGN_INS = 1_000;
const ADDRESSES = 250;
const REQUESTS = 6_000;
const CALLERS = 32;

interface Answered {
  readonly status: number;
  readonly ms: number;
}

/**
 * Measures the service where it meets the network: a thousand sign-ins at once, with what somebody who learns gets meanwhile,
 * and how many requests are answered with rates counted in the process and in Redis.
 */
export async function measureEdge(
  options: { readonly write: boolean },
  tell: (step: string) => void,
): Promise<void> {
  const load = loadavg()[0] ?? 0;
  tell('a thousand sign-ins at once');
  const storm = await within('storm', stormed);
  const rates: (readonly (string | number)[])[] = [];
  for (const mode of ['memory', 'redis'] as const) {
    tell(`requests, counted in ${mode}`);
    const row = await within(mode, async (service, listening) =>
      mode === 'redis' && !listening.isShared ? null : answeredPerSecond(service, listening),
    );
    if (row !== null) rates.push([mode === 'memory' ? 'the process' : 'Redis', ...row]);
  }
  tell('');
  const tables: readonly Table[] = [
    {
      title: `${SIGN_INS} sign-ins at once, from ${ADDRESSES} addresses, ${storm.engine}`,
      head: ['of whom', 'answers', 'p50 ms', 'p95 ms', 'slowest ms'],
      rows: storm.rows,
    },
    {
      title: `${REQUESTS} requests of ${CALLERS} callers, rates counted in`,
      head: ['rates counted in', 'answers a second', 'p50 ms', 'p95 ms'],
      rows: rates,
    },
  ];
  for (const table of tables) console.log(`\n${textTable(table)}`);
  console.log(`\n${storm.memory}`);
  if (!options.write) return;
  const about = `Measured with \`npm run bench -- --parts edge\` on ${cpus().length} cores, Node ${process.versions.node}, the callers on the same machine; load ${load.toFixed(1)} at the start.`;
  writeBlock('edge', [about, ...tables.map(markdownTable), storm.memory].join('\n\n'));
}

/** Works with a service of its own. */
async function within<T>(
  mode: string,
  work: (service: ChildProcess, listening: Listening) => Promise<T>,
): Promise<T> {
  const service = fork(join(import.meta.dirname, 'edge-service.ts'), [mode]);
  const [listening] = (await once(service, 'message')) as [Listening];
  try {
    return await work(service, listening);
  } finally {
    const ended = once(service, 'exit');
    service.send('end');
    await ended;
  }
}

async function stormed(service: ChildProcess, { url, engine, learner, accessToken }: Listening) {
  const agent = new Agent({ keepAlive: false, maxSockets: Number.POSITIVE_INFINITY });
  let isOver = false;
  const signIns = Promise.all(
    Array.from({ length: SIGN_INS }, (_, at) =>
      send(agent, `${url}/v1/auth/sign-in`, {
        body: JSON.stringify({ email: `nobody-${at}@example.org`, password: 'no password of anybody' }),
        address: `192.0.2.${at % ADDRESSES}`,
      }),
    ),
  ).finally(() => {
    isOver = true;
  });
  const reads: Answered[] = [];
  const kept = new Agent({ keepAlive: true });
  const read = () =>
    send(kept, `${url}/v1/learners/${learner}/profile`, { accessToken, address: '198.51.100.1' });
  do reads.push(await read());
  while (!isOver);
  const answers = await signIns;
  const quiet: Answered[] = [];
  for (let n = 0; n < 200; n++) quiet.push(await read());
  const reported = once(service, 'message') as Promise<[Held]>;
  service.send('report');
  const [{ memoryBefore, memoryMax, passwordsMax }] = await reported;
  agent.destroy();
  kept.destroy();
  const statuses = [...new Set(answers.map(({ status }) => status))].sort();
  const rows = [
    ...statuses.map((status) => [
      `sign-ins answered ${status}`,
      ...timesOf(answers.filter((one) => one.status === status)),
    ]),
    ['profile reads meanwhile', ...timesOf(reads)],
    ['profile reads afterwards', ...timesOf(quiet)],
  ];
  const failed = reads.filter(({ status }) => status !== 200).length;
  const memory = `Memory of the service (RSS): ${mebibytes(memoryBefore)} MiB before, ${mebibytes(memoryMax)} MiB at most; passwords under way and waiting: ${passwordsMax} at most; profile reads that were refused: ${failed}.`;
  return { engine, rows, memory };
}

async function answeredPerSecond(_: ChildProcess, { url, accessToken }: Listening) {
  const agent = new Agent({ keepAlive: true, maxSockets: CALLERS });
  const ask = () => send(agent, `${url}/v1/practice/subjects`, { accessToken, address: '198.51.100.1' });
  for (let n = 0; n < 500; n++) await ask();
  const answers: Answered[] = [];
  const begunMs = performance.now();
  await Promise.all(
    Array.from({ length: CALLERS }, async () => {
      for (let n = 0; n < REQUESTS / CALLERS; n++) answers.push(await ask());
    }),
  );
  const seconds = (performance.now() - begunMs) / 1000;
  agent.destroy();
  const refused = answers.filter(({ status }) => status !== 200).length;
  if (refused > 0) throw new Error(`${refused} requests were not answered with 200.`);
  const [, p50, p95] = timesOf(answers);
  return [Math.round(answers.length / seconds), p50 ?? 0, p95 ?? 0];
}

function send(
  agent: Agent,
  url: string,
  { body, accessToken, address }: { body?: string; accessToken?: string; address: string },
): Promise<Answered> {
  const begunMs = performance.now();
  return new Promise((resolve, reject) => {
    const headers = {
      'x-forwarded-for': address,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(accessToken !== undefined && { authorization: `Bearer ${accessToken}` }),
    };
    request(url, { agent, method: body === undefined ? 'GET' : 'POST', headers }, (response) => {
      response.resume().on('end', () => {
        resolve({ status: response.statusCode ?? 0, ms: performance.now() - begunMs });
      });
    })
      .on('error', reject)
      .end(body);
  });
}

/** Number, median, 95 in 100, slowest. */
function timesOf(answers: readonly Answered[]): readonly number[] {
  const sorted = answers.map(({ ms }) => ms).sort((a, b) => a - b);
  const at = (share: number) => Math.round((sorted[Math.floor(share * (sorted.length - 1))] ?? 0) * 10) / 10;
  return [sorted.length, at(0.5), at(0.95), at(1)];
}

const mebibytes = (bytes: number): number => Math.round(bytes / MiB(1));
