import { contradiction } from './contradiction.ts';
import type { Field } from './fields/field.ts';
import { INTEGER_MAX } from './fields/integer.ts';
import type { Storage } from './resolved.ts';

/**
 * What must hold of a single field, whatever surrounds it.
 *
 * @throws MasterXError `schema_contradiction` that names the field.
 */
export function checkField(where: string, field: Field, storage: Storage): void {
  if (field.identifies && storage.kind === 'plain' && field.protection?.kind !== 'digest') {
    throw contradiction(where, 'identifies a person and is neither encrypted nor a digest');
  }
  switch (field.kind) {
    case 'text':
      if (!(field.maxLength > 0)) throw contradiction(where, 'is a text without a greatest length');
      if ((field.minLength ?? 0) > field.maxLength)
        throw contradiction(where, 'is longer at least than at most');
      break;
    case 'integer':
      if (field.maximum > INTEGER_MAX) throw contradiction(where, `allows more than ${INTEGER_MAX}`);
      checkRange(where, field);
      break;
    case 'number':
      checkRange(where, field);
      break;
    case 'choice':
      if (field.values.length === 0) throw contradiction(where, 'is a choice among nothing');
      if (new Set(field.values).size < field.values.length)
        throw contradiction(where, 'names a choice twice');
      break;
    case 'list':
      if (field.growing && field.maxItems !== undefined)
        throw contradiction(where, 'is both bounded and growing');
      if (!field.growing && !(field.maxItems && field.maxItems > 0)) {
        throw contradiction(where, 'is a list without an end that does not grow in pages');
      }
      checkElementKey(where, field, storage);
      break;
    case 'record':
      if (!(field.maxKeys > 0)) throw contradiction(where, 'is a record without a greatest number of keys');
      break;
  }
}

function checkRange(where: string, { minimum, maximum }: { minimum: number; maximum: number }): void {
  if (!Number.isFinite(minimum) || !Number.isFinite(maximum) || minimum > maximum) {
    throw contradiction(where, 'has no range');
  }
}

function checkElementKey(where: string, list: Extract<Field, { kind: 'list' }>, storage: Storage): void {
  for (const name of list.elementKey ?? []) {
    if (list.of.kind !== 'group' || !list.of.fields[name]) {
      throw contradiction(where, `tells its elements apart by "${name}", which they do not have`);
    }
  }
  if (storage.kind === 'plain' && !list.elementKey && hasEncrypted(list.of)) {
    throw contradiction(where, 'has elements with encrypted fields and no elementKey to bind them to');
  }
}

function hasEncrypted(field: Field): boolean {
  if (field.protection?.kind === 'encrypted') return true;
  if (field.kind === 'group') return Object.values(field.fields).some(hasEncrypted);
  return field.kind === 'list' || field.kind === 'record' ? hasEncrypted(field.of) : false;
}
