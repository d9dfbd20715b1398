import { MasterXError } from '../errors/error.ts';
import type { Clock } from '../std/clock.ts';
import { LIMITS } from '../std/limits.ts';
import type { EncryptionContext, KeyEncryptionKey } from '../stores/keys/port.ts';
import { reachKeys } from '../stores/keys/reach.ts';
import type { BranchKeyRecord, IndexKeyRecord } from '../stores/vault/port.ts';
import type { EpochLine } from './epoch-lines.ts';
import { KEYS_CACHED_MAX, KeyCache } from './key-cache.ts';
import type { SecretKey } from './secret-key.ts';

/** Epoch of a key that nobody rotated yet. */
const FIRST_EPOCH = 1;

/** The keys of a line that are in use, as long as they are held together. */
export class LiveKeys<K extends SecretKey> {
  constructor(
    /** The key that is sealed with or looked up by. */
    readonly current: K,
    /** Each key that values for look-ups are written under, `current` among them. */
    readonly written: readonly K[],
  ) {}

  zeroise(): void {
    for (const key of this.written) key.zeroise();
  }
}

/**
 * Keys that the key-encryption key wraps: a tenant's branch keys, index keys and platform keys. Each line starts by
 * itself with epoch 1 when its current key is first asked for.
 */
export class EpochKeys<K extends SecretKey> {
  readonly #kek: KeyEncryptionKey;
  readonly #tenant: string;
  readonly #clock: Clock;
  readonly #byEpoch: KeyCache<K>;
  readonly #live: KeyCache<LiveKeys<K>>;

  constructor(parts: {
    readonly kek: KeyEncryptionKey;
    readonly tenant: string;
    readonly clock: Clock;
    readonly keyCacheMs?: number;
  }) {
    this.#kek = parts.kek;
    this.#tenant = parts.tenant;
    this.#clock = parts.clock;
    const memoryMs = parts.keyCacheMs ?? LIMITS.keyCacheMsMax;
    this.#byEpoch = new KeyCache(parts.clock, KEYS_CACHED_MAX, memoryMs);
    this.#live = new KeyCache(parts.clock, KEYS_CACHED_MAX, memoryMs);
  }

  /** The key of that epoch; `undefined` when it never was or was destroyed. */
  of(line: EpochLine<K>, epoch: number): Promise<K | undefined> {
    return this.#byEpoch.one(`${line.name}/${epoch}`, async () => {
      const record = await reachKeys(() => line.of(epoch));
      return record ? this.#unwrap(line, record) : undefined;
    });
  }

  /** The key that new things are written with. */
  async current(line: EpochLine<K>): Promise<K> {
    return (await this.live(line)).current;
  }

  /** The keys that are in use. */
  async live(line: EpochLine<K>): Promise<LiveKeys<K>> {
    const live = await this.#live.one(line.name, async () => {
      const found = await reachKeys(() => line.live());
      const current = found.current ?? (await this.add(line, FIRST_EPOCH));
      const others = found.written.filter(({ epoch }) => epoch !== current.epoch);
      const [key, ...further] = await Promise.all(
        [current, ...others].map((record) => this.#unwrap(line, record)),
      );
      return key && new LiveKeys(key, [key, ...further]);
    });
    if (live) return live;
    throw new MasterXError('keys_unavailable', { detail: `The current key of ${line.name} was not found.` });
  }

  /** Makes the key of an epoch, unless it is there; what is stored. */
  async add(
    line: EpochLine<K>,
    epoch: number,
    more: Pick<IndexKeyRecord, 'state'> = {},
  ): Promise<BranchKeyRecord> {
    const { plain, wrapped } = await reachKeys(() => this.#kek.generate(this.#context(line, epoch)));
    plain.fill(0);
    return reachKeys(() =>
      line.add({
        ...more,
        tenant: this.#tenant,
        epoch,
        wrapped: wrapped.bytes,
        kek_id: wrapped.kekId,
        created_at: this.#clock.now(),
      }),
    );
  }

  /** The record of a key with the key wrapped anew, by the key-encryption key that wraps now. */
  async rewrapped<R extends BranchKeyRecord>(line: EpochLine<K>, record: R): Promise<R> {
    const context = this.#context(line, record.epoch);
    const secret = await reachKeys(() =>
      this.#kek.unwrap({ kekId: record.kek_id, bytes: record.wrapped }, context),
    );
    try {
      const { bytes, kekId } = await reachKeys(() => this.#kek.wrap(secret, context));
      return { ...record, wrapped: bytes, kek_id: kekId };
    } finally {
      secret.fill(0);
    }
  }

  /** Clears every plain key. */
  close(): void {
    this.#byEpoch.close();
    this.#live.close();
  }

  async #unwrap(line: EpochLine<K>, record: BranchKeyRecord): Promise<K> {
    const wrapped = { kekId: record.kek_id, bytes: record.wrapped };
    const secret = await reachKeys(() => this.#kek.unwrap(wrapped, this.#context(line, record.epoch)));
    return line.inMemory(record.epoch, secret);
  }

  #context(line: EpochLine<K>, epoch: number): EncryptionContext {
    return { tenant: this.#tenant, purpose: line.name, epoch: String(epoch) };
  }
}
