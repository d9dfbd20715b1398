import { linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { invariant } from '../std/assert.ts';
import { systemEntropy } from '../std/random.ts';
import { codeOf, identityOf, isRunning, type ProcessIdentity } from './processes.ts';

/**
 * A lock between processes that survives the death of its holder, without a moment in which two hold it.
 *
 * Each holder creates a file of its own in the lock's folder, named by a number one higher than the highest; the
 * highest file counts. Creating is exclusive, so of two that find the same dead holder one wins. A higher file is
 * never removed while a lower one stays, and releasing keeps the file, so numbers never start again; whoever created
 * a file from an outdated look finds a higher one afterwards and withdraws.
 */
export interface LockHolder extends ProcessIdentity {
  /** What the holder wants others to know, such as where it listens. */
  readonly note: string;
}

/** A lock that this process holds. */
export interface HeldLock {
  /** Lets the next one have it. */
  release(): void;
}

type Content = LockHolder | { readonly released: true };

/** The highest file at one moment. */
interface Look {
  readonly generation: number;
  readonly content: Content | null;
}

const ATTEMPTS_MAX = 20;

/** The living holder of the lock in `directory`, or null when it is free. */
export function lockHolder(directory: string): LockHolder | null {
  return holderIn(newest(directory));
}

/** The last holder, dead or alive, unless it released the lock in order. */
export function lastLockHolder(directory: string): LockHolder | null {
  const content = newest(directory)?.content;
  return content && 'pid' in content ? content : null;
}

/** Takes the lock for this process, or answers null when a living process has it. */
export function tryLock(directory: string, note: string): HeldLock | null {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const self = identityOf(process.pid);
  invariant(self, 'this process must be able to see itself');
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
    // One look decides both: with two, a living holder could appear in between and be passed over.
    const look = newest(directory);
    if (holderIn(look)) return null;
    const generation = (look?.generation ?? 0) + 1;
    if (!create(directory, generation, { ...self, note })) continue;
    if ((newest(directory)?.generation ?? 0) > generation) {
      rmSync(join(directory, String(generation)), { force: true });
      continue;
    }
    for (const older of generations(directory).filter((other) => other < generation)) {
      rmSync(join(directory, String(older)), { force: true });
    }
    return { release: () => replace(directory, generation, { released: true }) };
  }
  return null;
}

function holderIn(look: Look | null): LockHolder | null {
  return look?.content && 'pid' in look.content && isRunning(look.content) ? look.content : null;
}

function generations(directory: string): number[] {
  try {
    return readdirSync(directory)
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
      .sort((a, b) => a - b);
  } catch (thrown) {
    if (codeOf(thrown) === 'ENOENT') return [];
    throw thrown;
  }
}

function newest(directory: string): Look | null {
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
    const generation = generations(directory).at(-1);
    if (generation === undefined) return null;
    try {
      return { generation, content: parse(readFileSync(join(directory, String(generation)), 'utf8')) };
    } catch (thrown) {
      // A higher one appeared and this one was cleared away between the two looks.
      if (codeOf(thrown) !== 'ENOENT') throw thrown;
    }
  }
  return null;
}

/** Files appear whole, so one that cannot be read was damaged by a crash of the machine: nobody holds it. */
function parse(text: string): Content | null {
  try {
    return JSON.parse(text) as Content;
  } catch {
    return null;
  }
}

function create(directory: string, generation: number, content: Content): boolean {
  const draft = writeDraft(directory, content);
  try {
    linkSync(draft, join(directory, String(generation)));
    return true;
  } catch (thrown) {
    if (codeOf(thrown) === 'EEXIST') return false;
    throw thrown;
  } finally {
    rmSync(draft, { force: true });
  }
}

function replace(directory: string, generation: number, content: Content): void {
  renameSync(writeDraft(directory, content), join(directory, String(generation)));
}

function writeDraft(directory: string, content: Content): string {
  const draft = join(directory, `.draft-${systemEntropy.uuid()}`);
  writeFileSync(draft, JSON.stringify(content), { mode: 0o600, flush: true });
  return draft;
}
