import type { Fields } from '../protection/sealer.ts';
import type { ResolvedField, ResolvedGroup } from '../schema/resolved.ts';

/**
 * What becomes of a value that is withheld: it is left out, null or emptied, as the schema allows; `parts` where only
 * something inside is. A required value that can be none of these is left out all the same, and then its document is
 * shown in part (`broken`).
 */
export type Withholding =
  | { readonly kind: 'remove'; readonly broken: boolean }
  | { readonly kind: 'null' }
  | { readonly kind: 'empty' }
  | { readonly kind: 'parts'; readonly parts: ReadonlyMap<string, Withholding>; readonly broken: boolean };

/**
 * Works out what becomes of a document of which some fields are withheld; null where nothing does.
 *
 * @param isWithheld asked of every field from the document down; of what is withheld as a whole nothing inside.
 */
export function withholdingOf(
  root: ResolvedGroup,
  isWithheld: (field: ResolvedField) => boolean,
): Withholding | null {
  const inside = (field: ResolvedField): Withholding | null => {
    if (isWithheld(field)) return clearingOf(field);
    const parts = new Map<string, Withholding>();
    for (const child of childrenByName(field)) {
      const withheld = inside(child);
      if (withheld) parts.set(child.name, withheld);
    }
    if (parts.size === 0) return null;
    const isBroken = [...parts.values()].some((part) => 'broken' in part && part.broken);
    // What would not fit any more goes as a whole, as far out as it takes to fit again.
    if (isBroken && field.path !== '') return clearingOf(field);
    return { kind: 'parts', parts, broken: isBroken };
  };
  return inside(root);
}

/** The document without what is withheld; the document itself where nothing is. */
export function withheld(document: Fields, withholding: Withholding | null): Record<string, unknown> {
  if (withholding === null) return document as Record<string, unknown>;
  return (applied(document, withholding) ?? {}) as Record<string, unknown>;
}

/** What becomes of the elements of a list, by its path; null where nothing does, `'all'` where it is withheld whole. */
export function withholdingAt(withholding: Withholding | null, path: string): Withholding | null | 'all' {
  let at: Withholding | null | undefined = withholding;
  for (const name of path.split('.')) {
    if (!at) return null;
    if (at.kind !== 'parts') return 'all';
    at = at.parts.get(name);
  }
  if (!at) return null;
  return at.kind === 'parts' ? (at.parts.get(ELEMENT) ?? null) : 'all';
}

/** Elements of lists and values of records have no name of their own. */
const ELEMENT = '';

function childrenByName(field: ResolvedField): readonly ResolvedField[] {
  if (field.kind === 'group') return field.fields;
  if (field.kind === 'list') return [field.element];
  return field.kind === 'record' ? [field.value] : [];
}

function clearingOf(field: ResolvedField): Withholding {
  if (!field.required) return { kind: 'remove', broken: false };
  if (field.nullable) return { kind: 'null' };
  if (field.name === ELEMENT) return { kind: 'remove', broken: true };
  if (field.kind === 'list' || field.kind === 'record') return { kind: 'empty' };
  if (field.kind !== 'group') return { kind: 'remove', broken: true };
  const parts = new Map(field.fields.map((child) => [child.name, clearingOf(child)]));
  const isBroken = [...parts.values()].some((part) => 'broken' in part && part.broken);
  return isBroken ? { kind: 'remove', broken: true } : { kind: 'parts', parts, broken: false };
}

function applied(value: unknown, withholding: Withholding): unknown {
  switch (withholding.kind) {
    case 'remove':
      return undefined;
    case 'null':
      return null;
    case 'empty':
      return Array.isArray(value) ? [] : {};
    case 'parts':
      return withParts(value, withholding.parts);
  }
}

function withParts(value: unknown, parts: ReadonlyMap<string, Withholding>): unknown {
  if (value === null || typeof value !== 'object') return value;
  const element = parts.get(ELEMENT);
  if (Array.isArray(value)) return element ? value.map((one) => applied(one, element)) : value;
  const kept: Record<string, unknown> = {};
  for (const [name, inside] of Object.entries(value)) {
    const part = parts.get(name) ?? element;
    if (part === undefined || inside === undefined) {
      kept[name] = inside;
      continue;
    }
    const left = applied(inside, part);
    if (left !== undefined) kept[name] = left;
  }
  return kept;
}

/** Whether a path is another one or inside it. */
export function isWithin(path: string, outer: string): boolean {
  return path === outer || path.startsWith(`${outer}.`);
}
