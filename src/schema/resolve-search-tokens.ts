import { contradiction } from './contradiction.ts';
import { equals, type IndexDeclaration, indexName, ofOwner, type QueryDeclaration } from './define.ts';
import { bytes } from './fields/bytes.ts';
import type { ResolvedField, ResolvedList, ResolvedSearchTokens } from './resolved.ts';

/** Stored path of the tokens, in a document and in a page of a growing list. */
const STORED_PATH = 'search_tokens';
/** Bits of a token are enough to tell terms apart, and no more. */
const TOKEN_BYTES = 8;

/**
 * The search tokens that the declared texts of a collection have. All of them stand together, so they are under one key and
 * in one kind of container.
 *
 * @throws MasterXError `schema_contradiction`
 */
export function resolveSearchTokens(
  collection: string,
  all: readonly ResolvedField[],
  growingLists: readonly ResolvedList[],
): ResolvedSearchTokens | null {
  const texts = all.flatMap((field) => {
    const { protection } = field.facts;
    if (protection.kind !== 'encrypted' || !protection.searchTokens) return [];
    const where = `${collection}.${field.path}`;
    if (field.storage.kind !== 'ciphertext') throw contradiction(where, 'has search tokens and no envelope');
    const list = growingLists.find(({ path }) => field.path.startsWith(`${path}[]`)) ?? null;
    const path = list === null ? field.path : field.path.slice(`${list.path}[].`.length);
    if (/[[{]/.test(path)) throw contradiction(where, 'has search tokens inside a list or a record');
    return [{ where, key: protection.searchTokens.key, list: list?.path ?? null, path }];
  });
  const [first] = texts;
  if (!first) return null;
  const other = texts.find(({ key, list }) => key !== first.key || list !== first.list);
  if (other) {
    throw contradiction(other.where, `has search tokens under another key or elsewhere than ${first.where}`);
  }
  return {
    storedPath: STORED_PATH,
    key: first.key,
    list: first.list,
    paths: texts.map(({ path }) => path),
    token: tokenLeaf(),
  };
}

/** What containers with tokens are found by, beside what their collection declares. */
export interface TokenLookUp {
  readonly index: IndexDeclaration;
  readonly queries: Readonly<Record<string, QueryDeclaration>>;
}

/** Name of the query that finds documents by one token. */
export const BY_TOKEN = 'found_by_token';

/** Name of the query that finds pages of a growing list by one token. */
export const PAGES_BY_TOKEN = 'pages_found_by_token';

/**
 * The index and the query that documents are found with by a token: one walk along the index, in the order of the
 * identity, so that several walks can be merged and a page begins where the last one ended. What is under a learner's
 * key is asked for that learner only.
 */
export function tokenLookUp(
  tokens: ResolvedSearchTokens,
  owner: string | null,
  [by = '_id']: readonly string[],
): TokenLookUp {
  return lookUpBy(BY_TOKEN, by, tokens, owner);
}

/** The same for the pages of the growing list that the texts stand in, in the order of their `_id`; null where none does. */
export function pageTokenLookUp(tokens: ResolvedSearchTokens, owner: string | null): TokenLookUp | null {
  return tokens.list === null ? null : lookUpBy(PAGES_BY_TOKEN, '_id', tokens, owner);
}

function lookUpBy(
  name: string,
  by: string,
  { storedPath, key }: ResolvedSearchTokens,
  owner: string | null,
): TokenLookUp {
  const ofLearner = key === 'learner' && owner !== null ? owner : null;
  const keys = {
    ...(ofLearner !== null && { [ofLearner]: 1 as const }),
    [storedPath]: 1 as const,
    [by]: 1 as const,
  };
  return {
    index: {
      keys,
      why: 'encrypted texts by their keyed tokens',
      extension: 'A text index cannot read what is encrypted (architecture 3).',
    },
    queries: {
      [name]: {
        why: 'what may hold a searched word, to be compared once it is opened',
        filter: {
          ...(ofLearner !== null && { [ofLearner]: ofOwner() }),
          [storedPath]: equals('token'),
          [by]: { operator: '$gt', parameter: 'after' },
        },
        sort: { [by]: 1 },
        projection: [...new Set([...(owner === null ? [] : [owner]), by])],
        answers: 'page',
        index: indexName(keys),
        promise: { slaMs: 200, frequency: 'low' },
      },
    },
  };
}

function tokenLeaf(): ResolvedSearchTokens['token'] {
  return {
    kind: 'bytes',
    field: bytes({ description: 'A keyed token of a word or its beginning.', maxBytes: TOKEN_BYTES }),
    name: STORED_PATH,
    path: STORED_PATH,
    required: true,
    nullable: false,
    facts: {
      purpose: 'operation',
      retention: 'operation',
      consent: null,
      guarded: false,
      protection: { kind: 'none' },
      export: false,
      extension: null,
    },
    storage: { kind: 'plain' },
  };
}
