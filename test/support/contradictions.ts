import { expect, it } from 'vitest';
import { MasterXError } from '../../src/errors/error.ts';
import { type CollectionDeclaration, collection, index } from '../../src/schema/define.ts';
import { encrypted } from '../../src/schema/fields/facts.ts';
import type { Field } from '../../src/schema/fields/field.ts';
import { group } from '../../src/schema/fields/group.ts';
import { instant } from '../../src/schema/fields/instant.ts';
import { share } from '../../src/schema/fields/number.ts';
import { text } from '../../src/schema/fields/text.ts';
import { uuid } from '../../src/schema/fields/uuid.ts';
import { resolveSchema } from '../../src/schema/resolve.ts';

export const description = 'For the test.';
export const words = (options: Partial<Parameters<typeof text>[0]> = {}) =>
  text({ description, maxLength: 10, ...options });

/** A sound declaration, with what the case adds to it. */
export function notes(
  changes: Partial<CollectionDeclaration> & { readonly adds?: Record<string, Field> } = {},
) {
  const { adds, ...others } = changes;
  return collection({
    name: 'notes',
    typeName: 'NoteDocument',
    description,
    specification: null,
    extension: 'For the test.',
    database: 'data',
    owner: 'user_id',
    identity: ['user_id'],
    datedBy: 'written_at',
    purpose: 'learning',
    retention: 'account',
    export: true,
    shardKey: null,
    fields: {
      user_id: uuid({ description }),
      written_at: instant({ description }),
      mood: words({ protection: encrypted() }),
      score: share({ description }),
      ...adds,
    },
    indexes: [
      index({ user_id: 1 }, { why: 'one each', unique: true }),
      index({ user_id: 1, written_at: -1 }, { why: 'newest first' }),
    ],
    queries: {},
    ...others,
  });
}

/** The name of something that is in no vocabulary, as a plain JavaScript caller could write it. */
export const unknown = <T>(name: string): T => name as T;

/** What the schema says against the declarations. */
export function refusal(...declarations: CollectionDeclaration[]): string {
  try {
    resolveSchema(declarations);
  } catch (error) {
    expect(error).toBeInstanceOf(MasterXError);
    expect(error).toMatchObject({ code: 'schema_contradiction' });
    return (error as MasterXError).detail ?? '';
  }
  return 'nothing was refused';
}

/** A group of one's own fields. */
export const element = (fields: Record<string, Field>) => group(fields, { description });

/** What is wrong, the declaration, and what the message must name. */
export type Contradiction = readonly [
  what: string,
  declaration: () => CollectionDeclaration,
  ...says: string[],
];

/** Each contradiction is refused, with a message that names what is at fault. */
export function refusesEach(cases: readonly Contradiction[]): void {
  const named = cases.map(([what, declaration, ...says]) => ({ what, declaration, says }));
  it.each(named)('refuses $what', ({ declaration, says }) => {
    const message = refusal(declaration());
    for (const part of says) expect(message).toContain(part);
  });
}
