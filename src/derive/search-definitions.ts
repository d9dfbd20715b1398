import type { ResolvedCollection, ResolvedField, Schema } from '../schema/resolved.ts';
import { findField } from '../schema/walk.ts';

/** A part of the mappings of an Atlas Search index. */
export interface AtlasMapping {
  readonly type: 'document' | 'string' | 'token';
  readonly analyzer?: string;
  readonly fields?: Readonly<Record<string, AtlasMapping>>;
}

/** Full-text search over one collection. */
export interface SearchDefinition {
  readonly collection: string;
  readonly why: string;
  /** For `createSearchIndex`, where the server has Atlas Search; null when nothing of the text is plain. */
  readonly atlas: {
    readonly name: string;
    readonly definition: {
      readonly mappings: {
        readonly dynamic: false;
        readonly fields: Readonly<Record<string, AtlasMapping>>;
      };
    };
  } | null;
  /** For `createIndex`, where it has not; null when nothing of the text is plain. */
  readonly text: {
    readonly name: string;
    readonly keys: Readonly<Record<string, 'text'>>;
    readonly default_language: 'none';
  } | null;
  /** Encrypted paths: no index of the server can read them; keyed tokens serve them. */
  readonly byTokens: readonly { readonly path: string; readonly key: 'learner' | 'platform' }[];
}

const ANALYZER = 'lucene.standard';

/** The search indexes of every collection that declares text to search. */
export function searchDefinitions(schema: Schema): readonly SearchDefinition[] {
  return Object.values(schema.collections).flatMap((collection) => {
    const { textSearch } = collection.declaration;
    return textSearch ? [definitionOf(collection, textSearch.paths, textSearch.why)] : [];
  });
}

function definitionOf(
  collection: ResolvedCollection,
  paths: readonly string[],
  why: string,
): SearchDefinition {
  const found = paths.map((path) => ({ path, field: findField(collection.root, path) }));
  const plain = found.filter(({ field }) => field?.storage.kind === 'plain').map(({ path }) => path);
  const name = `${collection.name}_text`;
  return {
    collection: collection.name,
    why,
    atlas:
      plain.length === 0
        ? null
        : { name, definition: { mappings: { dynamic: false, fields: mappings(collection.owner, plain) } } },
    text:
      plain.length === 0
        ? null
        : {
            name,
            keys: Object.fromEntries(plain.map((path) => [path, 'text' as const])),
            default_language: 'none',
          },
    byTokens: found.flatMap(({ path, field }) => tokensOf(path, field)),
  };
}

function tokensOf(path: string, field: ResolvedField | undefined): SearchDefinition['byTokens'] {
  const protection = field?.facts.protection;
  return protection?.kind === 'encrypted' && protection.searchTokens
    ? [{ path, key: protection.searchTokens.key }]
    : [];
}

/** The owner is indexed with the text, so that a search is scoped to one learner inside the index. */
function mappings(owner: string | null, paths: readonly string[]): Readonly<Record<string, AtlasMapping>> {
  return {
    ...(owner !== null && { [owner]: { type: 'token' } as const }),
    ...nested(paths.map((path) => path.split('.'))),
  };
}

function nested(paths: readonly (readonly string[])[]): Readonly<Record<string, AtlasMapping>> {
  const names = [...new Set(paths.flatMap(([name]) => name ?? []))];
  return Object.fromEntries(
    names.map((name): [string, AtlasMapping] => {
      const rests = paths.filter(([first]) => first === name).map(([, ...rest]) => rest);
      return rests.some((rest) => rest.length === 0)
        ? [name, { type: 'string', analyzer: ANALYZER }]
        : [name, { type: 'document', fields: nested(rests) }];
    }),
  );
}
