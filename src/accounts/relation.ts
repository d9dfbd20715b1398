import type { Actor } from '../access/actor.ts';
import type { DocumentAccess } from '../documents/documents.ts';

/** What a learner is to whoever asks: oneself, or somebody in one's care. */
export type Relation = 'self' | 'ward';

/**
 * What a learner is to the actor; null to anybody else. Of whoever acts as a guardian the gate knows the wards.
 *
 * @throws MasterXError `access_denied`, with its entry in the trail, for a guardian of others; `not_found`.
 */
export async function relationTo(
  { actor, access }: { readonly actor: Actor; readonly access: DocumentAccess },
  learner: string,
): Promise<Relation | null> {
  const isOwn = actor.learner === learner;
  if (!isOwn && actor.role !== 'guardian') return null;
  await access.as(actor).collection('users').get('account_ground', {}, { learner });
  return isOwn ? 'self' : 'ward';
}
