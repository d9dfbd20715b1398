import { typesModule } from '../src/derive/types.ts';
import { SCHEMA } from '../src/schema/schema.ts';
import { EMOTIONAL_STATES } from '../src/schema/vocabulary/emotions.ts';

/** How a text is formatted before it is written; `name` tells the language. */
export type Format = (text: string, name: string) => string;

/** Every generated file of the project: path from the root, and content. */
export function artefacts(format: Format): Readonly<Record<string, string>> {
  return {
    'src/derive/generated/documents.ts': format(typesModule(SCHEMA, EMOTIONAL_STATES), 'documents.ts'),
  };
}
