import type { Schema } from '../schema/resolved.ts';
import { collectionPage } from './dictionary-collection.ts';
import {
  exportPage,
  protectionPage,
  purposesPage,
  retentionPage,
  searchPage,
  serviceLevelsPage,
  shardingPage,
} from './dictionary-topics.ts';
import { logicalSchema } from './logical-schema.ts';
import { code, page, table } from './markdown.ts';

const GENERATED = '<!-- Generated from src/schema by `npm run generate`. Do not edit. -->';

/** The data dictionary: Markdown pages by file name, `README.md` first. */
export function dictionary(schema: Schema): Readonly<Record<string, string>> {
  const topics = {
    'retention.md': retentionPage(schema),
    'purposes.md': purposesPage(schema),
    'protection.md': protectionPage(schema),
    'export.md': exportPage(schema),
    'service-levels.md': serviceLevelsPage(schema),
    'sharding.md': shardingPage(schema),
    'search.md': searchPage(schema),
  };
  const collections = Object.entries(logicalSchema(schema).collections).map(
    ([name, collection]) => [`${name}.md`, collectionPage(name, collection)] as const,
  );
  const pages = { 'README.md': overview(schema), ...topics, ...Object.fromEntries(collections) };
  return Object.fromEntries(Object.entries(pages).map(([name, text]) => [name, `${GENERATED}\n\n${text}`]));
}

function overview(schema: Schema): string {
  return page(
    '# Data dictionary',
    'Every collection and every field, derived from their declaration in `src/schema`. What is not in the specification ' +
      'is marked as an extension, with its reason.',
    '## Collections',
    table(
      ['Collection', 'Specification', 'Belongs to', 'Kept in', 'What it holds'],
      Object.values(schema.collections).map(({ name, owner, declaration }) => [
        `[${name}](${name}.md)`,
        declaration.extension ? 'extension' : (declaration.specification ?? 'extension'),
        owner === null ? 'nobody' : `the learner in ${code(owner)}`,
        declaration.database === 'vault' ? 'key vault' : 'data',
        declaration.description,
      ]),
    ),
    '## By topic',
    [
      '- [Retention](retention.md): when data goes',
      '- [Purposes and consents](purposes.md): why data is processed, and what a person can agree to',
      '- [Protection](protection.md): what is encrypted, and how',
      '- [Export](export.md): what is in a copy of a person’s data',
      '- [Service levels](service-levels.md): named queries, their indexes and times',
      '- [Sharding](sharding.md): the layout past one machine',
      '- [Search](search.md): full-text indexes',
      '- [`artefacts/`](artefacts): the same for machines, as JSON',
    ].join('\n'),
    '## How to read a page',
    '`[]` in a path stands for an element of a list, `{}` for a value of a record. Bounds include their ends; lengths of ' +
      'text are in Unicode code points. *Encrypted* is AES-256-GCM under the key of the learner; what is inside an encrypted ' +
      'field is encrypted with it. A *growing list* goes on in pages of a companion collection; callers see one list.',
  );
}
