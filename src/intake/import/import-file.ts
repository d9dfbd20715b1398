import { systemActor } from '../../access/actor.ts';
import { MasterXError } from '../../errors/error.ts';
import { openReading } from '../readers/open.ts';
import type { ReadItem, Reading } from '../readers/record.ts';
import { DocumentWriter } from './document-writer.ts';
import { EventWriter } from './event-writer.ts';
import { fingerprintOf } from './fingerprint.ts';
import { ImportRun } from './import-run.ts';
import { IMPORT_LIMITS } from './limits.ts';
import { RejectFile, rejectPathOf } from './reject-file.ts';
import type { ImportPlatform, ImportProgress, ImportReport, ImportRequest } from './request.ts';
import type { WriterParts } from './writer-parts.ts';

export interface ImportOptions {
  readonly onProgress?: (progress: ImportProgress) => void;
  /** Ends the import after the batch at hand; run it again to go on. */
  readonly signal?: AbortSignal;
  /** Joins the entries of the audit trail. */
  readonly requestId?: string;
}

/**
 * Stores learners' records from a file: the project's own JSON Lines, a table, or xAPI statements. Every row is stored,
 * or was stored before, or is in the reject file with its reason. An import that broke off goes on where it stopped when
 * it is run again; a file imported twice adds nothing. Memory does not grow with the file.
 *
 * @throws MasterXError `file_unreadable`, `usage`; `interrupted` on the signal; `write_conflict` when another process
 * imports the same file; `store_unavailable`, `keys_unavailable`, `audit_unavailable`: run it again to go on.
 */
export async function importFile(
  platform: ImportPlatform,
  request: ImportRequest,
  { onProgress, signal, requestId = platform.entropy.uuid() }: ImportOptions = {},
): Promise<ImportReport> {
  const begunMs = platform.clock.monotonicMs();
  const actor = platform.as(systemActor('import', requestId, 'import of learners’ records'));
  const fingerprint = await fingerprintOf(request, platform.entropy);
  const broken = request.restart ? null : await ImportRun.broken(actor.documents, fingerprint);
  const rejects = await RejectFile.open(
    request.rejectFile ?? rejectPathOf(request.path),
    broken?.reject_bytes ?? 0,
  );
  try {
    const reading = await openReading(request.path, { ...request.read, afterLine: broken?.line ?? 0 });
    try {
      const about = { fingerprint, format: reading.format, broken };
      const run = await ImportRun.open(actor.documents, about, () => platform.clock.now());
      const resumedFrom = run.line;
      await readInto({ platform, actor, request, run, rejects }, reading, onProgress, signal);
      const { stored, repeated, rejected, learners, sessions } = run.counts;
      return {
        rows: stored + repeated + rejected,
        ...{ stored, repeated, rejected, learners, sessions },
        rejectFile: rejected > 0 ? rejects.path : null,
        resumedFrom,
        format: reading.format,
        seconds: (platform.clock.monotonicMs() - begunMs) / 1000,
      };
    } finally {
      await reading.close();
    }
  } finally {
    await rejects.close();
  }
}

async function readInto(
  parts: WriterParts,
  reading: Reading,
  onProgress: ImportOptions['onProgress'],
  signal: AbortSignal | undefined,
): Promise<void> {
  const { run, rejects } = parts;
  const events = new EventWriter(parts);
  const documents = new DocumentWriter(parts);
  const take = async (item: ReadItem): Promise<void> => {
    switch (item.kind) {
      case 'reject':
        return run.reject(item.line, item.reason, rejects);
      case 'attempt':
      case 'statement':
        return events.take(item);
      case 'document':
      case 'elements':
        return documents.take(item);
    }
  };
  const tell = (): void => onProgress?.({ ...reading.progress(), ...pick(run) });
  const isStopped = (): boolean => signal?.aborted === true;
  let rows = 0;
  for await (const item of reading) {
    if (isStopped()) break;
    if (run.take(item.line)) await take(item);
    if (rejects.waiting >= IMPORT_LIMITS.rejectsMax) await run.commit(rejects);
    if (++rows % IMPORT_LIMITS.progressRows === 0) tell();
  }
  if (!isStopped()) await documents.finish();
  // Of a small file every row still waits here.
  await events.finish(isStopped, tell);
  if (isStopped()) {
    await run.commit(rejects);
    throw new MasterXError('interrupted', { detail: `Every row up to line ${run.line} is decided.` });
  }
  await run.commit(rejects, [], undefined, 'finished');
  tell();
}

function pick({ counts }: ImportRun): Pick<ImportProgress, 'stored' | 'repeated' | 'rejected'> {
  const { stored, repeated, rejected } = counts;
  return { stored, repeated, rejected };
}
