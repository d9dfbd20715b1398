import { MasterXError } from '../../errors/error.ts';
import type { PracticeLog } from '../../learning/evaluation/practice-log.ts';
import type { PresetName } from '../presets/table.ts';
import { openReading } from '../readers/open.ts';
import type { PracticeAttempt } from '../readers/record.ts';

/** What became of the rows of a file. */
export interface LogReport {
  readonly attempts: number;
  /** Exposures: events that show nothing about what was known. */
  readonly exposures: number;
  readonly rejected: number;
  /** Why the first row was rejected that was, and where it stands. */
  readonly firstReject: { readonly line: number; readonly reason: string } | null;
}

/** Events one evaluation holds at most, training and test together: about 1.5 KB each. */
export const LOG_EVENTS_MAX = 5_000_000;

/** Share of the rows that may be unreadable before the file counts as something else than it was said to be. */
const REJECTED_SHARE_MAX = 0.5;

/**
 * Reads a table of a preset into a log, in the order of the file. Rows that are no record are counted and passed over.
 *
 * @throws MasterXError `file_unreadable` where the file cannot be read, holds no attempt, or mostly other things;
 * `usage` where it is too long; `interrupted`.
 */
export async function readLog(
  log: PracticeLog,
  { path, preset, isTest }: { readonly path: string; readonly preset: PresetName; readonly isTest: boolean },
  { signal, onProgress }: { readonly signal: AbortSignal; readonly onProgress: (share: number) => void },
): Promise<LogReport> {
  const reading = await openReading(path, { preset });
  const report = { attempts: 0, exposures: 0, rejected: 0 };
  let firstReject: LogReport['firstReject'] = null;
  for await (const record of reading) {
    signal.throwIfAborted();
    if (record.kind === 'attempt' || record.kind === 'statement') {
      const score = record.kind === 'attempt' ? scoreOf(record) : null;
      const skills = (record.skills ?? [record.concept]).map(({ slug }) => slug);
      const item = record.item?.slug ?? record.concept.slug;
      log.add({ learner: record.learner, item, skills, at: record.at, score }, isTest);
      if (score === null) report.exposures++;
      else report.attempts++;
    } else if (record.kind === 'reject') {
      report.rejected++;
      firstReject ??= { line: record.line, reason: record.reason };
    }
    if (log.length > LOG_EVENTS_MAX) {
      throw new MasterXError('usage', {
        detail: `More than ${LOG_EVENTS_MAX} rows: a batch regression needs all of them at once.`,
        hint: 'Take a sample of the learners with `masterx learning split --by learner`.',
      });
    }
    const { bytesRead, bytesTotal, line } = reading.progress();
    if (line % 1_000 === 0 && bytesTotal !== undefined) onProgress(bytesRead / Math.max(1, bytesTotal));
  }
  const rows = report.attempts + report.exposures + report.rejected;
  if (report.attempts === 0 || report.rejected > REJECTED_SHARE_MAX * rows) {
    const first = firstReject ? ` Line ${firstReject.line}: ${firstReject.reason}.` : '';
    throw new MasterXError('file_unreadable', {
      detail: `${path} holds ${report.attempts} attempts and ${report.rejected} rows that cannot be read.${first}`,
    });
  }
  return { ...report, firstReject };
}

/** The share of the points an attempt reached: for a recall that is only rated, "again" is a miss. */
function scoreOf({ correct, score, rating }: PracticeAttempt): number {
  if (score !== undefined) return score;
  if (correct !== undefined) return correct ? 1 : 0;
  return (rating ?? 1) > 1 ? 1 : 0;
}
