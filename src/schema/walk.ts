import type { ResolvedField, ResolvedGroup } from './resolved.ts';

/** The fields directly inside a field: of a group, or the one element of a list or value of a record. */
export function childrenOf(field: ResolvedField): readonly ResolvedField[] {
  switch (field.kind) {
    case 'group':
      return field.fields;
    case 'list':
      return [field.element];
    case 'record':
      return [field.value];
    default:
      return [];
  }
}

/** Every field below `field`, parents before children. */
export function* eachField(field: ResolvedField): Generator<ResolvedField> {
  for (const child of childrenOf(field)) {
    yield child;
    yield* eachField(child);
  }
}

/** The field at a logical path without brackets, such as `interactions.assessed.concept`. */
export function findField(root: ResolvedGroup, path: string): ResolvedField | undefined {
  let found: ResolvedField | undefined = root;
  for (const name of path.split('.')) {
    while (found?.kind === 'list') found = found.element;
    found = found?.kind === 'group' ? found.fields.find((child) => child.name === name) : undefined;
  }
  return found;
}
