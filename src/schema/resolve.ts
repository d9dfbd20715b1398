import { contradiction } from './contradiction.ts';
import { type CollectionDeclaration, indexName } from './define.ts';
import { checkDocument } from './document-rules.ts';
import { checkField } from './field-rules.ts';
import type { Protection } from './fields/facts.ts';
import type { Field, LeafField } from './fields/field.ts';
import { resolveQuery } from './resolve-query.ts';
import {
  pageTokenLookUp,
  resolveSearchTokens,
  type TokenLookUp,
  tokenLookUp,
} from './resolve-search-tokens.ts';
import type {
  ResolvedBlindIndex,
  ResolvedCollection,
  ResolvedFacts,
  ResolvedField,
  ResolvedGroup,
  ResolvedIndex,
  ResolvedList,
  ResolvedSearchTokens,
  Schema,
  Storage,
} from './resolved.ts';
import { CONSENTS } from './vocabulary/consents.ts';
import { PURPOSES } from './vocabulary/purposes.ts';
import { RETENTION } from './vocabulary/retention.ts';
import { eachField, findField } from './walk.ts';

const NO_PROTECTION: Protection = { kind: 'none' };

/** The facts a field takes over from what is around it. */
type Inherited = Partial<Pick<ResolvedFacts, 'purpose' | 'retention'>> &
  Pick<ResolvedFacts, 'consent' | 'export' | 'extension' | 'guarded'> & { readonly storage: Storage };

/**
 * Checks the declarations and works out what follows from them.
 *
 * @throws MasterXError `schema_contradiction` that names the field, index or query at fault.
 */
export function resolveSchema(declarations: readonly CollectionDeclaration[]): Schema {
  const collections: Record<string, ResolvedCollection> = {};
  for (const declaration of declarations) {
    if (collections[declaration.name]) throw contradiction(declaration.name, 'is declared twice');
    collections[declaration.name] = resolveCollection(declaration);
  }
  return Object.freeze({ collections: Object.freeze(collections) });
}

function resolveCollection(declaration: CollectionDeclaration): ResolvedCollection {
  const { name } = declaration;
  if (declaration.specification === null && !declaration.extension) {
    throw contradiction(name, 'is in no section of the specification and gives no reason for its extension');
  }
  const inherited: Inherited = {
    ...(declaration.purpose && { purpose: declaration.purpose }),
    ...(declaration.retention && { retention: declaration.retention }),
    consent: declaration.consent ?? null,
    export: declaration.export,
    guarded: declaration.setBy !== undefined,
    extension: declaration.extension ?? null,
    storage: { kind: 'plain' },
  };
  const root = resolveField(
    name,
    '',
    '',
    { kind: 'group', fields: declaration.fields, description: declaration.description },
    inherited,
  ) as ResolvedGroup;
  const all = [...eachField(root)];
  const growingLists = all.filter(
    (field): field is ResolvedList => field.kind === 'list' && !!field.field.growing,
  );
  const blindIndexes = all.flatMap((field): ResolvedBlindIndex[] => {
    const { protection } = field.facts;
    if (protection.kind !== 'encrypted' || !protection.blindIndex || field.storage.kind !== 'ciphertext')
      return [];
    return [{ path: field.path, storedPath: `${field.path}_blind_index`, blindIndex: protection.blindIndex }];
  });
  const { owner } = declaration;
  const searchTokens = resolveSearchTokens(name, all, growingLists);
  const lookUp = searchTokens && tokenLookUp(searchTokens, owner, declaration.identity);
  const indexes = [...declaration.indexes, ...(lookUp ? [lookUp.index] : [])].map((index) =>
    resolveIndex(name, root, index, blindIndexes, searchTokens),
  );
  const envelopes = [
    ...new Set(all.flatMap(({ storage }) => (storage.kind === 'envelope' ? [storage.name] : []))),
  ];
  const places = { blindIndexes, searchTokens, growingLists, envelopes };
  const base = { name, declaration, root, owner, indexes, ...places };
  checkDocument(base);
  return Object.freeze({
    ...base,
    identity: declaration.identity,
    queries: Object.fromEntries(
      Object.entries({ ...declaration.queries, ...lookUp?.queries }).map(([query, declared]) => [
        query,
        resolveQuery(base, query, declared),
      ]),
    ),
    pages: growingLists.length > 0 ? `${name}_pages` : null,
    pageQueries: resolvePageQueries(base, searchTokens && pageTokenLookUp(searchTokens, owner)),
  });
}

/** Pages repeat the learner and have tokens of their own, at the paths where documents have them. */
function resolvePageQueries(
  base: Omit<ResolvedCollection, 'identity' | 'queries' | 'pages' | 'pageQueries'>,
  lookUp: TokenLookUp | null,
): ResolvedCollection['pageQueries'] {
  if (!lookUp) return {};
  const { name, root, blindIndexes, searchTokens } = base;
  const pages = { ...base, indexes: [resolveIndex(name, root, lookUp.index, blindIndexes, searchTokens)] };
  return Object.fromEntries(
    Object.entries(lookUp.queries).map(([query, declared]) => [query, resolveQuery(pages, query, declared)]),
  );
}

