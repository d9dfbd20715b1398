import { createHash } from 'node:crypto';
import { invariant } from '../std/assert.ts';
import { lengthPrefixed } from '../stores/keys/length-prefix.ts';
import type { BranchKeyRecord, IndexKeyRecord, KeyVault } from '../stores/vault/port.ts';
import { BranchKey, DataKey, IndexKey, KEY_ID_BYTES, type SecretKey } from './secret-key.ts';

/** The epochs of a line that are in use. */
export interface LiveEpochs {
  /** What is looked up or sealed is so under this one; null before the first. */
  readonly current: BranchKeyRecord | null;
  /** What is written for look-ups is so under each of these, `current` among them. */
  readonly written: readonly BranchKeyRecord[];
}

/** One line of keys by epoch: how the vault stores it, and the form it is used in. */
export interface EpochLine<K extends SecretKey> {
  /** Names the line in the cache and in the encryption context. */
  readonly name: string;
  of(epoch: number): Promise<BranchKeyRecord | null>;
  latest(): Promise<BranchKeyRecord | null>;
  /** The epochs that are in use; empty before the first. */
  live(): Promise<LiveEpochs>;
  /** Insert-if-absent; answers with what is stored. */
  add(record: BranchKeyRecord): Promise<BranchKeyRecord>;
  /** The plain key in the form it is used in. */
  inMemory(epoch: number, secret: Buffer): K;
}

/** Purpose under which the vault keeps the platform's own data key, among the index keys. */
export const PLATFORM = 'platform';

/** The tenant's branch keys. */
export function branchLine(vault: KeyVault, tenant: string): EpochLine<BranchKey> {
  return {
    name: 'branch',
    of: (epoch) => vault.branchKey(tenant, epoch),
    latest: () => vault.latestBranchKey(tenant),
    live: async () => onlyThe(await vault.latestBranchKey(tenant)),
    add: (record) => vault.addBranchKey(record),
    inMemory: (epoch, secret) => new BranchKey(epoch, secret),
  };
}

/** The tenant's keys for one purpose: blind indexes, pseudonyms. */
export function indexLine(vault: KeyVault, tenant: string, purpose: string): EpochLine<IndexKey> {
  invariant(purpose !== PLATFORM, 'the purpose `platform` is taken by the platform key');
  return {
    ...purposeLine(vault, tenant, purpose),
    name: `index:${purpose}`,
    live: async () => liveOf(await vault.indexKeysFor(tenant, purpose)),
    inMemory: (epoch, secret) => new IndexKey(purpose, epoch, secret),
  };
}

/** The platform's own data keys. */
export function platformLine(vault: KeyVault, tenant: string): EpochLine<DataKey> {
  return {
    ...purposeLine(vault, tenant, PLATFORM),
    name: PLATFORM,
    inMemory: (epoch, secret) => new DataKey(platformKeyId(tenant, epoch), secret),
  };
}

/** The platform key's data-key id: derived, because the vault has no place for one, and ending in the epoch. */
function platformKeyId(tenant: string, epoch: number): Buffer {
  const id = Buffer.alloc(KEY_ID_BYTES);
  createHash('sha256')
    .update(lengthPrefixed(['masterx platform key', tenant]))
    .digest()
    .copy(id);
  id.writeUInt32BE(epoch, KEY_ID_BYTES - 4);
  return id;
}

function onlyThe(latest: BranchKeyRecord | null): LiveEpochs {
  return { current: latest, written: latest ? [latest] : [] };
}

/**
 * The epochs of an index key that are in use, by their states: `current` is the highest of that state, so that one
 * process may make an epoch current before another says of the one before that it is retiring.
 */
export function liveOf(records: readonly IndexKeyRecord[]): LiveEpochs {
  const written = records.filter(({ state }) => state !== 'retired').sort((a, b) => b.epoch - a.epoch);
  return { current: written.find(({ state = 'current' }) => state === 'current') ?? null, written };
}

function purposeLine(vault: KeyVault, tenant: string, purpose: string) {
  return {
    of: (epoch: number) => vault.indexKey(tenant, purpose, epoch),
    latest: () => vault.latestIndexKey(tenant, purpose),
    live: async () => onlyThe(await vault.latestIndexKey(tenant, purpose)),
    add: (record: BranchKeyRecord) => vault.addIndexKey({ ...record, purpose }),
  };
}
