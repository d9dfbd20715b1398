import { systemActor } from '../../src/access/actor.ts';
import type { Platform } from '../../src/platform.ts';
import { digestOf } from '../support/digest.ts';
import type { Consistency } from '../support/stored-consistency.ts';
import type { Acknowledgement, AcknowledgementOf } from './acknowledgements.ts';
import { contentOf } from './writer.ts';

/** What of the acknowledged is not there, or not as it was acknowledged. */
export async function lostOf(
  platform: Platform,
  acknowledgements: readonly Acknowledgement[],
  { sessions }: Consistency,
): Promise<string[]> {
  const of = <Kind extends Acknowledgement['kind']>(kind: Kind) =>
    acknowledgements.filter((one): one is AcknowledgementOf<Kind> => one.kind === kind);
  const lost: string[] = [];
  for (const { session, learner, request } of of('session')) {
    if (sessions.get(session)?.userId !== learner) lost.push(`${request}: session ${session}`);
  }
  const digests = new Map(
    [...sessions].map(([id, { interactions }]) => [
      id,
      new Map(interactions.map((one) => [one.interaction_id, digestOf(one)])),
    ]),
  );
  for (const { session, digests: acknowledged, request } of of('interactions')) {
    for (const [id, digest] of Object.entries(acknowledged)) {
      const stored = digests.get(session)?.get(id);
      if (stored !== digest) lost.push(`${request}: interaction ${id} ${stored ? 'differs' : 'is missing'}`);
    }
  }
  for (const { session, at, request } of of('end')) {
    const ended = sessions.get(session)?.document['ended_at'] as Date | undefined;
    if (ended?.toISOString() !== at) lost.push(`${request}: end of session ${session}`);
  }
  return [...lost, ...(await lostAccounts(platform, of('account'), of('revision')))];
}

async function lostAccounts(
  platform: Platform,
  accounts: readonly AcknowledgementOf<'account'>[],
  revisions: readonly AcknowledgementOf<'revision'>[],
): Promise<string[]> {
  const lost: string[] = [];
  const users = platform.as(systemActor('check', 'check', 'testing')).documents.collection('users');
  for (const { learner, digest, request } of accounts) {
    const stored = await users.find('user_profile', {}, { learner });
    const last = revisions.filter((one) => one.learner === learner).at(-1);
    if (!stored) {
      lost.push(`${request}: account ${learner}`);
      continue;
    }
    const step = stored.security.failed_login_attempts;
    const acknowledgedStep = last?.step ?? 0;
    // The revision under way at the kill may be there; it is then there as a whole.
    const isNext = step === acknowledgedStep + 1 && stored.profile.name === `step ${step}`;
    const isLast = step === acknowledgedStep && digestOf(contentOf(stored)) === (last?.digest ?? digest);
    if (!isNext && !isLast)
      lost.push(`${request}: account ${learner} is not as it was at step ${acknowledgedStep}`);
  }
  return lost;
}

/** Acknowledged accesses that the audit trail does not hold. */
export async function unrecordedOf(
  { connection: { data } }: Platform,
  acknowledgements: readonly Acknowledgement[],
): Promise<string[]> {
  const requests = async (collection: string, outcome: string) => {
    const found = await data
      .collection(collection)
      .aggregate([
        { $unwind: '$entries' },
        { $match: { 'entries.outcome': outcome } },
        { $group: { _id: '$entries.request_id' } },
      ])
      .toArray();
    return new Set(found.map(({ _id }) => _id as string));
  };
  // The entry of a write waits in the outbox until it has its place in a chain.
  const written = new Set([
    ...(await requests('audit_outbox', 'committed')),
    ...(await requests('audit_blocks', 'committed')),
  ]);
  const read = await requests('audit_blocks', 'intended');
  return acknowledgements.flatMap(({ kind, request }) => {
    if (kind === 'refused' || kind === 'failed') return [];
    return (kind === 'read' ? read : written).has(request) ? [] : [`${request}: ${kind} has no entry`];
  });
}
