import type { AccountRequestDocument } from '../../derive/generated/documents.ts';
import type { ActorDocuments } from '../../documents/documents.ts';
import type { Answer } from '../../documents/parts.ts';
import { isError, MasterXError } from '../../errors/error.ts';
import { invariant } from '../../std/assert.ts';
import { days } from '../../std/durations.ts';
import { isFlooded, writeMail } from '../mail/outbox.ts';
import { newToken } from '../tokens/single-use-token.ts';
import { accountOf } from './account.ts';
import type { RegistrationParts } from './context.ts';

type Known = Answer<'users', 'user_authentication'>;

/** Requests looked up at once. */
const BATCH = 50;

/** Requests that one run sets aside because they fail; with more it stops. */
const SET_ASIDE_MAX = 100;

/** What could not be answered within this time is dropped (retention `account_request`). */
const KEPT_MS = days(1);

/**
 * Answers what was asked of addresses, in order: makes the account, or tells whoever has one; sends the link for a new
 * password, or nothing. Everything of an answer is one transaction; then the request's key is destroyed, and the request
 * goes. May be interrupted anywhere and done again. How many were answered.
 *
 * A request that fails by itself is set aside, to be tried again by the next run, so that those behind it do not wait.
 *
 * @throws MasterXError `internal` once the others are answered, where some failed; whatever says that database or keys are
 * away, at once.
 */
export async function answerRequests(parts: RegistrationParts, signal?: AbortSignal): Promise<number> {
  const { documents, clock } = parts;
  const requests = documents.collection('account_requests');
  const aside = new Map<string, unknown>();
  for (let answered = 0; ; ) {
    const { items } = await requests.query(
      'account_requests_waiting',
      { until: clock.now() },
      { limit: BATCH + aside.size },
    );
    const waiting = items.filter(({ user_id }) => !aside.has(user_id));
    if (waiting.length === 0 || aside.size >= SET_ASIDE_MAX) {
      assertNone(aside, answered);
      return answered;
    }
    for (const { user_id, status, created_at } of waiting) {
      signal?.throwIfAborted();
      const isOver = created_at.getTime() + KEPT_MS <= clock.now().getTime();
      try {
        if (status === 'waiting' && !isOver) await answerOne(parts, user_id);
        await parts.destroyKey(user_id);
        answered += await requests.remove('remove answered request', [{ user_id }]);
      } catch (thrown) {
        if (isOfAll(thrown)) throw thrown;
        aside.set(user_id, thrown);
      }
    }
  }
}

/** Whether a failure says nothing of the request: the next one would meet it as well. */
const isOfAll = (thrown: unknown): boolean =>
  thrown instanceof MasterXError && thrown.retryable && thrown.code !== 'write_conflict';

/** @throws MasterXError `internal`, with the first failure as its cause, where there are any. */
function assertNone(aside: ReadonlyMap<string, unknown>, answered: number): void {
  const [first] = aside.values();
  if (first === undefined) return;
  throw new MasterXError('internal', {
    detail: `${aside.size} of ${aside.size + answered} requests could not be answered.`,
    cause: first,
  });
}

async function answerOne(parts: RegistrationParts, requestId: string): Promise<void> {
  const { documents } = parts;
  const request = await documents
    .collection('account_requests')
    .find('account_request', {}, { learner: requestId });
  // Its key is gone: it was answered before.
  if (request === null) return;
  const known = await documents.collection('users').find('user_authentication', { email: request.email });
  try {
    await answerWith(parts, request, known);
  } catch (thrown) {
    // Somebody took the address at the same moment: now it is known.
    if (request.kind !== 'register' || known !== null || !isError(thrown, 'conflict')) throw thrown;
    const holder = await documents.collection('users').find('user_authentication', { email: request.email });
    await answerWith(parts, request, holder);
  }
}

function answerWith(
  parts: RegistrationParts,
  request: AccountRequestDocument,
  known: Known | null,
): Promise<void> {
  return parts.documents.transaction(async (within) => {
    if (request.kind === 'register' && known === null) await makeAccount(parts, within, request);
    else if (known !== null) await tellHolder(parts, within, request, known);
    await within
      .collection('account_requests')
      .revise('answer request', { user_id: request.user_id }, (stored) => ({
        ...stored,
        status: 'answered',
      }));
  });
}

async function makeAccount(
  { clock, entropy }: RegistrationParts,
  within: ActorDocuments,
  { email, password_hash, name, age, country, timezone }: AccountRequestDocument,
): Promise<void> {
  invariant(age !== undefined && password_hash !== undefined, 'whoever registers has an age and a password');
  const at = clock.now();
  const userId = entropy.uuid();
  await within.collection('users').insert([
    accountOf(
      {
        userId,
        email,
        passwordHash: password_hash,
        name: name ?? null,
        age,
        country: country ?? null,
        ...(timezone !== undefined && { timezone }),
        role: 'learner',
        isVerified: false,
      },
      at,
    ),
  ]);
  const { token, document } = newToken({ purpose: 'verify_address', userId, address: email, at }, entropy);
  await within.collection('single_use_tokens').insert([document]);
  await writeMail(
    within,
    {
      template: 'verify_address',
      userId,
      address: email,
      values: { token },
      at,
      expiresAt: document.expires_at,
    },
    entropy,
  );
}

/** What each request makes of an account that is there. */
const TOLD = {
  register: 'address_taken',
  reset_password: 'reset_password',
  verify_address: 'verify_address',
} as const;

async function tellHolder(
  { documents, clock, entropy }: RegistrationParts,
  within: ActorDocuments,
  { kind }: AccountRequestDocument,
  { user_id: userId, email, email_verified, account_status }: Known,
): Promise<void> {
  const at = clock.now();
  const template = TOLD[kind];
  // Whoever is not to be written to is told by nothing: the answer was given.
  if (email === null || account_status !== 'active') return;
  if (kind === 'verify_address' && email_verified) return;
  if (await isFlooded(documents, userId, template, at)) return;
  if (template === 'address_taken') {
    await writeMail(within, { template, userId, address: email, at }, entropy);
    return;
  }
  const { token, document } = newToken({ purpose: template, userId, address: email, at }, entropy);
  await within.collection('single_use_tokens').insert([document]);
  await writeMail(
    within,
    { template, userId, address: email, values: { token }, at, expiresAt: document.expires_at },
    entropy,
  );
}
