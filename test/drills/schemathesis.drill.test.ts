import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { ROUTES } from '../../src/http/routes/table.ts';
import { systemEntropy } from '../../src/std/random.ts';
import { newInteraction, newSessionDocument, newUser } from '../support/examples.ts';
import { openTestService, type TestHttpService } from '../support/http.ts';
import { openTestPlatform, type TestPlatform } from '../support/platform.ts';
import { installSchemathesis } from '../support/schemathesis/install.ts';

/**
 * Schemathesis over the whole OpenAPI document: what it makes of the document, right and wrong, is sent to a running
 * service as whoever runs it and as a learner; no answer may be a failure or outside the document.
 */
const CHECKS = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_headers_conformance',
  'response_schema_conformance',
];
const EXAMPLES_EACH = process.env['MASTERX_SCHEMATHESIS_EXAMPLES'] ?? '20';
const SEED = '20261128';

const learner = systemEntropy.uuid();
const session = systemEntropy.uuid();
let test: TestPlatform;
let http: TestHttpService;
let url: string;
const folder = await mkdtemp(join(tmpdir(), 'masterx-schemathesis-'));
const installed = await installSchemathesis(folder);
const program = 'leftOut' in installed ? '' : installed.program;
const about = 'leftOut' in installed ? ` (${installed.leftOut})` : '';

beforeAll(async () => {
  if ('leftOut' in installed) return;
  test = await openTestPlatform(inject('mongodbUri'));
  const often = { max: 1_000_000, windowMs: 60_000 };
  http = await openTestService(test.platform, {
    rateLimits: { address: often, credentials: often, account: often, service: often },
  });
  url = await http.service.listen();
  await test.system.documents.collection('users').insert([newUser(learner)]);
  const { session_context, started_at } = newSessionDocument(session, learner);
  await test.system.sessions.record([
    {
      start: { session_id: session, user_id: learner, started_at, session_context },
      interactions: [newInteraction('i-1', 1)],
    },
  ]);
});
afterAll(async () => {
  await http?.close();
  await test?.close();
  await rm(folder, { recursive: true, force: true });
});

/** What a run reported. */
interface Run {
  readonly code: number | null;
  readonly output: string;
}

async function run(actor: string): Promise<Run> {
  const config = join(folder, 'schemathesis.toml');
  // Names that are there, or nothing would be found by any.
  await writeFile(
    config,
    `[parameters]\n"path.user_id" = "${learner}"\n"path.session_id" = "${session}"\n"path.interaction_id" = "i-1"\n`,
  );
  const words = [
    ...['--config-file', config, 'run', `${url}/openapi.json`, '--checks', CHECKS.join(',')],
    ...['--phases', 'examples,coverage,fuzzing', '--max-examples', EXAMPLES_EACH, '--seed', SEED],
    ...['-H', `MasterX-Actor: ${actor}`, '--continue-on-failure', '--no-color', '--workers', '2'],
    ...['--suppress-health-check', 'all', '--warnings', 'off', '--request-timeout', '60'],
  ];
  const output = join(folder, 'output');
  const child = spawn(program, words, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  const [code] = await once(child, 'close');
  await writeFile(output, Buffer.concat(chunks));
  return { code, output: await readFile(output, 'utf8') };
}

/** What Python says then. */
const TOOL_FELL = 'AST constructor recursion depth mismatch';

describe.skipIf('leftOut' in installed)(`Schemathesis${about}`, () => {
  it.each([
    ['whoever runs it', 'operator'],
    ['a learner', `learner:${learner}`],
  ])('finds nothing as %s', async (_, actor) => {
    let { code, output } = await run(actor);
    // A defect of CPython 3.11 that Hypothesis meets by chance (python/cpython#106905): the tool fell, and found nothing.
    for (let again = 0; again < 2 && output.includes(TOOL_FELL); again++)
      ({ code, output } = await run(actor));
    expect([code, code === 0 ? '' : output.slice(-20_000)]).toEqual([0, '']);
    const [, tested] = /Tested:\s+(\d+)/.exec(output) ?? [];
    expect(Number(tested)).toBe(ROUTES.length);
    // Not only refusals: much of what it makes is right, and is done.
    const answered = http.lines.filter(({ msg }) => msg === 'request');
    const statuses = answered.map(({ status }) => Number(status));
    expect(statuses.filter((status) => status >= 500)).toEqual([]);
    const done = new Set(answered.filter(({ status }) => Number(status) < 300).map(({ route }) => route));
    expect(done.size).toBeGreaterThan(ROUTES.length / 4);
    http.lines.length = 0;
  });
});
