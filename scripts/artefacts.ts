import { policyPage } from '../src/access/policy-page.ts';
import { handbook } from '../src/cli/handbook.ts';
import { bsonSchemaOf, pageSchemaOf } from '../src/derive/bson-schema.ts';
import { dictionary } from '../src/derive/dictionary.ts';
import { exportPlan } from '../src/derive/export-plan.ts';
import { componentSchemas } from '../src/derive/json-schema.ts';
import { logicalSchema } from '../src/derive/logical-schema.ts';
import { processingRegister } from '../src/derive/processing-register.ts';
import { protectionMapTable } from '../src/derive/protection-map-table.ts';
import { retentionPlan } from '../src/derive/retention-plan.ts';
import { searchDefinitions } from '../src/derive/search-definitions.ts';
import { shardPlan } from '../src/derive/shard-plan.ts';
import { slaTable } from '../src/derive/sla-table.ts';
import { typesModule } from '../src/derive/types.ts';
import { openApiDocument } from '../src/http/openapi.ts';
import { ROUTES } from '../src/http/routes/table.ts';
import type { Schema } from '../src/schema/resolved.ts';
import { SCHEMA } from '../src/schema/schema.ts';
import { EMOTIONAL_STATES } from '../src/schema/vocabulary/emotions.ts';
import { cryptographyPage } from '../test/asvs/cryptography-page.ts';
import { asvsPage } from '../test/asvs/page.ts';
import { apiTypes } from './api-types.ts';
import { jsonText } from './json-text.ts';

/** How a text is formatted before it is written; `name` tells the language. */
export type Format = (text: string, name: string) => string;

/** Every generated file of the project: path from the root, and content. */
export function artefacts(format: Format): Readonly<Record<string, string>> {
  return {
    'src/derive/generated/documents.ts': format(typesModule(SCHEMA, EMOTIONAL_STATES), 'documents.ts'),
    // What both the client of the package and the pages are typed by.
    'src/exports/generated/http-api.ts': format(apiTypes(openApiDocument(ROUTES, '')), 'http-api.ts'),
    'docs/policy.md': policyPage(SCHEMA),
    ...within('docs', handbook()),
    'docs/asvs.md': asvsPage(),
    'docs/cryptography.md': cryptographyPage(),
    ...within('docs/schema', dictionary(SCHEMA)),
    ...within('docs/schema/artefacts', machineReadable(SCHEMA)),
  };
}

/** What is derived for machines, each as one JSON file. The order is that of the declarations, so it is stable. */
function machineReadable(schema: Schema): Readonly<Record<string, string>> {
  const values = {
    'export-plan': exportPlan(schema),
    'logical-schema': logicalSchema(schema),
    'openapi-components': componentSchemas(schema),
    'processing-register': processingRegister(schema),
    'protection-map': protectionMapTable(schema),
    'retention-plan': retentionPlan(schema),
    'search-definitions': searchDefinitions(schema),
    'shard-plan': shardPlan(schema),
    'sla-table': slaTable(schema),
    validators: validators(schema),
  };
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [`${name}.json`, `${jsonText(value)}\n`]),
  );
}

/** The `$jsonSchema` of every collection of the database, pages included. */
function validators(schema: Schema): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.values(schema.collections).flatMap((collection) => [
      [collection.name, { $jsonSchema: bsonSchemaOf(collection) }],
      ...(collection.pages ? [[collection.pages, { $jsonSchema: pageSchemaOf(collection) }]] : []),
    ]),
  );
}

function within(folder: string, files: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(files).map(([name, content]) => [`${folder}/${name}`, content] as const),
  );
}
