/**
 * Imports a file in a process of its own, for drills that kill it. Tells on standard output, one JSON value a line,
 * what the import reports and how much memory the process held meanwhile.
 *
 *   import-process.ts <uri> <database> <key folder> <file> <reject file>
 */
import { importFile } from '../import-file.ts';
import type { ImportReport } from '../request.ts';
import { openImportPlatform } from './import-platform.ts';

/** What the process says: `rss` in bytes with each progress, and the report at the end. */
export interface Told {
  readonly line?: number;
  readonly rss: number;
  readonly report?: ImportReport;
}

const [uri = '', database = '', folder = '', path = '', rejectFile = ''] = process.argv.slice(2);
const tell = (told: Omit<Told, 'rss'>): void => {
  process.stdout.write(`${JSON.stringify({ ...told, rss: process.memoryUsage().rss })}\n`);
};
const platform = await openImportPlatform(uri, database, folder);
const report = await importFile(
  platform,
  { path, rejectFile, legalBasis: 'research', ageGroup: 'unknown' },
  { onProgress: ({ line }) => tell({ line }) },
);
tell({ report });
await platform.close();
