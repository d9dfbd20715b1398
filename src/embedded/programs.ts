import { execFile } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { seconds } from '../std/durations.ts';
import type { Environment } from './environment.ts';

/** How long a program may take to tell its version. */
const ANSWER_MS_MAX = seconds(15);

/** The first executable file of that name on PATH, or null. */
export function findProgram(name: string, environment: Environment): string | null {
  return findPrograms(name, environment)[0] ?? null;
}

/** Every executable file of that name on PATH, in its order. */
export function findPrograms(name: string, environment: Environment): string[] {
  return (environment['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, name))
    .filter(isExecutable);
}

export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** What a program prints, or null when it fails or takes too long. */
export function askProgram(
  path: string,
  parameters: readonly string[],
  environment: Environment,
): Promise<string | null> {
  return new Promise((resolve) => {
    const options = { env: { ...environment }, timeout: ANSWER_MS_MAX };
    execFile(path, [...parameters], options, (error, stdout) => resolve(error ? null : stdout));
  });
}