function resolveField(
  collection: string,
  path: string,
  name: string,
  field: Field,
  around: Inherited,
): ResolvedField {
  const where = path === '' ? collection : `${collection}.${path}`;
  const inside = inherit(where, field, around);
  const facts: ResolvedFacts = {
    purpose: known(where, 'purpose', inside.purpose, PURPOSES),
    retention: known(where, 'retention rule', inside.retention, RETENTION),
    consent: inside.consent === null ? null : known(where, 'consent', inside.consent, CONSENTS),
    protection: field.protection ?? NO_PROTECTION,
    export: inside.export,
    guarded: inside.guarded,
    extension: inside.extension,
  };
  const storage = storageOf(where, field, around.storage);
  const common = {
    name,
    path,
    required: !field.optional,
    nullable: field.nullable !== undefined,
    facts,
    storage,
  };
  checkField(where, field, storage);
  const within: Inherited = {
    ...inside,
    storage: storage.kind === 'plain' ? storage : { kind: 'enclosed' },
  };
  switch (field.kind) {
    case 'group':
      return Object.freeze({
        ...common,
        kind: field.kind,
        field,
        fields: Object.entries(field.fields).map(([child, declared]) =>
          resolveField(collection, path === '' ? child : `${path}.${child}`, child, declared, within),
        ),
      });
    case 'list':
      return Object.freeze({
        ...common,
        kind: field.kind,
        field,
        element: resolveField(collection, `${path}[]`, '', field.of, within),
      });
    case 'record':
      return Object.freeze({
        ...common,
        kind: field.kind,
        field,
        value: resolveField(collection, `${path}{}`, '', field.of, within),
      });
    default:
      return Object.freeze({ ...common, kind: field.kind, field: field satisfies LeafField });
  }
}

function inherit(where: string, field: Field, around: Inherited): Inherited {
  if (field.protection && field.protection.kind !== 'none' && around.storage.kind === 'enclosed') {
    throw contradiction(where, 'is encrypted inside a field that is encrypted as a whole');
  }
  return {
    ...around,
    ...(field.purpose && { purpose: field.purpose }),
    ...(field.retention && { retention: field.retention }),
    ...(field.consent && { consent: field.consent }),
    ...(field.export !== undefined && { export: field.export }),
    ...(field.setBy && { guarded: true }),
    ...(field.extension && { extension: field.extension }),
  };
}

function known<K extends string>(
  where: string,
  what: string,
  name: K | undefined,
  table: Readonly<Record<K, unknown>>,
): K {
  if (name === undefined) throw contradiction(where, `has no ${what}`);
  if (!Object.hasOwn(table, name))
    throw contradiction(where, `names the ${what} "${name}", which does not exist`);
  return name;
}

function storageOf(where: string, field: Field, around: Storage): Storage {
  if (around.kind === 'enclosed') return around;
  const { protection } = field;
  if (protection?.kind !== 'encrypted') return { kind: 'plain' };
  if (protection.envelope === undefined) return { kind: 'ciphertext' };
  if (protection.blindIndex) throw contradiction(where, 'has a blind index and shares an envelope');
  if (/[[{]/.test(where)) {
    throw contradiction(where, 'shares an envelope of the document inside an element or a record');
  }
  return { kind: 'envelope', name: protection.envelope };
}

function resolveIndex(
  collection: string,
  root: ResolvedGroup,
  declared: CollectionDeclaration['indexes'][number],
  blindIndexes: readonly ResolvedBlindIndex[],
  searchTokens: ResolvedSearchTokens | null,
): ResolvedIndex {
  const logicalName = indexName(declared.keys);
  const where = `${collection} index ${logicalName}`;
  const storedPath = (path: string): string => {
    if (path === searchTokens?.storedPath) return path;
    const field = findField(root, path);
    if (!field) throw contradiction(where, `is over "${path}", which is not a field`);
    if (field.storage.kind === 'plain') return path;
    const blind = blindIndexes.find((candidate) => candidate.path === field.path);
    if (!blind) throw contradiction(where, `is over "${path}", which is encrypted and has no blind index`);
    return blind.storedPath;
  };
  const keys = Object.fromEntries(
    Object.entries(declared.keys).map(([path, direction]) => [storedPath(path), direction]),
  );
  return Object.freeze({
    logicalName,
    name: indexName(keys),
    logicalKeys: declared.keys,
    keys,
    unique: declared.unique ?? false,
    partialOn: (declared.partialOn ?? []).map(storedPath),
    why: declared.why,
    extension: declared.extension ?? null,
  });
}
