import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const MAIN = join(import.meta.dirname, '..', 'main.ts');
const LOADER = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;

/** The command line in a process of its own. */
export interface Spawned {
  readonly child: ChildProcess;
  /** The first whole line of its standard output. */
  readonly firstLine: Promise<string>;
  /** Resolves when standard error has held a text. */
  said(text: string): Promise<void>;
  readonly ended: Promise<{
    readonly code: number | null;
    readonly stdout: string;
    readonly stderr: string;
  }>;
}

/** Starts a command with just these variables. */
export function spawned(words: readonly string[], environment: NodeJS.ProcessEnv): Spawned {
  const child = spawn(process.execPath, ['--import', LOADER, MAIN, ...words], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const written = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      written[name] += text;
    });
  }
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, ...written }));
  const firstLine = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', () => {
      const end = written.stdout.indexOf('\n');
      if (end >= 0) resolve(written.stdout.slice(0, end));
    });
    void ended.then(({ code, stderr }) => reject(new Error(`It ended with ${code}: ${stderr}`)));
  });
  // Whoever waits for the end only is told by it.
  firstLine.catch(() => undefined);
  const said = (text: string) =>
    new Promise<void>((resolve, reject) => {
      child.stderr.on('data', () => written.stderr.includes(text) && resolve());
      void ended.then(({ stderr }) => reject(new Error(`It ended before it said "${text}": ${stderr}`)));
    });
  return { child, firstLine, said, ended };
}
