import { expect, it } from 'vitest';
import { MasterXError } from '../errors/error.ts';
import type { ErrorCode } from '../errors/table.ts';
import { EXIT, EXIT_MEANINGS, exitCodeOf } from './exit-codes.ts';

it.each<[ErrorCode, number]>([
  ['usage', EXIT.usage],
  ['configuration_invalid', EXIT.usage],
  ['file_unreadable', EXIT.usage],
  ['validation_failed', EXIT.usage],
  ['migration_refused', EXIT.refused],
  ['schema_not_applied', EXIT.refused],
  ['access_denied', EXIT.refused],
  ['conflict', EXIT.refused],
  ['key_file_unsafe', EXIT.refused],
  ['certificate_refused', EXIT.refused],
  ['interrupted', EXIT.interrupted],
  ['store_unavailable', EXIT.failed],
  ['engine_unavailable', EXIT.failed],
  ['internal', EXIT.failed],
])('%s ends with %i', (code, expected) => {
  expect(exitCodeOf(new MasterXError(code))).toBe(expected);
});

it('says what each code means', () => {
  expect(EXIT_MEANINGS.map(([code]) => code)).toEqual(Object.values(EXIT));
});
