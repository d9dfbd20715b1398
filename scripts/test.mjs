import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { findChromium } from './chromium.mjs';
import { fingerprint } from './fingerprint.mjs';
import { duration, run, runProgram, stopChildrenOnSignals, stopSignal } from './run-step.mjs';
import { runVitest } from './vitest-run.mjs';

/**
 * The tests of the project.
 *
 *   node scripts/test.mjs                  lint, generated files, types; unit, integration and browser tests
 *   node scripts/test.mjs --full           that, unless it has just passed, and the drills and the second engine
 *   node scripts/test.mjs src/documents    only the tests named, in vitest's own words; no other checks
 *
 * Prints `N passed, N failed, N skipped` over all tests as its last line; a check that fails counts as a failed one. The
 * exit code is 1 when anything failed.
 */
const root = resolve(import.meta.dirname, '..');
const passedFile = join(root, '.masterx-test', 'passed.json');
const EVERYTHING = [
  ...['src', 'web', 'test', 'bench', 'scripts', 'bin', 'docs', 'samples'],
  ...[
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    'tsconfig.build.json',
    'vitest.config.ts',
    'biome.json',
  ],
];

const isFull = process.argv.includes('--full');
const args = process.argv.slice(2).filter((argument) => argument !== '--full');
const startedMs = performance.now();
const total = { passed: 0, failed: 0, skipped: 0 };
const leftOut = [];

stopChildrenOnSignals();
const bin = (path) => join(root, 'node_modules', path);
const tree = fingerprint(root, EVERYTHING);
const hasPassed = isFull && args.length === 0 && hasJustPassed();

if (hasPassed) say('`npm test` has passed on just these files: only what --full adds is run.');
else await basics();
if (isFull) await drills();
closing();

async function basics() {
  if (args.length === 0) {
    await check('Lint', [bin('@biomejs/biome/bin/biome'), 'check', '.']);
    await check('Generated files', [bin('tsx/dist/cli.mjs'), 'scripts/generate-artefacts.ts', '--check']);
    await check('Types', [bin('typescript/bin/tsc'), '-p', 'tsconfig.json', '--noEmit']);
    await check('Types of the pages', [bin('typescript/bin/tsc'), '-p', 'web/tsconfig.json', '--noEmit']);
  }
  const isBuilt = await check('Build', ['scripts/build.mjs', '--if-stale']);
  const browser = await browserFor();
  if (!browser) {
    leftOut.push(
      'the browser tests: no Chromium was found. Install one, or name it in MASTERX_CHROMIUM, and run `npm test` again',
    );
  }
  const projects = ['unit', 'int', ...(browser && isBuilt ? ['e2e'] : [])];
  await test(`Tests: ${projects.join(', ')}`, projects, browser ? { MASTERX_CHROMIUM: browser } : {});
  if (args.length === 0 && total.failed === 0 && !stopSignal()) writePassed();
}

async function drills() {
  await check('Build', ['scripts/build.mjs', '--if-stale']);
  await test('Drills', ['drill']);
  const engines = await embeddedEngines();
  // The engine of every other run: a configured server, the one that was asked for, or the first that can be had.
  const isConfigured = Boolean(process.env['MASTERX_MONGODB_URI']);
  const first = isConfigured ? 'the configured server' : (process.env['MASTERX_TEST_ENGINE'] ?? engines[0]);
  const second = engines.find((engine) => engine !== first);
  if (second) {
    // Unset, so that the embedded engine is used.
    await test(`Integration tests on ${second}`, ['int'], {
      MASTERX_MONGODB_URI: '',
      MASTERX_TEST_ENGINE: second,
    });
  } else {
    leftOut.push(
      `the second engine: only ${first ?? 'none'} can be had here. ` +
        'Put mongod 7.0 or newer, or secantusd-rs, on PATH',
    );
  }
}

/** The embedded engines that can be had, in the order in which they are taken. */
async function embeddedEngines() {
  const listed = await run([bin('tsx/dist/cli.mjs'), 'scripts/engines/list-engines.ts'], {
    cwd: root,
    capture: true,
  });
  if (listed.code !== 0) {
    total.failed++;
    process.stderr.write(listed.output);
    return [];
  }
  return listed.output.split('\n').filter((line) => line !== '');
}

async function check(title, command) {
  if (stopSignal()) return false;
  const beganMs = performance.now();
  const { code, output } = await run(command, { cwd: root, capture: true });
  if (code !== 0) {
    total.failed++;
    process.stdout.write(output);
  }
  say(`${title}: ${code === 0 ? 'passed' : 'FAILED'} in ${duration(performance.now() - beganMs)}`);
  return code === 0;
}

async function test(title, projects, variables = {}) {
  if (stopSignal()) return;
  say(title);
  const counts = await runVitest(root, { projects, args, env: { ...process.env, ...variables } });
  for (const name of Object.keys(total)) total[name] += counts[name];
}

/** A browser; on a build machine of its own one is installed. */
async function browserFor() {
  const found = findChromium();
  const mayInstall =
    process.env['CI'] === 'true' && process.getuid?.() === 0 && !process.env['MASTERX_CHROMIUM'];
  if (found || !mayInstall) return found;
  const aptGet = await runProgram('apt-get', ['--version'], { cwd: root, capture: true });
  if (aptGet.code !== 0) return null;
  say('Installing Chromium for the browser tests');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await runProgram('apt-get', ['update', '-qq'], { cwd: root, env, capture: true });
  const { code, output } = await runProgram('apt-get', ['install', '-y', '-qq', 'chromium'], {
    cwd: root,
    env,
    capture: true,
  });
  if (code !== 0) process.stderr.write(output);
  return findChromium();
}

function closing() {
  for (const what of leftOut) say(`Left out: ${what}.`);
  if (stopSignal()) say(`Stopped by ${stopSignal()} before the end.`);
  const { passed, failed, skipped } = total;
  say(`Took ${duration(performance.now() - startedMs)}.`);
  process.exitCode = failed > 0 || stopSignal() ? 1 : 0;
  process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`);
}

/** Whether the basics passed on this very tree, and what was left out of them could still not be had. */
function hasJustPassed() {
  let passed;
  try {
    passed = JSON.parse(readFileSync(passedFile, 'utf8'));
  } catch {
    // Not run yet here.
    return false;
  }
  if (passed.tree !== tree || (passed.leftOut.length > 0 && findChromium())) return false;
  leftOut.push(...passed.leftOut);
  return true;
}

function writePassed() {
  mkdirSync(join(root, '.masterx-test'), { recursive: true });
  writeFileSync(passedFile, `${JSON.stringify({ tree, leftOut })}\n`);
}

function say(line) {
  process.stdout.write(`${line}\n`);
}
