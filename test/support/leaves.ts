import type { ResolvedField, ResolvedLeaf } from '../../src/schema/resolved.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A copy of a value of the field in which every single value went through `change`. */
export function withLeaves(
  field: ResolvedField,
  value: unknown,
  change: (field: ResolvedLeaf, value: unknown) => unknown,
): unknown {
  if (value === null || value === undefined) return value;
  switch (field.kind) {
    case 'group': {
      const copy: Record<string, unknown> = { ...(value as Fields) };
      for (const child of field.fields) {
        if (child.name in copy) copy[child.name] = withLeaves(child, copy[child.name], change);
      }
      return copy;
    }
    case 'list':
      return (value as readonly unknown[]).map((element) => withLeaves(field.element, element, change));
    case 'record':
      return Object.fromEntries(
        Object.entries(value as Fields).map(([key, inside]) => [
          key,
          withLeaves(field.value, inside, change),
        ]),
      );
    default:
      return change(field, value);
  }
}
