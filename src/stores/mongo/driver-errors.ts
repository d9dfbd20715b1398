import {
  MongoBulkWriteError,
  MongoError,
  MongoErrorLabel,
  MongoNetworkError,
  MongoNotConnectedError,
  MongoServerError,
  MongoServerSelectionError,
  MongoTopologyClosedError,
} from 'mongodb';
import { MasterXError } from '../../errors/error.ts';
import { refusedByValidator } from './validation-failure.ts';

/** The server's codes that mean something to a caller (error_codes.yml of MongoDB). */
export const CODES = {
  unauthorized: 13,
  authenticationFailed: 18,
  namespaceNotFound: 26,
  indexNotFound: 27,
  namespaceExists: 48,
  writeConflict: 112,
  documentValidationFailure: 121,
  duplicateKey: 11_000,
} as const;

/** The server is changing its primary, shutting down, or took too long: the same call may succeed later. */
const UNAVAILABLE_CODES = new Set([
  6, 7, 50, 89, 91, 189, 202, 262, 9001, 10_107, 11_600, 11_602, 13_435, 13_436,
]);

/** What a running call meets when its client is closed; the driver exports few of these classes. */
const CLOSED_NAMES = new Set(['MongoClientClosedError', 'MongoPoolClosedError', 'MongoExpiredSessionError']);

/** Of the driver's pool; the driver does not export its class. */
const POOL_WAIT_NAME = 'MongoWaitQueueTimeoutError';

/** The unique index that refused a document; none of the values. */
export interface DuplicateKey {
  /** Its name; null when the server does not say. */
  readonly index: string | null;
  /** The stored paths it is over; empty where only the name is known, as for a write of several documents. */
  readonly paths: readonly string[];
}

/**
 * What a failure of the driver means, as an error of the table:
 * `store_unavailable`, `overloaded` (no connection was free in time), `validation_failed` (the server's validator),
 * `conflict` (a unique index, see `duplicateKeyOf`), `write_conflict`, `configuration_invalid` (credentials), else
 * `internal`. Neither the error nor its cause holds a value of a document.
 *
 * What does not come from the driver is answered as it is; so is, unless `transient` says otherwise, what the driver
 * itself must see to repeat a transaction.
 */
export function asMasterXError(thrown: unknown, transient: 'keep' | 'translate' = 'keep'): unknown {
  if (!(thrown instanceof MongoError)) return thrown;
  if (transient === 'keep' && isTransient(thrown)) return thrown;
  if (thrown.name === POOL_WAIT_NAME) {
    return new MasterXError('overloaded', {
      detail: 'No connection to the database was free in time.',
      cause: thrown,
      retryAfterSeconds: 1,
    });
  }
  if (isUnreachable(thrown)) return new MasterXError('store_unavailable', { cause: withoutValues(thrown) });
  const cause = withoutValues(thrown);
  switch (thrown.code) {
    case CODES.duplicateKey:
      return new MasterXError('conflict', {
        detail: describeDuplicate(duplicateKeyOf(thrown)),
        cause,
      });
    case CODES.documentValidationFailure:
      return new MasterXError('validation_failed', {
        detail: 'The database refused the document.',
        violations: refusedByValidator(firstFailure(thrown)),
        cause,
      });
    case CODES.writeConflict:
      return new MasterXError('write_conflict', { cause });
    case CODES.unauthorized:
    case CODES.authenticationFailed:
      return new MasterXError('configuration_invalid', {
        detail: 'The database does not accept the credentials of the connection string for this.',
        cause,
      });
    default:
      return new MasterXError('internal', { detail: cause.message, cause });
  }
}

/** Runs a call of the driver; its failures come out as `asMasterXError` says. */
export async function reachStore<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (thrown) {
    throw asMasterXError(thrown);
  }
}

/** The unique index that refused a write; null when that is not what happened. */
export function duplicateKeyOf(thrown: unknown): DuplicateKey | null {
  const failure = thrown instanceof MasterXError ? thrown.cause : thrown;
  if (!(failure instanceof MongoServerError) || failure.code !== CODES.duplicateKey) return null;
  const { keyPattern, index, errmsg } = firstFailure(failure);
  return {
    index: typeof index === 'string' ? index : indexNamed(errmsg ?? failure.message),
    paths: keyPattern !== null && typeof keyPattern === 'object' ? Object.keys(keyPattern) : [],
  };
}

/** Whether the server answered with this code: that something already is as it was asked to be. */
export function answered(thrown: unknown, code: keyof typeof CODES): boolean {
  return thrown instanceof MongoServerError && thrown.code === CODES[code];
}

function isTransient(thrown: MongoError): boolean {
  return (
    thrown.hasErrorLabel(MongoErrorLabel.TransientTransactionError) ||
    thrown.hasErrorLabel(MongoErrorLabel.UnknownTransactionCommitResult)
  );
}

function isUnreachable(thrown: MongoError): boolean {
  return (
    thrown instanceof MongoNetworkError ||
    thrown instanceof MongoServerSelectionError ||
    thrown instanceof MongoNotConnectedError ||
    thrown instanceof MongoTopologyClosedError ||
    CLOSED_NAMES.has(thrown.name) ||
    isUnanswered(thrown) ||
    UNAVAILABLE_CODES.has(Number(thrown.code))
  );
}

/**
 * A write of several documents that the server never answered: the driver wraps what happened to the connection, so
 * that only the missing code tells it from a refusal.
 */
function isUnanswered(thrown: MongoError): boolean {
  return thrown instanceof MongoBulkWriteError && thrown.code === undefined && thrown.err === undefined;
}

/** The answer of the server to the first write that failed. */
function firstFailure(thrown: MongoError): Record<string, unknown> {
  const first = thrown instanceof MongoBulkWriteError ? [thrown.writeErrors].flat()[0]?.err : undefined;
  return { ...(first ?? thrown) } as Record<string, unknown>;
}

function describeDuplicate(duplicate: DuplicateKey | null): string {
  const over = duplicate?.paths.join(', ') || duplicate?.index;
  return over ? `It is stored already, by ${over}.` : 'It is stored already.';
}

/** The name stands before the values: `E11000 … collection: a.b index: user_id_1 dup key: { … }`. */
function indexNamed(message: unknown): string | null {
  return /^.*?collection: \S+ index: (\S+)/.exec(String(message))?.[1] ?? null;
}

/** The server's messages quote values of documents; what stays are its code, labels and the paths of a unique index. */
function withoutValues(thrown: MongoError): MongoError {
  if (!(thrown instanceof MongoServerError)) return thrown;
  const { keyPattern, codeName = thrown.codeName } = firstFailure(thrown);
  const index = duplicateKeyOf(thrown)?.index;
  const bare = new MongoServerError({
    message: `The database answered with error ${thrown.code}${codeName ? ` (${codeName})` : ''}.`,
    ...(thrown.code !== undefined && { code: thrown.code }),
    ...(codeName !== undefined && { codeName }),
    ...(keyPattern !== undefined && { keyPattern }),
    ...(index && { index }),
    errorLabels: [...thrown.errorLabels],
  });
  const [, ...frames] = (thrown.stack ?? '').split(/\n(?= {4}at )/);
  bare.stack = [`${bare.name}: ${bare.message}`, ...frames].join('\n');
  return bare;
}
