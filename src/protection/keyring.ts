import { MasterXError } from '../errors/error.ts';
import { invariant } from '../std/assert.ts';
import type { Clock } from '../std/clock.ts';
import type { Entropy } from '../std/random.ts';
import { KEY_BYTES, unwrapKey, wrapKey } from '../stores/keys/key-wrap.ts';
import type { EncryptionContext, KeyEncryptionKey } from '../stores/keys/port.ts';
import { reachKeys } from '../stores/keys/reach.ts';
import type { ErasureLedger } from '../stores/ledger/port.ts';
import type {
  BranchKeyRecord,
  IndexKeyRecord,
  KeyVault,
  LearnerContext,
  LearnerKeys,
  OtherLearnerKey,
} from '../stores/vault/port.ts';
import { EpochKeys, type LiveKeys } from './epoch-keys.ts';
import { branchLine, type EpochLine, indexLine, PLATFORM, platformLine } from './epoch-lines.ts';
import { refuseErased, withdrawErased } from './erased-learners.ts';
import { KeyCache } from './key-cache.ts';
import { type OnWorn, SealBudgets } from './seal-budgets.ts';
import { type Allowed, type BranchKey, DataKey, type IndexKey, KEY_ID_BYTES } from './secret-key.ts';

/** What a keyring is made of. */
export interface KeyringParts {
  readonly vault: KeyVault;
  readonly kek: KeyEncryptionKey;
  readonly tenant: string;
  readonly clock: Clock;
  readonly entropy: Entropy;
  /** Who was erased and never gets a key again. Without it nobody was: for tests and benches. */
  readonly ledger?: Pick<ErasureLedger, 'erasedAmong'>;
  /** Learners' plain keys held at once; default `KEYS_CACHED_MAX`. */
  readonly learnerKeysMax?: number;
  /** How long a plain key stays in memory; default, and at most, `LIMITS.keyCacheMsMax`. */
  readonly keyCacheMs?: number;
  /** Told of keys that have sealed so much that they should be rotated. */
  readonly onWorn?: OnWorn;
}

/** A learner about to get a context and a key. */
export type NewLearner = { readonly userId: string } & Pick<
  LearnerContext,
  'region' | 'age_class' | 'consents'
>;

/** A learner's context and the plain key that goes with it. */
export interface LearnerKey {
  readonly context: LearnerContext;
  readonly key: DataKey;
}

/**
 * One tenant's keys: key-encryption key → branch key per epoch → data key per learner. Plain keys stay in memory for
 * at most `LIMITS.keyCacheMsMax`; ask for a key when it is needed rather than keeping it.
 *
 * Every verb rejects with MasterXError `keys_unavailable` when what is not cached cannot be fetched, and with
 * `ciphertext_refused` when a wrapped key was tampered with.
 */
export class Keyring {
  readonly #parts: KeyringParts;
  readonly #budgets: SealBudgets;
  readonly #learnerKeys: KeyCache<DataKey>;
  readonly #branchKeys: EpochKeys<BranchKey>;
  readonly #branchLine: EpochLine<BranchKey>;
  readonly #indexKeys: EpochKeys<IndexKey>;
  readonly #platformKeys: EpochKeys<DataKey>;

  constructor(parts: KeyringParts) {
    this.#parts = parts;
    this.#budgets = new SealBudgets(parts.vault, parts.onWorn);
    this.#learnerKeys = new KeyCache(parts.clock, parts.learnerKeysMax, parts.keyCacheMs);
    this.#branchKeys = new EpochKeys(parts);
    this.#branchLine = branchLine(parts.vault, parts.tenant);
    this.#indexKeys = new EpochKeys(parts);
    this.#platformKeys = new EpochKeys(parts);
  }

  /**
   * The learner's data key.
   *
   * @throws MasterXError `key_destroyed` when the learner has no key (any more).
   */
  async forLearner(userId: string): Promise<DataKey> {
    const key = (await this.forLearners([userId])).get(userId);
    if (key) return key;
    throw new MasterXError('key_destroyed');
  }

