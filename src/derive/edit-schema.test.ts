import { describe, expect, it } from 'vitest';
import type { ResolvedGroup } from '../schema/resolved.ts';
import { SCHEMA } from '../schema/schema.ts';
import { eachField, findField } from '../schema/walk.ts';
import { editSchemaOf, withNulls } from './edit-schema.ts';

const root = SCHEMA.collections['users']?.root as ResolvedGroup;
const schemaOf = (path: string) => editSchemaOf(findField(root, path) as ResolvedGroup);
const propertiesOf = (schema: unknown) => (schema as { properties: Record<string, object> }).properties;

describe('the schema of an edit', () => {
  it('has what people set and nothing that the platform does', () => {
    const whole = JSON.stringify(editSchemaOf(root));
    expect(Object.keys(propertiesOf(schemaOf('preferences')))).toEqual([
      'notification_settings',
      'privacy_settings',
      'learning_preferences',
    ]);
    const guarded = [...eachField(root)].filter(({ facts }) => facts.guarded);
    expect(guarded.length).toBeGreaterThan(0);
    for (const { name } of guarded) expect(whole).not.toContain(`"${name}"`);
    expect(whole).not.toContain('"revision"');
  });

  it('takes null where a value may be missing or null', () => {
    const { name, location, timezone } = propertiesOf(schemaOf('profile'));
    expect(name).toMatchObject({ type: ['string', 'null'] });
    expect(location).toMatchObject({ type: ['object', 'null'] });
    expect(timezone).toMatchObject({ type: 'string' });
  });

  it('leaves null where a value must be and may be null', () => {
    const profile = findField(root, 'profile') as ResolvedGroup;
    expect(withNulls(profile, { timezone: 'UTC' })).toEqual({
      timezone: 'UTC',
      name: null,
      education_level: null,
    });
  });
});
