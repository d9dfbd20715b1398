import { expect, it } from 'vitest';
import { SCHEMA } from '../schema/schema.ts';
import { findField } from '../schema/walk.ts';
import { searchDefinitions } from './search-definitions.ts';

const definitions = searchDefinitions(SCHEMA);

it('serves every path declared for search in exactly one way', () => {
  for (const { collection, text, byTokens } of definitions) {
    const declared = SCHEMA.collections[collection]?.declaration.textSearch?.paths ?? [];
    const served = [...Object.keys(text?.keys ?? {}), ...byTokens.map(({ path }) => path)];
    expect(served.sort()).toEqual([...declared].sort());
  }
});

it('never hands an encrypted path to an index of the server', () => {
  for (const { collection, text } of definitions) {
    const root = SCHEMA.collections[collection]?.root;
    for (const path of Object.keys(text?.keys ?? {})) {
      expect(root && findField(root, path)?.storage.kind).toBe('plain');
    }
  }
});

it('maps nested text for Atlas Search, scoped by the learner', () => {
  const sessions = definitions.find(({ collection }) => collection === 'learning_sessions');
  expect(sessions?.atlas?.definition.mappings).toEqual({
    dynamic: false,
    fields: {
      user_id: { type: 'token' },
      session_context: {
        type: 'document',
        fields: { topics: { type: 'string', analyzer: 'lucene.standard' } },
      },
    },
  });
});
