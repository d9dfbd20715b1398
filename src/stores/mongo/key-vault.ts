import { type Collection, type Db, MongoBulkWriteError, MongoServerError } from 'mongodb';
import { MasterXError } from '../../errors/error.ts';
import { LIMITS } from '../../std/limits.ts';
import { reachKeys } from '../keys/reach.ts';
import { assertBatch, assertConsents, assertContexts, assertKeyChanges } from '../vault/invariants.ts';
import type {
  AgeClass,
  BranchKeyRecord,
  IndexKeyRecord,
  KeyRotationRecord,
  KeyVault,
  LearnerContext,
  LearnerKeysChange,
} from '../vault/port.ts';

/** The `_id` holds what makes a key unique, so that no further index is needed to keep it so. */
type StoredBranchKey = BranchKeyRecord & { readonly _id: string };
type StoredIndexKey = IndexKeyRecord & { readonly _id: string };
type StoredKeyRotation = KeyRotationRecord & { readonly _id: string };

/** MongoDB's code for a unique key that is taken. */
const DUPLICATE_KEY = 11_000;

const LATEST = { sort: { epoch: -1 } } as const;

/** How the winner is read where an insert was refused: only once it is durable. */
const DURABLE = { readConcern: 'majority' } as const;

/**
 * The key vault in a MongoDB database of its own, outside the data's backups: `branch_keys`, `index_keys`,
 * `learner_contexts`. Reads go to the primary, so that a destroyed key is seen at once; writes wait for the majority
 * and its journals.
 */
export class MongoKeyVault implements KeyVault {
  readonly #db: Db;
  readonly #branchKeys: Collection<StoredBranchKey>;
  readonly #indexKeys: Collection<StoredIndexKey>;
  readonly #contexts: Collection<LearnerContext>;
  readonly #rotations: Collection<StoredKeyRotation>;

  constructor(db: Db) {
    const options = {
      readPreference: 'primary',
      writeConcern: { w: 'majority', journal: true },
      promoteBuffers: true,
    } as const;
    this.#db = db;
    this.#branchKeys = db.collection('branch_keys', options);
    this.#indexKeys = db.collection('index_keys', options);
    this.#contexts = db.collection('learner_contexts', options);
    this.#rotations = db.collection('key_rotations', options);
  }

