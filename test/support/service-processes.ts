import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { TestPlatform } from './platform.ts';

/** The service of a platform under test, once more, in a process of its own. */
export interface ServiceProcess {
  /** Where it listens. */
  readonly url: string;
  /** Sets the moment it is there; resolves once it is. */
  itIs(moment: Date): Promise<void>;
  close(): Promise<void>;
}

const SCRIPT = join(import.meta.dirname, 'service-process.ts');

/** Starts a process that serves the databases of a platform under test. */
export async function startServiceProcess(
  uri: string,
  { config }: Pick<TestPlatform, 'config'>,
  moment: Date,
): Promise<ServiceProcess> {
  const given = [uri, config.database, config.dataDirectory, moment.toISOString()];
  const child: ChildProcessByStdio<Writable, Readable, null> = spawn(
    process.execPath,
    ['--import', 'tsx', SCRIPT, ...given],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const ended = once(child, 'exit');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const said = async (): Promise<string> => {
    const { value, done } = await lines.next();
    if (done) throw new Error('the service ended by itself');
    return value;
  };
  const url = await said();
  return {
    url,
    async itIs(at) {
      child.stdin.write(`${at.toISOString()}\n`);
      await said();
    },
    async close() {
      child.stdin.end();
      await ended;
    },
  };
}
