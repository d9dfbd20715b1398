import type { Schema } from '../schema/resolved.ts';
import { eachField } from '../schema/walk.ts';

/** How one protected path is stored. Paths inside an encrypted field are protected with it and have no row. */
export interface ProtectionRow {
  readonly collection: string;
  readonly path: string;
  /** `ciphertext`: one envelope at the path; `envelope`: shared, see `envelope`; `digest`: a one-way hash only. */
  readonly how: 'ciphertext' | 'envelope' | 'digest';
  readonly envelope: string | null;
  /** Version of the field's protection, part of the authenticated data; 0 for a digest. */
  readonly version: number;
  /** Stored path of the blind index, where equality can be asked. */
  readonly blindIndex: string | null;
  /** Whose key makes the search tokens, where words can be searched. */
  readonly searchTokens: 'learner' | 'platform' | null;
}

/** Every protected path, in the order of declaration. */
export function protectionMapTable(schema: Schema): readonly ProtectionRow[] {
  return Object.values(schema.collections).flatMap((collection) =>
    [...eachField(collection.root)].flatMap(({ path, storage, facts: { protection } }): ProtectionRow[] => {
      if (protection.kind === 'none') return [];
      const place = { collection: collection.name, path };
      if (protection.kind === 'digest') {
        return [
          { ...place, how: 'digest', envelope: null, version: 0, blindIndex: null, searchTokens: null },
        ];
      }
      const blind = collection.blindIndexes.find((candidate) => candidate.path === path);
      return [
        {
          ...place,
          how: storage.kind === 'envelope' ? 'envelope' : 'ciphertext',
          envelope: storage.kind === 'envelope' ? storage.name : null,
          version: protection.version,
          blindIndex: blind?.storedPath ?? null,
          searchTokens: protection.searchTokens?.key ?? null,
        },
      ];
    }),
  );
}
