import { Binary, ObjectId } from 'mongodb';
import type { Keyring } from '../protection/keyring.ts';
import { type Fields, Sealer } from '../protection/sealer.ts';
import type { DataKey } from '../protection/secret-key.ts';
import { invariant } from '../std/assert.ts';
import type { Entropy } from '../std/random.ts';
import type { StoredDocument } from '../stores/documents/port.ts';
import type { Model } from './model.ts';

/** Fields of the stored document that only the store itself needs. */
const STORE_ONLY = ['paging'] as const;

/** Seals and opens the documents of one collection with their learners' keys. */
export class Opener {
  readonly sealer: Sealer;
  readonly #model: Model;
  readonly #keyring: Keyring;

  constructor(model: Model, keyring: Keyring, tenant: string, entropy: Entropy) {
    this.#model = model;
    this.#keyring = keyring;
    this.sealer = new Sealer(model.plan, tenant, entropy);
  }

  /** The keys of the learners, by `user_id`; none are fetched where nothing is encrypted. */
  async keysOf(owners: readonly string[]): Promise<ReadonlyMap<string, DataKey>> {
    return this.#model.plan.needsKey && owners.length > 0
      ? this.#keyring.forLearners(new Set(owners))
      : new Map();
  }

  /** As `keysOf`, to seal with. */
  async sealingKeysOf(owners: readonly string[]): Promise<ReadonlyMap<string, DataKey>> {
    return this.#model.plan.needsKey && owners.length > 0
      ? this.#keyring.forSealing(new Set(owners))
      : new Map();
  }

  /** The learner a document belongs to; null where it is nobody's. */
  ownerOf(document: Fields): string | null {
    const { owner } = this.#model.collection;
    if (owner === null) return null;
    const value = document[owner];
    invariant(typeof value === 'string', `${this.#model.collection.name} documents name their learner`);
    return value;
  }

  /**
   * The logical documents. Those whose learner's key was destroyed are left out: nothing of them can be read any more,
   * and to callers they are gone.
   */
  async open(stored: readonly StoredDocument[]): Promise<Record<string, unknown>[]> {
    const keys = await this.keysOf(stored.flatMap((document) => this.ownerOf(document) ?? []));
    return stored.flatMap((document) => {
      const owner = this.ownerOf(document);
      const key = owner === null ? null : (keys.get(owner) ?? null);
      if (key === null && this.#model.plan.needsKey && hasCiphertext(document)) return [];
      return [this.#opened(document, key)];
    });
  }

  #opened(document: StoredDocument, key: DataKey | null): Record<string, unknown> {
    const logical = this.sealer.open(document, { id: document['_id'] as ObjectId, key });
    for (const name of STORE_ONLY) delete logical[name];
    return logical;
  }
}

function hasCiphertext(value: unknown): boolean {
  if (value instanceof Binary) return true;
  if (Array.isArray(value)) return value.some(hasCiphertext);
  if (value === null || typeof value !== 'object' || value instanceof Date || value instanceof ObjectId)
    return false;
  return Object.values(value).some(hasCiphertext);
}
