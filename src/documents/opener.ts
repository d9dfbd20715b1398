import { Binary, ObjectId } from 'mongodb';
import type { Keyring } from '../protection/keyring.ts';
import { type Fields, Sealer } from '../protection/sealer.ts';
import type { Allowed, DataKey } from '../protection/secret-key.ts';
import { invariant } from '../std/assert.ts';
import type { Entropy } from '../std/random.ts';
import type { StoredDocument } from '../stores/documents/port.ts';
import type { Model } from './model.ts';
import { type Withholding, withheld } from './withholding.ts';

/** Fields of the stored document that only the store itself needs. */
const STORE_ONLY = ['paging'] as const;

/** Who has no context allows nothing. */
const NOTHING: Allowed = {};

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

  /** The keys of the learners, by `user_id`; none are fetched where nothing is encrypted or behind a consent. */
  async keysOf(owners: readonly string[]): Promise<ReadonlyMap<string, DataKey>> {
    return this.#needsContext && owners.length > 0 ? this.#keyring.forLearners(new Set(owners)) : new Map();
  }

  /** As `keysOf`, to seal with. */
  async sealingKeysOf(owners: readonly string[]): Promise<ReadonlyMap<string, DataKey>> {
    if (!this.#model.plan.needsKey) return this.keysOf(owners);
    return owners.length > 0 ? this.#keyring.forSealing(new Set(owners)) : new Map();
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
   * The logical documents, without what their learners do not consent to. Those whose learner's key was destroyed are
   * left out: nothing of them can be read any more, and to callers they are gone. So are those that are behind a consent
   * as a whole.
   */
  async open(stored: readonly StoredDocument[]): Promise<Record<string, unknown>[]> {
    const keys = await this.keysOf(stored.flatMap((document) => this.ownerOf(document) ?? []));
    return stored.flatMap((document) => {
      const owner = this.ownerOf(document);
      const key = owner === null ? null : (keys.get(owner) ?? null);
      if (key === null && this.#model.plan.needsKey && hasCiphertext(document)) return [];
      if (owner !== null && !this.#model.consents.admits(key?.allowed ?? NOTHING)) return [];
      return [withheld(this.#opened(document, key), owner === null ? null : this.withheldBy(key))];
    });
  }

  /** What the consents of a learner take from a document; null for nothing. */
  withheldBy(key: DataKey | null): Withholding | null {
    return this.#model.consents.of(key?.allowed ?? NOTHING);
  }

  /** Whether there may be documents of a learner at all. */
  admits(key: DataKey | null): boolean {
    return this.#model.consents.admits(key?.allowed ?? NOTHING);
  }

  get #needsContext(): boolean {
    return this.#model.plan.needsKey || this.#model.consents.consents.length > 0;
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
