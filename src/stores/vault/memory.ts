import { LIMITS } from '../../std/limits.ts';
import { assertBatch, assertConsents, assertContexts, assertKeyChanges } from './invariants.ts';
import type {
  AgeClass,
  BranchKeyRecord,
  IndexKeyRecord,
  KeyRotationRecord,
  KeyVault,
  LearnerContext,
  LearnerKeysChange,
} from './port.ts';

/** The key vault in memory: for tests and `masterx/testing`. Gone with the process, and every key with it. */
export class MemoryKeyVault implements KeyVault {
  readonly #branchKeys = new EpochKeys<BranchKeyRecord>();
  readonly #indexKeys = new EpochKeys<IndexKeyRecord>();
  readonly #contexts = new Map<string, LearnerContext>();
  readonly #rotations = new Map<string, KeyRotationRecord>();

  async branchKey(tenant: string, epoch: number): Promise<BranchKeyRecord | null> {
    return this.#branchKeys.of([tenant], epoch);
  }

  async latestBranchKey(tenant: string): Promise<BranchKeyRecord | null> {
    return this.#branchKeys.latest([tenant]);
  }

  async addBranchKey(record: BranchKeyRecord): Promise<BranchKeyRecord> {
    return this.#branchKeys.add([record.tenant], record);
  }

  async branchKeys(tenant: string): Promise<BranchKeyRecord[]> {
    return this.#branchKeys.all((record) => record.tenant === tenant);
  }

  async replaceBranchKey(before: BranchKeyRecord, after: BranchKeyRecord | null): Promise<boolean> {
    return this.#branchKeys.replace([before.tenant], before, after);
  }

  async indexKey(tenant: string, purpose: string, epoch: number): Promise<IndexKeyRecord | null> {
    return this.#indexKeys.of([tenant, purpose], epoch);
  }

  async latestIndexKey(tenant: string, purpose: string): Promise<IndexKeyRecord | null> {
    return this.#indexKeys.latest([tenant, purpose]);
  }

  async addIndexKey(record: IndexKeyRecord): Promise<IndexKeyRecord> {
    return this.#indexKeys.add([record.tenant, record.purpose], record);
  }

  async indexKeys(tenant: string): Promise<IndexKeyRecord[]> {
    return this.#indexKeys
      .all((record) => record.tenant === tenant)
      .sort((a, b) => (a.purpose < b.purpose ? -1 : a.purpose > b.purpose ? 1 : 0));
  }

  async indexKeysFor(tenant: string, purpose: string): Promise<IndexKeyRecord[]> {
    return this.#indexKeys.all((record) => record.tenant === tenant && record.purpose === purpose);
  }

  async replaceIndexKey(before: IndexKeyRecord, after: IndexKeyRecord | null): Promise<boolean> {
    return this.#indexKeys.replace([before.tenant, before.purpose], before, after);
  }

  async learnerContexts(userIds: readonly string[]): Promise<Map<string, LearnerContext>> {
    assertBatch(userIds.length);
    const found = new Map<string, LearnerContext>();
    for (const userId of userIds) {
      const context = this.#contexts.get(userId);
      if (context) found.set(userId, copyOf(context));
    }
    return found;
  }

