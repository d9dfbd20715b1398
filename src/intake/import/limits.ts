import { MiB } from '../../std/bytes.ts';

/** What one import holds in memory at most, whatever the file's size. */
export const IMPORT_LIMITS = {
  /** Rows that wait for the rest of their session. */
  waitingRowsMax: 20_000,
  /** Text of learners in those rows, in UTF-16 units. */
  waitingTextMax: MiB(8),
  /** A session with a row among the latest so many may go on, and is not written with the learner's others. */
  recentRows: 2_000,
  /** Rows of one session that wait; a longer session is written in parts. */
  sessionRowsMax: 500,
  /**
   * Rows and sessions written in one transaction. A session is an entry in some sixty indexes, far apart in each: the pages
   * they dirty must fit the cache of the server as long as the transaction lasts, or it waits for them until it is
   * ended. With 500 sessions that came at 98,500 documents and 512 MiB.
   */
  batchRowsMax: 500,
  batchSessionsMax: 100,
  /** Documents of the project's own format written in one transaction, and their size as JSON. */
  batchDocumentsMax: 200,
  batchBytesMax: MiB(4),
  /** Accounts and concepts known to be stored, so that they are not sent again. */
  knownMax: 50_000,
  /** Rejects that wait to be written to the reject file. */
  rejectsMax: 500,
  /** Rows between two reports of progress. */
  progressRows: 1_000,
} as const;