  branchKey(tenant: string, epoch: number): Promise<BranchKeyRecord | null> {
    return reachKeys(async () => asRecord(await this.#branchKeys.findOne({ _id: keyOf(tenant, epoch) })));
  }

  latestBranchKey(tenant: string): Promise<BranchKeyRecord | null> {
    return reachKeys(async () => asRecord(await this.#branchKeys.findOne({ tenant }, LATEST)));
  }

  addBranchKey(record: BranchKeyRecord): Promise<BranchKeyRecord> {
    const _id = keyOf(record.tenant, record.epoch);
    return addKey(
      record,
      () => this.#branchKeys.insertOne({ ...record, _id }),
      async () => asRecord(await this.#branchKeys.findOne({ _id }, DURABLE)),
    );
  }

  branchKeys(tenant: string): Promise<BranchKeyRecord[]> {
    return reachKeys(async () => {
      const found = await this.#branchKeys.find({ tenant }, LATEST).limit(LIMITS.keyEpochsListed).toArray();
      return found.map(withoutId);
    });
  }

  replaceBranchKey(before: BranchKeyRecord, after: BranchKeyRecord | null): Promise<boolean> {
    const same = { _id: keyOf(before.tenant, before.epoch), ...unchanged(before) };
    return reachKeys(async () =>
      after === null
        ? (await this.#branchKeys.deleteOne(same)).deletedCount === 1
        : (await this.#branchKeys.replaceOne(same, after)).matchedCount === 1,
    );
  }

  indexKey(tenant: string, purpose: string, epoch: number): Promise<IndexKeyRecord | null> {
    const _id = keyOf(tenant, purpose, epoch);
    return reachKeys(async () => asRecord(await this.#indexKeys.findOne({ _id })));
  }

  latestIndexKey(tenant: string, purpose: string): Promise<IndexKeyRecord | null> {
    return reachKeys(async () => asRecord(await this.#indexKeys.findOne({ tenant, purpose }, LATEST)));
  }

  addIndexKey(record: IndexKeyRecord): Promise<IndexKeyRecord> {
    const _id = keyOf(record.tenant, record.purpose, record.epoch);
    return addKey(
      record,
      () => this.#indexKeys.insertOne({ ...record, _id }),
      async () => asRecord(await this.#indexKeys.findOne({ _id }, DURABLE)),
    );
  }

  indexKeys(tenant: string): Promise<IndexKeyRecord[]> {
    return reachKeys(async () => {
      const sort = { purpose: 1, epoch: -1 } as const;
      const found = await this.#indexKeys.find({ tenant }, { sort }).limit(LIMITS.keyEpochsListed).toArray();
      return found.map(withoutId);
    });
  }

  indexKeysFor(tenant: string, purpose: string): Promise<IndexKeyRecord[]> {
    return reachKeys(async () => {
      const found = await this.#indexKeys
        .find({ tenant, purpose }, LATEST)
        .limit(LIMITS.keyEpochsListed)
        .toArray();
      return found.map(withoutId);
    });
  }

  replaceIndexKey(before: IndexKeyRecord, after: IndexKeyRecord | null): Promise<boolean> {
    const _id = keyOf(before.tenant, before.purpose, before.epoch);
    const same = { _id, ...unchanged(before), state: before.state ?? { $exists: false } };
    return reachKeys(async () =>
      after === null
        ? (await this.#indexKeys.deleteOne(same)).deletedCount === 1
        : (await this.#indexKeys.replaceOne(same, after)).matchedCount === 1,
    );
  }

  learnerContexts(userIds: readonly string[]): Promise<Map<string, LearnerContext>> {
    return reachKeys(async () => {
      assertBatch(userIds.length);
      const found = await this.#contexts.find({ _id: { $in: [...userIds] } }).toArray();
      return new Map(found.map((context) => [context._id, context]));
    });
  }

  addLearnerContexts(records: readonly LearnerContext[]): Promise<Map<string, LearnerContext>> {
    return reachKeys(async () => {
      assertContexts(records);
      const stored = new Map(records.map((record) => [record._id, record]));
      const taken = await this.#insert(records);
      if (taken.length === 0) return stored;
      const winners = await this.#contexts.find({ _id: { $in: taken } }, DURABLE).toArray();
      if (winners.length < taken.length) throw notDurable();
      for (const winner of winners) stored.set(winner._id, winner);
      return stored;
    });
  }

  learnerContextsAfter(tenant: string, after: string | null, limit: number): Promise<LearnerContext[]> {
    return reachKeys(() => {
      assertBatch(limit);
      const filter = after === null ? { tenant } : { tenant, _id: { $gt: after } };
      return this.#contexts
        .find(filter, { sort: { _id: 1 } })
        .limit(limit)
        .toArray();
    });
  }

  learnersByEpoch(tenant: string): Promise<Map<number, number>> {
    return reachKeys(async () => {
      const counts = await this.#contexts
        .aggregate<{ readonly _id: number; readonly learners: number }>([
          { $match: { tenant } },
          { $group: { _id: '$branch_epoch', learners: { $sum: 1 } } },
          { $limit: LIMITS.keyEpochsListed },
        ])
        .toArray();
      return new Map(counts.map(({ _id, learners }) => [_id, learners]));
    });
  }

  removeLearnerContext(userId: string, keyId?: Buffer): Promise<boolean> {
    return reachKeys(async () => {
      const filter = { _id: userId, ...(keyId && { key_id: keyId }) };
      return (await this.#contexts.deleteOne(filter)).deletedCount > 0;
    });
  }

  updateConsents(
    userId: string,
    consents: Readonly<Record<string, boolean>>,
    decidedAt: Date,
  ): Promise<LearnerContext | null> {
    return reachKeys(async () => {
      assertConsents(consents);
      const operations = Object.entries(consents).map(([name, given]) => ({
        updateOne: given ? giving(userId, name, decidedAt) : withdrawing(userId, name, decidedAt),
      }));
      if (operations.length > 0) await this.#contexts.bulkWrite(operations, { ordered: false });
      return this.#contexts.findOne({ _id: userId });
    });
  }

  updateAgeClass(userId: string, ageClass: AgeClass): Promise<boolean> {
    return reachKeys(async () => {
      const change = { $set: { age_class: ageClass } };
      return (await this.#contexts.updateOne({ _id: userId }, change)).matchedCount > 0;
    });
  }

  changeLearnerKeys(changes: readonly LearnerKeysChange[]): Promise<number> {
    return reachKeys(async () => {
      assertKeyChanges(changes);
      if (changes.length === 0) return 0;
      const operations = changes.map(({ userId, revision, keys, isAnother }) => ({
        updateOne: {
          filter: { _id: userId, keys_revision: revision === 0 ? { $exists: false } : revision },
          update: {
            $set: { ...keys, keys_revision: revision + 1, ...(isAnother && { seal_blocks: 0 }) },
          },
        },
      }));
      return (await this.#contexts.bulkWrite(operations, { ordered: false })).matchedCount;
    });
  }

  reserveSealBlocks(userId: string, keyId: Buffer, count: number): Promise<number | null> {
    return reachKeys(async () => {
      const context = await this.#contexts.findOneAndUpdate(
        { _id: userId, key_id: keyId },
        { $inc: { seal_blocks: count } },
        { returnDocument: 'after', projection: { seal_blocks: 1 } },
      );
      return context?.seal_blocks ?? null;
    });
  }

  keyRotation(tenant: string, target: string): Promise<KeyRotationRecord | null> {
    return reachKeys(async () => asRecord(await this.#rotations.findOne({ _id: keyOf(tenant, target) })));
  }

  keyRotations(tenant: string): Promise<KeyRotationRecord[]> {
    return reachKeys(async () => {
      const found = await this.#rotations
        .find({ tenant }, { sort: { target: 1 } })
        .limit(LIMITS.keyEpochsListed)
        .toArray();
      return found.map(withoutId);
    });
  }

  putKeyRotation(record: KeyRotationRecord): Promise<boolean> {
    const _id = keyOf(record.tenant, record.target);
    return reachKeys(async () => {
      if (record.revision > 1) {
        const before = { _id, revision: record.revision - 1 };
        return (await this.#rotations.replaceOne(before, { ...record })).matchedCount === 1;
      }
      try {
        await this.#rotations.insertOne({ ...record, _id });
        return true;
      } catch (thrown) {
        if (thrown instanceof MongoServerError && thrown.code === DUPLICATE_KEY) return false;
        throw thrown;
      }
    });
  }

  health(): Promise<void> {
    return reachKeys(async () => {
      await this.#db.command({ ping: 1 });
    });
  }

  /** Inserts what is absent and answers with the `user_id`s that were taken. */
  async #insert(records: readonly LearnerContext[]): Promise<string[]> {
    if (records.length === 0) return [];
    try {
      await this.#contexts.insertMany([...records], { ordered: false });
      return [];
    } catch (thrown) {
      if (!(thrown instanceof MongoBulkWriteError)) throw thrown;
      const errors = [thrown.writeErrors].flat();
      const others = errors.some(({ code }) => code !== DUPLICATE_KEY);
      if (others || errors.length === 0 || thrown.result.getWriteConcernError()) throw thrown;
      return errors.flatMap(({ index }) => records[index]?._id ?? []);
    }
  }
}

function keyOf(...parts: readonly (string | number)[]): string {
  return JSON.stringify(parts);
}

/** Gives a consent unless a decision about it is as late or later. */
function giving(userId: string, name: string, at: Date) {
  const [consent, decided] = [`consents.${name}`, `consents_decided_at.${name}`];
  return {
    filter: { _id: userId, $or: [{ [decided]: { $exists: false } }, { [decided]: { $lt: at } }] },
    update: { $set: { [consent]: true, [decided]: at } },
  };
}

/** Withdraws a consent, whatever was decided before. */
function withdrawing(userId: string, name: string, at: Date) {
  return {
    filter: { _id: userId },
    update: { $set: { [`consents.${name}`]: false }, $max: { [`consents_decided_at.${name}`]: at } },
  };
}

/** Inserts a key unless its epoch is taken, and answers with what is stored. */
function addKey<R>(record: R, insert: () => Promise<unknown>, winner: () => Promise<R | null>): Promise<R> {
  return reachKeys(async () => {
    try {
      await insert();
      return record;
    } catch (thrown) {
      if (!(thrown instanceof MongoServerError) || thrown.code !== DUPLICATE_KEY) throw thrown;
    }
    const stored = await winner();
    if (stored) return stored;
    throw notDurable();
  });
}

/** Finds a key only while it is still as `before` says. */
function unchanged({ wrapped, kek_id, destroy_at }: BranchKeyRecord) {
  return { wrapped, kek_id, destroy_at: destroy_at ?? { $exists: false } };
}

/** Another's insert was first and has not reached the majority yet: it may still be rolled back. */
function notDurable(): MasterXError {
  return new MasterXError('keys_unavailable', { detail: 'A key was just added and is not durable yet.' });
}

function asRecord<S extends { readonly _id: string }>(stored: S | null): Omit<S, '_id'> | null {
  return stored === null ? null : withoutId(stored);
}

function withoutId<S extends { readonly _id: string }>({ _id, ...record }: S): Omit<S, '_id'> {
  return record;
}
