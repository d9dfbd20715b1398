import type { ResolvedField, Schema } from '../schema/resolved.ts';
import { childrenOf } from '../schema/walk.ts';

/** What of one collection is in a person's export. */
export interface ExportPlace {
  readonly collection: string;
  /** Collection of the further pages of growing lists, or null. */
  readonly pages: string | null;
  /** The field that holds the person. */
  readonly owner: string;
  /** The largest parts that are exported as a whole. */
  readonly paths: readonly string[];
  /** The largest parts that are left out. */
  readonly omitted: readonly string[];
}

/** What is in a person's export: every collection that declares an owner, and of it every field declared for export. */
export function exportPlan(schema: Schema): readonly ExportPlace[] {
  return Object.values(schema.collections).flatMap(({ name, pages, owner, root }) => {
    const paths = largestParts(root, ({ facts }) => facts.export);
    if (owner === null || paths.length === 0) return [];
    return [
      { collection: name, pages, owner, paths, omitted: largestParts(root, ({ facts }) => !facts.export) },
    ];
  });
}

/** Paths of the largest parts in which every field is wanted. */
function largestParts(field: ResolvedField, wanted: (field: ResolvedField) => boolean): readonly string[] {
  const wantedWhole = (part: ResolvedField): boolean => wanted(part) && childrenOf(part).every(wantedWhole);
  return childrenOf(field).flatMap((child) =>
    wantedWhole(child) ? [child.path] : largestParts(child, wanted),
  );
}
