import type { Db, Document } from 'mongodb';
import type { DeclaredCollection, LiveCollection, LiveIndex } from '../../derive/migration-plan.ts';
import { answered } from './driver-errors.ts';
import { ID_INDEX } from './named-query.ts';

/** What the server adds to an index by itself, or what is compared by name. */
const KNOWN_OPTIONS = new Set([
  'v',
  'ns',
  'key',
  'name',
  'unique',
  'sparse',
  'background',
  'partialFilterExpression',
]);

/** The collections of one database as the server says they are; with their indexes those that are declared. */
export async function liveState(
  db: Db,
  role: LiveCollection['database'],
  declared: readonly DeclaredCollection[],
): Promise<readonly LiveCollection[]> {
  const isDeclared = new Set(declared.filter(({ database }) => database === role).map(({ name }) => name));
  const listed = await db.listCollections({ type: 'collection' }, { nameOnly: false }).toArray();
  return Promise.all(
    listed
      .filter(({ name }) => !name.startsWith('system.'))
      .map(async ({ name, options = {} }: Document): Promise<LiveCollection> => {
        const { validator, validationLevel, validationAction }: Document = options;
        return {
          database: role,
          name,
          // A collection without a validator may say so with an empty one.
          validator: validator && Object.keys(validator).length > 0 ? validator : null,
          validationLevel: validationLevel ?? null,
          validationAction: validationAction ?? null,
          indexes: isDeclared.has(name) ? await liveIndexes(db, name) : [],
        };
      }),
  );
}

async function liveIndexes(db: Db, collection: string): Promise<readonly LiveIndex[]> {
  try {
    const listed: readonly Document[] = await db.collection(collection).listIndexes().toArray();
    return listed
      .filter(({ name }) => name !== ID_INDEX)
      .map((index) => ({
        name: index['name'],
        key: index['key'],
        unique: index['unique'] === true,
        sparse: index['sparse'] === true,
        partialFilterExpression: index['partialFilterExpression'] ?? null,
        otherOptions: Object.keys(index).filter(
          (option) => !KNOWN_OPTIONS.has(option) && index[option] !== false,
        ),
      }));
  } catch (thrown) {
    // Another process dropped it since it was listed.
    if (answered(thrown, 'namespaceNotFound')) return [];
    throw thrown;
  }
}
