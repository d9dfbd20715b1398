import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { minutes } from '../std/durations.ts';
import { BoundedLog } from './bounded-log.ts';
import { lockHolder, tryLock } from './lock.ts';
import { askProgram, isExecutable } from './programs.ts';
import { describePipLine } from './progress.ts';
import type { Python } from './pythons.ts';
import { requirementsFile } from './requirements.ts';
import type { ServiceContext } from './service.ts';
import { fittingPython, folderOf, supportedBy, type WheelSet } from './wheel-sets.ts';

type Around = Pick<ServiceContext, 'environment' | 'onProgress' | 'signal' | 'logs' | 'places'>;
type InstallContext = Pick<Around, 'environment' | 'onProgress' | 'signal'> & {
  readonly log: BoundedLog;
};

/** Written last: an environment without it is half an installation and is begun anew. */
const MARKER = 'masterx-complete';
const COMMAND_MS_MAX = minutes(15);
const POLL_MS = 200;

/** The folder of the set when it is installed and its Python is still there, else null. */
export function installedFolder(set: WheelSet, engines: string): string | null {
  return set.pythons.map((version) => join(engines, folderOf(set, version))).find(isComplete) ?? null;
}

function isComplete(folder: string): boolean {
  return existsSync(join(folder, MARKER)) && isExecutable(join(folder, 'bin', 'python'));
}

/**
 * Installs a set into an environment of its own unless it is there already, and answers its folder. Only files whose
 * hash is pinned are accepted, and nothing is compiled. pip's own settings decide where packages come from; what it
 * downloaded stays in its cache, so an interrupted installation goes on quickly.
 *
 * @throws Error that says what pip said when it fails.
 */
export async function installSet(
  set: WheelSet,
  pythons: readonly Python[],
  service: Around,
): Promise<string> {
  const python = fittingPython(set, pythons);
  if (!python) throw new Error(`needs ${supportedBy(set)}`);
  const context = { ...service, log: new BoundedLog(join(service.logs, 'install.log')) };
  const folder = join(service.places.engines, folderOf(set, python.version));
  const lock = `${folder}.lock`;
  let told = false;
  for (;;) {
    context.signal.throwIfAborted();
    if (isComplete(folder)) return folder;
    const held = tryLock(lock, '');
    if (!held) {
      if (!told)
        context.onProgress({
          step: `Waiting for process ${lockHolder(lock)?.pid}, which installs ${set.title}`,
        });
      told = true;
      await delay(POLL_MS, undefined, { signal: context.signal });
      continue;
    }
    try {
      if (!isComplete(folder)) await install(set, python, folder, context);
      return folder;
    } finally {
      held.release();
    }
  }
}

async function install(
  set: WheelSet,
  python: Python,
  folder: string,
  context: InstallContext,
): Promise<void> {
  context.onProgress({
    step: `Creating a Python ${python.version} environment for ${set.title}`,
    fraction: 0,
  });
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const pip = await createEnvironment(python, folder, context);
  const requirements = join(folder, 'requirements.txt');
  writeFileSync(requirements, requirementsFile(set.packages, set.hashes));
  const flags = [
    '--require-hashes',
    '--only-binary',
    ':all:',
    '--no-deps',
    '--no-input',
    '--progress-bar',
    'off',
  ];
  let done = 0;
  const onLine = (line: string) => {
    const told = describePipLine(line);
    if (!told) return;
    if (told.collected) done++;
    const fraction = Math.min(0.95, 0.1 + (0.8 * done) / set.packages.length);
    context.onProgress({ step: `${set.title}: ${told.step}`, fraction });
  };
  await run([...pip, 'install', ...flags, '-r', requirements], context, onLine);
  writeFileSync(join(folder, MARKER), `${python.path}\n`, { flush: true });
  context.onProgress({ step: `${set.title} is installed`, fraction: 1 });
}

/** Creates the environment and answers the command that is its pip. */
async function createEnvironment(python: Python, folder: string, context: InstallContext): Promise<string[]> {
  const inside = join(folder, 'bin', 'python');
  const hasPip = await askProgram(python.path, ['-I', '-c', 'import ensurepip'], context.environment);
  if (hasPip !== null) {
    await run([python.path, '-m', 'venv', folder], context);
    return [inside, '-m', 'pip'];
  }
  // Some distributions package ensurepip apart; a pip outside (22.3 or newer) can serve the environment just as well.
  await run([python.path, '-m', 'venv', '--without-pip', folder], context);
  return [python.path, '-m', 'pip', '--python', inside];
}

function run(
  [program = '', ...parameters]: readonly string[],
  { environment, log, signal }: InstallContext,
  onLine: (line: string) => void = () => undefined,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child: ChildProcess = spawn(program, parameters, {
      env: { ...environment, PIP_DISABLE_PIP_VERSION_CHECK: '1', PYTHONUNBUFFERED: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
      signal,
      timeout: COMMAND_MS_MAX,
    });
    let rest = '';
    const onText = (text: Buffer) => {
      log.write(text.toString());
      const lines = (rest + text.toString()).split('\n');
      rest = lines.pop() ?? '';
      lines.forEach(onLine);
    };
    child.stdout?.on('data', onText);
    child.stderr?.on('data', onText);
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`installing failed: ${complaintsIn(log.tail(20))} (see ${log.path})`));
    });
  });
}

/** What a failed command complained about, in one line. */
function complaintsIn(output: string): string {
  const lines = output.split('\n').filter((line) => line.startsWith('ERROR: '));
  return (lines.length > 0 ? lines : output.split('\n').slice(-2))
    .map((line) => line.replace('ERROR: ', ''))
    .join(' ');
}
