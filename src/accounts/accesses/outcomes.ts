import type { BlockOutcomes, EntryPlace } from '../../access/audit-outcomes.ts';
import type { ActorDocuments } from '../../documents/documents.ts';
import { LIMITS } from '../../std/limits.ts';

type Came = BlockOutcomes['entries'][number];

/** What came of the access that stands at a place; undefined where nothing was told of it. */
export type CameOf = (place: EntryPlace) => Came | undefined;

/** Pages of blocks looked through for outcomes; what stands beyond is left as not told. */
const READS_MAX = 20;

/** What came of the accesses of some blocks, named as `placeOf` names them. */
export async function outcomesOf(documents: ActorDocuments, blocks: readonly string[]): Promise<CameOf> {
  const told = new Map<string, Map<number, Came>>(blocks.map((block) => [block, new Map()]));
  let cursor: string | undefined;
  for (let reads = 0; blocks.length > 0 && reads < READS_MAX; reads++) {
    const page = await documents
      .collection('audit_blocks')
      .query(
        'outcomes_of_blocks',
        { blocks: [...blocks] },
        { limit: LIMITS.answerDocumentsMax, ...(cursor !== undefined && { cursor }) },
      );
    for (const { block, entries } of page.items.flatMap(({ outcomes = [] }) => outcomes))
      for (const came of entries) told.get(block)?.set(came.entry, came);
    if (page.nextCursor === null) break;
    cursor = page.nextCursor;
  }
  return ({ block, entry }) => told.get(block)?.get(entry);
}
