import type { ActorDocuments } from '../../documents/documents.ts';
import type { AllowedBy } from '../context.ts';

/**
 * Whether the holder of a family plan may come to know of a member: whoever is in somebody's care is known to the guardian,
 * and to others only while `data_sharing` is given, which a guardian does who was verified well enough for it.
 */
export async function mayBeKnown(
  documents: ActorDocuments,
  allowedBy: AllowedBy,
  member: string,
  holder: string,
): Promise<boolean> {
  const { items } = await documents
    .collection('guardianships')
    .query('guardians_of_learner', {}, { learner: member });
  const guardians = items.filter(({ status }) => status === 'active');
  if (guardians.length === 0 || guardians.some(({ guardian_id }) => guardian_id === holder)) return true;
  return (await allowedBy([member])).get(member)?.data_sharing === true;
}
