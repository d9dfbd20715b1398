import type {
  ResolvedCollection,
  ResolvedField,
  ResolvedList,
  ResolvedQuery,
  Schema,
} from '../schema/resolved.ts';
import { type Processors, visitor } from './visit.ts';

/** Fields of a group as TypeScript members; `name` decides how a field is called and whether it is there. */
type Members = (fields: readonly ResolvedField[], visit: (field: ResolvedField) => string) => string;

const quoteAll = (values: readonly string[]) => values.map((value) => `'${value}'`).join(' | ');
const keyName = (name: string) => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : `'${name}'`);
const arrayOf = (type: string) =>
  type.includes(' | ') && !type.startsWith('{') ? `(${type})[]` : `${type}[]`;

function processorsWith(scalars: { objectId: string; bytes: string }, members: Members): Processors<string> {
  return {
    text: () => 'string',
    slug: () => 'string',
    uuid: () => 'string',
    objectId: () => scalars.objectId,
    integer: () => 'number',
    number: () => 'number',
    boolean: () => 'boolean',
    instant: () => 'Date',
    choice: ({ field }) => field.named ?? quoteAll(field.values),
    bytes: () => scalars.bytes,
    list: ({ element }, visit) => arrayOf(visit(element)),
    group: ({ fields }, visit) => `{\n${members(fields, visit)}}`,
    record: ({ field, value }, visit) =>
      field.keys.kind === 'choice'
        ? `Partial<Record<${field.keys.named ?? quoteAll(field.keys.values)}, ${visit(value)}>>`
        : `Record<string, ${visit(value)}>`,
  };
}

const orNull = (field: ResolvedField, process: () => string) =>
  field.nullable ? `${process()} | null` : process();

/** Description, range and unit, as a docstring above a member. */
function comment({ field }: ResolvedField): string {
  const range =
    field.kind === 'number' || field.kind === 'integer'
      ? ` [${field.minimum}, ${field.maximum}]${field.unit ? ` ${field.unit}` : ''}`
      : '';
  return `/** ${field.description}${range} */\n`;
}

const logicalMember = (field: ResolvedField, type: string, optional: boolean) =>
  `${comment(field)}${keyName(field.name)}${optional ? '?' : ''}: ${type};\n`;

/** The document as callers see it. */
const logicalType = visitor(
  processorsWith({ objectId: 'string', bytes: 'Uint8Array' }, (fields, visit) =>
    fields.map((field) => logicalMember(field, visit(field), !field.required)).join(''),
  ),
  orNull,
);

/** The document as callers give it: without what the platform sets itself. */
const inputType = visitor(
  processorsWith({ objectId: 'string', bytes: 'Uint8Array' }, (fields, visit) =>
    fields
      .map((field) => logicalMember(field, visit(field), !field.required || field.field.managed === true))
      .join(''),
  ),
  orNull,
);

/** The document as the database holds it. */
const storedType = visitor(
  processorsWith({ objectId: 'ObjectId', bytes: 'Binary' }, (fields, visit) =>
    fields
      .filter(({ storage }) => storage.kind !== 'envelope')
      .map((field) => `${keyName(field.name)}${field.required ? '' : '?'}: ${visit(field)};\n`)
      .join(''),
  ),
  (field, process) => orNull(field, () => (field.storage.kind === 'ciphertext' ? 'Binary' : process())),
);

/** The part of the document that a projection leaves. */
function projectedType(collection: ResolvedCollection, paths: readonly string[]): string {
  const kept = (field: ResolvedField) =>
    paths.some(
      (path) => path === field.path || path.startsWith(`${field.path}.`) || field.path.startsWith(`${path}.`),
    );
  const visit = visitor(
    processorsWith({ objectId: 'string', bytes: 'Uint8Array' }, (fields, visitChild) =>
      fields
        .filter((field) => field.path.includes('[]') || field.path.includes('{}') || kept(field))
        .map((field) => logicalMember(field, visitChild(field), !field.required))
        .join(''),
    ),
    orNull,
  );
  return visit(collection.root);
}

function answerType(collection: ResolvedCollection, query: ResolvedQuery): string {
  if (query.answer) {
    return `{\n${query.answer.map((field) => logicalMember(field, logicalType(field), false)).join('')}}`;
  }
  if (query.paths === null) return collection.declaration.typeName;
  return projectedType(collection, query.paths);
}

function queryType(collection: ResolvedCollection, query: ResolvedQuery): string {
  const parameters = query.parameters.map(({ name, field, many }) => {
    const type = logicalType({ ...field, nullable: false });
    return `${name}: ${many ? `readonly ${arrayOf(type)}` : type};`;
  });
  return `/** ${query.declaration.why} */
${query.name}: {
parameters: { ${parameters.join(' ')} };
answer: ${answerType(collection, query)};
answers: '${query.declaration.answers}';
ofOwner: ${query.ofOwner};
};`;
}

function listType(list: ResolvedList): string {
  return `/** ${list.field.description} */\n'${list.path}': ${logicalType(list.element)};`;
}

/** Everything of the schema that TypeScript can say, as the source of one module. */
export function typesModule(schema: Schema, emotionalStates: readonly string[]): string {
  const collections = Object.values(schema.collections);
  const documents = collections.map(
    (collection) => `/** ${collection.declaration.description} */
export interface ${collection.declaration.typeName} ${logicalType(collection.root)}

/** The same without what the platform sets itself. */
export interface New${collection.declaration.typeName} ${inputType(collection.root)}

/** The same as the database holds it. */
export interface Stored${collection.declaration.typeName} ${storedDocumentType(collection)}`,
  );
  const byName = (value: (collection: ResolvedCollection) => string) =>
    collections.map((collection) => `${collection.name}: ${value(collection)};`).join('\n');
  return `// Generated from src/schema by \`npm run generate\`. Do not edit.
import type { Binary, ObjectId } from 'mongodb';

/** How a learner feels; see src/schema/vocabulary/emotions.ts. */
export type EmotionalState = ${quoteAll(emotionalStates)};

${documents.join('\n\n')}

/** The logical documents, by collection. */
export interface Documents {
${byName(({ declaration }) => declaration.typeName)}
}

/** What callers give for a new document, by collection. */
export interface NewDocuments {
${byName(({ declaration }) => `New${declaration.typeName}`)}
}

/** The stored documents, by collection. */
export interface StoredDocuments {
${byName(({ declaration }) => `Stored${declaration.typeName}`)}
}

/** Elements of the lists that grow in pages, by collection and path. */
export interface GrowingLists {
${byName(({ growingLists }) => `{ ${growingLists.map(listType).join('\n')} }`)}
}

/** Parameters and answers of the named queries, by collection. */
export interface Queries {
${byName(
  (collection) =>
    `{ ${Object.values(collection.queries)
      .map((query) => queryType(collection, query))
      .join('\n')} }`,
)}
}
`;
}

function storedDocumentType(collection: ResolvedCollection): string {
  const { blindIndexes, searchTokens, envelopes, pages, growingLists } = collection;
  const extra = [
    ...blindIndexes.map(({ storedPath }) => `${storedPath}?: Binary | Binary[];`),
    ...(searchTokens ? [`${searchTokens.storedPath}?: Binary[];`] : []),
    ...envelopes.map((name) => `${name}: Binary;`),
    ...(pages
      ? [
          `paging: { ${growingLists.map(({ name }) => `${name}: { total: number; pages: number; bytes: number };`).join(' ')} };`,
        ]
      : []),
  ];
  return storedType(collection.root).replace(/\}$/, `${extra.join('\n')}\n}`);
}
