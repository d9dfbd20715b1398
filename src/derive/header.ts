import type { ResolvedField, ResolvedGroup } from '../schema/resolved.ts';

/** The document without its growing lists: what a change of the document validates and writes. */
export function headerOf(group: ResolvedGroup): ResolvedGroup {
  return {
    ...group,
    fields: group.fields
      .filter((field) => !isGrowing(field))
      .map((field) => (field.kind === 'group' ? headerOf(field) : field)),
  };
}

function isGrowing(field: ResolvedField): boolean {
  return field.kind === 'list' && field.field.growing === true;
}
