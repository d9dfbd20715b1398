import { checkClearing } from './clearing.ts';
import { contradiction } from './contradiction.ts';
import type { ResolvedCollection, ResolvedField } from './resolved.ts';
import { findField } from './walk.ts';

type Checked = Pick<
  ResolvedCollection,
  | 'name'
  | 'declaration'
  | 'root'
  | 'owner'
  | 'indexes'
  | 'growingLists'
  | 'blindIndexes'
  | 'searchTokens'
  | 'envelopes'
>;

/**
 * What must hold of a collection once its fields and indexes are resolved.
 *
 * @throws MasterXError `schema_contradiction` that names the collection, and the field at fault.
 */
export function checkDocument(collection: Checked): void {
  checkPlaces(collection);
  checkIdentity(collection);
  checkGrowingLists(collection);
  checkTextSearch(collection);
  checkBlindIndexes(collection);
  checkStoredNames(collection);
  checkClearing(collection.name, collection.root);
}

/** Everything the collection refers to by path is there. */
function checkPlaces({ name, declaration, root, owner }: Checked): void {
  const must = (what: string, paths: readonly string[]): readonly ResolvedField[] =>
    paths.map((path) => {
      const field = findField(root, path);
      if (!field) throw contradiction(name, `names "${path}" as ${what}, which is not a field`);
      return field;
    });
  must('owner', owner === null ? [] : [owner]);
  must('identity', declaration.identity);
  must('text to search', declaration.textSearch?.paths ?? []);
  must('founding age group', declaration.founds ? [declaration.founds.ageGroup] : []);
  must('founding legal basis', declaration.founds?.legalBasis ? [declaration.founds.legalBasis] : []);
  must('shard key', Object.keys(declaration.shardKey ?? {}));
  for (const { kind, path } of must('its date', [declaration.datedBy])) {
    // An object identifier tells when it was made.
    if (kind !== 'instant' && kind !== 'objectId') {
      throw contradiction(name, `names "${path}" as its date, which is no instant`);
    }
  }
}

function checkIdentity({ name, declaration, indexes }: Checked): void {
  const unique = indexes.some(
    (index) =>
      index.unique &&
      Object.keys(index.logicalKeys).sort().join() === [...declaration.identity].sort().join(),
  );
  if (!unique && declaration.identity.join() !== '_id') {
    throw contradiction(
      name,
      `has the identity ${declaration.identity.join(', ')} and no unique index over it`,
    );
  }
}

/** Pages name their list by its last name, so that must tell it apart. */
function checkGrowingLists({ name, growingLists }: Checked): void {
  const paths = new Map<string, string>();
  for (const list of growingLists) {
    const other = paths.get(list.name);
    if (other !== undefined) {
      throw contradiction(`${name}.${list.path}`, `grows in pages under the name of "${other}"`);
    }
    if (/[[{]/.test(list.path)) {
      throw contradiction(`${name}.${list.path}`, 'grows in pages inside an element or a record');
    }
    paths.set(list.name, list.path);
  }
}

function checkTextSearch({ name, declaration, root }: Checked): void {
  for (const path of declaration.textSearch?.paths ?? []) {
    const field = findField(root, path);
    if (!field || field.storage.kind === 'plain') continue;
    const { protection } = field.facts;
    if (protection.kind !== 'encrypted' || !protection.searchTokens) {
      throw contradiction(`${name}.${path}`, 'is text to search, encrypted, and has no search tokens');
    }
  }
}

/** A blind index stands beside its field, at the top of the stored document. */
function checkBlindIndexes({ name, blindIndexes }: Checked): void {
  for (const { path } of blindIndexes) {
    if (/[.[{]/.test(path)) {
      throw contradiction(`${name}.${path}`, 'has a blind index and is not a field of the document itself');
    }
  }
}

/** What the stored document holds besides the declared fields has names of its own. */
function checkStoredNames(collection: Checked): void {
  const { name, root, growingLists, blindIndexes, searchTokens, envelopes } = collection;
  const taken = [
    ...envelopes,
    ...blindIndexes.map(({ storedPath }) => storedPath),
    ...(searchTokens ? [searchTokens.storedPath] : []),
    ...(growingLists.length > 0 ? ['paging'] : []),
  ];
  for (const { path } of root.fields) {
    if (taken.includes(path)) {
      throw contradiction(`${name}.${path}`, 'has a name that the stored document needs for something else');
    }
  }
}
