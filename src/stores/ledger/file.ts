import { constants } from 'node:fs';
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Config } from '../../config/settings.ts';
import { MasterXError } from '../../errors/error.ts';
import { invariant } from '../../std/assert.ts';
import { KiB } from '../../std/bytes.ts';
import type { Clock } from '../../std/clock.ts';
import { LIMITS } from '../../std/limits.ts';
import { Chain } from './chain.ts';
import { chained, lineOf } from './lines.ts';
import type { ErasedLearner, ErasureEntry, ErasureLedger, LedgerReport } from './port.ts';

/** Name of the ledger in the data folder. */
export const LEDGER_FILE = 'erasures.jsonl';

const OWNER_ONLY = 0o600;
const PIECE_BYTES = KiB(64);
const APPEND_ATTEMPTS_MAX = 100;
const HAS_MODES = process.platform !== 'win32';

/** The settings that decide about the ledger. */
export type LedgerSetting = 'erasureLedger' | 'dataDirectory';

/** Where the ledger is: named by the settings, else in the data folder. */
export function ledgerFileOf(settings: Pick<Config, LedgerSetting>): string {
  return resolve(settings.erasureLedger ?? join(settings.dataDirectory, LEDGER_FILE));
}

/**
 * The ledger in a file of JSON Lines, each chained to the one before it by its hash, and written out to the disk before
 * it is promised.
 *
 * Several processes may append: a line is one write at the end of the file, and its writer reads what came before it.
 * When another was faster, the line does not follow the last one, counts for nobody, and is written again. So nothing
 * is locked, and a crash at any moment leaves at most a torn line, which counts for nobody either.
 */
export class FileErasureLedger implements ErasureLedger {
  readonly #path: string;
  readonly #clock: Clock;
  #chain = new Chain();
  #readBytes = 0;
  #working: Promise<unknown> = Promise.resolve();

  constructor(path: string, clock: Clock) {
    this.#path = path;
    this.#clock = clock;
  }

  append(about: Pick<ErasureEntry, 'tenant' | 'learner' | 'step'>): Promise<ErasureEntry> {
    invariant(about.learner !== '' && about.tenant !== '', 'an erasure names learner and tenant');
    return this.#inTurn(async () => {
      const folder = dirname(this.#path);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const flags = constants.O_RDWR | constants.O_APPEND | constants.O_CREAT;
      const file = await open(this.#path, flags, OWNER_ONLY);
      try {
        for (let attempt = 0; attempt < APPEND_ATTEMPTS_MAX; attempt++) {
          const isWhole = await this.#readOn(file);
          const entry = chained(
            { seq: this.#chain.seq + 1, at: this.#clock.now(), ...about },
            this.#chain.head,
          );
          // What a crash tore off stands on a line of its own.
          await file.write(`${isWhole ? '' : '\n'}${lineOf(entry)}`);
          await file.sync();
          await syncFolder(folder);
          await this.#readOn(file);
          if (!this.#chain.holds(entry)) continue;
          const { seq, at, tenant, learner, step } = entry;
          return { seq, at, tenant, learner, step };
        }
      } finally {
        await file.close();
      }
      throw new MasterXError('ledger_unavailable', { detail: 'Others kept writing to the erasure ledger.' });
    });
  }

  erasedAmong(tenant: string, learners: readonly string[]): Promise<Set<string>> {
    return this.#read((chain) => new Set(learners.filter((learner) => chain.has(tenant, learner))));
  }

  of(tenant: string, learner: string): Promise<ErasureEntry[]> {
    return this.#read((chain) => [...chain.of(tenant, learner)]);
  }

  learners(tenant: string, after: number, limit: number): Promise<ErasedLearner[]> {
    invariant(limit <= LIMITS.ledgerPageMax, `at most ${LIMITS.ledgerPageMax} learners a call`);
    return this.#read((chain) => chain.learners(tenant, after, limit));
  }

  count(tenant: string): Promise<number> {
    return this.#read((chain) => chain.count(tenant));
  }

  verify(): Promise<LedgerReport> {
    return this.#inTurn(async () => {
      this.#chain = new Chain();
      this.#readBytes = 0;
      const isWhole = await this.#readAll();
      const report = this.#chain.report();
      if (isWhole) return report;
      return { ...report, torn: [...report.torn, this.#chain.lines + 1] };
    });
  }

  #read<T>(answer: (chain: Chain) => T): Promise<T> {
    return this.#inTurn(async () => {
      await this.#readAll();
      return answer(this.#chain);
    });
  }

  /** Reads what is new; whether the last line is whole. A file that is not there is an empty ledger. */
  async #readAll(): Promise<boolean> {
    let file: FileHandle;
    try {
      file = await open(this.#path, 'r');
    } catch (thrown) {
      const isAbsent = thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT';
      if (isAbsent && this.#readBytes === 0) return true;
      throw thrown;
    }
    try {
      return await this.#readOn(file);
    } finally {
      await file.close();
    }
  }

  async #readOn(file: FileHandle): Promise<boolean> {
    const { size } = await file.stat();
    if (size < this.#readBytes) {
      throw new MasterXError('ledger_unavailable', {
        detail: `The erasure ledger ${this.#path} is shorter than it was.`,
        hint: 'Put the ledger back: nothing is ever removed from it.',
      });
    }
    let rest = Buffer.alloc(0);
    for (let at = this.#readBytes; at < size; ) {
      const piece = Buffer.alloc(Math.min(PIECE_BYTES, size - at));
      const { bytesRead } = await file.read(piece, 0, piece.byteLength, at);
      if (bytesRead === 0) break;
      at += bytesRead;
      rest = this.#takeLines(Buffer.concat([rest, piece.subarray(0, bytesRead)]));
    }
    return rest.byteLength === 0;
  }

  /** Takes the whole lines; answers what is left of the last. */
  #takeLines(bytes: Buffer): Buffer<ArrayBuffer> {
    let from = 0;
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, from)) {
      this.#chain.take(bytes.toString('utf8', from, end));
      this.#readBytes += end + 1 - from;
      from = end + 1;
    }
    return Buffer.from(bytes.subarray(from));
  }

  /** One after the other within this process; a failure is told in terms of the ledger. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#working.then(work).catch((thrown: unknown) => {
      if (thrown instanceof MasterXError) throw thrown;
      throw new MasterXError('ledger_unavailable', {
        detail: `The erasure ledger ${this.#path} can be neither read nor written.`,
        cause: thrown,
      });
    });
    this.#working = turn.catch(() => undefined);
    return turn;
  }
}

/** Makes a new file's name survive a power cut. */
async function syncFolder(path: string): Promise<void> {
  if (!HAS_MODES) return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
