import type { ImportProgress } from '../intake/import/request.ts';
import { countText } from './text-table.ts';

/** How far an import has come, in words. */
export function progressText({ stored, repeated, rejected }: ImportProgress): string {
  const parts = [`${countText(stored)} stored`];
  if (repeated > 0) parts.push(`${countText(repeated)} there before`);
  if (rejected > 0) parts.push(`${countText(rejected)} rejected`);
  return `Importing: ${parts.join(', ')}`;
}

/** Share of the file whose fate is decided, as most rows wait a while after they are read; undefined for standard input. */
export function fractionOf(at: ImportProgress): number | undefined {
  if (at.bytesTotal === undefined) return undefined;
  const read = at.bytesRead / Math.max(1, at.bytesTotal);
  const decided = at.stored + at.repeated + at.rejected;
  return Math.min(1, (read * decided) / Math.max(1, at.line));
}
