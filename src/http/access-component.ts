import { ACCESS_OUTCOMES } from '../accounts/accesses/search.ts';
import type { JsonSchema } from '../derive/json-schema.ts';
import { DOCUMENTS, schemaAt } from './shapes.ts';

/** An entry of the trail as it is told to whom it concerns, with what came of it. */
export const ACCESS: JsonSchema = accessSchema();

function accessSchema(): JsonSchema {
  const entry = schemaAt(DOCUMENTS['AuditBlockDocument'], 'entries', '[]');
  const { actor, ...properties } = entry['properties'] as Readonly<Record<string, JsonSchema>>;
  return {
    ...entry,
    description: 'One access, and what came of it.',
    properties: {
      ...properties,
      actor: {
        ...actor,
        description:
          'Who: one’s own account, the learner’s, a connected service or a part of the platform. Of other people the role says enough.',
      },
      outcome: { type: 'string', enum: ACCESS_OUTCOMES, description: 'What came of it.' },
    },
    required: (entry['required'] as readonly string[]).filter((name) => name !== 'actor'),
  };
}
