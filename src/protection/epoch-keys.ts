import { MasterXError } from '../errors/error.ts';
import type { Clock } from '../std/clock.ts';
import type { EncryptionContext, KeyEncryptionKey } from '../stores/keys/port.ts';
import { reachKeys } from '../stores/keys/reach.ts';
import type { BranchKeyRecord } from '../stores/vault/port.ts';
import type { EpochLine } from './epoch-lines.ts';
import { KeyCache } from './key-cache.ts';
import type { SecretKey } from './secret-key.ts';

/** Epoch of a key that nobody rotated yet. */
const FIRST_EPOCH = 1;

/**
 * Keys that the key-encryption key wraps: a tenant's branch keys, index keys and platform keys. Each line starts by
 * itself with epoch 1 when its current key is first asked for.
 */
export class EpochKeys<K extends SecretKey> {
  readonly #kek: KeyEncryptionKey;
  readonly #tenant: string;
  readonly #clock: Clock;
  readonly #cache: KeyCache<K>;

  constructor(parts: { readonly kek: KeyEncryptionKey; readonly tenant: string; readonly clock: Clock }) {
    this.#kek = parts.kek;
    this.#tenant = parts.tenant;
    this.#clock = parts.clock;
    this.#cache = new KeyCache<K>(parts.clock);
  }

  /** The key of that epoch; `undefined` when it never was or was destroyed. */
  of(line: EpochLine<K>, epoch: number): Promise<K | undefined> {
    return this.#cache.one(`${line.name}/${epoch}`, async () => {
      const record = await reachKeys(() => line.of(epoch));
      return record ? this.#unwrap(line, record) : undefined;
    });
  }

  /** The key that new things are written with. */
  async current(line: EpochLine<K>): Promise<K> {
    const key = await this.#cache.one(`${line.name}/current`, async () => {
      const record = (await reachKeys(() => line.latest())) ?? (await this.#start(line));
      return this.#unwrap(line, record);
    });
    if (key) return key;
    throw new MasterXError('keys_unavailable', { detail: `The current key of ${line.name} was not found.` });
  }

  /** Clears every plain key. */
  close(): void {
    this.#cache.close();
  }

  async #start(line: EpochLine<K>): Promise<BranchKeyRecord> {
    const { plain, wrapped } = await reachKeys(() => this.#kek.generate(this.#context(line, FIRST_EPOCH)));
    plain.fill(0);
    return reachKeys(() =>
      line.add({
        tenant: this.#tenant,
        epoch: FIRST_EPOCH,
        wrapped: wrapped.bytes,
        kek_id: wrapped.kekId,
        created_at: this.#clock.now(),
      }),
    );
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
