import type { RegistrationParts } from '../registration/context.ts';

/** Requests looked up at once. */
const BATCH = 50;

/**
 * Lets requests go whose time is over or that are closed: first the key, so that no copy can be read any more, then the
 * document. How many.
 */
export async function purgeRequests(
  { documents, clock, destroyKey }: RegistrationParts,
  signal?: AbortSignal,
): Promise<number> {
  const requests = documents.collection('guardian_requests');
  for (let purged = 0; ; ) {
    const { items } = await requests.query('expired_requests', { until: clock.now() }, { limit: BATCH });
    if (items.length === 0) return purged;
    for (const { user_id } of items) {
      signal?.throwIfAborted();
      await destroyKey(user_id);
      purged += await requests.remove('remove expired request', [{ user_id }]);
    }
  }
}
