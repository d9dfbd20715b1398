import type { LogicalCollection, LogicalField } from './logical-schema.ts';
import { code, codes, page, table } from './markdown.ts';

/** The page of one collection: what it is, its fields, how they are governed, its indexes and queries. */
export function collectionPage(name: string, collection: LogicalCollection): string {
  const { fields } = collection;
  const reasons = new Map([['', collection.extension], ...fields.map(reasonOf)]);
  return page(
    `# ${name}`,
    collection.description,
    collection.extension ? `**Extension:** ${collection.extension}` : '',
    factsTable(collection),
    '## Fields',
    table(
      ['Field', 'Type', 'Presence', 'Stored', 'Meaning'],
      fields.map((field) => fieldRow(field, reasons.get(parentOf(field.path)) ?? null)),
    ),
    '## Why and how long',
    'What holds for the document; below it, the fields where something else holds.',
    table(['From', 'Purpose', 'Consent', 'Retention', 'In the export'], governance(collection)),
    '## Indexes',
    table(
      ['Index', 'Unique', 'Why', 'Extension'],
      collection.indexes.map((index) => [
        Object.entries(index.keys)
          .map(([path, direction]) => code(`${path}: ${direction}`))
          .join(', ') + (index.partialOn.length > 0 ? ` where ${codes(index.partialOn)} exists` : ''),
        index.unique ? 'yes' : '',
        index.why,
        index.extension ?? '',
      ]),
    ),
    collection.textSearch
      ? `Text search over ${codes(collection.textSearch.paths)}: ${collection.textSearch.why}.`
      : '',
    '## Queries',
    table(
      ['Query', 'Answers', 'Parameters', 'Index', 'Within'],
      Object.entries(collection.queries).map(([query, { why, parameters, storedIndex, promise }]) => [
        code(query),
        why,
        codes(parameters.map((parameter) => parameter.name)),
        code(storedIndex),
        `${promise.slaMs} ms`,
      ]),
    ),
  );
}

function factsTable(collection: LogicalCollection): string {
  const { shardKey, searchTokens } = collection;
  return table(
    ['', ''],
    [
      ['TypeScript type', code(collection.typeName)],
      ['Specification', collection.specification ?? 'not in it'],
      ['Belongs to', collection.owner === null ? 'nobody' : `the learner in ${code(collection.owner)}`],
      ['Told apart by', codes(collection.identity)],
      ['Dated by', code(collection.datedBy)],
      ['Shard key', shardKey ? codes(Object.keys(shardKey)) : 'not sharded'],
      ...(searchTokens
        ? [
            [
              'Search tokens',
              `${code(searchTokens.storedPath)}, under the key of the ${searchTokens.key}, in ${searchTokens.list === null ? 'the document' : `each container of ${code(searchTokens.list)}`}`,
            ],
          ]
        : []),
      ...(collection.pages
        ? [['Growing lists', `${codes(collection.growingLists)}, further pages in ${code(collection.pages)}`]]
        : []),
    ],
  );
}

const reasonOf = ({ path, extension }: LogicalField): [string, string | null] => [path, extension];

/** The row of a field; the reason of an extension is given once, at the field where it begins. */
function fieldRow(field: LogicalField, reasonAround: string | null): readonly string[] {
  return [
    code(field.path),
    [field.type, limits(field)].filter(Boolean).join(', '),
    presence(field),
    stored(field),
    [
      field.description,
      field.nullable ? `*Null:* ${field.nullable}` : '',
      field.extension === null ? '' : extensionNote(field.extension, reasonAround),
    ]
      .filter(Boolean)
      .join(' '),
  ];
}

const extensionNote = (reason: string, around: string | null): string =>
  reason === around ? '**Extension.**' : `**Extension:** ${reason}`;

function limits(field: LogicalField): string {
  const parts = [
    field.minimum !== undefined ? `${field.minimum} to ${field.maximum}` : '',
    field.unit ?? '',
    field.maxLength !== undefined ? `${field.minLength ?? 0} to ${field.maxLength} characters` : '',
    field.kind === 'text' && field.pattern !== undefined ? `like ${code(field.pattern)}` : '',
    field.maxBytes !== undefined ? `at most ${field.maxBytes} bytes` : '',
    field.maxItems !== undefined ? `at most ${field.maxItems}` : '',
    field.growing ? `growing, in pages of ${field.pageElementsMax}` : '',
    field.maxKeys !== undefined ? `at most ${field.maxKeys} keys` : '',
    field.elementKey ? `told apart by ${codes(field.elementKey)}` : '',
  ];
  return parts.filter(Boolean).join(', ');
}

function presence(field: LogicalField): string {
  const parts = [
    field.path.endsWith(']') || field.path.endsWith('}') ? '' : field.required ? 'required' : 'optional',
    field.nullable ? 'or null' : '',
    field.managed ? 'set by the platform' : '',
  ];
  return parts.filter(Boolean).join(', ');
}

function stored(field: LogicalField): string {
  if (field.protection === 'digest') return 'one-way hash';
  switch (field.storage.kind) {
    case 'plain':
      return 'plain';
    case 'enclosed':
      return 'inside what is encrypted';
    case 'envelope':
      return `encrypted in ${code(field.storage.name)}`;
    case 'ciphertext':
      return [
        'encrypted',
        field.blindIndex ? 'blind index' : '',
        field.searchTokens ? `search tokens under the key of the ${field.searchTokens.key}` : '',
      ]
        .filter(Boolean)
        .join(', ');
  }
}

/** What holds for the document, and the fields at which purpose, consent, retention or export begin to differ. */
function governance({ fields, defaults }: LogicalCollection): readonly (readonly string[])[] {
  const cellsOf = ({ purpose, consent, retention, export: exported }: LogicalCollection['defaults']) => [
    purpose,
    consent ?? '–',
    retention,
    exported ? 'yes' : 'no',
  ];
  const cells = new Map([['', cellsOf(defaults)]]);
  for (const field of fields) cells.set(field.path, cellsOf(field));
  const differing = fields.filter(
    ({ path }) => cells.get(path)?.join() !== cells.get(parentOf(path))?.join(),
  );
  return [
    ['the document', ...cellsOf(defaults)],
    ...differing.map((field) => [code(field.path), ...cellsOf(field)]),
  ];
}

/** `a.b[].c` lies in `a.b[]`, which lies in `a.b`. */
function parentOf(path: string): string {
  return /[\]}]$/.test(path) ? path.slice(0, -2) : path.slice(0, Math.max(0, path.lastIndexOf('.')));
}
