import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { MongoClient } from 'mongodb';
import { systemEntropy } from '../../std/random.ts';
import type { ExitCode } from '../exit-codes.ts';
import { runCommandLine } from '../run.ts';
import { keptStreams, NOBODY } from './streams.ts';

/** What a command left behind. */
export interface Called {
  readonly code: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command line on a data folder and databases of its own, within this process. */
export class CalledCli {
  readonly folder: string;
  /** What its commands find in the environment. */
  readonly environment: Readonly<Record<string, string>>;
  readonly #uri: string;

  private constructor(uri: string, folder: string) {
    const database = `cli${systemEntropy.bytes(6).toString('hex')}`;
    this.#uri = uri;
    this.folder = folder;
    this.environment = {
      PATH: process.env['PATH'] ?? '',
      MASTERX_MONGODB_URI: uri,
      MASTERX_DATA_DIR: folder,
      MASTERX_DATABASE: database,
      MASTERX_KEYVAULT_DATABASE: `${database}_vault`,
      NODE_ENV: 'test',
    };
  }

  static async on(uri: string): Promise<CalledCli> {
    return new CalledCli(uri, await mkdtemp(join(tmpdir(), 'masterx-cli-')));
  }

  /** Calls a command and waits for its end. */
  async call(...words: readonly string[]): Promise<Called> {
    return this.callWith({}, ...words);
  }

  /** As `call`, with other variables. */
  async callWith(variables: Readonly<Record<string, string>>, ...words: readonly string[]): Promise<Called> {
    return this.#run(variables, NOBODY, words);
  }

  /** As `call`, with something on standard input. */
  async callTyping(input: string, ...words: readonly string[]): Promise<Called> {
    return this.#run({}, Object.assign(Readable.from([input]), { isTTY: false }), words);
  }

  async #run(
    variables: Readonly<Record<string, string>>,
    stdin: typeof NOBODY,
    words: readonly string[],
  ): Promise<Called> {
    const { kept, stdout, stderr } = keptStreams();
    const code = await runCommandLine(words, {
      stdin,
      stdout: stdout as NodeJS.Process['stdout'],
      stderr: stderr as NodeJS.Process['stderr'],
      env: { ...this.environment, ...variables },
      cwd: () => this.folder,
    });
    return { code, ...kept };
  }

  /** Calls a command with `--json` and reads the one document it prints. */
  async document(...words: readonly string[]): Promise<{ code: ExitCode; document: unknown }> {
    const { code, stdout, stderr } = await this.call(...words, '--json');
    if (!/^[^\n]+\n$/.test(stdout)) throw new Error(`Not one document: ${stdout}\n${stderr}`);
    return { code, document: JSON.parse(stdout) };
  }

  /** Drops everything again. */
  async close(): Promise<void> {
    const client = await MongoClient.connect(this.#uri);
    await client.db(this.environment['MASTERX_DATABASE']).dropDatabase();
    await client.db(this.environment['MASTERX_KEYVAULT_DATABASE']).dropDatabase();
    await client.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}