  /** The data keys by `user_id`, in one round trip. Learners whose key was destroyed are absent. */
  forLearners(userIds: Iterable<string>): Promise<Map<string, DataKey>> {
    return this.#learnerKeys.many(userIds, async (missing) => {
      const contexts = await reachKeys(() => this.#parts.vault.learnerContexts(missing));
      return this.#unwrapAll([...contexts.values()]);
    });
  }

  /**
   * As `forLearners`, for sealing: what is sealed with the keys is counted in the vault beforehand, in blocks.
   *
   * @throws MasterXError `key_worn_out` when a key has sealed as much as one key may.
   */
  async forSealing(userIds: Iterable<string>): Promise<Map<string, DataKey>> {
    const keys = await this.forLearners(userIds);
    await this.#budgets.ready(keys);
    return keys;
  }

  /**
   * What learners allow, by `user_id`, as it was at most half of `LIMITS.keyCacheMsMax` ago; of this process's own changes
   * always the last. Learners whose key was destroyed are absent.
   */
  async allowedBy(userIds: Iterable<string>): Promise<Map<string, Allowed>> {
    const keys = await this.forLearners(userIds);
    return new Map([...keys].map(([userId, { allowed }]) => [userId, allowed]));
  }

  /** As `forLearners`, for contexts that were fetched already: no further round trip for the learners. */
  async unlock(contexts: Iterable<LearnerContext>): Promise<Map<string, DataKey>> {
    const byId = new Map([...contexts].map((context) => [context._id, context]));
    const keys = await this.#learnerKeys.many(byId.keys(), (missing) =>
      this.#unwrapAll(missing.flatMap((userId) => byId.get(userId) ?? [])),
    );
    const outdated = [...byId.values()].filter(({ _id, key_id }) => {
      const key = keys.get(_id);
      return key !== undefined && !key.id.equals(key_id);
    });
    if (outdated.length === 0) return keys;
    for (const { _id } of outdated) {
      // Others may be at work with it: it opens what it sealed until its time is over.
      this.#learnerKeys.release(_id);
      keys.delete(_id);
    }
    return new Map([...keys, ...(await this.unlock(outdated))]);
  }

  /**
   * Gives each learner a context and a data key, durable before this resolves: only then may a document be written
   * with it. A learner who has them keeps them; the answer is what is stored, by `user_id`.
   *
   * @throws MasterXError `learner_erased` when one of them was erased; `ledger_unavailable` when that cannot be known.
   */
  async createFor(learners: readonly NewLearner[]): Promise<Map<string, LearnerKey>> {
    const { ledger, vault, tenant } = this.#parts;
    await refuseErased(ledger, tenant, learners);
    const branch = await this.#branchKeys.current(this.#branchLine);
    const created = new Map(learners.map((learner) => [learner.userId, this.#newKey(learner, branch)]));
    const records = [...created.values()].map(({ context }) => context);
    let stored: Map<string, LearnerContext>;
    try {
      stored = await reachKeys(() => vault.addLearnerContexts(records));
      // A learner's key under a branch key that others take for gone would be lost with it.
      branch.assertHeld();
      await withdrawErased(ledger, vault, tenant, records);
    } catch (thrown) {
      for (const { key } of created.values()) key.zeroise();
      throw thrown;
    }
    for (const [userId, { context, key }] of created) {
      if (stored.get(userId)?.key_id.equals(context.key_id)) {
        this.#budgets.grant(key.id);
        this.#learnerKeys.put(userId, key);
      } else key.zeroise();
    }
    const keys = await this.unlock(stored.values());
    return new Map(
      [...stored].map(([userId, context]) => {
        const key = keys.get(userId);
        if (!key) throw new MasterXError('key_destroyed');
        return [userId, { context, key }];
      }),
    );
  }

  /** The platform's own data key, for what belongs to no learner. Without an epoch, the one to seal with. */
  async forPlatform(epoch?: number): Promise<DataKey> {
    const { vault, tenant } = this.#parts;
    return this.#ofEpoch(this.#platformKeys, platformLine(vault, tenant), epoch);
  }

  /** The tenant's key for a purpose, made on first use. Without an epoch, the current one. */
  async indexKey(purpose: string, epoch?: number): Promise<IndexKey> {
    const { vault, tenant } = this.#parts;
    return this.#ofEpoch(this.#indexKeys, indexLine(vault, tenant, purpose), epoch);
  }

  /** The tenant's keys for a purpose that are in use: one to look up by, and those to write under. */
  liveIndexKeys(purpose: string): Promise<LiveKeys<IndexKey>> {
    const { vault, tenant } = this.#parts;
    return this.#indexKeys.live(indexLine(vault, tenant, purpose));
  }

  /** Has a learner's context fetched anew when it is next asked for; who is at work with the key goes on with it. */
  refresh(userId: string): void {
    this.#learnerKeys.release(userId);
  }

  /** Forgets a learner's plain key at once; other processes do so within `LIMITS.keyCacheMsMax`. */
  forget(userId: string): void {
    this.#learnerKeys.drop(userId);
  }

  /** Resolves when vault and key-encryption key answer. */
  async health(): Promise<void> {
    await reachKeys(() => Promise.all([this.#parts.vault.health(), this.#parts.kek.health()]));
  }

  /** Clears every plain key. */
  close(): void {
    for (const keys of [this.#learnerKeys, this.#branchKeys, this.#indexKeys, this.#platformKeys])
      keys.close();
  }

  /** Makes the branch key of an epoch, which wraps from then on, unless it is there. */
  addBranchEpoch(epoch: number): Promise<BranchKeyRecord> {
    return this.#branchKeys.add(this.#branchLine, epoch);
  }

  /**
   * Makes the index key of an epoch, unless it is there: one to be written under and not yet looked up by, or one that
   * is used at once where nothing is looked up.
   */
  addIndexEpoch(
    purpose: string,
    epoch: number,
    state: 'adding' | 'current' = 'adding',
  ): Promise<BranchKeyRecord> {
    const { vault, tenant } = this.#parts;
    return this.#indexKeys.add(indexLine(vault, tenant, purpose), epoch, { state });
  }

  /** Makes the platform's data key of an epoch, which seals from then on, unless it is there. */
  addPlatformEpoch(epoch: number): Promise<BranchKeyRecord> {
    const { vault, tenant } = this.#parts;
    return this.#platformKeys.add(platformLine(vault, tenant), epoch);
  }

  /** A branch key under the key-encryption key that wraps now. */
  rewrappedBranch(record: BranchKeyRecord): Promise<BranchKeyRecord> {
    return this.#branchKeys.rewrapped(this.#branchLine, record);
  }

  /** An index key or a platform key under the key-encryption key that wraps now. */
  rewrappedPurpose(record: IndexKeyRecord): Promise<IndexKeyRecord> {
    const { vault, tenant } = this.#parts;
    return record.purpose === PLATFORM
      ? this.#platformKeys.rewrapped(platformLine(vault, tenant), record)
      : this.#indexKeys.rewrapped(indexLine(vault, tenant, record.purpose), record);
  }

  /** A further data key for each learner, for the vault to hold in the state `adding`. */
  async furtherKeys(userIds: readonly string[]): Promise<Map<string, OtherLearnerKey>> {
    const { entropy } = this.#parts;
    const branch = await this.#branchKeys.current(this.#branchLine);
    return new Map(
      userIds.map((userId) => {
        const keyId = entropy.bytes(KEY_ID_BYTES);
        const secret = entropy.bytes(KEY_BYTES);
        const wrapped_key = wrapKey(branch.secret, secret, this.#learnerContext(userId, keyId), entropy);
        secret.fill(0);
        return [userId, { key_id: keyId, wrapped_key, branch_epoch: branch.epoch, state: 'adding' }];
      }),
    );
  }

  /**
   * The learner's keys, each wrapped by the branch key of that epoch. A key whose own branch key was destroyed opens
   * nothing any more and is left out; null when that is the current one.
   *
   * @throws MasterXError `key_destroyed` when there is no branch key of that epoch.
   */
  async underBranch(context: LearnerContext, epoch: number): Promise<LearnerKeys | null> {
    const branch = await this.#branchKeys.of(this.#branchLine, epoch);
    if (!branch) throw new MasterXError('key_destroyed');
    const current = await this.#moved(context, context, branch);
    const others: OtherLearnerKey[] = [];
    for (const other of context.other_keys ?? []) {
      const moved = await this.#moved(context, other, branch);
      if (moved) others.push({ ...moved, state: other.state });
    }
    return current && { ...current, ...(context.other_keys && { other_keys: others }) };
  }

  async #moved(
    { _id }: LearnerContext,
    { key_id, wrapped_key, branch_epoch }: Omit<OtherLearnerKey, 'state'>,
    to: BranchKey,
  ): Promise<Omit<OtherLearnerKey, 'state'> | null> {
    if (branch_epoch === to.epoch) return { key_id, wrapped_key, branch_epoch };
    const from = await this.#branchKeys.of(this.#branchLine, branch_epoch);
    if (!from) return null;
    const context = this.#learnerContext(_id, key_id);
    const secret = unwrapKey(from.secret, wrapped_key, context);
    const wrapped = wrapKey(to.secret, secret, context, this.#parts.entropy);
    secret.fill(0);
    return { key_id, wrapped_key: wrapped, branch_epoch: to.epoch };
  }

  #newKey({ userId, ...about }: NewLearner, branch: BranchKey): LearnerKey {
    const { entropy, clock, tenant } = this.#parts;
    const keyId = entropy.bytes(KEY_ID_BYTES);
    const secret = entropy.bytes(KEY_BYTES);
    const wrapped = wrapKey(branch.secret, secret, this.#learnerContext(userId, keyId), entropy);
    const context: LearnerContext = {
      _id: userId,
      tenant,
      key_id: keyId,
      wrapped_key: wrapped,
      branch_epoch: branch.epoch,
      seal_blocks: 1,
      region: about.region,
      age_class: about.age_class,
      consents: about.consents,
      created_at: clock.now(),
    };
    return {
      context,
      key: new DataKey(keyId, secret, this.#budgets.spend, { allowed: about.consents }),
    };
  }

  /** A learner whose branch key was destroyed has no key either, and is absent. */
  async #unwrapAll(contexts: readonly LearnerContext[]): Promise<Map<string, DataKey>> {
    const epochs = new Set(
      contexts.flatMap(({ branch_epoch, other_keys = [] }) => [
        branch_epoch,
        ...other_keys.map((other) => other.branch_epoch),
      ]),
    );
    const branches = new Map(
      await Promise.all(
        [...epochs].map(
          async (epoch) => [epoch, await this.#branchKeys.of(this.#branchLine, epoch)] as const,
        ),
      ),
    );
    const keys = new Map<string, DataKey>();
    for (const { _id, tenant, consents, other_keys = [], ...current } of contexts) {
      invariant(tenant === this.#parts.tenant, "a keyring opens its own tenant's keys");
      const unwrapped = ({ key_id, wrapped_key, branch_epoch }: LearnerKeys): Buffer | null => {
        const branch = branches.get(branch_epoch);
        return branch ? unwrapKey(branch.secret, wrapped_key, this.#learnerContext(_id, key_id)) : null;
      };
      const secret = unwrapped(current);
      if (!secret) continue;
      const others = other_keys.flatMap((other) => {
        const otherSecret = unwrapped(other);
        return otherSecret ? [new DataKey(other.key_id, otherSecret)] : [];
      });
      keys.set(_id, new DataKey(current.key_id, secret, this.#budgets.spend, { others, allowed: consents }));
    }
    return keys;
  }

  /** Binds the wrapped key to its learner and to the id that stands in the envelopes. */
  #learnerContext(userId: string, keyId: Buffer): EncryptionContext {
    return { tenant: this.#parts.tenant, learner: userId, key: keyId.toString('hex') };
  }

  async #ofEpoch<K extends DataKey | IndexKey>(
    keys: EpochKeys<K>,
    line: EpochLine<K>,
    epoch: number | undefined,
  ): Promise<K> {
    if (epoch === undefined) return keys.current(line);
    const key = await keys.of(line, epoch);
    if (key) return key;
    throw new MasterXError('key_destroyed');
  }
}
