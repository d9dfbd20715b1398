/** What is known about one kind of failure. */
export interface ErrorEntry {
  /** HTTP status the service answers with. */
  readonly status: number;
  /** One short sentence, the same for every occurrence (RFC 9457 `title`). */
  readonly title: string;
  /** What whoever meets it should do next. */
  readonly hint: string;
  /** Whether the same call may succeed later without being changed. */
  readonly retryable: boolean;
}

/**
 * Every way MasterX refuses or fails. A code, once published, keeps its meaning; a retired one is not used again.
 */
export const ERRORS = {
  validation_failed: {
    status: 400,
    title: 'The input does not fit the schema.',
    hint: 'Correct every listed violation; nothing was written.',
    retryable: false,
  },
  malformed_request: {
    status: 400,
    title: 'The request cannot be read.',
    hint: 'Compare it with the operation in /openapi.json.',
    retryable: false,
  },
  invalid_cursor: {
    status: 400,
    title: 'The cursor is not one this query gave.',
    hint: 'Start again without a cursor; cursors belong to one query with unchanged parameters.',
    retryable: false,
  },
  not_signed_in: {
    status: 401,
    title: 'Nobody is named as the caller.',
    hint: 'Sign in at /v1/auth/sign-in, and send the access token as `Authorization: Bearer …`.',
    retryable: false,
  },
  token_refused: {
    status: 401,
    title: 'The token is not valid, or no longer.',
    hint: 'Get another one: refresh the sign-in, or sign in again.',
    retryable: false,
  },
  sign_in_failed: {
    status: 401,
    title: 'The sign-in was refused.',
    hint: 'Check what was typed; a new account is used once its address was confirmed. After several failures even the right password is refused for a while; it can be reset.',
    retryable: false,
  },
  access_denied: {
    status: 403,
    title: 'The caller may not do this.',
    hint: 'Ask with a role the policy table allows, or for your own data.',
    retryable: false,
  },
  https_required: {
    status: 403,
    title: 'This is asked over HTTPS only.',
    hint: 'Ask by https://, and change every secret the request held: it came in plain text.',
    retryable: false,
  },
  guardian_decides: {
    status: 403,
    title: 'A guardian decides this for the learner.',
    hint: 'Ask the guardian to give it; withdrawing is always possible.',
    retryable: false,
  },
  not_found: {
    status: 404,
    title: 'There is no such thing, or it is not visible to the caller.',
    hint: 'Check the identifier.',
    retryable: false,
  },
  method_not_allowed: {
    status: 405,
    title: 'This address does not take this method.',
    hint: 'Use one of the methods that Allow names.',
    retryable: false,
  },
  conflict: {
    status: 409,
    title: 'Something with this identifier exists and differs.',
    hint: 'Read what is stored; use a new identifier for new content.',
    retryable: false,
  },
  write_conflict: {
    status: 409,
    title: 'Others kept changing the same document.',
    hint: 'Try again in a moment.',
    retryable: true,
  },
  precondition_failed: {
    status: 412,
    title: 'It has changed since it was read.',
    hint: 'Read it again, and repeat the change with its new ETag.',
    retryable: false,
  },
  body_too_large: {
    status: 413,
    title: 'The request is larger than this operation takes.',
    hint: 'Send it in smaller parts.',
    retryable: false,
  },
  unsupported_media_type: {
    status: 415,
    title: 'The body is not of a type this operation reads.',
    hint: 'Send application/json.',
    retryable: false,
  },
  too_many_requests: {
    status: 429,
    title: 'Too many requests from this caller.',
    hint: 'Wait as long as Retry-After says.',
    retryable: true,
  },
  quota_exhausted: {
    status: 429,
    title: 'The plan allows no more AI queries in this period.',
    hint: 'Wait until retry_at, or choose a plan with more.',
    retryable: true,
  },
  audit_unavailable: {
    status: 503,
    title: 'The access could not be recorded, so it was refused.',
    hint: 'Restore the audit store; the call can then be repeated.',
    retryable: true,
  },
  keys_unavailable: {
    status: 503,
    title: 'The keys that protect this data cannot be reached.',
    hint: 'Check the key vault and its key-encryption key with `masterx doctor`.',
    retryable: true,
  },
  store_unavailable: {
    status: 503,
    title: 'The database cannot be reached.',
    hint: 'Check it with `masterx doctor`; the call can be repeated.',
    retryable: true,
  },
  mail_unavailable: {
    status: 503,
    title: 'Mails cannot be sent now.',
    hint: 'Check MASTERX_SMTP_URL with `masterx doctor`; mails wait and are sent later.',
    retryable: true,
  },
  guardian_needed: {
    status: 403,
    title: 'A parent or guardian has to agree first.',
    hint: 'Ask again with guardian_email, and first_name at most; nothing was kept.',
    retryable: false,
  },
  link_refused: {
    status: 410,
    title: 'The link is not valid, or not valid any more.',
    hint: 'Links work once and for a limited time: ask for a new one.',
    retryable: false,
  },
  overloaded: {
    status: 503,
    title: 'More work is waiting than can be done in time.',
    hint: 'Wait as long as Retry-After says.',
    retryable: true,
  },
  key_destroyed: {
    status: 410,
    title: 'The key of this data was destroyed.',
    hint: 'Nothing can be done: that is the purpose of destroying a key.',
    retryable: false,
  },
  learner_erased: {
    status: 410,
    title: 'This learner was erased and gets no new key.',
    hint: 'Nothing can be done: who was erased stays erased, also where old records are imported again.',
    retryable: false,
  },
  ledger_unavailable: {
    status: 503,
    title: 'The ledger of erasures cannot be used.',
    hint: 'Check MASTERX_ERASURE_LEDGER with `masterx doctor`; no learner is added or erased without it.',
    retryable: true,
  },
  key_worn_out: {
    status: 503,
    title: 'A key has sealed as much as one key may.',
    hint: 'Rotate it: `masterx keys rotate learner`.',
    retryable: false,
  },
  ciphertext_refused: {
    status: 500,
    title: 'A stored ciphertext is not what was written for this place.',
    hint: 'Treat it as tampering or damage: keep the document, look at the audit trail, restore from a backup.',
    retryable: false,
  },
  schema_contradiction: {
    status: 500,
    title: 'A declaration of the schema contradicts itself.',
    hint: 'Correct the named field, index or query in src/schema.',
    retryable: false,
  },
  migration_refused: {
    status: 409,
    title: 'The migration would lose data or is blocked by what is stored.',
    hint: 'Look at `masterx db plan`; repeat with --force if the loss is intended.',
    retryable: false,
  },
  schema_not_applied: {
    status: 503,
    title: 'The database does not have the schema of this version.',
    hint: 'Look at `masterx db plan`, then run `masterx db migrate`.',
    retryable: false,
  },
  configuration_invalid: {
    status: 500,
    title: 'A setting is missing or wrong.',
    hint: 'See the list of settings in docs/configuration.md.',
    retryable: false,
  },
  key_file_unsafe: {
    status: 500,
    title: 'The local key file must not be used like this.',
    hint: 'Make it readable by its owner only (chmod 600); in production use a KMS.',
    retryable: false,
  },
  certificate_refused: {
    status: 500,
    title: 'A certificate or its key cannot be used.',
    hint: 'Look at it with `masterx certs show FILE`; see docs/transport.md.',
    retryable: false,
  },
  engine_unavailable: {
    status: 503,
    title: 'No database server could be found or installed.',
    hint: 'Follow one of the ways listed in the message.',
    retryable: false,
  },
  file_unreadable: {
    status: 400,
    title: 'The file cannot be read as what it was said to be.',
    hint: 'Check the path and the format; `masterx import --help` shows examples.',
    retryable: false,
  },
  usage: {
    status: 400,
    title: 'The command was not understood.',
    hint: 'Add --help to see what it takes.',
    retryable: false,
  },
  interrupted: {
    status: 499,
    title: 'The work was interrupted.',
    hint: 'Run the same command again; it goes on where it stopped.',
    retryable: true,
  },
  internal: {
    status: 500,
    title: 'MasterX met a defect of its own.',
    hint: 'Report it with the request id; the log has the cause.',
    retryable: false,
  },
} as const satisfies Record<string, ErrorEntry>;

/** The code of a failure: the key of the one table. */
export type ErrorCode = keyof typeof ERRORS;
