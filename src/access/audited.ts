import { isError } from '../errors/error.ts';
import type { AuditEntry } from './audit-entry.ts';
import type { Outcome } from './audit-outcomes.ts';
import type { AccessTrail } from './audit-trail.ts';

/** How work and its entry in the trail stand to each other. */
export interface Audited<T> {
  /** What states the intent: one entry, or one for each collection. */
  readonly entries: readonly AuditEntry[];
  /** `first`: nothing is done before they are durable. `beside`: the answer waits for both. */
  readonly durable: 'first' | 'beside';
  /** What came of it, and of how many documents; `answered` unless said. */
  readonly cameOf?: (done: T) => { readonly outcome?: Outcome; readonly documents?: number };
}

/**
 * Does work whose entry is in the trail before anybody is answered, and says there what came of it.
 *
 * @throws MasterXError `audit_unavailable`, besides what the work throws.
 */
export async function audited<T>(
  trail: AccessTrail,
  { entries, durable, cameOf }: Audited<T>,
  work: () => Promise<T>,
): Promise<T> {
  const open = entries.map((entry) => trail.open(entry));
  const [only] = open;
  // Nearly every access has one entry, and each promise more is a turn more.
  const recorded: Promise<unknown> =
    only && open.length === 1 ? only.durable : Promise.all(open.map((one) => one.durable));
  const close = (outcome: Outcome, documents?: number) => {
    for (const one of open) one.close(outcome, documents);
  };
  try {
    if (durable === 'first') await recorded;
    const [done] = await Promise.all([work(), recorded]);
    const { outcome = 'answered', documents } = cameOf?.(done) ?? {};
    close(outcome, documents);
    return done;
  } catch (thrown) {
    close(isError(thrown, 'access_denied') ? 'denied' : 'failed');
    throw thrown;
  }
}
