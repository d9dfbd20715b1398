import { expect, it } from 'vitest';
import { LIMITS } from '../std/limits.ts';
import { systemActor } from './actor.ts';
import { auditEntry } from './audit-entry.ts';

const fieldsOf = (count: number) => {
  const fields = Array.from({ length: count }, (_, at) => `field_${at}`);
  const note = { collection: 'users', action: 'update', operation: 'test', fields, learners: [] } as const;
  return auditEntry(systemActor('test', 'request', 'test'), note, 'committed', new Date(0)).fields;
};

it('names every field, or says that it was all of them', () => {
  expect(fieldsOf(LIMITS.auditEntryFieldsMax)).toHaveLength(LIMITS.auditEntryFieldsMax);
  expect(fieldsOf(LIMITS.auditEntryFieldsMax + 1)).toEqual(['*']);
});
