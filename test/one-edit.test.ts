import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bsonSchemaOf } from '../src/derive/bson-schema.ts';
import { dictionary } from '../src/derive/dictionary.ts';
import { exportPlan } from '../src/derive/export-plan.ts';
import { componentSchemas } from '../src/derive/json-schema.ts';
import { logicalSchema } from '../src/derive/logical-schema.ts';
import { processingRegister } from '../src/derive/processing-register.ts';
import { protectionMapTable } from '../src/derive/protection-map-table.ts';
import { protectionPlanOf } from '../src/derive/protection-plan.ts';
import { retentionPlan } from '../src/derive/retention-plan.ts';
import { typesModule } from '../src/derive/types.ts';
import { validatorOf } from '../src/derive/validator.ts';
import type { ResolvedCollection, Schema } from '../src/schema/resolved.ts';
import { EMOTIONAL_STATES } from '../src/schema/vocabulary/emotions.ts';
import { findField } from '../src/schema/walk.ts';
import { valueBelow } from '../src/std/paths.ts';

/** The whole edit: these lines, in `collections/users/profile.ts`, before the age. */
const EDIT = `    preferred_name: text({
      description: 'How the person wants to be called.',
      maxLength: 60,
      optional: true,
      identifies: true,
      protection: encrypted(),
      purpose: 'personalisation',
      consent: 'analytics',
      retention: 'raw_emotional_data',
      export: true,
      extension: 'People have other names than those of their papers.',
    }),
`;
const BEFORE = '    age: integer({';
const PATH = 'profile.preferred_name';

let folder: string;
let edited: Schema;
let users: ResolvedCollection;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'masterx-one-edit-'));
  for (const room of ['schema', 'errors', 'std']) {
    cpSync(join(import.meta.dirname, '../src', room), join(folder, 'src', room), { recursive: true });
  }
  const file = join(folder, 'src/schema/collections/users/profile.ts');
  const source = readFileSync(file, 'utf8');
  expect(source.split(BEFORE)).toHaveLength(2);
  writeFileSync(file, source.replace(BEFORE, EDIT + BEFORE));
  const url = pathToFileURL(join(folder, 'src/schema/schema.ts')).href;
  const loaded = (await import(/* @vite-ignore */ url)) as { SCHEMA: Schema };
  edited = loaded.SCHEMA;
  users = edited.collections['users'] as ResolvedCollection;
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The member of an object at a path of names. */
const at = (value: unknown, ...names: readonly string[]): unknown => valueBelow(value, names);

describe('a field added by one edit in one file arrives', () => {
  it('in the validator of the database, as binary data', () => {
    expect(at(bsonSchemaOf(users), 'properties', 'profile', 'properties', 'preferred_name')).toEqual({
      bsonType: 'binData',
    });
  });

  it('in the types: logical as text, stored as binary', () => {
    const module = typesModule(edited, EMOTIONAL_STATES);
    expect(module).toContain('preferred_name?: string;');
    expect(module).toContain('preferred_name?: Binary;');
  });

  it('in the validator of logical documents', () => {
    const field = findField(users.root, PATH);
    expect(field && validatorOf(field).violations('x'.repeat(61), PATH)).toEqual([
      { path: PATH, message: 'must have at most 60 characters' },
    ]);
  });

  it('in the components of OpenAPI', () => {
    const component = at(componentSchemas(edited), 'UserDocument', 'properties', 'profile', 'properties');
    expect(at(component, 'preferred_name')).toMatchObject({
      type: 'string',
      maxLength: 60,
      description: 'How the person wants to be called.',
      'x-protection': 'encrypted',
      'x-consent': 'analytics',
    });
  });

  it('in the protection plan and its table', () => {
    const profile = protectionPlanOf(users).steps.find(({ name }) => name === 'profile');
    expect(profile).toMatchObject({
      step: 'group',
      inside: expect.arrayContaining([
        { step: 'seal', name: 'preferred_name', bsonType: 'string', version: 1 },
      ]),
    });
    expect(protectionMapTable(edited)).toContainEqual(
      expect.objectContaining({ collection: 'users', path: PATH, how: 'ciphertext' }),
    );
  });

  it('in the export', () => {
    expect(exportPlan(edited).find(({ collection }) => collection === 'users')?.paths).toContain('profile');
  });

  it('in the retention plan, with the way it goes', () => {
    const rule = retentionPlan(edited).find(({ rule: name }) => name === 'raw_emotional_data');
    expect(rule?.places).toContainEqual({
      collection: 'users',
      path: PATH,
      effect: 'clear',
      datedBy: 'created_at',
      clearing: [{ path: PATH, by: 'remove' }],
    });
  });

  it('in the register of processing', () => {
    const entry = processingRegister(edited).find(({ purpose }) => purpose === 'personalisation');
    expect(entry?.data).toContainEqual({
      collection: 'users',
      path: PATH,
      consent: 'analytics',
      retention: 'raw_emotional_data',
    });
  });

  it('in the logical schema', () => {
    expect(logicalSchema(edited).collections['users']?.fields).toContainEqual(
      expect.objectContaining({
        path: PATH,
        kind: 'text',
        maxLength: 60,
        consent: 'analytics',
        required: false,
      }),
    );
  });

  it('in the data dictionary, marked as an extension with its reason', () => {
    const row = dictionary(edited)
      ['users.md']?.split('\n')
      .find((line) => line.startsWith(`| \`${PATH}\` | text`));
    expect(row).toContain('encrypted');
    expect(row).toContain('**Extension:** People have other names than those of their papers.');
  });
});
