import { createHash } from 'node:crypto';
import { basename } from 'node:path';

/** A stable identifier of what `parts` name together: 128 bits of SHA-256 as 32 hexadecimal digits. */
export function identityOf(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\u0000')).digest('hex').slice(0, 32);
}

/** A file's name without directory, compression and type: `a/b.csv.gz` gives `b`; standard input gives `stdin`. */
export function stemOf(path: string): string {
  if (path === '-') return 'stdin';
  return basename(path)
    .replace(/\.gz$/i, '')
    .replace(/\.(csv|tsv|txt|json|jsonl|ndjson)$/i, '');
}
