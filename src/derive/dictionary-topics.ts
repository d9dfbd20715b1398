import type { IndexKeys } from '../schema/define.ts';
import type { Schema } from '../schema/resolved.ts';
import { CONSENTS } from '../schema/vocabulary/consents.ts';
import { exportPlan } from './export-plan.ts';
import { code, codes, page, table } from './markdown.ts';
import { processingRegister } from './processing-register.ts';
import { protectionMapTable } from './protection-map-table.ts';
import { type RetentionEffect, retentionPlan } from './retention-plan.ts';
import { searchDefinitions } from './search-definitions.ts';
import { shardPlan } from './shard-plan.ts';
import { slaTable } from './sla-table.ts';

const place = (collection: string, path: string) => code(path === '' ? collection : `${collection}.${path}`);
const days = (count: number | null) => (count === null ? '–' : `${count} days`);

const EFFECTS: Readonly<Record<RetentionEffect, string>> = {
  account: 'everything of the learner goes',
  document: 'the document goes, with its pages',
  elements: 'the expired elements go',
  clear: 'the value goes, the document stays',
  nothing: 'goes with its document',
};

const COUNTS_FROM = {
  account_deleted: 'the deletion of the account',
  account_inactive: 'the last sign-in',
  document: 'the date of the document or element',
  withdrawal: 'the wish of the learner, at the latest the date of the document',
} as const;

export function retentionPage(schema: Schema): string {
  const rules = retentionPlan(schema);
  return page(
    '# Retention',
    'When data goes. A year has 365 days.',
    table(
      ['Rule', 'In words', 'Specification 4.1', 'Counts from', 'Archived after', 'Deleted after'],
      rules.map((rule) => [
        code(rule.rule),
        rule.description,
        rule.specification ?? 'extension',
        COUNTS_FROM[rule.from],
        days(rule.archiveAfterDays),
        days(rule.deleteAfterDays),
      ]),
    ),
    '## What each rule holds for',
    table(
      ['Rule', 'What', 'Dated by', 'At the end'],
      rules.flatMap(({ rule, places }) =>
        places.map(({ collection, path, datedBy, effect }) => [
          code(rule),
          place(collection, path),
          datedBy === null ? '–' : code(datedBy),
          EFFECTS[effect],
        ]),
      ),
    ),
  );
}

export function purposesPage(schema: Schema): string {
  const register = processingRegister(schema);
  return page(
    '# Purposes and consents',
    'The register of processing (GDPR Art. 30): why data of people is processed, and on which ground.',
    table(
      ['Purpose', 'In words', 'Legal basis'],
      register.map(({ purpose, description, legalBasis }) => [code(purpose), description, legalBasis]),
    ),
    '## Data by purpose',
    table(
      ['Purpose', 'What', 'Consent', 'Retention'],
      register.flatMap(({ purpose, data }) =>
        data.map(({ collection, path, consent, retention }) => [
          code(purpose),
          place(collection, path),
          consent === null ? '–' : code(consent),
          code(retention),
        ]),
      ),
    ),
    '## Consents',
    'Each is given and withdrawn apart. Without it the value is neither kept nor used.',
    table(
      ['Consent', 'To what', 'Where the person sets it'],
      Object.entries(CONSENTS).map(([name, { description, setting }]) => [
        code(name),
        description,
        setting === null ? '–' : code(setting),
      ]),
    ),
  );
}

export function protectionPage(schema: Schema): string {
  return page(
    '# Protection',
    'What is encrypted, path by path; everything inside is encrypted with it. Every other field is a number, a name of a ' +
      'closed set, a slug, a time or an identifier, and stands as it is under a random `user_id`.',
    table(
      ['What', 'How', 'Version', 'Blind index', 'Search tokens'],
      protectionMapTable(schema).map((row) => [
        place(row.collection, row.path),
        row.how === 'digest'
          ? 'one-way hash'
          : row.envelope === null
            ? 'envelope of its own'
            : `in the envelope ${code(row.envelope)}`,
        String(row.version),
        row.blindIndex === null ? '–' : code(row.blindIndex),
        row.searchTokens === null ? '–' : `key of the ${row.searchTokens}`,
      ]),
    ),
  );
}

export function exportPage(schema: Schema): string {
  return page(
    '# Export',
    'What is in a copy of a person’s data: of every collection that belongs to a learner, every field declared for export.',
    table(
      ['Collection', 'Found by', 'Exported', 'Left out'],
      exportPlan(schema).map(({ collection, owner, paths, omitted }) => [
        code(collection),
        code(owner),
        codes(paths),
        codes(omitted),
      ]),
    ),
  );
}

export function serviceLevelsPage(schema: Schema): string {
  return page(
    '# Service levels',
    'Every query that is asked, the time that 95 in 100 answers come within, and the index each must use.',
    table(
      ['Collection', 'Query', 'Specification', 'Within', 'Cached', 'Asked', 'Index'],
      slaTable(schema).map((row) => [
        code(row.collection),
        code(row.query),
        row.specification === null ? '–' : code(row.specification),
        `${row.slaMs} ms`,
        row.cacheSeconds === null ? '–' : `${row.cacheSeconds} s`,
        row.frequency,
        code(row.index),
      ]),
    ),
  );
}

export function shardingPage(schema: Schema): string {
  const { sharded, unsharded, claims } = shardPlan(schema);
  const keys = (index: IndexKeys) =>
    codes(Object.entries(index).map(([path, direction]) => `${path}: ${direction}`));
  return page(
    '# Sharding',
    'The layout past one machine. One zone for each region keeps a learner’s documents, and their pages, on the shards of ' +
      'that region. Unique indexes are led by the shard key; a learner has one region, so they promise the same.',
    table(
      ['Collection', 'Shard key', 'Pages', 'Unique indexes'],
      sharded.map(({ collection, key, pages, indexes }) => [
        code(collection),
        keys(key),
        pages === null ? '–' : code(pages),
        indexes
          .filter(({ unique }) => unique)
          .map((index) => keys(index.keys))
          .join('; ') || '–',
      ]),
    ),
    `Not sharded: ${codes(unsharded)}.`,
    '## Unique on all shards together',
    `No index of a sharded collection can promise these. Each value is claimed by a document of ${code(claims.collection)}, ` +
      'identified by the claim and the value, in the transaction that writes the document.',
    table(
      ['Collection', 'Index it stands for', 'Claimed'],
      claims.of.map(({ collection, index, paths }) => [code(collection), code(index), codes(paths)]),
    ),
  );
}

export function searchPage(schema: Schema): string {
  return page(
    '# Search',
    'Text declared for search. What is plain has an Atlas Search and a text index; what is encrypted is found by keyed ' +
      'tokens, under the key of the learner or of the platform.',
    table(
      ['Collection', 'Why', 'Indexed by the server', 'Found by tokens'],
      searchDefinitions(schema).map(({ collection, why, text, byTokens }) => [
        code(collection),
        why,
        codes(Object.keys(text?.keys ?? {})),
        byTokens.map(({ path, key }) => `${code(path)} (key of the ${key})`).join(', ') || '–',
      ]),
    ),
  );
}
