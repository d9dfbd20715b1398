import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { PopulationOptions } from '../intake/generator/population.ts';
import type { ImportRequest } from '../intake/import/request.ts';
import { stemOf } from '../intake/readers/identity.ts';
import { STDIN_PATH } from '../intake/readers/source.ts';
import { SAMPLE_DECLARATION, samplePath, sampleRejectFile } from './places.ts';

/** Part of the sample that is imported. */
export interface SampleImport {
  readonly what: string;
  readonly path: string;
  /** How many of its rows are taken, the first ones. */
  readonly rows: number;
  readonly isWhole: boolean;
}

/**
 * What a first start imports. Of the review log only the beginning: the whole of it takes a minute on the slowest
 * engine, and can be imported at any time without storing anything twice.
 */
export const SAMPLE_IMPORTS: readonly SampleImport[] = [
  {
    what: 'assessments of the Open University',
    path: samplePath('oulad', 'studentAssessment.csv.gz'),
    rows: 957,
    isWhole: true,
  },
  { what: 'a log of reviews', path: samplePath('fsrs-review-log.csv.gz'), rows: 1_500, isWhole: false },
];

/** The invented learners of the sample. */
export const INVENTED: Omit<PopulationOptions, 'until'> = { learners: 12, days: 45, seed: 2017 };

/** How a part is imported. */
export function sampleImport({ path, rows, isWhole }: SampleImport, dataDirectory: string): ImportRequest {
  const request = { ...SAMPLE_DECLARATION, rejectFile: sampleRejectFile(path, dataDirectory) };
  if (isWhole) return { ...request, path };
  // Read as if it were piped, with the names its rows have when the file itself is imported.
  const read = { preset: 'fsrs', learner: stemOf(path), stdin: beginningOf(path, rows) } as const;
  return { ...request, path: STDIN_PATH, read };
}

/** The header and the first rows of a packed table. */
function beginningOf(path: string, rows: number): Readable {
  async function* lines() {
    const input = createReadStream(path);
    try {
      let left = rows + 1;
      for await (const line of createInterface({ input: input.pipe(createGunzip()) })) {
        if (left-- === 0) return;
        yield Buffer.from(`${line}\n`);
      }
    } finally {
      input.destroy();
    }
  }
  return Readable.from(lines());
}
