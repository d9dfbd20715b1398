import type { ImportProgress } from '../intake/import/request.ts';
import { countText } from './text-table.ts';

/** How far an import has come, in words. */
export function progressText({ stored, repeated, rejected }: ImportProgress): string {
  const parts = [`${countText(stored)} stored`];
  if (repeated > 0) parts.push(`${countText(repeated)} there before`);
  if (rejected > 0) parts.push(`${countText(rejected)} rejected`);
  return `Importing: ${parts.join(', ')}`;
}

/** Share of the file that was read; undefined for standard input. */
export function fractionOf({ bytesRead, bytesTotal }: ImportProgress): number | undefined {
  return bytesTotal === undefined ? undefined : bytesRead / Math.max(1, bytesTotal);
}
