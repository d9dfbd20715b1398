import { KiB, MiB } from './bytes.ts';
import { days, hours, minutes } from './durations.ts';

/** Everything has a limit; this is where each stands, named with its unit. */
export const LIMITS = {
  /** Elements of a growing array that stay in its document, and elements of each further page. */
  pageElementsMax: 50,
  /** Size of those elements as BSON. */
  pageBytesMax: KiB(64),
  /** Documents one answer holds at most. */
  answerDocumentsMax: 200,
  /** Documents one answer holds unless asked otherwise. */
  answerDocumentsDefault: 50,
  /** Rows a summary answers at most: ten years of days. */
  summaryRowsMax: 3_660,
  /** Age after which a cached summary of the platform is made anew; the schema's cache times are the hard limit. */
  summaryAgeMsMax: 15_000,
  /** Values a query compares one path with. */
  parameterValuesMax: 200,
  /** Learners a group has at least, for those who see figures over many only. */
  groupLearnersMin: 10,
  /** Elements one append may carry. */
  appendElementsMax: 500,
  /** Elements of a growing list that is put in the place of what was there; nothing longer is worked out anew. */
  replaceElementsMax: 20_000,
  /** Documents one write call may carry. */
  writeDocumentsMax: 500,
  /** Requests of AI queries that are known again: the latest of a plan. */
  recentQueriesMax: 32,
  /** Requests to change a plan that are known again: the latest of an account. */
  recentPlanChangesMax: 32,
  /** Violations reported at once: the first ones; their number is told. */
  violationsMax: 100,
  /** Body of one HTTP request. */
  bodyBytesMax: MiB(1),
  /** Nesting of a JSON body. */
  bodyDepthMax: 16,
  /** Attempts of a transaction or a compare-and-set before giving up with `write_conflict`. */
  writeAttemptsMax: 12,
  /** Attempts to renew a lease that ran out before its holder stops: writes to a busy server may wait longer than a lease. */
  leaseRenewalsMax: 12,
  /** Wait for a connection of the pool before refusing (the driver's default waits for ever). */
  poolWaitMsMax: 5_000,
  /** Work of the database on one query before it is given up. */
  queryMsMax: 30_000,
  /** Entries one audit block holds. */
  auditBlockEntriesMax: 500,
  /** Fields one audit entry names; of more it says that it was the whole document. */
  auditEntryFieldsMax: 100,
  /** Days that the audit trail keeps an access at least, whatever is set. */
  auditDaysMin: 365,
  /** Blocks, and checkpoints, that one run removes from the audit trail when their time is over. */
  auditRemovedMax: 20_000,
  /** Entries that may wait for the audit trail before callers are refused. */
  auditWaitingMax: 10_000,
  /** How long a plain data key may stay in memory. */
  keyCacheMsMax: 60_000,
  /** Entries of the erasure ledger one answer holds. */
  ledgerPageMax: 1_000,
  /** Epochs of keys one answer of the key vault holds. */
  keyEpochsListed: 1_000,
  /** Epochs of one index key in use at once. */
  indexEpochsMax: 2,
  /** Search tokens of one container of texts under one key. */
  searchTokensMax: 512,
  /** Characters of a search. */
  searchCharactersMax: 200,
  /** Words of a search that are looked up; all of them are compared once the texts are opened. */
  searchTermsMax: 8,
  /** Documents that one page of a search looks at, and of a word that are counted to find the rarest. */
  searchCandidatesMax: 100,
  /** Containers of lists that one page of a search looks at: each holds up to `pageBytesMax`, and may have to be opened whole. */
  searchContainersMax: 20,
  /** Mails of one kind about one account in a day; of those with the link to a new password, while it works. */
  mailsOfKindPerDayMax: 5,
  /** Wrong secrets after which a single-use token is worth nothing. */
  tokenAttemptsMax: 5,
  /** Documents a rotation rewrites in one transaction. */
  renewalBatch: 20,
  /** Documents of one learner in one collection that a rotation walks at once. */
  learnerDocumentsMax: 100_000,
  /** Time in which a transaction that is about to commit is durable or gone. */
  commitMsMax: 60_000,
  /** Data keys of one learner besides the current one. */
  learnerKeysMax: 32,
  /** Envelopes a process reserves for a key at once; a crash counts at most these too many. Stored counts are of blocks. */
  sealBlock: 2 ** 14,
  /** Envelopes under one key from which on the operator is told to rotate it. */
  sealsWarned: 2 ** 31,
  /** Envelopes under one key. */
  sealsMax: 2 ** 32,
  /** Password hashes under way at once; each takes 19 MiB and a core for about 15 ms. */
  passwordHashesMax: 2,
  /** Password hashes that may wait: about half a second of work. */
  passwordWaitingMax: 64,
  /** How long one may wait before it is refused. */
  passwordWaitMsMax: 2_000,
  /** Life of an access token. */
  accessTokenMsMax: 600_000,
  /** How long a token of a sign-in that was ended may still be taken by another process. */
  signInCheckMsMax: 10_000,
  /** Sign-ins whose standing a process keeps in memory. */
  signInsCheckedMax: 20_000,
  /** Time to the end of a sign-in that is not used. */
  signInIdleMsMax: days(7),
  /** Time to the end of any sign-in. */
  signInMsMax: days(30),
  /** How long the refresh token before the last may be shown again without ending the sign-in: pages ask at once. */
  refreshRepeatMsMax: 10_000,
  /** Time to give the second factor. */
  secondFactorMsMax: minutes(5),
  /** Time to set up a second factor that is demanded: an authenticator program may have to be installed. */
  enrolmentMsMax: minutes(15),
  /** Wrong codes after which the password must be given again. */
  secondFactorAttemptsMax: 5,
  /** Recovery codes of an account. */
  recoveryCodes: 10,
  /** How long sign-ins that are over are kept. */
  signInsKeptMs: days(90),
  /** Time between a refused password and its answer, in which what is noted of it is written. */
  signInRefusalMs: 100,
  /** Failures after which an account is locked, each time for longer. */
  failedSignInsFree: 5,
  /** Failures after which only another password opens the account (NIST SP 800-63B §3.2.2). */
  failedSignInsMax: 100,
  /** The first time an account is locked for. */
  lockMsMin: 30_000,
  /** The longest time an account is locked for at once. */
  lockMsMax: hours(1),
  /** Shortest password, in characters. */
  passwordLengthMin: 8,
  /** Longest password, in characters. */
  passwordLengthMax: 256,
  /** Secrets of a service that are taken at once. */
  clientSecretsMax: 2,
  /** Client certificates of a service that are taken at once. */
  clientCertificatesMax: 4,
  /** Time after which what signs access tokens is replaced. */
  signingKeyMsMax: days(30),
} as const;
