import type { Actor } from '../access/actor.ts';
import { relationTo } from '../accounts/relation.ts';
import { MasterXError } from '../errors/error.ts';
import { type ExportReport, exportDocuments } from '../intake/export/export-documents.ts';
import type { PlatformServices } from './services.ts';

/** Everything that is kept of a learner, for the learner and the learner's guardian; the trail says for whom. */
export async function exportOf(
  { documents: access, entropy }: Pick<PlatformServices, 'documents' | 'entropy'>,
  actor: Actor,
  learner: string,
  write: (line: string) => Promise<void>,
  signal?: AbortSignal,
): Promise<ExportReport> {
  if ((await relationTo({ actor, access }, learner)) === null) {
    throw new MasterXError('access_denied', { detail: 'A copy is for the learner and the guardian.' });
  }
  const { requestId, id, address } = actor;
  const onBehalf = { onBehalfOf: id, ...(address !== undefined && { address }) };
  return exportDocuments(
    { entropy, as: (part) => ({ documents: access.as({ ...part, ...onBehalf }) }) },
    { learner },
    write,
    { requestId, ...(signal && { signal }) },
  );
}
