import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fingerprint } from './fingerprint.mjs';
import { duration, run, stopChildrenOnSignals, stopSignal } from './run-step.mjs';

/**
 * Compiles `src/` into `dist/` and the pages of `web/` into `dist/web/`.
 *
 *   node scripts/build.mjs [--if-stale]
 *
 * With `--if-stale` only what has changed since the last build is built, and nothing is said when nothing has.
 */
const root = resolve(import.meta.dirname, '..');
const dist = join(root, 'dist');
const stampFile = join(dist, '.built.json');
const require = createRequire(import.meta.url);

const PARTS = [
  {
    name: 'server',
    title: 'Compiling the server',
    sources: ['src', 'tsconfig.json', 'tsconfig.build.json', 'package-lock.json', 'scripts/build.mjs'],
    proof: 'cli/main.js',
    build: buildServer,
  },
  {
    name: 'web',
    title: 'Building the pages',
    sources: ['web', 'package-lock.json', 'scripts/build.mjs'],
    proof: 'web/index.html',
    build: buildWeb,
  },
];

const known = ['--if-stale'];
const unknown = process.argv.slice(2).filter((argument) => !known.includes(argument));
if (unknown.length > 0) fail(`Unknown: ${unknown.join(' ')}. It takes ${known.join(', ')}.`);
if (!existsSync(join(root, 'node_modules', 'typescript'))) {
  fail('The compiler is not installed. Run `npm ci` first.');
}

stopChildrenOnSignals();
const onlyStale = process.argv.includes('--if-stale');
const stamps = readStamps();
for (const part of PARTS) {
  const wanted = fingerprint(root, part.sources);
  const isFresh = stamps[part.name] === wanted && existsSync(join(dist, part.proof));
  if (onlyStale && isFresh) continue;
  const startedMs = performance.now();
  process.stderr.write(`${part.title} … `);
  const { code, output } = await part.build();
  if (code !== 0) {
    process.stderr.write('failed.\n');
    process.stderr.write(output);
    fail(stopSignal() ? `Stopped by ${stopSignal()}.` : `${part.title} failed; see above.`);
  }
  process.stderr.write(`${duration(performance.now() - startedMs)}\n`);
  stamps[part.name] = wanted;
  mkdirSync(dist, { recursive: true });
  writeFileSync(stampFile, `${JSON.stringify(stamps)}\n`);
}

/** Compiles, then removes what an earlier build left and this one did not write. */
async function buildServer() {
  const tsc = join(dirname(require.resolve('typescript/package.json')), 'bin', 'tsc');
  const made = await run([tsc, '-p', 'tsconfig.build.json', '--listEmittedFiles', '--noEmitOnError'], {
    cwd: root,
    capture: true,
  });
  if (made.code !== 0) return { code: made.code, output: withoutListing(made.output) };
  const written = new Set(
    [...made.output.matchAll(/^TSFILE:\s*(.+)$/gm)].map(([, file]) => resolve(root, file.trim())),
  );
  for (const entry of readdirSync(dist, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    const isOfPages = file.startsWith(join(dist, 'web'));
    if (entry.isFile() && !isOfPages && file !== stampFile && !written.has(file)) rmSync(file);
  }
  return made;
}

async function buildWeb() {
  const vite = join(dirname(require.resolve('vite/package.json')), 'bin', 'vite.js');
  return run([vite, 'build', '--config', 'web/vite.config.ts', '--logLevel', 'warn'], {
    cwd: root,
    capture: true,
  });
}

function withoutListing(output) {
  return output.replace(/^TSFILE:.*\n?/gm, '');
}

function readStamps() {
  try {
    return JSON.parse(readFileSync(stampFile, 'utf8'));
  } catch {
    // Never built, or the stamp was damaged: everything is built.
    return {};
  }
}

function fail(message) {
  process.stderr.write(`build: ${message}\n`);
  process.exit(1);
}