  async addLearnerContexts(records: readonly LearnerContext[]): Promise<Map<string, LearnerContext>> {
    assertContexts(records);
    for (const record of records) {
      if (!this.#contexts.has(record._id)) this.#contexts.set(record._id, copyOf(record));
    }
    return this.learnerContexts(records.map(({ _id }) => _id));
  }

  async learnerContextsAfter(tenant: string, after: string | null, limit: number): Promise<LearnerContext[]> {
    assertBatch(limit);
    return [...this.#contexts.values()]
      .filter((context) => context.tenant === tenant && (after === null || context._id > after))
      .sort((a, b) => (a._id < b._id ? -1 : 1))
      .slice(0, limit)
      .map(copyOf);
  }

  async learnersByEpoch(tenant: string): Promise<Map<number, number>> {
    const counts = new Map<number, number>();
    for (const context of this.#contexts.values()) {
      if (context.tenant !== tenant) continue;
      counts.set(context.branch_epoch, (counts.get(context.branch_epoch) ?? 0) + 1);
    }
    return counts;
  }

  async removeLearnerContext(userId: string, keyId?: Buffer): Promise<boolean> {
    const context = this.#contexts.get(userId);
    if (!context || (keyId && !context.key_id.equals(keyId))) return false;
    return this.#contexts.delete(userId);
  }

  async updateConsents(
    userId: string,
    consents: Readonly<Record<string, boolean>>,
    decidedAt: Date,
  ): Promise<LearnerContext | null> {
    assertConsents(consents);
    const context = this.#contexts.get(userId);
    if (!context) return null;
    let updated = context;
    for (const [name, given] of Object.entries(consents)) {
      const before = updated.consents_decided_at?.[name];
      const isLatest = before === undefined || before < decidedAt;
      if (given && !isLatest) continue;
      updated = {
        ...updated,
        consents: { ...updated.consents, [name]: given },
        consents_decided_at: { ...updated.consents_decided_at, [name]: isLatest ? decidedAt : before },
      };
    }
    this.#contexts.set(userId, updated);
    return copyOf(updated);
  }

  async updateAgeClass(userId: string, ageClass: AgeClass): Promise<boolean> {
    const context = this.#contexts.get(userId);
    if (!context) return false;
    this.#contexts.set(userId, { ...context, age_class: ageClass });
    return true;
  }

  async changeLearnerKeys(changes: readonly LearnerKeysChange[]): Promise<number> {
    assertKeyChanges(changes);
    let changed = 0;
    for (const { userId, revision, keys, isAnother } of changes) {
      const context = this.#contexts.get(userId);
      if (!context || (context.keys_revision ?? 0) !== revision) continue;
      const counted = isAnother && { seal_blocks: 0 };
      this.#contexts.set(userId, copyOf({ ...context, ...keys, keys_revision: revision + 1, ...counted }));
      changed += 1;
    }
    return changed;
  }

  async reserveSealBlocks(userId: string, keyId: Buffer, count: number): Promise<number | null> {
    const context = this.#contexts.get(userId);
    if (!context?.key_id.equals(keyId)) return null;
    const reserved = (context.seal_blocks ?? 0) + count;
    this.#contexts.set(userId, { ...context, seal_blocks: reserved });
    return reserved;
  }

  async keyRotation(tenant: string, target: string): Promise<KeyRotationRecord | null> {
    const record = this.#rotations.get(JSON.stringify([tenant, target]));
    return record ? structuredClone(record) : null;
  }

  async keyRotations(tenant: string): Promise<KeyRotationRecord[]> {
    return [...this.#rotations.values()]
      .filter((record) => record.tenant === tenant)
      .sort((a, b) => (a.target < b.target ? -1 : 1))
      .map((record) => structuredClone(record));
  }

  async putKeyRotation(record: KeyRotationRecord): Promise<boolean> {
    const name = JSON.stringify([record.tenant, record.target]);
    if ((this.#rotations.get(name)?.revision ?? 0) !== record.revision - 1) return false;
    this.#rotations.set(name, structuredClone(record));
    return true;
  }

  /** Memory always answers. */
  health(): Promise<void> {
    return Promise.resolve();
  }
}

/** Wrapped keys by name and epoch. */
class EpochKeys<R extends BranchKeyRecord> {
  readonly #records = new Map<string, Map<number, R>>();

  of(name: readonly string[], epoch: number): R | null {
    return this.#copy(this.#records.get(JSON.stringify(name))?.get(epoch));
  }

  latest(name: readonly string[]): R | null {
    const epochs = this.#records.get(JSON.stringify(name));
    return epochs ? this.#copy(epochs.get(Math.max(...epochs.keys()))) : null;
  }

  add(name: readonly string[], record: R): R {
    const epochs = this.#records.get(JSON.stringify(name)) ?? new Map<number, R>();
    this.#records.set(JSON.stringify(name), epochs);
    const stored = epochs.get(record.epoch) ?? { ...record, wrapped: Buffer.from(record.wrapped) };
    epochs.set(record.epoch, stored);
    return { ...stored, wrapped: Buffer.from(stored.wrapped) };
  }

  replace(name: readonly string[], before: R, after: R | null): boolean {
    const epochs = this.#records.get(JSON.stringify(name));
    const stored = epochs?.get(before.epoch);
    if (!epochs || !stored || stateOf(stored) !== stateOf(before)) return false;
    if (after === null) epochs.delete(before.epoch);
    else epochs.set(before.epoch, { ...after, wrapped: Buffer.from(after.wrapped) });
    return true;
  }

  /** Those that are asked for, highest epoch first. */
  all(wanted: (record: R) => boolean): R[] {
    return [...this.#records.values()]
      .flatMap((epochs) => [...epochs.values()])
      .filter(wanted)
      .sort((a, b) => b.epoch - a.epoch)
      .slice(0, LIMITS.keyEpochsListed)
      .map((record) => ({ ...record, wrapped: Buffer.from(record.wrapped) }));
  }

  #copy(record: R | undefined): R | null {
    return record ? { ...record, wrapped: Buffer.from(record.wrapped) } : null;
  }
}

/** What may change of a stored key, as one text. */
function stateOf({
  wrapped,
  kek_id,
  destroy_at,
  ...more
}: BranchKeyRecord & { readonly state?: string }): string {
  return JSON.stringify([wrapped.toString('base64'), kek_id, destroy_at ?? null, more.state ?? null]);
}

/** A store keeps and gives copies: nobody changes what is stored by changing what was handed over. */
function copyOf(context: LearnerContext): LearnerContext {
  return {
    ...context,
    key_id: Buffer.from(context.key_id),
    wrapped_key: Buffer.from(context.wrapped_key),
    ...(context.other_keys && {
      other_keys: context.other_keys.map((key) => ({
        ...key,
        key_id: Buffer.from(key.key_id),
        wrapped_key: Buffer.from(key.wrapped_key),
      })),
    }),
    consents: { ...context.consents },
  };
}
